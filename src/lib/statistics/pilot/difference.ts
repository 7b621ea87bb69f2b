/**
 * Difference in differences: what changed where the pilot ran, less what changed elsewhere. It shows
 * an effect only if both would have moved alike without the pilot; look at the years before.
 */
import {
	clusterTest,
	clusterCovariance,
	clustersOf,
	type ClusterTest,
	type Labels
} from './cluster.ts';
import { deviation, mean } from '../numerics/moments.ts';
import { aligned, numbers, Refusal } from '../refusal.ts';
import { covarianceOf, design, errorsOf, leastSquares, type Fit } from '../numerics/regression.ts';

export type Cell = { n: number; mean: number; error: number };

/** Mean of a list and its standard error s/√n. */
export function cellOf(values: ArrayLike<number>): Cell {
	numbers(values, 'values', 2);
	return {
		n: values.length,
		mean: mean(values),
		error: deviation(values) / Math.sqrt(values.length)
	};
}

export type Contrast = { difference: number; error: number };

/** One mean less another, of independent samples: √(e₁² + e₂²). */
export function contrast(one: Cell, other: Cell): Contrast {
	return { difference: one.mean - other.mean, error: Math.hypot(one.error, other.error) };
}

export type FourMeans = {
	treated: { before: Cell; after: Cell };
	control: { before: Cell; after: Cell };
	before: Contrast;
	after: Contrast;
	/** (treated after − before) − (control after − before), four independent samples */
	effect: Contrast;
};

/** The four means and their differences, when every measurement is of another person. */
export function fourMeans(
	treated: { before: ArrayLike<number>; after: ArrayLike<number> },
	control: { before: ArrayLike<number>; after: ArrayLike<number> }
): FourMeans {
	const cells = {
		treated: { before: cellOf(treated.before), after: cellOf(treated.after) },
		control: { before: cellOf(control.before), after: cellOf(control.after) }
	};
	const before = contrast(cells.treated.before, cells.control.before);
	const after = contrast(cells.treated.after, cells.control.after);
	return {
		...cells,
		before,
		after,
		effect: {
			difference: after.difference - before.difference,
			error: Math.hypot(before.error, after.error)
		}
	};
}

export type DifferenceFit = {
	fit: Fit;
	/** mean of control before; treated − control before; change of control; the effect */
	coefficients: [number, number, number, number];
	/** standard errors of the effect */
	classical: number;
	hc1: number;
	/** clustered, G/(G−1)·(n−1)/(n−k) */
	clustered: number;
	/** clustered without any factor */
	plain: number;
	/** CR2 with Satterthwaite's degrees: what to publish */
	test: ClusterTest;
	/** clusters that were treated, and that were not */
	arms: { treated: number; control: number };
};

/**
 * y = b₀ + b₁ treated + b₂ post + b₃ treated·post, b₃ the effect, with errors clustered at the level at
 * which the pilot was assigned. Sources: D. Card, A. B. Krueger, Am. Econ. Rev. 84 (1994) 772; M. Bertrand,
 * E. Duflo, S. Mullainathan, Q. J. Econ. 119 (2004) 249. Refuses fewer than two clusters in either arm:
 * then no standard error exists, only the permutation of the treated (permutation.ts).
 */
export function differenceInDifferences(
	outcome: ArrayLike<number>,
	treated: ArrayLike<number>,
	post: ArrayLike<number>,
	clusters: Labels,
	level = 0.95
): DifferenceFit {
	for (const [name, list] of [
		['treated', treated],
		['post', post]
	] as const) {
		aligned(outcome, list, name);
		for (let row = 0; row < list.length; row++)
			if (list[row] !== 0 && list[row] !== 1) throw new Refusal('out-of-bounds', name);
	}
	aligned(outcome, clusters, 'clusters');
	const both = Float64Array.from(treated, (value, row) => value * post[row]!);
	const arms = { treated: 0, control: 0 };
	for (const rows of clustersOf(clusters)) {
		const inPilot = rows.filter((row) => treated[row] === 1).length;
		if (inPilot > 0) arms.treated++;
		if (inPilot < rows.length) arms.control++;
	}
	if (arms.treated < 2 || arms.control < 2) throw new Refusal('too-few', 'clusters');
	const fit = leastSquares(design([treated, post, both]), outcome);
	const errorOf = (covariance: ReturnType<typeof covarianceOf>) => errorsOf(covariance)[3]!;
	return {
		fit,
		coefficients: fit.coefficients as [number, number, number, number],
		classical: errorOf(covarianceOf(fit)),
		hc1: errorOf(covarianceOf(fit, 'HC1')),
		clustered: errorOf(clusterCovariance(fit, clusters, 'CR1S')),
		plain: errorOf(clusterCovariance(fit, clusters, 'CR0')),
		test: clusterTest(fit, clusters, [0, 0, 0, 1], level),
		arms
	};
}
