import { describe, expect, it } from 'vitest';
import { begin, line, pause, step, unsent, type Happening } from '#lib/questionnaire/autosave.ts';

const at = '2026-07-22T03:42:07.000Z';
const typed = (question: string): Happening => ({ type: 'changed', question, keptAt: at });
const confirmed = (sequence: number): Happening => ({ type: 'confirmed', sequence, savedAt: at });
const after = (...happenings: Happening[]) => happenings.reduce(step, begin(3, null));

describe('autosave', () => {
	it('says nothing was saved before anything was', () => {
		expect(line(begin(0, null))).toBe('fresh');
		expect(line(begin(3, at))).toBe('saved');
	});

	it('counts questions that were changed, not keystrokes', () => {
		expect(unsent(after(typed('TT13'), typed('TT13'), typed('TT14')))).toEqual(['TT13', 'TT14']);
	});

	it('keeps what is typed during a request for the next one', () => {
		const saving = after(typed('TT13'), { type: 'sent' }, typed('TT14'), confirmed(4));
		expect(saving.sequence).toBe(4);
		expect(unsent(saving)).toEqual(['TT14']);
		expect(line(saving)).toBe('saving');
	});

	it('has one request under way at a time', () => {
		expect(pause(after(typed('TT13')))).toBe(1000);
		expect(pause(after(typed('TT13'), { type: 'sent' }, typed('TT14')))).toBeNull();
	});

	it('waits longer after every failure, at most a minute, and counts nothing as saved', () => {
		const failure: Happening[] = [{ type: 'sent' }, { type: 'failed' }];
		const waits = [1, 2, 3, 4, 9].map((times) =>
			pause(after(typed('TT13'), ...Array.from({ length: times }, () => failure).flat()))
		);
		expect(waits).toEqual([2000, 4000, 8000, 16_000, 60_000]);
		const saving = after(typed('TT13'), ...failure);
		expect(unsent(saving)).toEqual(['TT13']);
		expect(line(saving)).toBe('kept');
	});

	it('warns when the browser could not keep the answers either', () => {
		const saving = after({ type: 'changed', question: 'TT13', keptAt: null }, { type: 'offline' });
		expect(line(saving)).toBe('unkept');
	});

	it('sends nothing while offline and at once when the line is back', () => {
		const offline = after(typed('TT13'), { type: 'sent' }, { type: 'failed' }, { type: 'offline' });
		expect(pause(offline)).toBeNull();
		expect(pause(step(offline, { type: 'online' }))).toBe(1000);
	});

	it('stops at a conflict whatever is typed, until the person has chosen', () => {
		const conflict = after(
			typed('TT13'),
			{ type: 'sent' },
			{ type: 'halted', halt: 'conflict' },
			typed('TT14')
		);
		expect(line(conflict)).toBe('conflict');
		expect(pause(conflict)).toBeNull();
		const chosen = step(conflict, { type: 'resumed', sequence: 9 });
		expect(chosen.sequence).toBe(9);
		expect(unsent(chosen)).toEqual(['TT13', 'TT14']);
		expect(pause(chosen)).toBe(1000);
	});

	it('tries a refused answer again once something was changed', () => {
		const refused = after(typed('TT13'), { type: 'sent' }, { type: 'halted', halt: 'refused' });
		expect(pause(refused)).toBeNull();
		expect(pause(step(refused, typed('TT13')))).toBe(1000);
	});

	it('keeps everything unsent when the session ends', () => {
		const ended = after(typed('TT13'), { type: 'sent' }, { type: 'halted', halt: 'signed-out' });
		expect(line(ended)).toBe('signed-out');
		expect(unsent(ended)).toEqual(['TT13']);
	});
});
