import { describe, expect, it } from 'vitest';
import { drop, find, keep, reconcile, type Copy, type Shelf } from '#lib/questionnaire/copy.ts';

const copy: Copy = {
	sequence: 4,
	data: { TT13: { nsnn: 215.5 }, TT38: 'Hòa Bình' },
	changed: ['TT13'],
	at: '2026-07-22T03:42:07.000Z',
	sending: null
};

function shelf(): Shelf {
	const kept = new Map<string, string>();
	return {
		getItem: (key) => kept.get(key) ?? null,
		setItem: (key, value) => void kept.set(key, value),
		removeItem: (key) => void kept.delete(key)
	};
}

describe('the copy in the browser', () => {
	it('comes back as it was kept, and not after it was dropped', () => {
		const place = shelf();
		expect(keep(place, 'a', copy)).toBe(true);
		expect(find(place, 'a')).toEqual(copy);
		expect(find(place, 'b')).toBeNull();
		drop(place, 'a');
		expect(find(place, 'a')).toBeNull();
	});

	it('says when the browser refuses to keep it', () => {
		const full: Shelf = {
			...shelf(),
			setItem: () => {
				throw new DOMException('full', 'QuotaExceededError');
			}
		};
		expect(keep(full, 'a', copy)).toBe(false);
	});

	it('ignores what is not a copy', () => {
		const place = shelf();
		place.setItem('phieu:a', '{"sequence":"4"}');
		place.setItem('phieu:b', 'not JSON');
		expect(find(place, 'a')).toBeNull();
		expect(find(place, 'b')).toBeNull();
	});
});

describe('which answers a form opens with', () => {
	it('takes the server’s when nothing is kept here or both say the same', () => {
		expect(reconcile(null, { sequence: 4, data: {} }).take).toBe('server');
		const retyped = { TT38: 'Hòa Bình'.normalize('NFD'), TT13: { nsnn: 215.5 } };
		expect(reconcile(copy, { sequence: 7, data: retyped }).take).toBe('server');
	});

	it('takes the copy when the server still has the version it was typed upon', () => {
		expect(reconcile(copy, { sequence: 4, data: {} })).toMatchObject({
			take: 'copy',
			sequence: 4
		});
	});

	it('goes on from a version of ours whose confirmation was lost', () => {
		const sending = { TT13: { nsnn: 200 } };
		const server = { sequence: 5, data: { TT13: { nsnn: 200 } } };
		expect(reconcile({ ...copy, sending }, server)).toMatchObject({ take: 'copy', sequence: 5 });
	});

	it('takes neither when somebody else saved meanwhile', () => {
		expect(reconcile(copy, { sequence: 5, data: { TT13: { nsnn: 1 } } }).take).toBe('neither');
	});
});
