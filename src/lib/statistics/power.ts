/** How many people and clusters a comparison needs, and what a design can find. */
import { count, finite, positive, Refusal } from './refusal.ts';
import { normal } from './distributions.ts';

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

function quantilesOf({ power = 0.8, level = 0.95 }: Demand): [number, number] {
	return [normal.quantile((1 + level) / 2), normal.quantile(power)];
}

/**
 * People per arm to tell two shares apart by a two-sided test, simple random samples:
 * (z √(2p̄q̄) + z_β √(p₁q₁ + p₂q₂))²/(p₁ − p₂)². Source: J. L. Fleiss, Statistical Methods for Rates and
 * Proportions (1981), §3.2, without continuity correction.
 */
export function peoplePerArm(one: number, other: number, demand: Demand = {}): number {
	for (const share of [one, other])
		if (!(share > 0 && share < 1)) throw new Refusal('out-of-bounds', 'share');
	if (one === other) throw new Refusal('no-variation', 'shares');
	const [z, beta] = quantilesOf(demand);
	const middle = (one + other) / 2;
	const under = z * Math.sqrt(2 * middle * (1 - middle));
	const against = beta * Math.sqrt(one * (1 - one) + other * (1 - other));
	return ((under + against) / (one - other)) ** 2;
}

/** The same for two means with standard deviation `deviation`: 2 s²(z + z_β)²/d². */
export function peoplePerArmForMeans(
	difference: number,
	deviation: number,
	demand: Demand = {}
): number {
	if (finite(difference, 'difference') === 0) throw new Refusal('no-variation', 'means');
	const [z, beta] = quantilesOf(demand);
	return 2 * ((positive(deviation, 'deviation') * (z + beta)) / difference) ** 2;
}

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
		...demand
	}: { deviation: number; icc: number; correlation?: number } & Demand
): number {
	if (count(clusters, 'clusters') < 2) throw new Refusal('too-few', 'clusters');
	if (!(correlation >= 0 && correlation < 1)) throw new Refusal('out-of-bounds', 'correlation');
	const [z, beta] = quantilesOf(demand);
	const variance =
		(positive(deviation, 'deviation') ** 2 * designEffect(size, icc)) / (clusters * size);
	return (z + beta) * Math.sqrt(4 * variance * (1 - correlation));
}
