/** A finding in words: amounts in the outcome's own unit, the conclusion, the checks, the limits. */
import {
	usageMeasures,
	type Check,
	type Finding,
	type Outcome,
	type Plan,
	type UsageMeasure
} from '../evaluation.ts';
import type { Locale } from '../locale.ts';
import { evaluationConclusion, type Said } from '../messages/evaluation-conclusion.ts';
import { evaluations } from '../messages/evaluations.ts';
import { formatValue, type ValueUnit } from '../value-unit.ts';
import { formatNumber, formatPercent } from '../vietnamese.ts';

/** Names of indicators by id, in the reader's language. */
export type Names = Readonly<Record<string, string>>;

export function outcomeName(outcome: Outcome, locale: Locale, names: Names): string {
	const t = evaluations[locale];
	if (outcome === 'pairs') return t.pairsOutcome;
	const [source, key = ''] = outcome.split(':');
	if (source === 'usage' && usageMeasures.includes(key as UsageMeasure))
		return t.usage[key as UsageMeasure];
	return names[key] ?? key;
}

const noBreak = '\u00a0';

/** Units whose differences are points. */
const inPoints = new Set<ValueUnit>([
	...(['share', 'points', 'score', 'index'] as const),
	...(['index_points', 'nps', 'choice', 'choice_points'] as const)
]);

/** Decimals that a size needs: one for per cent and points, fewer for large counts. */
const digitsOf = (value: number) => (Math.abs(value) >= 100 ? 0 : 1);

/** An amount of an effect: per cent of a ratio, points of a share, the outcome's unit otherwise. */
export function amount(
	value: number,
	{ scale }: Pick<Plan, 'scale'>,
	{ share, unit }: Pick<Finding, 'share' | 'unit'>,
	locale: Locale,
	signed = true
): string {
	if (scale === 'difference' && unit === 'dong')
		return `${signed && value > 0 ? '+' : ''}${formatValue(value, unit, locale)}`;
	const number = formatNumber(value, locale, digitsOf(value));
	const sign = signed && value > 0 && /[1-9]/.test(number) ? '+' : '';
	if (scale === 'ratio') return `${sign}${number}${locale === 'vi' ? noBreak : ''}%`;
	const t = evaluations[locale];
	const words: Partial<Record<ValueUnit, string>> = { days: t.daysUnit, seconds: t.secondsUnit };
	const word =
		share || (unit && inPoints.has(unit)) ? t.points : unit === null ? t.times : words[unit];
	return `${sign}${number}${word ? noBreak + word : ''}`;
}

export function pText(p: number, locale: Locale): string {
	return p < 0.001 ? (locale === 'vi' ? '< 0,001' : '< 0.001') : formatNumber(p, locale, 3);
}

/** The conclusion in one or two sentences. */
export function conclusionOf(plan: Plan, finding: Finding, locale: Locale, names: Names): string {
	const t = evaluationConclusion[locale];
	const say = t.verdicts[finding.verdict];
	const { estimate, method } = finding;
	if (!estimate || !method) return t.verdicts.refused();
	const look = (value: number, signed = true) => amount(value, plan, finding, locale, signed);
	const said: Said = {
		outcome: outcomeName(finding.outcome, locale, names),
		units: evaluations[locale][method === 'paired' ? 'peopleCount' : 'unitCount'](
			formatNumber(estimate.treated, locale)
		),
		effect: look(estimate.effect),
		size: look(Math.abs(estimate.effect), false),
		isUp: estimate.effect >= 0,
		low: look(estimate.low),
		high: look(estimate.high),
		level: formatPercent(estimate.level, locale, estimate.level === 0.95 ? 0 : 1),
		margin: look(plan.margin, false),
		p: finding.trend?.p === null || !finding.trend ? '' : pText(finding.trend.p, locale)
	};
	const alone = method === 'interrupted' || method === 'paired';
	const sentence = alone && finding.verdict === 'above-margin' ? t.goesWith(said) : say(said);
	const hasGrounds = ['above-margin', 'below-margin', 'effect'].includes(finding.verdict);
	const placebo = finding.placebos?.outcome;
	const moved = placebo && (placebo.low > 0 || placebo.high < 0) ? ` ${t.placeboMoved}` : '';
	return hasGrounds
		? `${capital(t.found(said, t.against[method]))}. ${sentence}${moved}`
		: sentence;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export function checkText(check: Check, locale: Locale): string {
	const t = evaluationConclusion[locale];
	const [found, needed] = [check.found, check.needed].map((value) =>
		formatNumber(value, locale)
	) as [string, string];
	if (check.name === 'no-variation')
		return check.grade === 'refuse' ? t.varies : t.checks[check.name]();
	if (check.name === 'suppressed' && check.outcome === 'pairs')
		return t.checks.people(found, needed);
	return t.checks[check.name](found, needed);
}

/** What keeps the figure from saying more. */
export function limitsOf(
	plan: Plan,
	finding: Finding,
	locale: Locale,
	{ simulated, revised }: { simulated: boolean; revised: boolean }
): string[] {
	const t = evaluationConclusion[locale].limits;
	const { method } = finding;
	const compared = method === 'clusters' || method === 'assignment' || method === 'staggered';
	return [
		...(compared ? [t.causes, t.chosen, t.spill] : []),
		...(compared ? [finding.trend?.p == null ? t.noTrend : t.trend] : []),
		...(method === 'assignment' || method === 'staggered' ? [t.constant] : []),
		...(method === 'staggered' && plan.grain === 'month' ? [t.staggered] : []),
		...(method === 'interrupted' ? [t.alone, t.level] : []),
		...(method === 'paired' ? [t.alone, t.people] : []),
		...(finding.outcome.startsWith('usage:') ? [t.usage] : []),
		...(plan.outcomes.length > 1 ? [t.several] : []),
		...(revised ? [t.revised] : []),
		...(simulated ? [t.simulated] : [])
	];
}
