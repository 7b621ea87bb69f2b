/**
 * Whether the parts of an index belong together, and what really counts in it: a nominal weight is
 * not importance.
 */
import { covariances, pearson, toCorrelations, type Columns } from '../numerics/correlation.ts';
import { eigen } from '../scales/factor.ts';
import { Refusal } from '../refusal.ts';
import { alphaOf } from '../scales/reliability.ts';

export type Coherence = {
	/** Pearson's correlation of each part with the index */
	withIndex: number[];
	/** Cronbach's alpha of the parts */
	alpha: number;
	/** eigenvalues of the correlations of the parts, largest first */
	eigenvalues: number[];
	/** loadings (unit length) of the parts on the first principal component */
	first: number[];
	/** share of the variance along it */
	explained: number;
};

/** Refuses fewer than two parts, missing scores and constant parts. */
export function coherence(parts: Columns, index: ArrayLike<number>): Coherence {
	if (parts.length < 2) throw new Refusal('too-few', 'parts');
	const withIndex = parts.map((part) => pearson(part, index, 'parts'));
	const covariance = covariances(parts);
	const { values, vectors } = eigen(toCorrelations(covariance, 'parts'));
	const along = vectors.getColumn(0);
	const sign = along.reduce((sum, value) => sum + value, 0) < 0 ? -1 : 1;
	return {
		withIndex,
		alpha: alphaOf(covariance).raw,
		eigenvalues: values,
		first: along.map((value) => sign * value),
		explained: values[0]! / parts.length
	};
}
