import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ranks } from '#lib/statistics/survey/ranking.ts';
import { Refusal } from '#lib/statistics/refusal.ts';

const reason = (action: () => unknown) => {
	try {
		action();
	} catch (error) {
		if (error instanceof Refusal) return error.reason;
		throw error;
	}
	return undefined;
};

describe('ranks', () => {
	it('are open as far as the intervals overlap: by hand, three of four provinces', () => {
		// z = 1.96 at a plain 95 %: 10 ± 1.96, 12 ± 1.96, 13 ± 1.96, 20 ± 1.96
		const found = ranks([10, 12, 13, 20], [1, 1, 1, 1], Infinity, { joint: false });
		expect(found.map(({ rank, first, last }) => [rank, first, last])).toEqual([
			[4, 2, 4],
			[3, 2, 4],
			[2, 2, 4],
			[1, 1, 1]
		]);
		const small = ranks([10, 12, 13, 20], [1, 1, 1, 1], Infinity, {
			joint: false,
			ascending: true
		});
		expect(small.map(({ rank, first, last }) => [rank, first, last])).toEqual([
			[1, 1, 3],
			[2, 1, 3],
			[3, 1, 3],
			[4, 4, 4]
		]);
	});

	it('hold the plain rank, and are wider jointly than each by itself', () => {
		const units = fc.array(
			fc.tuple(fc.integer({ min: 0, max: 100 }), fc.double({ min: 0.1, max: 20, noNaN: true })),
			{ minLength: 1, maxLength: 34 }
		);
		fc.assert(
			fc.property(units, (list) => {
				const values = list.map(([value]) => value);
				const errors = list.map(([, error]) => error);
				const joint = ranks(values, errors, 30);
				const single = ranks(values, errors, 30, { joint: false });
				joint.forEach(({ rank, first, last }, at) => {
					expect(first).toBeLessThanOrEqual(rank);
					expect(last).toBeGreaterThanOrEqual(rank);
					expect(first).toBeLessThanOrEqual(single[at]!.first);
					expect(last).toBeGreaterThanOrEqual(single[at]!.last);
				});
			})
		);
		expect(reason(() => ranks([1, NaN], [1, 1], 9))).toBe('not-a-number');
		expect(reason(() => ranks([1, 2], [1, -1], 9))).toBe('negative');
		expect(reason(() => ranks([], [], 9))).toBe('no-observations');
	});
});
