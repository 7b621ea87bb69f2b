/** Agreement: of raters who score the same subjects (intraclass), of two coders of categories (kappa). */
import { numbers, count, confidence, Refusal } from '../refusal.ts';
import { fisher, normal } from '../numerics/distributions.ts';

export type Intraclass = {
	/** share of the variance that lies between subjects */
	value: number;
	low: number;
	high: number;
	f: number;
	degrees: [number, number];
	p: number;
};

export type IntraclassTable = {
	/** one rater, each subject rated by other raters: ICC(1,1) */
	oneWay: Intraclass;
	/** one rater, the raters a sample: ICC(2,1) */
	random: Intraclass;
	/** one rater, the raters fixed: ICC(3,1) */
	fixed: Intraclass;
	/** the same for the mean of the raters: ICC(1,k), ICC(2,k), ICC(3,k) */
	oneWayMean: Intraclass;
	randomMean: Intraclass;
	fixedMean: Intraclass;
};

/**
 * Six intraclass correlations of a complete table subjects × raters, with intervals.
 * With MSB, MSW, MSJ, MSE the mean squares between subjects, within subjects, between raters and
 * left over: ICC(1,1) = (MSB−MSW)/(MSB+(k−1)MSW), ICC(2,1) = (MSB−MSE)/(MSB+(k−1)MSE+k(MSJ−MSE)/n),
 * ICC(3,1) = (MSB−MSE)/(MSB+(k−1)MSE). Source: P. E. Shrout, J. L. Fleiss, Psychol. Bull. 86 (1979)
 * 420. Refuses fewer than two subjects or raters, missing ratings and ratings without any variance.
 */
export function intraclass(ratings: readonly ArrayLike<number>[], level = 0.95): IntraclassTable {
	const n = ratings.length;
	const k = ratings[0]?.length ?? 0;
	if (n === 0 || k === 0) throw new Refusal('no-observations', 'ratings');
	if (n < 2 || k < 2) throw new Refusal('too-few', n < 2 ? 'subjects' : 'raters');
	const tail = (1 - confidence(level)) / 2;
	const columns = new Float64Array(k);
	const rows = new Float64Array(n);
	for (let row = 0; row < n; row++) {
		const one = ratings[row]!;
		if (one.length !== k) throw new Refusal('different-lengths', 'ratings');
		numbers(one, 'ratings');
		for (let column = 0; column < k; column++) {
			rows[row]! += one[column]! / k;
			columns[column]! += one[column]! / n;
		}
	}
	const grand = rows.reduce((sum, value) => sum + value, 0) / n;
	let between = 0;
	let within = 0;
	for (let row = 0; row < n; row++) {
		between += k * (rows[row]! - grand) ** 2;
		for (let column = 0; column < k; column++) within += (ratings[row]![column]! - rows[row]!) ** 2;
	}
	let raters = 0;
	for (const column of columns) raters += n * (column - grand) ** 2;
	const left = Math.max(0, within - raters);
	const msb = between / (n - 1);
	const msw = within / (n * (k - 1));
	const msj = raters / (k - 1);
	const mse = left / ((n - 1) * (k - 1));
	if (between + within === 0) throw new Refusal('no-variation', 'ratings');
	if (!(mse > between * 1e-14)) throw new Refusal('zero-denominator', 'ratings');

	const one = (f: number, low: number, high: number, degrees: [number, number], value: number) => ({
		value,
		low,
		high,
		f,
		degrees,
		p: fisher.upper(f, ...degrees)
	});
	const bounds = (f: number, [a, b]: [number, number]) => ({
		low: f / fisher.quantile(1 - tail, a, b),
		high: f * fisher.quantile(1 - tail, b, a)
	});
	const single = (f: number) => (f - 1) / (f + k - 1);
	const averaged = (f: number) => 1 - 1 / f;
	const free: [number, number] = [n - 1, n * (k - 1)];
	const crossed: [number, number] = [n - 1, (n - 1) * (k - 1)];
	const f1 = msb / msw;
	const f3 = msb / mse;
	const b1 = bounds(f1, free);
	const b3 = bounds(f3, crossed);

	const random = (msb - mse) / (msb + (k - 1) * mse + (k * (msj - mse)) / n);
	const fj = msj / mse;
	const a = n * (1 + (k - 1) * random) - k * random;
	const v =
		((k - 1) * (n - 1) * (k * random * fj + a) ** 2) /
		((n - 1) * k ** 2 * random ** 2 * fj ** 2 + a ** 2);
	const up = fisher.quantile(1 - tail, n - 1, v);
	const down = fisher.quantile(1 - tail, v, n - 1);
	const rest = k * msj + (k * n - k - n) * mse;
	const low = (n * (msb - up * mse)) / (up * rest + n * msb);
	const high = (n * (down * msb - mse)) / (rest + n * down * msb);
	const many = (value: number) => (k * value) / (1 + (k - 1) * value);
	const randomMean = (msb - mse) / (msb + (msj - mse) / n);
	return {
		oneWay: one(f1, single(b1.low), single(b1.high), free, single(f1)),
		random: one(f3, low, high, crossed, random),
		fixed: one(f3, single(b3.low), single(b3.high), crossed, single(f3)),
		oneWayMean: one(f1, averaged(b1.low), averaged(b1.high), free, averaged(f1)),
		randomMean: one(f3, many(low), many(high), crossed, randomMean),
		fixedMean: one(f3, averaged(b3.low), averaged(b3.high), crossed, averaged(f3))
	};
}

