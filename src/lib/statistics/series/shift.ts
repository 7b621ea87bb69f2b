/**
 * The shift of a series at an event against its own earlier course: trend, rhythm of the year and a
 * lasting change of level, with errors that may depend on those before them. Newey and West's error alone is
 * too small in series of a few dozen; the distribution of its t is therefore drawn anew under the
 * autocorrelation found.
 */
import { Matrix } from 'ml-matrix';
import { design, leastSquares } from '../numerics/regression.ts';
import { confidence, count, numbers, Refusal } from '../refusal.ts';
import { neweyWest, usualLag } from './autocorrelation.ts';
import { harmonics, segments } from './interruption.ts';

export type Shift = {
	/** lasting change of level from the event on */
	effect: number;
	/** Newey–West with n/(n − k) */
	error: number;
	low: number;
	high: number;
	level: number;
	p: number;
	/** autocorrelation of neighbours, mended for what the fit takes away */
	rho: number;
	lag: number;
	/** how many errors wide each half of the interval is */
	width: number;
	draws: number;
	/** what the series would have been without the change */
	counterfactual: Float64Array;
};

/** Beyond it a lasting change cannot be told from a drift. */
export const mostRho = 0.8;

/**
 * y = b₀ + b₁t + b₂·post + Σ sin, cos + u. u is taken as a first-order autoregression whose ρ makes the
 * residuals' expected autocorrelation what it is; `draws` series of it give the distribution of
 * |b₂ − b|/error. Sources: W. K. Newey, K. D. West, Econometrica 55 (1987) 703; D. W. K. Andrews, Econometrica 61 (1993)
 * 139 (bias of ρ). Refuses ρ above {@link mostRho} and fewer than 8 times more than columns.
 */
export function shift(
	series: ArrayLike<number>,
	start: number,
	random: () => number,
	{
		period = 12,
		pairs = 0,
		level = 0.95,
		draws = 499
	}: { period?: number; pairs?: number; level?: number; draws?: number } = {}
): Shift {
	confidence(level);
	numbers(series, 'series', 3);
	if (count(draws, 'draws') < 99) throw new Refusal('too-few', 'draws');
	const n = series.length;
	const times = Float64Array.from({ length: n }, (_, at) => at);
	const { level: post } = segments(times, start);
	const waves = pairs > 0 ? harmonics(times, period, pairs) : [];
	const x = design([times, post, ...waves]);
	if (n < x.columns + 8) throw new Refusal('too-few', 'times');
	const fit = leastSquares(x, series);
	const lag = usualLag(n);
	const error = Math.sqrt(neweyWest(fit, lag, { adjusted: true }).get(2, 2));
	if (!(error > 0)) throw new Refusal('no-variation', 'series');
	// weights of the effect, and what the fit leaves of any series
	const along = x.mmul(fit.bread.getColumnVector(2)).to1DArray();
	const maker = Matrix.sub(Matrix.eye(n), x.mmul(fit.bread).mmul(x.transpose()));
	const rho = autoregression(maker, fit.residuals);
	if (rho > mostRho) throw new Refusal('not-converged', 'autocorrelation');
	const sizes = simulated(maker, along, { rho, lag, draws, k: fit.k, random });
	const t = Math.abs(fit.coefficients[2]! / error);
	const hits = sizes.filter((size) => size >= t).length;
	const width = sizes[Math.min(draws, Math.ceil(level * (draws + 1))) - 1]!;
	const effect = fit.coefficients[2]!;
	return {
		effect,
		error,
		low: effect - width * error,
		high: effect + width * error,
		level,
		p: (1 + hits) / (1 + draws),
		...{ rho, lag, width, draws },
		counterfactual: Float64Array.from(fit.fitted, (value, at) => value - effect * post[at]!)
	};
}

/** ρ under which residuals of this fit are expected to be as autocorrelated as these are. */
function autoregression(maker: Matrix, residuals: ArrayLike<number>): number {
	const n = residuals.length;
	let own = 0;
	let next = 0;
	for (let at = 0; at < n; at++) {
		own += residuals[at]! ** 2;
		if (at > 0) next += residuals[at]! * residuals[at - 1]!;
	}
	const found = next / own;
	const shifted = Matrix.zeros(n, n);
	for (let row = 0; row < n; row++) {
		if (row > 0) shifted.setRow(row, maker.getRowVector(row - 1).mul(0.5));
		if (row < n - 1)
			shifted.setRow(row, shifted.getRowVector(row).add(maker.getRowVector(row + 1).mul(0.5)));
	}
	const crossed = diagonals(maker.mmul(shifted));
	const plain = diagonals(maker);
	const expected = (rho: number) => {
		let [above, below, power] = [0, 0, 1];
		for (let step = 0; step < n; step++) {
			above += power * crossed[step]!;
			below += power * plain[step]!;
			power *= rho;
		}
		return above / below;
	};
	let [low, high] = [-0.95, 0.98];
	if (expected(low) >= found) return low;
	if (expected(high) <= found) return high;
	for (let turn = 0; turn < 40; turn++) {
		const middle = (low + high) / 2;
		if (expected(middle) < found) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}

/** Sums along the diagonals d and −d of a square matrix: the trace with Σ ρ^|i−j| is Σ ρ^d of them. */
function diagonals(matrix: Matrix): Float64Array {
	const sums = new Float64Array(matrix.rows);
	for (let row = 0; row < matrix.rows; row++)
		for (let column = 0; column < matrix.columns; column++)
			sums[Math.abs(row - column)]! += matrix.get(row, column);
	return sums;
}

type Drawing = { rho: number; lag: number; draws: number; k: number; random: () => number };

/** |t| of series without an effect, the smallest first. */
function simulated(
	maker: Matrix,
	along: readonly number[],
	{ rho, lag, draws, k, random }: Drawing
): Float64Array {
	const n = along.length;
	const rows = maker.to2DArray().map((row) => Float64Array.from(row));
	const noise = new Float64Array(n);
	const scores = new Float64Array(n);
	const sizes = new Float64Array(draws);
	for (let draw = 0; draw < draws; draw++) {
		let effect = 0;
		for (let at = 0; at < n; at++) {
			const step = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
			noise[at] = at === 0 ? step / Math.sqrt(1 - rho ** 2) : rho * noise[at - 1]! + step;
			effect += along[at]! * noise[at]!;
		}
		for (let row = 0; row < n; row++) {
			const weights = rows[row]!;
			let left = 0;
			for (let at = 0; at < n; at++) left += weights[at]! * noise[at]!;
			scores[row] = along[row]! * left;
		}
		let variance = 0;
		for (let apart = 0; apart <= lag; apart++) {
			let sum = 0;
			for (let at = apart; at < n; at++) sum += scores[at]! * scores[at - apart]!;
			variance += (apart === 0 ? 1 : 2 * (1 - apart / (lag + 1))) * sum;
		}
		sizes[draw] = Math.abs(effect) / Math.sqrt((variance * n) / (n - k));
	}
	return sizes.sort();
}
