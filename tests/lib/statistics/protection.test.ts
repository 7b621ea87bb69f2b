import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attack, type Sheet } from '#lib/statistics/protection/attack.ts';
import { concentration, dominated, small, uniform } from '#lib/statistics/protection/disclosure.ts';
import { protect } from '#lib/statistics/protection/protection.ts';
import { Refusal } from '#lib/statistics/refusal.ts';
import {
	candidates,
	cellKey,
	nearest,
	randomly,
	roundingLoss,
	smallCounts
} from '#lib/statistics/protection/rounding.ts';
import { present, table } from '../../vectors.ts';
import { walk, type Handler, type Reference } from './reference.ts';

const set = '07_sdc';

/** A table with hierarchies as a sheet: a level belongs to the longest one that its code begins with. */
function sheetOf(
	file: string,
	dims: string[]
): Sheet & { names: string[][]; at: (name: string[]) => number } {
	const rows = table(set, file);
	const names = rows.map((row) => dims.map((dim) => row[dim]!));
	const place = new Map(names.map((name, cell) => [name.join('|'), cell]));
	const lines = dims.flatMap((dim, d) => {
		const levels = [...new Set(rows.map((row) => row[dim]!))];
		const top = levels.find((level) => /^tot/i.test(level))!;
		const parent = (level: string) =>
			levels
				.filter((other) => other !== top && other !== level && level.startsWith(other))
				.sort((one, other) => other.length - one.length)[0] ?? top;
		const inside = levels.filter((level) => level !== top);
		const parents = [...new Set(inside.map(parent))];
		return names.flatMap((name, cell) => {
			if (!parents.includes(name[d]!)) return [];
			const parts = inside
				.filter((level) => parent(level) === name[d])
				.map((level) => place.get(name.with(d, level).join('|'))!);
			return [[cell, ...parts]];
		});
	});
	return {
		values: rows.map((row) => Number(row.freq)),
		lines,
		names,
		at: (name) => place.get(name.join('|'))!
	};
}

type Named = string[][];

/** The sensitive cells of a check: by its threshold among the inner cells, or as given. */
function sensitive(check: Reference, sheet: ReturnType<typeof sheetOf>): boolean[] {
	const { k_rule: rule, forced_primary: forced } = check.params!;
	const margins = new Set(sheet.lines.map(([total]) => total));
	if (typeof rule === 'string')
		return small([...sheet.values], Number(/<= (\d+)/.exec(rule)![1])).map(
			(one, cell) => one && !margins.has(cell)
		);
	const list = (Array.isArray(forced) && typeof forced[0] === 'string' ? [forced] : forced) as (
		string[] | Record<string, string>
	)[];
	const cells = list.map((one) => sheet.at(Array.isArray(one) ? one : Object.values(one)));
	return sheet.values.map((_, cell) => cells.includes(cell));
}

const indices = (flags: boolean[]) => [...flags.keys()].filter((cell) => flags[cell]);

type ExactCase = {
	optimum: { min_count: number };
	patterns: Record<string, Pattern>;
	row_only_pattern: Pattern;
};
type Pattern = {
	secondary: Named;
	safe: boolean;
	intervals: { cell: string[]; freq: number; low: number; up: number }[];
};
const exactFile = `../shared/data/vectors/${set}/expected_exact.json`;
const exact: Record<string, ExactCase> = existsSync(exactFile)
	? JSON.parse(readFileSync(exactFile, 'utf8')).cases
	: {};

