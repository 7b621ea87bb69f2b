/**
 * The same figure in every group of a column at once (provinces, sexes, ages), with covariances
 * between them, so that differences of groups that share clusters are honest. Each row belongs to
 * one group, so the scores are one column whatever the number of groups.
 */
import type { Design } from './design.ts';
import { estimates, type Estimates } from './estimates.ts';
import { variance } from './linearisation.ts';
import { finite, Refusal, sameLength } from '../refusal.ts';

export type DomainEstimates = Estimates & {
	/** sum of weights of each group */
	people: Float64Array;
	/** rows of each group */
	respondents: Int32Array;
};

/** Means of y by group; rows with code −1 or outside the domain belong to none. */
export function domainMeans(
	design: Design,
	y: Float64Array,
	codes: Int32Array,
	groups: number,
	domain?: Uint8Array
): DomainEstimates {
	return byGroup(design, y, codes, groups, domain, true);
}

/** Totals of y by group; with y = 1 the number of people in each. */
export function domainTotals(
	design: Design,
	y: Float64Array,
	codes: Int32Array,
	groups: number,
	domain?: Uint8Array
): DomainEstimates {
	return byGroup(design, y, codes, groups, domain, false);
}

function byGroup(
	design: Design,
	y: Float64Array,
	codes: Int32Array,
	groups: number,
	domain: Uint8Array | undefined,
	divided: boolean
): DomainEstimates {
	sameLength([design.weights, y, codes, ...(domain ? [domain] : [])], 'domains');
	const { weights } = design;
	const people = new Float64Array(groups);
	const respondents = new Int32Array(groups);
	const sums = new Float64Array(groups);
	const own = codes.slice();
	for (let row = 0; row < y.length; row++) {
		const g = codes[row]!;
		if (g >= groups) throw new Refusal('missing-index', 'group');
		if (g < 0 || (domain && !domain[row])) {
			own[row] = -1;
			continue;
		}
		people[g]! += weights[row]!;
		respondents[g]!++;
		sums[g]! += weights[row]! * finite(y[row]!, 'value');
	}
	if (divided && respondents.includes(0))
		throw new Refusal('empty-domain', `group ${respondents.indexOf(0) + 1}`);
	const values = divided ? sums.map((sum, g) => sum / people[g]!) : sums;
	const scores = new Float64Array(y.length);
	for (let row = 0; row < y.length; row++) {
		const g = own[row]!;
		if (g < 0) continue;
		scores[row] = divided
			? (weights[row]! * (y[row]! - values[g]!)) / people[g]!
			: weights[row]! * y[row]!;
	}
	const covariance = variance(design, { values: scores, codes: own, groups });
	return { ...estimates(values, covariance, design.degrees), people, respondents };
}
