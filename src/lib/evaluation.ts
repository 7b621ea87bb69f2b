/**
 * An evaluation asks whether something that was done in some places (a pilot, a campaign, the launch of
 * a portal, a training course) changed what an indicator measures. Its plan is fixed before any
 * result is seen; each result is kept for good with the facts it was computed from.
 */
import type { ValueUnit } from './value-unit.ts';

export const evaluationKinds = ['pilot', 'campaign', 'launch', 'training'] as const;
export type EvaluationKind = (typeof evaluationKinds)[number];

/** What a period is: calendar months, weeks counted from the first start, or waves of a survey. */
export const grains = ['month', 'week', 'wave'] as const;
export type Grain = (typeof grains)[number];

/** Totals of the portals of a unit that can be an outcome as they are. */
export const usageMeasures = ['visits', 'visitors', 'pageViews', 'events'] as const;
export type UsageMeasure = (typeof usageMeasures)[number];

/** `usage:visits`, or `indicator:` and its id; `pairs` are entered by hand. */
export type Outcome = `usage:${UsageMeasure}` | `indicator:${string}` | 'pairs';

export const isOutcome = (text: string): text is Outcome =>
	/^indicator:[\w.-]{1,40}$/.test(text) ||
	usageMeasures.some((measure) => text === `usage:${measure}`);

/** Differences in the outcome's own unit, or ratios in per cent. */
export const scales = ['difference', 'ratio'] as const;
export type Scale = (typeof scales)[number];

export const comparisons = ['others', 'chosen', 'similar', 'none'] as const;
export type Comparison = {
	how: (typeof comparisons)[number];
	/** of `chosen` */
	unitIds?: number[];
	/** of `similar`: how many for each treated unit, those whose level before is nearest */
	each?: number;
};

/** The same people before and after, one pair each; a test passed is 1, not passed 0. */
export type Pair = { before: number; after: number };

export type Plan = {
	title: string;
	kind: EvaluationKind;
	/** of the plan of Decision 1706, such as `II.6` */
	planItem: string | null;
	/** the units and the day from which each is treated; none where pairs are compared */
	treated: { unitId: number; from: string }[];
	comparison: Comparison;
	/** the first one is the main one */
	outcomes: Outcome[];
	/** should not move, whatever was done */
	placeboOutcome: Outcome | null;
	grain: Grain;
	/** periods before the first start and from it on */
	before: number;
	after: number;
	scale: Scale;
	/** smallest effect that would matter: in the outcome's unit, points of a share, or per cent of a ratio */
	margin: number;
	/** begins every drawing by lot */
	seed: number;
	/** of a training course only */
	pairs?: Pair[];
};

export type State = 'planned' | 'fixed' | 'concluded';

/** A period of the panel: first and last day. */
export type Period = { from: string; to: string };

export type FactUnit = {
	id: number;
	name: string;
	/** index of the first treated period; null for never */
	start: number | null;
};

/** What is known of one outcome: units × periods; null is missing. */
export type Series = {
	outcome: Outcome;
	values: (number | null)[][];
	/** hidden because too few people stand behind them */
	suppressed: boolean[][];
	/** a share in 0–1, shown as per cent, its differences as points */
	share: boolean;
	/** what the numbers are; null for counts of usage */
	unit: ValueUnit | null;
};

/** Something that changed how the outcome is counted, or what else happened to a unit. */
export type Disturbance = {
	what: 'boundaries' | 'form-version' | 'first-counted' | 'other-treatment';
	unitId: number | null;
	day: string;
	/** such as the title of the other evaluation */
	detail: string;
};

/** All that a result is computed from, besides the plan. */
export type Facts = {
	periods: Period[];
	units: FactUnit[];
	series: Series[];
	disturbances: Disturbance[];
};

/** By which inference an effect is estimated; chosen by rule before any result is seen. */
export const methods = ['clusters', 'assignment', 'staggered', 'interrupted', 'paired'] as const;
export type Method = (typeof methods)[number];

export type Grade = 'pass' | 'warn' | 'refuse';
export const checkNames = [
	'periods-before',
	'periods-after',
	'treated-units',
	'comparison-units',
	'missing',
	'suppressed',
	'not-positive',
	'no-variation',
	'breaks',
	'other-treatment',
	'assignments',
	'season'
] as const;
export type CheckName = (typeof checkNames)[number];
export type Check = {
	name: CheckName;
	grade: Grade;
	/** numbers for the sentence */
	found: number;
	needed: number;
	outcome: Outcome;
};

export type Estimate = {
	effect: number;
	low: number;
	high: number;
	level: number;
	p: number;
	/** an error where the method has one */
	error: number | null;
	degrees: number | null;
	/** draws by lot; 0 where none were needed */
	draws: number;
	treated: number;
	comparison: number;
	/** units × periods that the estimate is made of */
	n: number;
	/** further readings of the same question, for comparison only */
	alongside: {
		name: 'wild-bootstrap' | 'cluster-robust' | 'synthetic' | 'newey-west';
		p: number;
	}[];
	/** of an interrupted series */
	rho: number | null;
};

/** One period counted from the start: difference from the last period before, with its interval. */
export type Step = { time: number; effect: number; low: number; high: number };

export type Trend = {
	steps: Step[];
	/** joint test that nothing differed before; null with fewer than two periods before */
	p: number | null;
};

export type Placebos = {
	/** fake starts within the time before */
	dates: { start: number; effect: number; low: number; high: number }[];
	/** effects of fake treated units, among those that never were */
	units: number[];
	/** share of the fake effects that are as large as the true one; null without any */
	asLarge: number | null;
	/** the outcome that should not move */
	outcome: Estimate | null;
};

export const verdicts = [
	/** the data cannot answer */
	'refused',
	/** treated and comparison units moved apart before the start */
	'not-parallel',
	/** the interval holds no effect as well */
	'inconclusive',
	/** the interval lies within the margin on both sides: if there is an effect, it is too small to matter */
	'negligible',
	'above-margin',
	'below-margin',
	/** an effect, but its size against the margin is open */
	'effect'
] as const;
export type Verdict = (typeof verdicts)[number];

export type Finding = {
	outcome: Outcome;
	share: boolean;
	unit: ValueUnit | null;
	method: Method | null;
	checks: Check[];
	verdict: Verdict;
	estimate: Estimate | null;
	/** adjusted for the number of outcomes (Holm) */
	adjusted: number | null;
	trend: Trend | null;
	placebos: Placebos | null;
	/** means of the treated and of the comparison units, for the picture */
	means: { treated: (number | null)[]; comparison: (number | null)[] };
	/** what happened without it, of an interrupted series */
	counterfactual: number[] | null;
};

/** A result: kept for good. */
export type Result = {
	findings: Finding[];
	seed: number;
	/** of the rules by which it was computed */
	rules: number;
};

/** Raised whenever the same facts and seed would give other numbers. */
export const rules = 1;

export const mostOutcomes = 5;
export const mostPeriods = 120;
export const mostPairs = 5000;
