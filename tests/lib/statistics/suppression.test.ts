import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Refusal } from '#lib/statistics/refusal.ts';
import { fewestRespondents, hiddenParts, tooFew } from '#lib/statistics/protection/suppression.ts';

it('hides a share of fewer than ten respondents', () => {
	expect([0, 9, 10].map(tooFew)).toEqual([true, true, false]);
	expect(() => tooFew(NaN)).toThrow(Refusal);
	expect(() => tooFew(-1)).toThrow(Refusal);
});

it('hides a second part where one alone could be computed back from the whole', () => {
	expect(hiddenParts([40, 5, 30, 12])).toEqual([false, true, false, true]);
	expect(hiddenParts([40, 3, 4, 12])).toEqual([false, true, true, true]);
	expect(hiddenParts([40, 6, 7, 12])).toEqual([false, true, true, false]);
	expect(hiddenParts([40, 0, 12])).toEqual([false, false, false]);
	expect(hiddenParts([4])).toEqual([true]);
});

it('never leaves one hidden part, or fewer than ten hidden respondents, while others are shown', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(60), { maxLength: 34 }), (parts) => {
			const hidden = hiddenParts(parts);
			const sizes = parts.filter((_, index) => hidden[index]);
			parts.forEach((n, index) => {
				if (n > 0 && n < fewestRespondents) expect(hidden[index]).toBe(true);
			});
			const shown = parts.some((n, index) => n > 0 && !hidden[index]);
			if (sizes.length && shown) {
				expect(sizes.length).toBeGreaterThan(1);
				expect(sizes.reduce((sum, n) => sum + n)).toBeGreaterThanOrEqual(fewestRespondents);
			}
		})
	);
});
