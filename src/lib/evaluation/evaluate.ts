/**
 * From plan and facts to findings: check, choose the method by rule, look at the time before, estimate,
 * try placebos, and say what may be said. Pure: the same plan, facts and seed give the same numbers.
 */
import {
	rules,
	type Estimate,
	type Facts,
	type Finding,
	type Plan,
	type Result,
	type Series
} from '../evaluation.ts';
import { seeded } from '../simulation/random.ts';
import { adjusted } from '../statistics/comparison/multiplicity.ts';
import { Refusal } from '../statistics/refusal.ts';
import { checksOf, isRefused } from './checks.ts';
import { estimated, type Options } from './estimate.ts';
import { methodOf } from './method.ts';
import { pairFinding } from './pairs.ts';
import { meanOf, ready, type Ready } from './panel.ts';
import { placebosOf } from './placebos.ts';
import { trendOf } from './trend.ts';
import { verdictOf } from './verdict.ts';

/** 999 draws: 0.05 falls on a whole number of them. */
const draws = 999;

export function evaluate(plan: Plan, facts: Facts): Result {
	if (plan.pairs) return { findings: [pairFinding(plan, plan.pairs)], seed: plan.seed, rules };
	const wanted = facts.series.filter(({ outcome }) => plan.outcomes.includes(outcome));
	// every outcome is judged as one of so many
	const level = 1 - 0.05 / wanted.length;
	const findings = wanted.map((series) => findingOf(plan, facts, series, level));
	const tested = findings.filter(({ estimate }) => estimate !== null);
	const mended =
		tested.length > 0
			? adjusted(
					tested.map(({ estimate }) => estimate!.p),
					'holm'
				)
			: [];
	tested.forEach((finding, at) => (finding.adjusted = mended[at]!));
	return { findings, seed: plan.seed, rules };
}

/** The checks alone: what is shown before a plan is fixed, without any result. */
export function rehearsed(plan: Plan, facts: Facts) {
	if (plan.pairs) return pairFinding(plan, plan.pairs).checks;
	const wanted = facts.series.filter(({ outcome }) => plan.outcomes.includes(outcome));
	return wanted.flatMap((series) => {
		const panel = ready(facts, series, plan.scale);
		const method = methodOf(plan, panel);
		return checksOf({ plan, facts, series, panel, method, level: 1 - 0.05 / wanted.length });
	});
}

/** What the numbers are multiplied with so that a reader sees per cent or points. */
const shown = (plan: Plan, share: boolean) => (value: number) =>
	plan.scale === 'ratio' ? 100 * Math.expm1(value) : share ? 100 * value : value;

export function optionsOf(plan: Plan, name: string, level: number): Options {
	return {
		...{ level, draws, random: seeded(`${plan.seed}/${name}`).next },
		season: plan.grain === 'month' ? 12 : undefined
	};
}

function findingOf(plan: Plan, facts: Facts, series: Series, level: number): Finding {
	const { outcome, share, unit } = series;
	const panel = ready(facts, series, plan.scale);
	const method = methodOf(plan, panel);
	const checks = checksOf({ plan, facts, series, panel, method, level });
	const base: Finding = {
		...{ outcome, share, unit, method: method ?? null, checks, verdict: 'refused' },
		...{ estimate: null, adjusted: null, trend: null, placebos: null, counterfactual: null },
		means: { treated: [], comparison: [] }
	};
	if (isRefused(checks) || !method) return base;
	const look = shown(plan, share);
	const options = (name: string) => optionsOf(plan, `${outcome}/${name}`, level);
	try {
		const { estimate, counterfactual } = estimated(panel, method, options('effect'));
		const trend =
			method === 'interrupted' ? null : trendOf(panel, { ...options('trend'), level: 0.95 });
		const placebos = placebosOf(panel, method, estimate.effect, options('placebo'));
		const seen = spread(estimate, look);
		return {
			...base,
			estimate: seen,
			trend: trend && { p: trend.p, steps: trend.steps.map((step) => spread(step, look)) },
			placebos: {
				dates: placebos.dates.map((date) => spread(date, look)),
				units: placebos.units.map(look),
				asLarge: placebos.asLarge,
				outcome: placeboOutcome(plan, facts)
			},
			verdict: verdictOf(checks, trend, seen, plan.margin),
			means: meansOf(panel, plan, share),
			counterfactual: counterfactual && [...counterfactual].map(level1(plan, share))
		};
	} catch (error) {
		if (error instanceof Refusal) return { ...base, ...refusedBy(error, base) };
		throw error;
	}
}

/** A refusal of the computation itself becomes a check that refuses, so that it is told. */
function refusedBy(error: Refusal, { checks, outcome }: Finding): Partial<Finding> {
	const name = error.reason === 'no-variation' ? 'no-variation' : 'assignments';
	return {
		checks: [...checks, { name, outcome, found: 0, needed: 0, grade: 'refuse' }],
		verdict: 'refused'
	};
}

function spread<Part extends { effect: number; low: number; high: number }>(
	part: Part,
	look: (value: number) => number
): Part {
	const mended = { ...part, effect: look(part.effect), low: look(part.low), high: look(part.high) };
	return 'error' in part
		? { ...mended, error: scaledError(part as unknown as Estimate, look) }
		: mended;
}

/** An error has a meaning of its own only where the scale is straight. */
function scaledError({ error }: Estimate, look: (value: number) => number): number | null {
	if (error === null) return null;
	const straight = Math.abs(look(2) - 2 * look(1)) < 1e-9;
	return straight ? error * look(1) : null;
}

const level1 = (plan: Plan, share: boolean) => (value: number) =>
	plan.scale === 'ratio' ? Math.exp(value) : share ? 100 * value : value;

function meansOf(panel: Ready, plan: Plan, share: boolean): Finding['means'] {
	const of = (isTreated: boolean) => {
		const rows = panel.values.filter((_, at) => Number.isFinite(panel.starts[at]!) === isTreated);
		return rows.length > 0 ? [...meanOf(rows)].map(level1(plan, share)) : [];
	};
	return { treated: of(true), comparison: of(false) };
}

function placeboOutcome(plan: Plan, facts: Facts): Estimate | null {
	const series = facts.series.find(({ outcome }) => outcome === plan.placeboOutcome);
	if (!series) return null;
	const panel = ready(facts, series, plan.scale);
	const method = methodOf(plan, panel);
	const checks = checksOf({ plan, facts, series, panel, method, level: 0.95 });
	if (isRefused(checks) || !method) return null;
	try {
		const options = optionsOf(plan, `${series.outcome}/placebo-outcome`, 0.95);
		const { estimate } = estimated(panel, method, { ...options, alongside: false });
		return spread(estimate, shown(plan, series.share));
	} catch (error) {
		if (error instanceof Refusal) return null;
		throw error;
	}
}
