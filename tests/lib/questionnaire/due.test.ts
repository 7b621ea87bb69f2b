import { describe, expect, it } from 'vitest';
import { clock, daysLeft } from '#lib/questionnaire/due.ts';
import { amendedSince, readOnlyBecause } from '#lib/questionnaire/form.ts';

const closesAt = '2026-07-31T10:00:00.000Z'; // 17:00 in Vietnam
const at = (moment: string) => new Date(moment).getTime();

describe('when a form is due', () => {
	it('counts Vietnamese days', () => {
		expect(daysLeft(closesAt, at('2026-07-22T03:00:00Z'))).toBe(9);
		expect(daysLeft(closesAt, at('2026-07-30T16:59:00Z'))).toBe(1);
		expect(daysLeft(closesAt, at('2026-07-30T17:01:00Z'))).toBe(0);
	});

	it('is past one second after the hour, on the same day too', () => {
		expect(daysLeft(closesAt, at('2026-07-31T10:00:01Z'))).toBe(-1);
		expect(daysLeft(closesAt, at('2026-08-05T10:00:00Z'))).toBe(-5);
	});

	it('tells the time to the second in Vietnam', () => {
		expect(clock('2026-07-22T03:42:07.512Z')).toBe('10:42:07');
		expect(clock('')).toBe('');
	});
});

describe('a form that can only be read', () => {
	const campaign = { state: 'open' as const, opensAt: '2026-07-01T00:00:00.000Z', closesAt };
	const now = at('2026-07-22T03:00:00Z');

	it('says why', () => {
		expect(readOnlyBecause(campaign, true, true, now)).toBeNull();
		expect(readOnlyBecause(campaign, true, true, at('2026-08-01T00:00:00Z'))).toBe('closed');
		expect(readOnlyBecause({ ...campaign, state: 'closed' }, false, true, now)).toBe('closed');
		expect(readOnlyBecause({ ...campaign, state: 'paused' }, false, true, now)).toBe('paused');
		expect(readOnlyBecause(campaign, false, true, at('2026-06-01T00:00:00Z'))).toBe('early');
		expect(readOnlyBecause(campaign, false, true, now)).toBe('unit');
		expect(readOnlyBecause(campaign, true, false, now)).toBe('role');
	});
});

describe('a submitted form', () => {
	const response = { state: 'submitted' as const, version: 1, submittedAt: closesAt };

	it('counts as amended only when something was saved after the submission', () => {
		expect(amendedSince({ ...response, savedAt: closesAt })).toBe(false);
		expect(amendedSince({ ...response, savedAt: '2026-07-31T10:00:01.000Z' })).toBe(true);
		expect(amendedSince({ ...response, version: 0, savedAt: closesAt })).toBe(false);
	});
});
