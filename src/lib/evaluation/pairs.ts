/**
 * The same people before and after a course. Whoever is tested twice may do better for other reasons
 * than the course (the test is known, the question was talked about), so a difference is described and
 * not ascribed.
 */
import {
	mostPairs,
	type Check,
	type Estimate,
	type Finding,
	type Pair,
	type Plan
} from '../evaluation.ts';
import { pairedMeans } from '../statistics/comparison/groups.ts';
import { mcnemar, pairedInterval } from '../statistics/comparison/pairs.ts';
import { fewestRespondents } from '../statistics/protection/suppression.ts';
import { Refusal } from '../statistics/refusal.ts';
import { isRefused } from './checks.ts';
import { verdictOf } from './verdict.ts';

/** Counts of people who passed both times, only before, only after, never: as pairs. */
export function expanded(both: number, first: number, second: number, neither: number): Pair[] {
	const some = (count: number, before: number, after: number): Pair[] =>
		Array.from({ length: count }, () => ({ before, after }));
	return [
		...some(both, 1, 1),
		...some(first, 1, 0),
		...some(second, 0, 1),
		...some(neither, 0, 0)
	].slice(0, mostPairs + 1);
}

export const isPassed = (pairs: readonly Pair[]) =>
	pairs.every(({ before, after }) => [0, 1].includes(before) && [0, 1].includes(after));

export function pairFinding(plan: Plan, pairs: readonly Pair[], level = 0.95): Finding {
	const outcome = 'pairs';
	const share = isPassed(pairs);
	const differs = pairs.some(({ before, after }) => before !== after);
	const checks: Check[] = [
		{
			...{ name: 'suppressed', outcome, found: pairs.length, needed: fewestRespondents },
			grade: pairs.length < fewestRespondents ? 'refuse' : pairs.length < 30 ? 'warn' : 'pass'
		},
		{
			...{ name: 'no-variation', outcome, found: differs ? 1 : 0, needed: 1 },
			grade: differs ? 'pass' : 'refuse'
		},
		{ name: 'comparison-units', outcome, found: 0, needed: 0, grade: 'warn' }
	];
	const estimate = isRefused(checks) ? null : attempt(pairs, share, level);
	return {
		...{ outcome, share, unit: share ? 'share' : 'score', method: 'paired', checks, estimate },
		verdict: verdictOf(checks, null, estimate, plan.margin),
		...{ adjusted: estimate?.p ?? null, trend: null, placebos: null, counterfactual: null },
		means: isRefused(checks)
			? { treated: [], comparison: [] }
			: {
					treated: ['before', 'after'].map((when) => meanOf(pairs, when as keyof Pair, share)),
					comparison: []
				}
	};
}

const meanOf = (pairs: readonly Pair[], when: keyof Pair, share: boolean) =>
	(pairs.reduce((sum, pair) => sum + pair[when], 0) / pairs.length) * (share ? 100 : 1);

function attempt(pairs: readonly Pair[], share: boolean, level: number): Estimate | null {
	const n = pairs.length;
	const rest = {
		...{ level, draws: 0, treated: n, comparison: 0, n, alongside: [], rho: null }
	};
	try {
		if (!share) {
			const test = pairedMeans(
				pairs.map(({ after }) => after),
				pairs.map(({ before }) => before),
				level
			);
			const { difference, error, degrees, p, low, high } = test;
			return { effect: difference, low, high, p, error, degrees, ...rest };
		}
		const of = (before: number, after: number) =>
			pairs.filter((pair) => pair.before === before && pair.after === after).length;
		const counts = { both: of(1, 1), first: of(1, 0), second: of(0, 1), neither: of(0, 0) };
		// pairedInterval counts first − second; the change is the other way round
		const { difference, low, high } = pairedInterval(counts, { level });
		return {
			...{ effect: -100 * difference, low: -100 * high, high: -100 * low },
			...{ p: mcnemar(counts).exact, error: null, degrees: null },
			...rest
		};
	} catch (error) {
		if (error instanceof Refusal) return null;
		throw error;
	}
}
