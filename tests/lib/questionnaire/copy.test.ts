import { describe, expect, it } from 'vitest';
import { drop, find, keep, reconcile, type Copy, type Shelf } from '#lib/questionnaire/copy.ts';
import type { Draft } from '#lib/questionnaire/draft.ts';
import type { Touched } from '#lib/questionnaire/merge.ts';

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
	const me = 7;
	const other = 8;
	const server = (sequence: number, data: Draft, touched: Touched = {}) => ({
		sequence,
		data,
		touched
	});

	it('takes the server’s when nothing is kept here or both say the same', () => {
		expect(reconcile(null, server(4, {}), me).take).toBe('server');
		const retyped = { TT38: 'Hòa Bình'.normalize('NFD'), TT13: { nsnn: 215.5 } };
		expect(reconcile(copy, server(7, retyped), me).take).toBe('server');
	});

	it('takes our changes upon the version they were typed upon', () => {
		expect(reconcile(copy, server(4, { TT05: 'cntt' }), me)).toMatchObject({
			take: 'copy',
			changed: ['TT13'],
			data: { TT05: 'cntt', TT13: { nsnn: 215.5 } }
		});
	});

	it('takes our changes upon what others answered meanwhile elsewhere', () => {
		const later = server(6, { TT05: 'cntt', TT38: 'Khác' }, { TT38: { at: 6, by: other } });
		expect(reconcile(copy, later, me)).toMatchObject({
			take: 'copy',
			data: { TT05: 'cntt', TT38: 'Khác', TT13: { nsnn: 215.5 } }
		});
	});

	it('goes on from a version of ours whose confirmation was lost', () => {
		const sending = { TT13: { nsnn: 200 } };
		const ours = server(5, { TT13: { nsnn: 200 } }, { TT13: { at: 5, by: me } });
		expect(reconcile({ ...copy, sending }, ours, me).take).toBe('copy');
		const theirs = server(5, { TT13: { nsnn: 200 } }, { TT13: { at: 5, by: other } });
		expect(reconcile({ ...copy, sending }, theirs, me).take).toBe('neither');
	});

	it('leaves the choice to the person when somebody else changed the same question', () => {
		const later = server(5, { TT13: { nsnn: 1 } }, { TT13: { at: 5, by: other } });
		expect(reconcile(copy, later, me)).toMatchObject({ take: 'neither', contested: ['TT13'] });
	});
});
