/**
 * Weighted crosstabs and their tests of independence under a complex design: Rao and Scott's first
 * and second order corrections of Pearson's statistic, its saddlepoint, and Wald's.
 *
 * With P the shares of the cells, V their covariance, n the respondents, D = diag(P) and C the
 * interaction contrasts: X² = n Σ (p_ij − p_i p_j)²/(p_i p_j),
 *   Δ = (C′D⁻¹C/n)⁻¹ C′D⁻¹ V D⁻¹C,  F = X²/tr Δ on (tr²Δ/tr Δ², that × degrees).
 * Sources: J. Rao, A. Scott, Ann. Stat. 12 (1984) 46; D. Thomas, J. Rao, J. Am. Stat. Assoc. 82
 * (1987) 630; T. Lumley, Complex Surveys (2010), §2.5.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Design } from './design.ts';
import { chiSquare, fisher } from '../numerics/distributions.ts';
import { variance } from './linearisation.ts';
import { quadraticRatioUpper } from '../numerics/quadratic.ts';
import { Refusal, sameLength } from '../refusal.ts';
import { regular, sandwich } from '../numerics/symmetric.ts';
import type { Interval } from './estimates.ts';
import { shareInterval, type ShareEstimate, type ShareMethod } from './shares.ts';

export type Crosstab = {
	rows: number;
	columns: number;
	/** sums of weights, row by row */
	people: Float64Array;
	/** the same as parts of 1 */
	shares: Float64Array;
	/** rows of data in each cell: what small-number rules look at */
	respondents: Int32Array;
	/** covariance of `people`, cell by cell */
	covariance: Float64Array;
	degrees: number;
};

export type TableTest = { statistic: number; degrees: number[]; p: number };

/** Counts every row whose two codes are known and that is in the domain. */
export function crosstab(
	design: Design,
	one: { codes: Int32Array; groups: number },
	other: { codes: Int32Array; groups: number },
	domain?: Uint8Array
): Crosstab {
	const { weights, rows: length } = design;
	sameLength([weights, one.codes, other.codes, ...(domain ? [domain] : [])], 'codes');
	const cells = one.groups * other.groups;
	const codes = new Int32Array(length).fill(-1);
	const people = new Float64Array(cells);
	const respondents = new Int32Array(cells);
	for (let row = 0; row < length; row++) {
		const i = one.codes[row]!;
		const j = other.codes[row]!;
		if (i < 0 || j < 0 || (domain && !domain[row])) continue;
		if (i >= one.groups || j >= other.groups) throw new Refusal('missing-index', 'codes');
		const cell = i * other.groups + j;
		codes[row] = cell;
		people[cell]! += weights[row]!;
		respondents[cell]!++;
	}
	const sum = people.reduce((total, each) => total + each, 0);
	if (sum === 0) throw new Refusal('empty-domain', 'domain');
	const covariance = variance(design, { values: weights, codes, groups: cells });
	return {
		rows: one.groups,
		columns: other.groups,
		people,
		shares: people.map((each) => each / sum),
		respondents,
		covariance,
		degrees: design.degrees
	};
}

/** The covariance of the shares: J V J′ with J = (1 − p)/N on the diagonal and −p/N beside it. */
export function shareCovariance({ people, shares, covariance }: Crosstab): Float64Array {
	const size = shares.length;
	const sum = people.reduce((total, each) => total + each, 0);
	const jacobian = new Float64Array(size * size);
	for (let k = 0; k < size; k++)
		for (let l = 0; l < size; l++) jacobian[k * size + l] = ((k === l ? 1 : 0) - shares[k]!) / sum;
	return sandwich(jacobian, covariance, size, size);
}

