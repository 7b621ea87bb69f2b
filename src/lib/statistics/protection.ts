/**
 * Hides more cells, so that those that must not be known cannot be worked out. For every sensitive
 * cell the cheapest other table is found that readers could not tell from the true one and in which
 * the cell is as far away as asked; the cells that differ are hidden too. Then whatever need not be
 * hidden is shown again, and the attacker of `attack` has the last word.
 * Cells of nobody are always shown and protect nothing. Whoever is alone in a hidden cell knows it:
 * their view is defended against too.
 * Sources: A. Hundepool et al., Statistical Disclosure Control (2012), §4.4.3; J. Kelly, B. Golden,
 * A. Assad, Networks 22 (1992) 397.
 */
import { attack, checkSheet, equations, solver, type Bounds, type Sheet } from './attack.ts';
import { amount, Refusal } from './refusal.ts';

export type Protection = {
	/** the attacker's interval is at least this long */
	width?: number;
	/** and reaches this far below the true value (or to 0) and above it */
	below?: number;
	above?: number;
};

export type Suppression = {
	hidden: boolean[];
	/** sensitive cells, and those hidden for their sake */
	primary: number[];
	secondary: number[];
};

type Want = Required<Protection>;

const enough = ({ low, high }: Bounds, value: number, { width, below, above }: Want): boolean =>
	high - low >= width - 1e-6 &&
	low <= Math.max(0, value - below) + 1e-6 &&
	high >= value + above - 1e-6;

/**
 * @param shown cells that stay published whatever happens (margins by default)
 * @param alone defend against those who are alone in a hidden cell too
 */
export async function protect(
	sheet: Sheet,
	sensitive: readonly boolean[],
	{
		width = 1,
		below = 0,
		above = 0,
		shown,
		alone = true
	}: Protection & { shown?: readonly boolean[]; alone?: boolean } = {}
): Promise<Suppression> {
	checkSheet(sheet);
	const { values, lines } = sheet;
	const want = {
		width: amount(width, 'width'),
		below: amount(below, 'below'),
		above: amount(above, 'above')
	};
	const margins = new Set(lines.map(([total]) => total!));
	const fixed = values.map((value, cell) => value === 0 || (shown?.[cell] ?? margins.has(cell)));
	const primary = [...values.keys()].filter((cell) => sensitive[cell]);
	if (primary.some((cell) => values[cell] === 0)) throw new Refusal('not-positive', 'cell');
	for (const cell of primary) fixed[cell] = false;
	let best: boolean[] | undefined;
	// The order decides what is shared: the largest first, the smallest first.
	for (const turn of [1, -1]) {
		const order = [...primary].sort((one, other) => turn * (values[other]! - values[one]!));
		const hidden = values.map((_, cell) => Boolean(sensitive[cell]));
		await cover(sheet, hidden, order, want, fixed, alone);
		await uncover(sheet, hidden, order, want, alone);
		if (!best || costOf(values, hidden) < costOf(values, best)) best = hidden;
	}
	const hidden = best!;
	return {
		hidden,
		primary,
		secondary: [...values.keys()].filter((cell) => hidden[cell] && !sensitive[cell])
	};
}

/** Cells first, then people in them. */
function costOf(values: readonly number[], hidden: readonly boolean[]): number {
	const cells = [...values.keys()].filter((cell) => hidden[cell]);
	const people = values.reduce((sum, value) => sum + value, 0) + 1;
	return cells.length + cells.reduce((sum, cell) => sum + values[cell]!, 0) / people;
}

/** Everyone who may attack: a reader, and whoever is alone in a hidden cell. */
function views({ values }: Sheet, hidden: readonly boolean[], alone: boolean): number[][] {
	const single = alone
		? [...values.keys()].filter((cell) => hidden[cell] && values[cell] === 1)
		: [];
	return [[], ...single.map((cell) => [cell])];
}

/** The sensitive cells that someone knows too well, with who does. */
async function exposed(
	sheet: Sheet,
	hidden: readonly boolean[],
	primary: readonly number[],
	want: Want,
	alone: boolean,
	first = false
): Promise<{ cell: number; known: number[] }[]> {
	const found: { cell: number; known: number[] }[] = [];
	for (const known of views(sheet, hidden, alone)) {
		const targets = primary.filter((cell) => !known.includes(cell));
		const bounds = await attack(sheet, hidden, { targets, known });
		targets.forEach((cell, at) => {
			if (!enough(bounds[at]!, sheet.values[cell]!, want)) found.push({ cell, known });
		});
		if (first && found.length > 0) return found;
	}
	return found;
}

