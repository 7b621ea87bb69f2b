import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, composed, differing, same } from '#lib/questionnaire/draft.ts';

describe('two drafts', () => {
	it('are the same whatever the order of keys, the composition of letters or empty answers', () => {
		const one = { a: 'Hòa', b: { x: 1, y: '' }, c: null };
		expect(same(one, { b: { x: 1 }, a: 'Hòa'.normalize('NFD') })).toBe(true);
	});

	it('differ when the order of chosen rows differs', () => {
		expect(same({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
	});

	it('name the questions answered differently, a remark counting for its question', () => {
		const one = { TT13: { a: 1 }, TT37: ['other'], 'TT37-Comment': 'x', TT38: 'y' };
		const other = { TT13: { a: 1 }, TT37: ['other'], 'TT37-Comment': 'z', TT40: true };
		expect(differing(one, other).sort()).toEqual(['TT37', 'TT38', 'TT40']);
	});

	it('do not differ from themselves', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (draft) => {
				expect(differing(draft, draft)).toEqual([]);
				expect(canonical(composed(draft))).toBe(canonical(draft));
			})
		);
	});
});
