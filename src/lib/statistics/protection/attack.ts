/**
 * What a reader can work out about hidden cells: everything published is known, every sum adds up
 * and no cell is below 0. The least and the most that a hidden cell can be are two linear programs;
 * only they prove that it is hidden (two gaps in every row and column do not). Server side: the
 * solver is a WebAssembly module of some megabytes.
 * Source: A. Hundepool et al., Statistical Disclosure Control (2012), §4.5.
 */
import load, { type Highs, type ModelData } from 'highs';
import { amount, Refusal } from '../refusal.ts';
import type { Line } from './suppression.ts';

/** Cells with their values, and every sum that readers can check: its total, then its parts. */
export type Sheet = { values: readonly number[]; lines: readonly Line[] };

export type Bounds = { low: number; high: number };

/** The solver, loaded once. */
let loading: Promise<Highs> | undefined;
export function solver(): Promise<Highs> {
	return (loading ??= load());
}

/** Refuses sums that do not add up: no table has them, so no attack would mean anything. */
export function checkSheet({ values, lines }: Sheet): void {
	for (const value of values) amount(value, 'cell');
	for (const line of lines) {
		if (line.some((cell) => !(cell in values))) throw new Refusal('missing-index', 'line');
		const parts = line.slice(1).reduce((sum, cell) => sum + values[cell]!, 0);
		if (Math.abs(parts - values[line[0]!]!) > 1e-9 * Math.max(1, parts))
			throw new Refusal('not-additive', `total ${line[0]}`);
	}
}

/** Rows Σ parts − total = what is published of both, over the cells that are `free`. */
export function equations({ values, lines }: Sheet, free: readonly number[]) {
	const place = new Map(free.map((cell, at) => [cell, at]));
	const starts = [0];
	const indices: number[] = [];
	const factors: number[] = [];
	const right: number[] = [];
	for (const line of lines) {
		let known = 0;
		const before = indices.length;
		line.forEach((cell, at) => {
			const column = place.get(cell);
			if (column === undefined) return void (known += at === 0 ? values[cell]! : -values[cell]!);
			indices.push(column);
			factors.push(at === 0 ? -1 : 1);
		});
		if (indices.length === before) continue;
		starts.push(indices.length);
		right.push(known);
	}
	return { starts, indices, factors, right };
}

const status = { optimal: 7, infeasible: 8, open: [9, 10] };

/**
 * Bounds of the cells of `targets` (all hidden ones when not given); a cell that nothing limits has
 * no highest value. `known` cells are hidden from others but known to the attacker, who contributes
 * to them.
 */
export async function attack(
	sheet: Sheet,
	hidden: readonly boolean[],
	{ targets, known = [] }: { targets?: readonly number[]; known?: readonly number[] } = {}
): Promise<Bounds[]> {
	checkSheet(sheet);
	const free = [...sheet.values.keys()].filter((cell) => hidden[cell] && !known.includes(cell));
	const place = new Map(free.map((cell, at) => [cell, at]));
	const wanted = targets ?? [...sheet.values.keys()].filter((cell) => hidden[cell]);
	const exact = (cell: number) => ({ low: sheet.values[cell]!, high: sheet.values[cell]! });
	if (free.length === 0) return wanted.map(exact);
	const highs = await solver();
	const { starts, indices, factors, right } = equations(sheet, free);
	const data: ModelData = {
		numCols: free.length,
		numRows: right.length,
		colCost: free.map(() => 0),
		colLower: free.map(() => 0),
		colUpper: free.map(() => Infinity),
		rowLower: right,
		rowUpper: right,
		matrix: {
			format: 'csr',
			numRows: right.length,
			numCols: free.length,
			starts,
			indices,
			values: factors
		}
	};
	return highs.withModel(data, (model) => {
		model.options.set({ output_flag: false });
		const end = (column: number, sign: 1 | -1): number => {
			model.changeColCost(column, sign);
			const { modelStatus } = model.run();
			const value = model.getSolution().colValue[column]!;
			model.changeColCost(column, 0);
			if (modelStatus === status.optimal) return rounded(value);
			if (status.open.includes(modelStatus) && sign === -1) return Infinity;
			throw new Refusal('not-converged', 'attack');
		};
		return wanted.map((cell) => {
			const column = place.get(cell);
			if (column === undefined) return exact(cell);
			return { low: end(column, 1), high: end(column, -1) };
		});
	});
}

/** Bounds of whole numbers come out of the solver a few billionths beside them. */
function rounded(value: number): number {
	const whole = Math.round(value);
	return Math.abs(value - whole) < 1e-6 ? whole : value;
}