const handlers: Handler[] = [
	[
		/^dominance\./,
		({ data }) => {
			const cells = new Map<string, number[]>();
			for (const { cell, contribution } of table(set, data!))
				cells.set(cell!, [...(cells.get(cell!) ?? []), Number(contribution)]);
			return Object.fromEntries(
				[...cells].map(([cell, list]) => {
					const { total, contributors, first, two } = concentration(list);
					return [
						cell,
						{
							total,
							n: contributors,
							share1: first,
							share2: two,
							nk_1_75: dominated(list, { n: 1, k: 75 }),
							nk_2_85: dominated(list, { n: 2, k: 85 }),
							p10: dominated(list, { p: 10 }),
							p20: dominated(list, { p: 20 }),
							pq_10_50: dominated(list, { p: 10, q: 50 }),
							min3: dominated(list, { fewest: 3 })
						}
					];
				})
			);
		}
	],
	[
		/^rounding\.random$/,
		({ params }) => {
			const values = params!.values as number[];
			const of = (to: number) =>
				values.map((value) => {
					const { lower, upper, chance } = candidates(value, to);
					return [lower, upper, chance];
				});
			return {
				base3: of(3),
				base5: of(5),
				conventional5: values.map((value) => nearest(value, 5)),
				conventional3: values.map((value) => nearest(value, 3))
			};
		}
	],
	[
		/^rounding\.pls/,
		({ data, expected }) => {
			const rows = table(set, data!);
			const inner = rows.map((row) => Number(row.freq));
			const { publish } = expected as { publish: { geo: string; year: string }[] };
			const published = publish.map(({ geo, year }) =>
				[...rows.keys()].filter((cell) => {
					const row = rows[cell]!;
					return (
						(geo === 'Total' || row.geo === geo || row.eu === geo) &&
						(year === 'Total' || row.year === year)
					);
				})
			);
			const rounded = smallCounts({ inner, published }, 5);
			const sum = (list: number[], cells: number[]) =>
				cells.reduce((all, cell) => all + list[cell]!, 0);
			const line = (names: object, before: number, after: number) => ({
				...names,
				original: String(before),
				rounded: String(after),
				difference: String(after - before)
			});
			const before = published.map((cells) => sum(inner, cells));
			const after = published.map((cells) => sum(rounded, cells));
			const [small, large] = [roundingLoss(inner, rounded), roundingLoss(before, after)];
			return {
				inner: rows.map(({ geo, year }, at) => line({ geo, year }, inner[at]!, rounded[at]!)),
				publish: publish.map(({ geo, year }, at) => line({ geo, year }, before[at]!, after[at]!)),
				metrics: {
					roundBase: 5,
					maxRound: 4,
					maxdiff: large.largest,
					inner_HDutility: small.utility,
					HDutility: large.utility,
					inner_meanAbsDiff: small.meanAbsolute,
					meanAbsDiff: large.meanAbsolute,
					inner_rootMeanSquare: small.rootMeanSquare,
					rootMeanSquare: large.rootMeanSquare
				}
			};
		}
	],
	[
		/^/,
		async (check) => {
			if (!check.params?.dims) throw new Error('unknown check');
			const sheet = sheetOf(check.data!, check.params.dims as string[]);
			const primary = sensitive(check, sheet);
			const cells = indices(primary);
			const bounds = await attack(sheet, primary);
			const answer: Record<string, unknown> = {
				primary: cells.map((cell) => sheet.names[cell]),
				attack_primary_only: cells.map((cell, at) => ({
					cell: sheet.names[cell],
					freq: sheet.values[cell],
					low: bounds[at]!.low,
					up: bounds[at]!.high,
					exact: bounds[at]!.low === bounds[at]!.high
				})),
				safe_without_secondary: bounds.every(({ low, high }) => high > low)
			};
			// Patterns of the reference are examples: what must hold is that the attacker fails.
			for (const [method, found] of Object.entries(check.expected as Record<string, Pattern>)) {
				if (!found?.secondary) continue;
				const more = found.secondary.map((name) => sheet.at(name));
				const hidden = primary.map((one, cell) => one || more.includes(cell));
				const all = await attack(sheet, hidden, { targets: cells });
				expect(
					all.every(({ low, high }) => high > low),
					`${check.id} ${method}`
				).toBe(true);
				answer[method] = {
					secondary: more.map((cell) => sheet.names[cell]),
					n_secondary: more.length,
					sum_secondary: more.reduce((sum, cell) => sum + sheet.values[cell]!, 0)
				};
			}
			const ours = await protect(sheet, primary);
			const proof = await attack(sheet, ours.hidden, { targets: cells });
			expect(
				proof.every(({ low, high }) => high - low >= 1),
				`${check.id} ours`
			).toBe(true);
			expect(ours.secondary.every((cell) => sheet.values[cell]! > 0)).toBe(true);
			const least = exact[check.id]?.optimum.min_count;
			if (least !== undefined) {
				expect(ours.secondary.length, check.id).toBeGreaterThanOrEqual(least);
				expect(ours.secondary.length, check.id).toBeLessThanOrEqual(least + 2);
			}
			return answer;
		}
	]
];