/** The table without rows and columns that nobody is in. */
function filled(table: Crosstab): Crosstab {
	const { rows, columns, people } = table;
	const keepRows = indices(rows).filter((i) =>
		indices(columns).some((j) => people[i * columns + j]! > 0)
	);
	const keepColumns = indices(columns).filter((j) =>
		indices(rows).some((i) => people[i * columns + j]! > 0)
	);
	if (keepRows.length < 2 || keepColumns.length < 2) throw new Refusal('no-variation', 'table');
	const cells = keepRows.flatMap((i) => keepColumns.map((j) => i * columns + j));
	const all = people.length;
	return {
		...table,
		rows: keepRows.length,
		columns: keepColumns.length,
		people: Float64Array.from(cells, (cell) => people[cell]!),
		shares: Float64Array.from(cells, (cell) => table.shares[cell]!),
		respondents: Int32Array.from(cells, (cell) => table.respondents[cell]!),
		covariance: Float64Array.from(
			cells.flatMap((j) => cells.map((k) => table.covariance[j * all + k]!))
		)
	};
}

const indices = (count: number) => [...Array(count).keys()];

/** Shares of the margins. */
function margins({ rows, columns, shares }: Crosstab) {
	const ofRows = new Float64Array(rows);
	const ofColumns = new Float64Array(columns);
	shares.forEach((share, cell) => {
		ofRows[Math.floor(cell / columns)]! += share;
		ofColumns[cell % columns]! += share;
	});
	return { ofRows, ofColumns };
}

export type RaoScott = {
	/** Pearson's statistic of the weighted shares, scaled to the respondents */
	pearson: number;
	/** eigenvalues of Δ: design effects of the contrasts */
	effects: () => number[];
	/** second order: F on fractional degrees; the one to report */
	second: TableTest;
	/** first order: X² over the mean effect against chi-square; the statistic is X² itself */
	first: TableTest;
	/** X² against its own quadratic form over the second order's degrees; the statistic is X² */
	saddlepoint: () => TableTest;
};

export function raoScott(whole: Crosstab): RaoScott {
	const table = filled(whole);
	const { rows, columns, shares, respondents, degrees } = table;
	if (!(degrees > 0)) throw new Refusal('no-degrees', 'degrees');
	const size = rows * columns;
	const n = respondents.reduce((sum, each) => sum + each, 0);
	const { ofRows, ofColumns } = margins(table);
	let pearson = 0;
	for (let cell = 0; cell < size; cell++) {
		const expected = ofRows[Math.floor(cell / columns)]! * ofColumns[cell % columns]!;
		pearson += (n * (shares[cell]! - expected) ** 2) / expected;
	}
	// C′D⁻¹ with C the products of contrasts of rows and of columns against the last.
	const free = (rows - 1) * (columns - 1);
	const contrasts = new Float64Array(free * size);
	const scaled = new Float64Array(free * size);
	for (let i = 0; i < rows - 1; i++)
		for (let j = 0; j < columns - 1; j++)
			for (const [row, column, sign] of [
				[i, j, 1],
				[i, columns - 1, -1],
				[rows - 1, j, -1],
				[rows - 1, columns - 1, 1]
			] as const) {
				const at = (i * (columns - 1) + j) * size + row * columns + column;
				const share = shares[row * columns + column]!;
				contrasts[at] = sign;
				scaled[at] = share > 0 ? sign / share : 0;
			}
	const simple = new Float64Array(free * free);
	for (let a = 0; a < free; a++)
		for (let b = 0; b < free; b++)
			for (let cell = 0; cell < size; cell++)
				simple[a * free + b]! += (scaled[a * size + cell]! * contrasts[b * size + cell]!) / n;
	const complex = sandwich(scaled, shareCovariance(table), free, size);
	const { solve } = regular(simple, free, 'table');
	const delta = new Matrix(free, free);
	for (let b = 0; b < free; b++)
		solve(indices(free).map((a) => complex[a * free + b]!)).forEach((value, a) =>
			delta.set(a, b, value)
		);
	const effects = () => new EigenvalueDecomposition(delta).realEigenvalues;
	const trace = delta.trace();
	let squares = 0;
	for (let a = 0; a < free; a++)
		for (let b = 0; b < free; b++) squares += delta.get(a, b) * delta.get(b, a);
	if (!(trace > 0)) throw new Refusal('no-variation', 'table');
	const f = pearson / trace;
	const df = [trace ** 2 / squares, (trace ** 2 / squares) * degrees];
	return {
		pearson,
		effects,
		second: { statistic: f, degrees: df, p: fisher.upper(f, df[0]!, df[1]!) },
		first: {
			statistic: pearson,
			degrees: [free],
			p: chiSquare.upper(pearson / (trace / free), free)
		},
		saddlepoint: () => ({
			statistic: pearson,
			degrees: [],
			p: quadraticRatioUpper(pearson, effects(), df[1]!)
		})
	};
}

