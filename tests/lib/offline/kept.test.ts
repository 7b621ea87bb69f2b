import { describe, expect, it } from 'vitest';
import { isId } from '#lib/citizen.ts';
import { begin, drop, find, keep, mintId } from '#lib/offline/kept.ts';
import type { Shelf } from '#lib/questionnaire/copy.ts';

function shelf(): Shelf & { items: Map<string, string> } {
	const items = new Map<string, string>();
	return {
		items,
		getItem: (key) => items.get(key) ?? null,
		setItem: (key, value) => void items.set(key, value),
		removeItem: (key) => void items.delete(key)
	};
}
const forbidden: Shelf = {
	getItem: () => {
		throw new DOMException('forbidden');
	},
	setItem: () => {
		throw new DOMException('full');
	},
	removeItem: () => {
		throw new DOMException('forbidden');
	}
};

describe('a form kept in the browser', () => {
	it('has an id the server knows as one, never the same twice', () => {
		const ids = Array.from({ length: 1000 }, mintId);
		expect(ids.filter((id) => !isId(id))).toEqual([]);
		expect(new Set(ids).size).toBe(1000);
	});

	it('comes back with the same id and answers', () => {
		const here = shelf();
		const kept = { ...begin(null), data: { NC36: 'Hòa' }, page: 'nc_p2', at: '2026-11-24' };
		expect(keep(here, 'abcd2345', kept)).toBe(true);
		expect(find(here, 'abcd2345')).toEqual(kept);
		expect(find(here, 'wxyz2345')).toBeNull();
		drop(here, 'abcd2345');
		expect(here.items.size).toBe(0);
	});

	it('is begun anew when what lies there is not a form', () => {
		const here = shelf();
		for (const text of ['{', '[]', 'null', '{"id":"1"}', '{"id":"x","data":{}}']) {
			here.setItem('phieu-mo:abcd2345', text);
			expect(find(here, 'abcd2345'), text).toBeNull();
		}
	});

	it('says when the browser refuses to keep anything', () => {
		expect(keep(forbidden, 'abcd2345', begin(null))).toBe(false);
		expect(keep(null, 'abcd2345', begin(null))).toBe(false);
		expect(find(forbidden, 'abcd2345')).toBeNull();
		expect(() => drop(forbidden, 'abcd2345')).not.toThrow();
	});
});
