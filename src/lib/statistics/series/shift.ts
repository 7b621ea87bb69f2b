/**
 * The shift of a series at an event against its own earlier course: trend, rhythm of the year and a
 * lasting change of level, with errors that may depend on those before them. Newey and West's error alone is
 * too small in series of a few dozen, so the error follows from the autocorrelation, and the distribution
 * of t is drawn anew.
 */
import { Matrix } from 'ml-matrix';
import { student } from '../numerics/distributions.ts';
import { design, leastSquares } from '../numerics/regression.ts';
import { confidence, count, numbers, Refusal } from '../refusal.ts';
import { neweyWest, usualLag } from './autocorrelation.ts';
import { harmonics, segments } from './interruption.ts';

export type Shift = {
	/** lasting change of level from the event on */
	effect: number;
	/** under a first-order autoregression of the errors */
	error: number;
	low: number;
	high: number;
	level: number;
	p: number;
	/** autocorrelation of neighbours, mended for what the fit takes away */
	rho: number;
	/** Newey–West with n/(n − k), and its t test: for comparison */
	neweyWest: { error: number; p: number; lag: number };
	/** how many errors wide each half of the interval is */
	width: number;
	draws: number;
	/** what the series would have been without the change */
	counterfactual: Float64Array;
};

/** Beyond it a lasting change cannot be told from a drift. */
export const mostRho = 0.95;

/**
 * y = b₀ + b₁t + b₂·post + Σ sin, cos + u. u is taken as a first-order autoregression whose ρ makes the
 * residuals' expected autocorrelation what it is; the error follows from it, and `draws` series with
 * ρ as uncertain as it is, √((1 − ρ²)/n) over the slope of that expectation, give the distribution of |b₂ − b|/error, ρ found anew in each. Newey and West's error stands beside
 * it. Sources: W. K. Newey, K. D. West, Econometrica 55 (1987) 703; D. W. K. Andrews, Econometrica 61 (1993)
 * 139 (bias of ρ). Refuses ρ above {@link mostRho} and fewer than eight times more than columns.
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
	const usual = Math.sqrt(neweyWest(fit, lag, { adjusted: true }).get(2, 2));
	if (!(usual > 0)) throw new Refusal('no-variation', 'series');
	// weights of the effect, and what the fit leaves of any series
	const along = x.mmul(fit.bread.getColumnVector(2)).to1DArray();
	const maker = Matrix.sub(Matrix.eye(n), x.mmul(fit.bread).mmul(x.transpose()));
	const looks = lookup(maker, along);
	const { rho, error } = errorOf(fit.residuals, looks);
	if (rho > mostRho) throw new Refusal('not-converged', 'autocorrelation');
	const sizes = simulated(maker, along, looks, { rho, draws, random });
	const effect = fit.coefficients[2]!;
	const t = Math.abs(effect / error);
	const hits = sizes.filter((size) => size >= t).length;
	const width = sizes[Math.min(draws, Math.ceil(level * (draws + 1))) - 1]!;
	return {
		...{ effect, error, level, rho, width, draws },
		low: effect - width * error,
		high: effect + width * error,
		p: (1 + hits) / (1 + draws),
		neweyWest: { error: usual, p: student.both(effect / usual, fit.degrees), lag },
		counterfactual: Float64Array.from(fit.fitted, (value, at) => value - effect * post[at]!)
	};
}

/** For a grid of ρ: the residuals' expected autocorrelation and size, and the effect's variance, σ² = 1. */
type Looks = { rho: number[]; expected: number[]; size: number[]; variance: number[] };