const reason = async (action: () => unknown) => {
	try {
		await action();
	} catch (error) {
		if (error instanceof Refusal) return error.reason;
		throw error;
	}
	return undefined;
};

describe('disclosure control', () => {
	it.skipIf(!present)('meets every number of the set of disclosure control', async () => {
		const { failures, checks } = await walk(set, handlers);
		expect(failures).toEqual([]);
		expect(checks).toBeGreaterThan(0);
	});

	it.skipIf(!present)('finds the intervals of every pattern that was audited exactly', async () => {
		const files: Record<string, [string, string[]]> = {
			'micro.A_female': ['table_micro.csv', ['region', 'gender']],
			'province_age.k5': ['table_province_age.csv', ['prov', 'age']],
			'province_age.k10': ['table_province_age.csv', ['prov', 'age']],
			'zeros.k3': ['table_zeros.csv', ['prov', 'ans']],
			'grid4.two_per_line_is_not_enough': ['table_grid4.csv', ['v1', 'v2']]
		};
		let audited = 0;
		for (const [id, one] of Object.entries(exact)) {
			const file = files[id];
			if (!file) continue;
			const sheet = sheetOf(...file);
			for (const pattern of [...Object.values(one.patterns), one.row_only_pattern]) {
				const hidden = sheet.values.map(() => false);
				for (const { cell } of pattern.intervals) hidden[sheet.at(cell)] = true;
				const targets = pattern.intervals.map(({ cell }) => sheet.at(cell));
				const bounds = await attack(sheet, hidden, { targets });
				pattern.intervals.forEach(({ low, up, cell }, at) => {
					expect(bounds[at]!.low, `${id} ${cell}`).toBeCloseTo(low, 6);
					expect(bounds[at]!.high, `${id} ${cell}`).toBeCloseTo(up, 6);
				});
				audited++;
			}
		}
		expect(audited).toBeGreaterThan(0);
	});
});

/** A table with its margins, row by row, and its sums. */
function withMargins(inner: number[][]): Sheet {
	const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
	const rows = inner.map((row) => [...row, sum(row)]);
	const all = [...rows, rows[0]!.map((_, column) => sum(rows.map((row) => row[column]!)))];
	const width = all[0]!.length;
	const cell = (row: number, column: number) => row * width + column;
	const span = (count: number) => [...Array(count).keys()];
	return {
		values: all.flat(),
		lines: [
			...span(all.length).map((row) => [
				cell(row, width - 1),
				...span(width - 1).map((column) => cell(row, column))
			]),
			...span(width).map((column) => [
				cell(all.length - 1, column),
				...span(all.length - 1).map((row) => cell(row, column))
			])
		]
	};
}

const counts = fc.oneof(
	{ weight: 2, arbitrary: fc.integer({ min: 0, max: 12 }) },
	{ weight: 3, arbitrary: fc.integer({ min: 5, max: 300 }) }
);
const tables = fc
	.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 5 }))
	.chain(([rows, columns]) =>
		fc.array(fc.array(counts, { minLength: columns, maxLength: columns }), {
			minLength: rows,
			maxLength: rows
		})
	)
	.map(withMargins);

const sensitiveIn = ({ values, lines }: Sheet, most: number) => {
	const margins = new Set(lines.map(([total]) => total));
	return small([...values], most).map((one, cell) => one && !margins.has(cell));
};