/**
 * Wald's test that every cell has the count that its margins foretell: Y_ij = N_ij − N_i N_j/N for
 * all but the first row and column, Y′V⁻¹Y over its number; `adjusted` corrects for few clusters.
 */
export function wald(whole: Crosstab, { adjusted = false } = {}): TableTest {
	const table = filled(whole);
	const { rows, columns, people, covariance, degrees } = table;
	const size = rows * columns;
	const sum = people.reduce((total, each) => total + each, 0);
	const { ofRows, ofColumns } = margins(table);
	const free = (rows - 1) * (columns - 1);
	const away = new Float64Array(free);
	const jacobian = new Float64Array(free * size);
	for (let i = 1; i < rows; i++)
		for (let j = 1; j < columns; j++) {
			const at = (i - 1) * (columns - 1) + j - 1;
			const [r, c] = [ofRows[i]!, ofColumns[j]!];
			away[at] = people[i * columns + j]! - sum * r * c;
			for (let cell = 0; cell < size; cell++) {
				const inRow = Math.floor(cell / columns) === i;
				const inColumn = cell % columns === j;
				jacobian[at * size + cell] =
					(inRow && inColumn ? 1 : 0) - (inRow ? c : 0) - (inColumn ? r : 0) + r * c;
			}
		}
	const solved = regular(sandwich(jacobian, covariance, free, size), free, 'table').solve(away);
	const form = solved.reduce((total, value, at) => total + value * away[at]!, 0);
	const left = adjusted ? degrees - free + 1 : degrees;
	if (!(left > 0)) throw new Refusal('no-degrees', 'degrees');
	const statistic = (form / free) * (adjusted ? left / degrees : 1);
	return { statistic, degrees: [free, left], p: fisher.upper(statistic, free, left) };
}

/**
 * Each cell as a part of its row, with its interval: p = N_ij/N_i, whose variance by linearisation is
 * (V_jj − 2p V_ji + p² V_ii)/N_i², V being the covariance of cells and of the row's sum. The same as
 * {@link share} with the row as its domain, at the cost of one pass over the data for all cells. A row
 * that nobody is in has no shares (undefined).
 */
export function rowShares(
	table: Crosstab,
	{ method = 'logit', level = 0.95 }: { method?: ShareMethod; level?: number } = {}
): (ShareEstimate & Interval)[][] {
	const { rows, columns, people, respondents, covariance, degrees } = table;
	const size = rows * columns;
	return indices(rows).map((row) => {
		const cells = indices(columns).map((column) => row * columns + column);
		const sum = cells.reduce((total, cell) => total + people[cell]!, 0);
		if (!(sum > 0)) return [];
		const n = cells.reduce((total, cell) => total + respondents[cell]!, 0);
		const withRow = cells.map((cell) =>
			cells.reduce((total, other) => total + covariance[cell * size + other]!, 0)
		);
		const ofRow = withRow.reduce((total, one) => total + one, 0);
		return cells.map((cell, at) => {
			const part = people[cell]! / sum;
			const own = covariance[cell * size + cell]!;
			const squared = Math.max(0, own - 2 * part * withRow[at]! + part ** 2 * ofRow) / sum ** 2;
			const found = { share: part, error: Math.sqrt(squared), degrees, respondents: n };
			return { ...found, ...shareInterval(found, { method, level }) };
		});
	});
}