export type Kappa = {
	kappa: number;
	/** standard error for intervals */
	error: number;
	low: number;
	high: number;
	/** share of cases on which the coders agree (weighted where weights are given) */
	observed: number;
	expected: number;
	n: number;
};

/**
 * Cohen's kappa of a square table of counts: (p_o − p_e)/(1 − p_e). `weights` give the credit of
 * each pair of categories, 1 on the diagonal; without them only equal categories count.
 * Var = (Σ p_ij (w_ij(1−p_e) − (w̄_i+w̄_j)(1−p_o))² − (p_o p_e − 2p_e + p_o)²) / (n(1−p_e)⁴).
 * Sources: J. Cohen, Educ. Psychol. Meas. 20 (1960) 37; J. L. Fleiss, J. Cohen, B. S. Everitt, Psychol.
 * Bull. 72 (1969) 323. Refuses a table that is not square or empty, and coders who used one category.
 */
export function kappa(
	table: readonly (readonly number[])[],
	{ weights, level = 0.95 }: { weights?: readonly (readonly number[])[]; level?: number } = {}
): Kappa {
	const k = table.length;
	if (k < 2) throw new Refusal('too-few', 'categories');
	let n = 0;
	for (const row of table) {
		if (row.length !== k) throw new Refusal('different-lengths', 'table');
		for (const cell of row) n += count(cell, 'table');
	}
	if (n === 0) throw new Refusal('no-observations', 'table');
	const credit = (row: number, column: number) => {
		const weight = weights ? weights[row]?.[column] : row === column ? 1 : 0;
		if (weight === undefined || !(weight >= 0 && weight <= 1) || (row === column && weight !== 1))
			throw new Refusal('out-of-bounds', 'weights');
		return weight;
	};
	const rows = table.map((row) => row.reduce((sum, cell) => sum + cell, 0) / n);
	const columns = rows.map((_, at) => table.reduce((sum, row) => sum + row[at]!, 0) / n);
	const index = rows.map((_, at) => at);
	let observed = 0;
	let expected = 0;
	for (const i of index)
		for (const j of index) {
			observed += (credit(i, j) * table[i]![j]!) / n;
			expected += credit(i, j) * rows[i]! * columns[j]!;
		}
	if (!(1 - expected > 1e-12)) throw new Refusal('no-variation', 'categories');
	const ofRow = index.map((i) => index.reduce((sum, j) => sum + credit(i, j) * columns[j]!, 0));
	const ofColumn = index.map((j) => index.reduce((sum, i) => sum + credit(i, j) * rows[i]!, 0));
	let squares = 0;
	for (const i of index)
		for (const j of index)
			squares +=
				(table[i]![j]! / n) *
				(credit(i, j) * (1 - expected) - (ofRow[i]! + ofColumn[j]!) * (1 - observed)) ** 2;
	const value = (observed - expected) / (1 - expected);
	const variance =
		(squares - (observed * expected - 2 * expected + observed) ** 2) / (n * (1 - expected) ** 4);
	const error = Math.sqrt(Math.max(0, variance));
	const half = normal.quantile((1 + confidence(level)) / 2) * error;
	return { kappa: value, error, low: value - half, high: value + half, observed, expected, n };
}