describe('a protected table', () => {
	it('never lets the attacker closer to a sensitive cell than was asked', async () => {
		let protectedOnes = 0;
		await fc.assert(
			fc.asyncProperty(
				tables,
				fc.constantFrom(
					{ width: 1 },
					{ width: 5 },
					{ width: 3, above: 2 },
					{ width: 0, below: 2, above: 4 }
				),
				async (sheet, want) => {
					const sensitive = sensitiveIn(sheet, 4);
					let made;
					try {
						made = await protect(sheet, sensitive, want);
					} catch (error) {
						// A row that is otherwise empty, say: with its margins shown nothing protects it.
						expect(error).toBeInstanceOf(Refusal);
						expect((error as Refusal).reason).toBe('no-protection');
						return;
					}
					protectedOnes++;
					const cells = indices(sensitive);
					const single = indices(made.hidden).filter((cell) => sheet.values[cell] === 1);
					for (const known of [[], ...single.map((cell) => [cell])]) {
						const targets = cells.filter((cell) => !known.includes(cell));
						const bounds = await attack(sheet, made.hidden, { targets, known });
						targets.forEach((cell, at) => {
							const value = sheet.values[cell]!;
							const { low, high } = bounds[at]!;
							expect(low).toBeLessThanOrEqual(value);
							expect(high).toBeGreaterThanOrEqual(value);
							expect(high - low).toBeGreaterThanOrEqual(want.width - 1e-6);
							expect(high).toBeGreaterThanOrEqual(value + (want.above ?? 0) - 1e-6);
							expect(low).toBeLessThanOrEqual(Math.max(0, value - (want.below ?? 0)) + 1e-6);
						});
					}
					for (const cell of made.secondary) expect(sheet.values[cell]).toBeGreaterThan(0);
					// Nothing is hidden in vain.
					const others = await attack(sheet, made.hidden, { targets: made.secondary });
					for (const { low, high } of others) expect(high).toBeGreaterThan(low);
				}
			),
			{ numRuns: 40 }
		);
		expect(protectedOnes).toBeGreaterThan(10);
	});

	it('tells less the more of it is hidden', async () => {
		await fc.assert(
			fc.asyncProperty(tables, fc.nat(), fc.nat(), async (sheet, one, other) => {
				const hidden = sheet.values.map((value, cell) => value > 0 && (cell + one) % 3 === 0);
				const more = hidden.map((is, cell) => is || cell === other % hidden.length);
				const targets = indices(hidden);
				const before = await attack(sheet, hidden, { targets });
				const after = await attack(sheet, more, { targets });
				before.forEach(({ low, high }, at) => {
					expect(after[at]!.low).toBeLessThanOrEqual(low + 1e-6);
					expect(after[at]!.high).toBeGreaterThanOrEqual(high - 1e-6);
				});
			}),
			{ numRuns: 30 }
		);
	});

	it('hides a third cell where two people are each alone in a hidden one', async () => {
		// Whoever is the 1 in the first row works out the other 1 from the rectangle of gaps.
		const sheet = withMargins([
			[1, 20, 30],
			[1, 40, 50],
			[60, 70, 80]
		]);
		const sensitive = sensitiveIn(sheet, 4);
		const open = await protect(sheet, sensitive, { alone: false });
		const made = await protect(sheet, sensitive);
		const [first, second] = indices(sensitive) as [number, number];
		const see = (hidden: boolean[]) =>
			attack(sheet, hidden, { targets: [second], known: [first] }).then(([bounds]) => bounds!);
		const naive = await see(open.hidden);
		expect(naive.low).toBe(naive.high);
		const safe = await see(made.hidden);
		expect(safe.high - safe.low).toBeGreaterThanOrEqual(1);
		expect(made.secondary.length).toBeGreaterThan(open.secondary.length);
	});

	it('is refused where its sums do not add up, or nothing could hide a cell', async () => {
		const sheet = withMargins([
			[3, 0],
			[0, 40]
		]);
		const sensitive = sensitiveIn(sheet, 4);
		expect(await reason(() => protect(sheet, sensitive))).toBe('no-protection');
		const broken = { ...sheet, values: sheet.values.with(2, 99) };
		expect(await reason(() => attack(broken, sensitive))).toBe('not-additive');
		const negative = { values: [1, -1, 2], lines: [] };
		expect(await reason(() => attack(negative, [true, true, false]))).toBe('negative');
		expect(await reason(() => attack({ values: [NaN], lines: [] }, [true]))).toBe('not-a-number');
		expect(
			await reason(() =>
				protect(
					sheet,
					sheet.values.map(() => true)
				)
			)
		).toBe('not-positive');
	});

	it('may hide margins where those are not fixed, and has no highest value without any', async () => {
		const sheet = withMargins([
			[3, 0],
			[0, 40]
		]);
		const nothing = sheet.values.map(() => false);
		const made = await protect(sheet, sensitiveIn(sheet, 4), { shown: nothing });
		const [bounds] = await attack(sheet, made.hidden, { targets: made.primary });
		expect(bounds!.high - bounds!.low).toBeGreaterThanOrEqual(1);
		const all = sheet.values.map(() => true);
		expect((await attack(sheet, all, { targets: [0] }))[0]).toEqual({ low: 0, high: Infinity });
	});
});

