import fc from 'fast-check';
import { expect, test } from 'vitest';
import { both, where } from '#lib/statistics/survey/codes.ts';
import { design } from '#lib/statistics/survey/design.ts';
import { share } from '#lib/statistics/survey/shares.ts';
import { crosstab, rowShares } from '#lib/statistics/survey/tables.ts';

const people = fc.array(
	fc.record({
		stratum: fc.integer({ min: 0, max: 1 }),
		cluster: fc.integer({ min: 0, max: 3 }),
		weight: fc.double({ min: 0.5, max: 20, noNaN: true }),
		row: fc.integer({ min: 0, max: 2 }),
		column: fc.integer({ min: -1, max: 2 })
	}),
	{ minLength: 30, maxLength: 80 }
);

test('shares by row, taken from one crosstab, are those of each row as a domain of the design', () => {
	fc.assert(
		fc.property(people, (drawn) => {
			// Two clusters in each stratum at least.
			const rows = [0, 1, 0, 1].map((stratum, at) => ({
				...{ stratum, cluster: at >> 1, weight: 1, row: at % 3, column: at % 3 }
			}));
			const all = [...drawn, ...rows];
			const codes = (key: 'stratum' | 'row' | 'column') => Int32Array.from(all, (one) => one[key]);
			const sample = design({
				rows: all.length,
				weights: all.map(({ weight }) => weight),
				strata: [codes('stratum')],
				clusters: [Int32Array.from(all, (one) => one.stratum * 10 + one.cluster)]
			});
			const [row, column] = [codes('row'), codes('column')];
			const found = rowShares(
				crosstab(sample, { codes: row, groups: 3 }, { codes: column, groups: 3 })
			);
			const known = Uint8Array.from(column, (code) => (code >= 0 ? 1 : 0));
			for (let i = 0; i < 3; i++) {
				const domain = both(where(row, i), known);
				if (!domain.some((one) => one === 1)) {
					expect(found[i]).toEqual([]);
					continue;
				}
				expect(found[i]!.reduce((sum, one) => sum + one.share, 0)).toBeCloseTo(1, 10);
				for (let j = 0; j < 3; j++) {
					const y = Float64Array.from(column, (code) => (code === j ? 1 : 0));
					const single = share(sample, y, { domain });
					expect(found[i]![j]!.share).toBeCloseTo(single.share, 9);
					expect(found[i]![j]!.error).toBeCloseTo(single.error, 6);
					expect(found[i]![j]!.respondents).toBe(single.respondents);
				}
			}
		}),
		{ numRuns: 200 }
	);
});
