import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figureOf, type Cell, type Facts, type Respondents } from '#lib/figure.ts';
import { shownFigures } from '#lib/figure/table.ts';

const units = [1, 2, 3, 4, 5];
const categories = ['nam', 'nu'];

const row = fc.record({
	unitId: fc.constantFrom(...units),
	category: fc.constantFrom(...categories, ''),
	n: fc.integer({ min: 1, max: 40 }),
	share: fc.double({ min: 0, max: 1, noNaN: true })
});
const cells = fc.array(row, { maxLength: 25 }).map((rows) =>
	rows.map(({ unitId, category, n, share }): Cell => {
		const y = Math.round(n * share);
		return { unitId, category, option: '', n, y, x: n, yy: y, xy: y, xx: n };
	})
);
const respondents = (list: Cell[], part: Partial<Respondents> = {}): Respondents => ({
	...{ kind: 'respondents', statistic: 'share', factor: 1, scale: [0, 1], guarded: true },
	...{ cells: list, asked: null, notes: [] },
	...part
});
const shuffled = <Item>(items: Item[], seed: number): Item[] =>
	items
		.map((item, index) => ({ item, at: Math.sin(seed + index * 12.9898) }))
		.sort((one, other) => one.at - other.at)
		.map(({ item }) => item);

describe('figures', () => {
	it('do not depend on the order in which facts come', () => {
		fc.assert(
			fc.property(cells, fc.integer({ min: 1, max: 1000 }), (list, seed) => {
				for (const statistic of ['share', 'mean', 'sum'] as const) {
					const one = figureOf(respondents(list, { statistic }));
					const other = figureOf(respondents(shuffled(list, seed), { statistic }));
					expect(other?.n).toBe(one?.n);
					expect(other?.value ?? 0).toBeCloseTo(one?.value ?? 0, 9);
					expect(other?.low ?? 0).toBeCloseTo(one?.low ?? 0, 9);
				}
			})
		);
	});

	it('of parts add up to that of the whole: numbers, respondents, sums', () => {
		fc.assert(
			fc.property(cells, (list) => {
				const facts = respondents(list, { statistic: 'sum', guarded: false });
				const parts = units.map((unitId) => figureOf(facts, new Set([unitId])));
				const whole = figureOf(facts);
				const sum = (pick: (figure: NonNullable<typeof whole>) => number) =>
					parts.reduce((all, part) => all + (part ? pick(part) : 0), 0);
				expect(sum(({ value }) => value ?? 0)).toBe(whole?.value ?? 0);
				expect(sum(({ n }) => n)).toBe(whole?.n ?? 0);
			})
		);
	});

	it('of fewer than ten respondents are never shown, and cannot be computed back', () => {
		fc.assert(
			fc.property(cells, fc.boolean(), (list, isSplit) => {
				const facts: Facts = respondents(list);
				const table = { whole: 0, units, ...(isSplit && { categories }) };
				const shown = shownFigures(facts, table);
				for (const { figure } of shown)
					if (figure.n > 0 && figure.n < 10) {
						expect(figure.suppressed).toBe(true);
						expect([figure.value, figure.numerator, figure.low]).toEqual([null, null, null]);
					}
				// Whoever knows every shown figure of a line finds no small one by subtraction.
				const find = (unitId: number, category: string) =>
					shown.find((one) => one.unitId === unitId && one.category === category)?.figure;
				const lines = [
					[find(0, ''), ...units.map((unit) => find(unit, ''))],
					...(isSplit ? categories : []).map((category) => [
						find(0, category),
						...units.map((unit) => find(unit, category))
					])
				];
				for (const [whole, ...parts] of lines) {
					if (!whole || whole.suppressed) continue;
					const known = parts.filter((one) => one && !one.suppressed);
					const hidden = parts.filter((one) => one?.suppressed);
					const rest = whole.n - known.reduce((sum, one) => sum + one!.n, 0);
					if (hidden.length > 0) expect(rest === 0 || rest >= 10).toBe(true);
					if (hidden.length === 1) expect(rest).toBeGreaterThan(hidden[0]!.n);
				}
			}),
			{ numRuns: 300 }
		);
	});

	it('keep value within interval and interval within scale', () => {
		fc.assert(
			fc.property(cells, fc.integer({ min: 0, max: 60 }), (list, unheard) => {
				const n = list.reduce((sum, one) => sum + one.n, 0);
				const asked = [{ unitId: 1, category: '', n: n + unheard }];
				for (const part of [{}, { asked }, { statistic: 'mean' as const }]) {
					const figure = figureOf(respondents(list, part));
					if (figure?.value == null || figure.low === null) continue;
					expect(figure.low).toBeGreaterThanOrEqual(0);
					expect(figure.high).toBeLessThanOrEqual(1);
					expect(figure.low).toBeLessThanOrEqual(figure.value + 1e-9);
					expect(figure.high).toBeGreaterThanOrEqual(figure.value - 1e-9);
				}
			})
		);
	});
});