async function cover(
	sheet: Sheet,
	hidden: boolean[],
	order: readonly number[],
	want: Want,
	fixed: readonly boolean[],
	alone: boolean
): Promise<void> {
	for (let turn = 0; turn <= sheet.values.length; turn++) {
		const open = await exposed(sheet, hidden, order, want, alone);
		if (open.length === 0) return;
		const [{ cell, known }] = open as [{ cell: number; known: number[] }];
		const more = await cheapest(sheet, hidden, cell, known, want, fixed);
		for (const other of more) hidden[other] = true;
		if (more.length === 0) break;
	}
	throw new Refusal('no-protection', 'table');
}

/** Shows again, the largest first, what nobody misses. */
async function uncover(
	sheet: Sheet,
	hidden: boolean[],
	primary: readonly number[],
	want: Want,
	alone: boolean
): Promise<void> {
	const { values } = sheet;
	const extra = [...values.keys()]
		.filter((cell) => hidden[cell] && !primary.includes(cell))
		.sort((one, other) => values[other]! - values[one]!);
	for (const cell of extra) {
		hidden[cell] = false;
		if ((await exposed(sheet, hidden, primary, want, alone, true)).length > 0) hidden[cell] = true;
	}
}

/** The cells to hide, so that the attacker's interval of one cell is long enough. */
async function cheapest(
	sheet: Sheet,
	hidden: readonly boolean[],
	cell: number,
	known: readonly number[],
	{ width, below, above }: Want,
	fixed: readonly boolean[]
): Promise<number[]> {
	const value = sheet.values[cell]!;
	const down = Math.min(below, value);
	const gather = async (moves: [number, number][]): Promise<number[] | undefined> => {
		const found = new Set<number>();
		for (const [low, high] of moves) {
			if (low === 0 || high === 0) continue;
			const more = await alternative(sheet, hidden, cell, known, fixed, low, high, found);
			if (!more) return undefined;
			for (const other of more) found.add(other);
		}
		return [...found];
	};
	const fall = Math.max(down, Math.min(width - above, value));
	return (
		// All of the length upwards, else as much of it as the value holds downwards.
		(await gather([
			[-Infinity, -down],
			[Math.max(above, width - down), Infinity]
		])) ??
		(await gather([
			[-Infinity, -fall],
			[Math.max(above, width - fall), Infinity]
		])) ??
		[]
	);
}

/**
 * The cheapest other table with the same published figures in which the cell has moved by `low` to
 * `high`: the cells that move with it and are still shown. None if there is no such table.
 */
async function alternative(
	{ values, lines }: Sheet,
	hidden: readonly boolean[],
	cell: number,
	known: readonly number[],
	fixed: readonly boolean[],
	low: number,
	high: number,
	free: ReadonlySet<number>
): Promise<number[] | undefined> {
	const cells = [...values.keys()].filter((one) => !fixed[one] && !known.includes(one));
	const people = values.reduce((sum, one) => sum + one, 0) + 1;
	const { starts, indices, factors, right } = equations(
		{ values: values.map(() => 0), lines },
		cells
	);
	const size = cells.length;
	// Every cell's move as an increase less a decrease, each with the cost of hiding the cell.
	const cost = cells.map((one) =>
		hidden[one] || free.has(one) ? 1e-6 : 1 + values[one]! / people
	);
	const entries = starts.slice(1).map((end, row) => ({ from: starts[row]!, end }));
	const model = {
		numCols: 2 * size,
		numRows: right.length,
		colCost: [...cost, ...cost],
		colLower: cells
			.flatMap(() => [0, 0])
			.map((zero, column) => {
				if (cells[column % size] !== cell) return zero;
				return column < size ? Math.max(0, low) : Math.max(0, -high);
			}),
		colUpper: [
			...cells.map((one) => (one === cell && high < 0 ? 0 : Infinity)),
			...cells.map((one) => (one === cell && low > 0 ? 0 : values[one]!))
		],
		rowLower: right,
		rowUpper: right,
		matrix: {
			format: 'csr' as const,
			numRows: right.length,
			numCols: 2 * size,
			starts: [0, ...starts.slice(1).map((end) => 2 * end)],
			indices: entries.flatMap(({ from, end }) => [
				...indices.slice(from, end),
				...indices.slice(from, end).map((column) => column + size)
			]),
			values: entries.flatMap(({ from, end }) => [
				...factors.slice(from, end),
				...factors.slice(from, end).map((factor) => -factor)
			])
		}
	};
	const highs = await solver();
	return highs.withModel(model, (one) => {
		one.options.set({ output_flag: false });
		if (one.run().modelStatus !== 7) return undefined;
		const { colValue } = one.getSolution();
		return cells.filter(
			(other, at) => !hidden[other] && Math.abs(colValue[at]! - colValue[at + size]!) > 1e-7
		);
	});
}
