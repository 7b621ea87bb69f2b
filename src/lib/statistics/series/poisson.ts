/**
 * Regression of counts: E y = exp(offset + Xb). Counts of people and visits vary more than Poisson's law
 * allows, so the dispersion is estimated and the errors grow with its root (quasi-Poisson).
 */
import { Matrix } from 'ml-matrix';
import { aligned, amount, numbers, Refusal } from '../refusal.ts';
import { errorsOf, leastSquares, type Fit } from '../numerics/regression.ts';
import { fisher, normal } from '../numerics/distributions.ts';

export type CountFit = {
	coefficients: number[];
	/** (X'WX)⁻¹: covariance for a dispersion of 1 */
	bread: Matrix;
	fitted: Float64Array;
	/** 2 Σ (y ln(y/μ) − (y − μ)) */
	deviance: number;
	/** Σ(y − μ)²/μ over the degrees: 1 under Poisson's law */
	dispersion: number;
	/** n − k */
	degrees: number;
	/** sign(y − μ) √deviance of the case */
	residuals: Float64Array;
};

/**
 * Maximum likelihood by iteratively reweighted least squares, until the deviance moves by less than
 * 1e-13 of itself twice. `offset` is ln of what the counts are over (population, days). Source: P. McCullagh, J. A.
 * Nelder, Generalized Linear Models (1989), ch. 6. Refuses negative and broken counts, none at all,
 * and collinear columns.
 */
export function countRegression(
	x: Matrix,
	counts: ArrayLike<number>,
	offset: ArrayLike<number> = new Float64Array(counts.length)
): CountFit {
	numbers(counts, 'counts');
	aligned(counts, offset, 'offset');
	numbers(offset, 'offset');
	if (x.rows !== counts.length) throw new Refusal('different-lengths', 'columns');
	const y = Float64Array.from(counts, (value) => amount(value, 'counts'));
	if (y.every((value) => value === 0)) throw new Refusal('no-variation', 'counts');
	let fitted = y.map((value) => value + 0.1);
	let fit: Fit | undefined;
	let before = Infinity;
	let calm = 0;
	for (let turn = 0; turn < 200 && calm < 2; turn++) {
		const now = fitted;
		const working = now.map((mu, row) => Math.log(mu) - offset[row]! + (y[row]! - mu) / mu);
		fit = leastSquares(x, working, now);
		const { coefficients } = fit;
		fitted = now.map((_, row) => {
			let eta = offset[row]!;
			for (let at = 0; at < x.columns; at++) eta += x.get(row, at) * coefficients[at]!;
			return Math.exp(eta);
		});
		if (!fitted.every((mu) => mu > 0 && Number.isFinite(mu)))
			throw new Refusal('not-converged', 'counts');
		const deviance = devianceOf(y, fitted);
		calm = Math.abs(deviance - before) <= 1e-13 * (Math.abs(deviance) + 0.1) ? calm + 1 : 0;
		before = deviance;
	}
	if (!fit || calm < 2) throw new Refusal('not-converged', 'counts');
	// weights of the last fit are those before its own step; at rest they agree
	const degrees = y.length - x.columns;
	let pearson = 0;
	fitted.forEach((mu, row) => (pearson += (y[row]! - mu) ** 2 / mu));
	return {
		coefficients: fit.coefficients,
		bread: fit.bread,
		fitted,
		deviance: before,
		dispersion: pearson / degrees,
		degrees,
		residuals: fitted.map(
			(mu, row) => Math.sign(y[row]! - mu) * Math.sqrt(Math.max(0, unitDeviance(y[row]!, mu)))
		)
	};
}

function unitDeviance(y: number, mu: number): number {
	return 2 * ((y > 0 ? y * Math.log(y / mu) : 0) - (y - mu));
}

function devianceOf(y: Float64Array, fitted: Float64Array): number {
	return fitted.reduce((sum, mu, row) => sum + unitDeviance(y[row]!, mu), 0);
}

export type RateRatio = { ratio: number; low: number; high: number; error: number };

/** exp(b) with exp(b ± z √(dispersion · variance)); `dispersion` 1 for Poisson's law itself. */
export function rateRatio(
	fit: CountFit,
	which: number,
	{ dispersion = fit.dispersion, level = 0.95 }: { dispersion?: number; level?: number } = {}
): RateRatio {
	const estimate = fit.coefficients[which];
	if (estimate === undefined) throw new Refusal('out-of-bounds', 'coefficient');
	const error = Math.sqrt(amount(dispersion, 'dispersion')) * errorsOf(fit.bread)[which]!;
	const half = normal.quantile((1 + level) / 2) * error;
	return {
		ratio: Math.exp(estimate),
		low: Math.exp(estimate - half),
		high: Math.exp(estimate + half),
		error
	};
}

/** F test of a larger model against one it contains: ((D₀ − D₁)/Δ)/dispersion₁. */
export function nestedTest(small: CountFit, large: CountFit): { f: number; p: number } {
	const more = small.degrees - large.degrees;
	if (more < 1) throw new Refusal('too-few', 'coefficients');
	const f = (small.deviance - large.deviance) / more / large.dispersion;
	return { f, p: fisher.upper(f, more, large.degrees) };
}

export type Avoided = {
	/** what the model expects without the event, per row */
	counterfactual: Float64Array;
	/** Σ counterfactual − fitted */
	avoided: number;
	/** by the delta method, from the covariance of the coefficients */
	low: number;
	high: number;
	/** Σ counterfactual − observed */
	againstObserved: number;
};

/**
 * Counts that did not happen: rows of X as they were and as they would have been without the event
 * (`other`), for the rows of the period after. Positive means fewer counts because of the event.
 */
export function avoided(
	fit: CountFit,
	counts: ArrayLike<number>,
	x: Matrix,
	other: Matrix,
	offset: ArrayLike<number>,
	level = 0.95
): Avoided {
	aligned(counts, offset, 'offset');
	if (other.rows !== counts.length || x.rows !== counts.length)
		throw new Refusal('different-lengths', 'columns');
	const slope = new Float64Array(x.columns);
	const counterfactual = new Float64Array(counts.length);
	let sum = 0;
	let observed = 0;
	for (let row = 0; row < counts.length; row++) {
		let [was, would] = [offset[row]!, offset[row]!];
		for (let at = 0; at < x.columns; at++) {
			was += x.get(row, at) * fit.coefficients[at]!;
			would += other.get(row, at) * fit.coefficients[at]!;
		}
		const [fitted, expected] = [Math.exp(was), Math.exp(would)];
		counterfactual[row] = expected;
		sum += expected - fitted;
		observed += expected - counts[row]!;
		for (let at = 0; at < x.columns; at++)
			slope[at]! += expected * other.get(row, at) - fitted * x.get(row, at);
	}
	const along = Matrix.columnVector(slope);
	const variance = fit.dispersion * along.transpose().mmul(fit.bread).mmul(along).get(0, 0);
	const half = normal.quantile((1 + level) / 2) * Math.sqrt(Math.max(0, variance));
	return {
		counterfactual,
		avoided: sum,
		low: sum - half,
		high: sum + half,
		againstObserved: observed
	};
}