function lookup(maker: Matrix, along: readonly number[]): Looks {
	const n = along.length;
	const shifted = Matrix.zeros(n, n);
	for (let row = 0; row < n; row++)
		for (const other of [row - 1, row + 1])
			if (other >= 0 && other < n)
				shifted.setRow(row, shifted.getRowVector(row).add(maker.getRowVector(other).mul(0.5)));
	const crossed = diagonals(maker.mmul(shifted));
	const plain = diagonals(maker);
	const spread = new Float64Array(n);
	for (let one = 0; one < n; one++)
		for (let other = 0; other < n; other++)
			spread[Math.abs(one - other)]! += along[one]! * along[other]!;
	const looks: Looks = { rho: [], expected: [], size: [], variance: [] };
	for (let rho = -0.95; rho < mostTried + 0.005; rho += 0.01) {
		let [above, below, variance, power] = [0, 0, 0, 1];
		for (let step = 0; step < n; step++) {
			above += power * crossed[step]!;
			below += power * plain[step]!;
			variance += power * spread[step]!;
			power *= rho;
		}
		looks.rho.push(rho);
		looks.expected.push(above / below);
		looks.size.push(below);
		looks.variance.push(variance);
	}
	return looks;
}

const mostTried = 0.97;

/** ρ under which residuals of this fit are expected to be as autocorrelated as these, and its error. */
function errorOf(residuals: ArrayLike<number>, looks: Looks): { rho: number; error: number } {
	let own = 0;
	let next = 0;
	for (let at = 0; at < residuals.length; at++) {
		own += residuals[at]! ** 2;
		if (at > 0) next += residuals[at]! * residuals[at - 1]!;
	}
	const found = next / own;
	const { expected } = looks;
	// expected autocorrelation rises with ρ on all but the last stretch, where what is fitted eats it
	let [low, high] = [0, expected.length - 1];
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if (expected[middle]! < found) low = middle;
		else high = middle;
	}
	const at = Math.min(
		1,
		Math.max(0, (found - expected[low]!) / (expected[high]! - expected[low]!))
	);
	const between = (list: number[]) => list[low]! + at * (list[high]! - list[low]!);
	const sigma2 = own / between(looks.size);
	return { rho: between(looks.rho), error: Math.sqrt(sigma2 * between(looks.variance)) };
}

/** Sums along the diagonals d and −d of a square matrix: the trace with Σ ρ^|i−j| is Σ ρ^d of them. */
function diagonals(matrix: Matrix): Float64Array {
	const sums = new Float64Array(matrix.rows);
	for (let row = 0; row < matrix.rows; row++)
		for (let column = 0; column < matrix.columns; column++)
			sums[Math.abs(row - column)]! += matrix.get(row, column);
	return sums;
}

type Drawing = { rho: number; draws: number; random: () => number };

/** |t| of series without an effect that would not have been refused, the smallest first. */
function simulated(
	maker: Matrix,
	along: readonly number[],
	looks: Looks,
	{ rho, draws, random }: Drawing
): Float64Array {
	const n = along.length;
	const rows = maker.to2DArray().map((row) => Float64Array.from(row));
	const noise = new Float64Array(n);
	const residuals = new Float64Array(n);
	const sizes = new Float64Array(draws);
	const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
	// a slip of the residuals' autocorrelation moves ρ by 1/slope as much; too small a ρ costs coverage,
	// too large a one width only, so it is drawn half its uncertainty above what was found
	const at = Math.min(
		looks.rho.length - 2,
		Math.max(
			1,
			looks.rho.findIndex((one) => one >= rho)
		)
	);
	const slope =
		(looks.expected[at + 1]! - looks.expected[at - 1]!) / (looks.rho[at + 1]! - looks.rho[at - 1]!);
	const unsure = Math.sqrt((1 - rho ** 2) / n) / Math.max(0.1, slope);
	let turns = 0;
	for (let draw = 0; draw < draws;) {
		let effect = 0;
		const own = Math.min(mostTried, Math.max(-0.95, rho + (0.5 + normal()) * unsure));
		for (let at = 0; at < n; at++) {
			const step = normal();
			noise[at] = at === 0 ? step / Math.sqrt(1 - own ** 2) : own * noise[at - 1]! + step;
			effect += along[at]! * noise[at]!;
		}
		for (let row = 0; row < n; row++) {
			const weights = rows[row]!;
			let left = 0;
			for (let at = 0; at < n; at++) left += weights[at]! * noise[at]!;
			residuals[row] = left;
		}
		const found = errorOf(residuals, looks);
		if (found.rho > mostRho && ++turns < 5 * draws) continue;
		sizes[draw++] = Math.abs(effect) / found.error;
	}
	return sizes.sort();
}
