/**
 * Outcome rates of a survey with a sample list: how many of those asked answered, by the definitions that
 * let surveys be compared. An open link has no list, and so no response rate. Source: AAPOR, Standard
 * Definitions (2023).
 */
import { amount, count, Refusal } from '../refusal.ts';

export type Outcomes = {
	/** complete and partial interviews */
	complete: number;
	partial: number;
	/** refused or broken off; not reached; other (ill, language) */
	refused: number;
	notReached: number;
	other: number;
	/** not known whether there is a unit; a unit, but not known whether it belongs */
	unknownUnit: number;
	unknownOther: number;
};

/** The rates, 0–1; NaN where a denominator is 0. Numbers as in the Standard Definitions. */
export type OutcomeRates = {
	response: [number, number, number, number, number, number];
	cooperation: [number, number, number, number];
	refusal: [number, number, number];
	contact: [number, number, number];
	/** share of the unknown that are counted as eligible; print it with rates 3 and 4 */
	eligible: number;
};

/**
 * RR1 = I/((I+P)+(R+NC+O)+(UH+UO)); RR2 counts P as answered; RR3 and RR4 multiply the unknown by e; RR5
 * and RR6 leave them out. COOP1/2 over all reached, COOP3/4 without O; REF and CON with the unknown, e
 * times them, without them. Refuses negative and broken counts, e outside 0–1, and no cases at all.
 */
export function outcomeRates(outcomes: Outcomes, eligible: number): OutcomeRates {
	for (const [name, value] of Object.entries(outcomes)) count(value, name);
	if (!(eligible >= 0 && eligible <= 1)) throw new Refusal('out-of-bounds', 'eligible share');
	const { complete: i, partial: p, refused: r, notReached: nc, other: o } = outcomes;
	const unknown = outcomes.unknownUnit + outcomes.unknownOther;
	const known = i + p + r + nc + o;
	if (known + unknown === 0) throw new Refusal('no-observations', 'outcomes');
	const part = (above: number, below: number) => (below > 0 ? above / below : NaN);
	const bases = [known + unknown, known + eligible * unknown, known] as const;
	const [all, weighed, sure] = bases;
	const reached = i + p + r + o;
	const over = (above: number): [number, number, number] => [
		part(above, all),
		part(above, weighed),
		part(above, sure)
	];
	return {
		response: [
			part(i, all),
			part(i + p, all),
			part(i, weighed),
			part(i + p, weighed),
			part(i, sure),
			part(i + p, sure)
		],
		cooperation: [
			part(i, reached),
			part(i + p, reached),
			part(i, i + p + r),
			part(i + p, i + p + r)
		],
		refusal: over(r),
		contact: over(reached),
		eligible
	};
}

/** e by proportional allocation: eligible/(eligible + ineligible) among the resolved cases (CASRO). */
export function eligibleShare(eligible: number, ineligible: number): number {
	const all = count(eligible, 'eligible') + count(ineligible, 'ineligible');
	if (all === 0) throw new Refusal('no-observations', 'resolved cases');
	return eligible / all;
}

export type Stratum = { n: number; responded: number; weight: number };

/** Σ w responded/Σ w n over strata, and the same without weights: cases, not people. */
export function weightedResponse(strata: readonly Stratum[]): { weighted: number; plain: number } {
	if (strata.length === 0) throw new Refusal('no-observations', 'strata');
	let [above, below, responded, all] = [0, 0, 0, 0];
	for (const { n, responded: r, weight } of strata) {
		if (count(r, 'responded') > count(n, 'n')) throw new Refusal('more-than-observed', 'responded');
		above += amount(weight, 'weight') * r;
		below += weight * n;
		responded += r;
		all += n;
	}
	if (below === 0) throw new Refusal('zero-denominator', 'strata');
	return { weighted: above / below, plain: responded / all };
}
