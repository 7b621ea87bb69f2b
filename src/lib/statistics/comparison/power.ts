/**
 * How many clusters a comparison needs, and what a design of clusters can find. Numbers of people in simple
 * random samples are in samplesize.ts.
 */
import { count, finite, positive, Refusal } from '../refusal.ts';
import { normal } from '../numerics/distributions.ts';

/**
 * Design effect of clusters of `size` people: 1 + ((cv² + 1) m − 1) ICC, cv the coefficient of variation
 * of the sizes. Sources: L. Kish, Survey Sampling (1965), §5.4; S. M. Eldridge et al., Int. J. Epidemiol. 35
 * (2006) 1292. Refuses an intraclass correlation outside 0–1.
 */
export function designEffect(size: number, icc: number, variation = 0): number {
	positive(size, 'cluster size');
	if (!(icc >= 0 && icc <= 1)) throw new Refusal('out-of-bounds', 'intraclass correlation');
	if (!(finite(variation, 'variation') >= 0)) throw new Refusal('negative', 'variation');
	return 1 + ((variation ** 2 + 1) * size - 1) * icc;
}

export type Demand = { power?: number; level?: number };

/** Whole clusters of `size` per arm that hold as much as `people` of a simple random sample. */
export function clustersPerArm(people: number, size: number, icc: number, variation = 0): number {
	const exact = (positive(people, 'people') * designEffect(size, icc, variation)) / size;
	return Math.ceil(exact - 1e-9);
}

/**
 * The smallest difference in differences that two arms of `clusters` clusters of `size` find, before and
 * after: (z + z_β) √(2 · 2 s² deff (1 − r)/(clusters · size)), r the correlation of a cluster's mean with its
 * own before (0 for other people without cluster effect).
 */
export function detectableDifference(
	clusters: number,
	size: number,
	{
		deviation,
		icc,
		correlation = 0,
		power = 0.8,
		level = 0.95
	}: { deviation: number; icc: number; correlation?: number } & Demand
): number {
	if (count(clusters, 'clusters') < 2) throw new Refusal('too-few', 'clusters');
	if (!(correlation >= 0 && correlation < 1)) throw new Refusal('out-of-bounds', 'correlation');
	const reach = normal.quantile((1 + level) / 2) + normal.quantile(power);
	const variance =
		(positive(deviation, 'deviation') ** 2 * designEffect(size, icc)) / (clusters * size);
	return reach * Math.sqrt(4 * variance * (1 - correlation));
}
