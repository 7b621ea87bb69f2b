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
import type { Highs } from 'highs';
import { attack, checkSheet, equations, solver, type Sheet } from './attack.ts';
import { amount, Refusal } from '../refusal.ts';

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

/** Why a cell is safe from someone: the cells that differ in a table they cannot tell apart. */
type Proof = { cell: number; known: number | undefined; moves: ReadonlySet<number> };

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
	const highs = await solver();
	let best: boolean[] | undefined;
	// The order decides what is shared: the largest first, the smallest first.
	for (const turn of [1, -1]) {
		const order = [...primary].sort((one, other) => turn * (values[other]! - values[one]!));
		const hidden = values.map((_, cell) => Boolean(sensitive[cell]));
		const proofs = cover(highs, sheet, hidden, order, want, fixed, alone);
		uncover(highs, sheet, hidden, primary, want, proofs);
		if (!best || costOf(values, hidden) < costOf(values, best)) best = hidden;
	}
	const hidden = best!;
	await audit(sheet, hidden, primary, want, alone);
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
function views(
	{ values }: Sheet,
	hidden: readonly boolean[],
	alone: boolean
): (number | undefined)[] {
	const single = [...values.keys()].filter((cell) => hidden[cell] && values[cell] === 1);
	return alone ? [undefined, ...single] : [undefined];
}

/** The attacker's last word, on what was made. */
async function audit(
	sheet: Sheet,
	hidden: readonly boolean[],
	primary: readonly number[],
	{ width, below, above }: Want,
	alone: boolean
): Promise<void> {
	for (const known of views(sheet, hidden, alone)) {
		const targets = primary.filter((cell) => cell !== known);
		const bounds = await attack(sheet, hidden, {
			targets,
			known: known === undefined ? [] : [known]
		});
		bounds.forEach(({ low, high }, at) => {
			const value = sheet.values[targets[at]!]!;
			const safe =
				high - low >= width - 1e-6 &&
				low <= Math.max(0, value - below) + 1e-6 &&
				high >= value + above - 1e-6;
			if (!safe) throw new Refusal('no-protection', `cell ${targets[at]}`);
		});
	}
}

/** Hides cells until there is a proof for every sensitive cell against everyone. */
function cover(
	highs: Highs,
	sheet: Sheet,
	hidden: boolean[],
	order: readonly number[],
	want: Want,
	fixed: readonly boolean[],
	alone: boolean
): Proof[] {
	const proofs: Proof[] = [];
	const done = new Set<string>();
	// A cell hidden on the way may have one person in it, whose view is then new.
	for (let found = true; found;) {
		found = false;
		for (const known of views(sheet, hidden, alone))
			for (const cell of order) {
				if (cell === known || done.has(`${known} ${cell}`)) continue;
				const moves = prove(highs, sheet, hidden, cell, known, want, (one) => !fixed[one]);
				if (!moves) throw new Refusal('no-protection', `cell ${cell}`);
				for (const other of moves) hidden[other] = true;
				done.add(`${known} ${cell}`);
				proofs.push({ cell, known, moves });
				found = true;
			}
	}
	return proofs;
}

/** Shows again, the largest first, what every proof can do without. */
function uncover(
	highs: Highs,
	sheet: Sheet,
	hidden: boolean[],
	primary: readonly number[],
	want: Want,
	proofs: Proof[]
): void {
	const { values } = sheet;
	const extra = [...values.keys()]
		.filter((cell) => hidden[cell] && !primary.includes(cell))
		.sort((one, other) => values[other]! - values[one]!);
	for (const shown of extra) {
		const others = new Map<Proof, ReadonlySet<number>>();
		const needed = proofs.every((proof) => {
			if (proof.known === shown || !proof.moves.has(shown)) return true;
			const moves = prove(
				highs,
				sheet,
				hidden,
				proof.cell,
				proof.known,
				want,
				(one) => hidden[one]! && one !== shown
			);
			if (moves) others.set(proof, moves);
			return moves !== undefined;
		});
		if (!needed) continue;
		hidden[shown] = false;
		for (const [proof, moves] of others) proof.moves = moves;
		// Whoever was alone in it is one of the readers now.
		proofs = proofs.filter(({ known }) => known !== shown);
	}
}

/** The cells that must be hidden so that one cell is known no better than wanted. */
function prove(
	highs: Highs,
	sheet: Sheet,
	hidden: readonly boolean[],
	cell: number,
	known: number | undefined,
	{ width, below, above }: Want,
	allowed: (cell: number) => boolean
): ReadonlySet<number> | undefined {
	const value = sheet.values[cell]!;
	const gather = (moves: [number, number][]): Set<number> | undefined => {
		const found = new Set<number>();
		for (const [low, high] of moves) {
			if (low === 0 || high === 0) continue;
			const free = (one: number) => hidden[one]! || found.has(one);
			const may = (one: number) => one !== known && allowed(one);
			const more = alternative(highs, sheet, cell, low, high, may, free);
			if (!more) return undefined;
			for (const other of more) found.add(other);
		}
		return found;
	};
	const down = Math.min(below, value);
	const fall = Math.max(down, Math.min(width - above, value));
	// All of the length upwards, else as much of it as the value holds downwards.
	return (
		gather([
			[-Infinity, -down],
			[Math.max(above, width - down), Infinity]
		]) ??
		gather([
			[-Infinity, -fall],
			[Math.max(above, width - fall), Infinity]
		])
	);
}

/**
 * The cheapest other table with the same published figures in which the cell has moved by `low` to
 * `high`: the cells that move. None if there is no such table.
 */
function alternative(
	highs: Highs,
	{ values, lines }: Sheet,
	cell: number,
	low: number,
	high: number,
	allowed: (cell: number) => boolean,
	free: (cell: number) => boolean
): number[] | undefined {
	const cells = [...values.keys()].filter(allowed);
	const people = values.reduce((sum, one) => sum + one, 0) + 1;
	const { starts, indices, factors, right } = equations(
		{ values: values.map(() => 0), lines },
		cells
	);
	const size = cells.length;
	// Every cell's move as an increase less a decrease, each with the cost of hiding the cell.
	const cost = cells.map((one) => (free(one) ? 1e-6 : 1 + values[one]! / people));
	const entries = starts.slice(1).map((end, row) => ({ from: starts[row]!, end }));
	const own = (one: number, bound: number, otherwise: number) => (one === cell ? bound : otherwise);
	const model = {
		numCols: 2 * size,
		numRows: right.length,
		colCost: [...cost, ...cost],
		colLower: [
			...cells.map((one) => own(one, Math.max(0, low), 0)),
			...cells.map((one) => own(one, Math.max(0, -high), 0))
		],
		colUpper: [
			...cells.map((one) => own(one, high < 0 ? 0 : Infinity, Infinity)),
			...cells.map((one) => own(one, low > 0 ? 0 : values[one]!, values[one]!))
		],
		rowLower: right,
		rowUpper: right,
		matrix: {
			format: 'csr' as const,
			numRows: right.length,
			numCols: 2 * size,
			starts: starts.map((end) => 2 * end),
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
	return highs.withModel(model, (one) => {
		one.options.set({ output_flag: false });
		if (one.run().modelStatus !== 7) return undefined;
		const { colValue } = one.getSolution();
		return cells.filter((_, at) => Math.abs(colValue[at]! - colValue[at + size]!) > 1e-7);
	});
}
