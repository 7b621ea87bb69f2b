import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hiddenCells, tooFew, type Line } from '#lib/statistics/protection/suppression.ts';

/** A table with its margins, cells numbered row by row; and every sum that a reader can check. */
function withMargins(inner: number[][]): { values: number[]; lines: Line[]; width: number } {
	const rows = inner.map((row) => [...row, sum(row)]);
	const last = rows[0]!.map((_, column) => sum(rows.map((row) => row[column]!)));
	const all = [...rows, last];
	const width = last.length;
	const lines: Line[] = [];
	for (let row = 0; row < all.length; row++)
		lines.push([
			row * width + width - 1,
			...range(width - 1).map((column) => row * width + column)
		]);
	for (let column = 0; column < width; column++)
		lines.push([
			(all.length - 1) * width + column,
			...range(all.length - 1).map((row) => row * width + column)
		]);
	return { values: all.flat(), lines, width };
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
const range = (count: number) => [...Array(count).keys()];

/** Subtracts along lines until nothing new comes out, and adds pairs of lines up. */
function attack(values: number[], lines: readonly Line[], hidden: boolean[]): number[] {
	const known = hidden.map((one) => !one);
	const equations = [...lines.map((line) => new Map(line.map((cell, at) => [cell, at ? 1 : -1])))];
	// Every sum of two lines is a line of its own.
	for (const [index, one] of lines.entries())
		for (const other of lines.slice(index + 1))
			for (const sign of [1, -1]) {
				const joint = new Map(one.map((cell, at) => [cell, at ? 1 : -1]));
				other.forEach((cell, at) => joint.set(cell, (joint.get(cell) ?? 0) + sign * (at ? 1 : -1)));
				equations.push(joint);
			}
	const found: number[] = [];
	for (let turn = true; turn;) {
		turn = false;
		for (const equation of equations) {
			const open = [...equation].filter(([cell, factor]) => factor !== 0 && !known[cell]);
			if (open.length !== 1) continue;
			const [cell, factor] = open[0]!;
			const rest = sum([...equation].map(([at, by]) => (at === cell ? 0 : by * values[at]!)));
			expect(-rest / factor).toBe(values[cell]);
			known[cell] = true;
			found.push(cell);
			turn = true;
		}
	}
	return found;
}

const cells = fc.oneof(
	{ weight: 3, arbitrary: fc.integer({ min: 0, max: 15 }) },
	{ weight: 2, arbitrary: fc.integer({ min: 10, max: 400 }) }
);
const tables = fc
	.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
	.chain(([rows, columns]) =>
		fc.array(fc.array(cells, { minLength: columns, maxLength: columns }), {
			minLength: rows,
			maxLength: rows
		})
	);

describe('a table with its margins', () => {
	it('gives no hidden cell back to someone who subtracts along rows, columns and pairs of them', () => {
		fc.assert(
			fc.property(tables, (inner) => {
				const { values, lines } = withMargins(inner);
				const hidden = hiddenCells(values, lines, { sheets: [lines] });
				values.forEach((n, cell) => {
					if (n > 0 && tooFew(n)) expect(hidden[cell]).toBe(true);
				});
				const found = attack(values, lines, hidden).filter((cell) => values[cell]! > 0);
				// Where nothing else is left to hide with it, the whole table is that one group.
				const shown = values.filter((n, cell) => n > 0 && !hidden[cell]);
				if (shown.length > 0) expect(found).toEqual([]);
			}),
			{ numRuns: 400 }
		);
	});

	it('is whole when no cell is small', () => {
		const { values, lines } = withMargins([
			[10, 20],
			[30, 0]
		]);
		expect(hiddenCells(values, lines, { sheets: [lines] })).not.toContain(true);
	});

	it('hides the bridge between two blocks, which no single line gives away', () => {
		// Two 2×2 blocks of hidden cells joined by one cell: each line has two unknowns or more.
		const inner = [
			[5, 6, 90, 90],
			[5, 6, 7, 90],
			[90, 90, 5, 6],
			[90, 90, 5, 6]
		];
		const { values, lines } = withMargins(inner);
		const alone = hiddenCells(values, lines);
		const together = hiddenCells(values, lines, { sheets: [lines] });
		expect(attack(values, lines, together)).toEqual([]);
		expect(together.filter(Boolean).length).toBeGreaterThanOrEqual(alone.filter(Boolean).length);
	});
});

describe('two filters of the same table', () => {
	it('do not give a hidden group away by their difference', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(cells, cells, cells), { minLength: 2, maxLength: 8 }),
				(places) => {
					// The parts of each place, their sum over places, and the sums of both.
					const parts = places.map(([one, two, three]) => [one, two, three]);
					const { values, lines, width } = withMargins(parts);
					const hidden = hiddenCells(values, lines, { sheets: [lines] });
					if (!values.some((n, cell) => n > 0 && !hidden[cell])) return;
					const nation = places.length * width;
					for (let cell = 0; cell < width; cell++)
						for (let without = 0; without < places.length; without++) {
							if (hidden[nation + cell]) continue;
							const others = range(places.length).filter((place) => place !== without);
							if (others.some((place) => hidden[place * width + cell])) continue;
							const left =
								values[nation + cell]! - sum(others.map((at) => values[at * width + cell]!));
							expect(left === 0 || !tooFew(left)).toBe(true);
						}
				}
			),
			{ numRuns: 300 }
		);
	});
});

describe('a share', () => {
	it('of nobody hides nothing and shows nothing', () => {
		const { values, lines } = withMargins([[0, 0]]);
		expect(hiddenCells(values, lines)).not.toContain(true);
	});

	it('is hidden everywhere when everyone together is fewer than ten', () => {
		const { values, lines } = withMargins([
			[1, 2],
			[3, 0]
		]);
		const hidden = hiddenCells(values, lines, { sheets: [lines] });
		expect(values.filter((n, cell) => n > 0 && !hidden[cell])).toEqual([]);
	});
});