describe('sensitive and rounded counts', () => {
	it('are few people, or everyone of a group', () => {
		expect(small([0, 1, 4, 5], 4)).toEqual([false, true, true, false]);
		expect(uniform([0, 12, 0])).toEqual([false, true, false]);
		expect(uniform([0, 0])).toEqual([false, false]);
	});

	it('round the same way for the same cell, and up as often as the residual says', () => {
		const secret = 'a secret of this table';
		expect(cellKey(secret, '01|F')).toBe(cellKey(secret, '01|F'));
		expect(cellKey(secret, '01|F')).not.toBe(cellKey(secret, '01|M'));
		const keys = Array.from({ length: 2000 }, (_, at) => cellKey(secret, `cell ${at}`));
		const up = keys.filter((key) => randomly(7, 5, key) === 10).length / keys.length;
		expect(Math.abs(up - 0.4)).toBeLessThan(0.05);
	});

	it('add up after rounding the small ones, and leave no published count between 0 and the base', () => {
		const rows = fc.array(
			fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 3, maxLength: 3 }),
			{
				minLength: 2,
				maxLength: 8
			}
		);
		fc.assert(
			fc.property(rows, (table) => {
				const inner = table.flat();
				const at = (row: number, column: number) => row * 3 + column;
				const published = [
					...inner.map((_, cell) => [cell]),
					...table.map((row, r) => row.map((_, c) => at(r, c))),
					...[0, 1, 2].map((c) => table.map((_, r) => at(r, c)))
				];
				const rounded = smallCounts({ inner, published }, 5);
				for (const sum of published) {
					const total = sum.reduce((all, cell) => all + rounded[cell]!, 0);
					expect(total === 0 || total >= 5).toBe(true);
				}
				inner.forEach((value, cell) => {
					if (value === 0 || value >= 5) expect(rounded[cell]).toBe(value);
				});
				expect(roundingLoss([...inner, 1], [...rounded, 1]).largest).toBeLessThan(5);
			}),
			{ numRuns: 60 }
		);
	});

	it('are refused by name where they mean nothing', async () => {
		expect(await reason(() => small([1.5], 4))).toBe('not-whole');
		expect(await reason(() => small([-1], 4))).toBe('negative');
		expect(await reason(() => dominated([], { p: 10 }))).toBe('no-observations');
		expect(await reason(() => dominated([1, -1], { p: 10 }))).toBe('negative');
		expect(await reason(() => dominated([0, 0], { p: 10 }))).toBe('zero-denominator');
		expect(await reason(() => nearest(3, 1))).toBe('bad-option');
		expect(await reason(() => nearest(NaN, 5))).toBe('not-a-number');
		expect(await reason(() => randomly(3, 5, 1))).toBe('bad-probability');
		expect(await reason(() => cellKey('', 'x'))).toBe('bad-option');
	});
});
