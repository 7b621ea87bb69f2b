/** A result of an evaluation as a paper to be filed: the same words and numbers as the page. */
import { trendColumns, withBase } from '../charts/evaluation.ts';
import type { Finding, Plan } from '../evaluation.ts';
import type { Locale } from '../locale.ts';
import { evaluationConclusion } from '../messages/evaluation-conclusion.ts';
import { evaluationMethod } from '../messages/evaluation-method.ts';
import { evaluationResult } from '../messages/evaluation-result.ts';
import { evaluations } from '../messages/evaluations.ts';
import type { Block, Column, Table } from '../report.ts';
import { formatDay, formatNumber, formatPercent } from '../vietnamese.ts';
import {
	amount,
	checkText,
	conclusionOf,
	limitsOf,
	outcomeName,
	pText,
	type Names
} from './wording.ts';

export type Told = {
	plan: Plan;
	findings: readonly Finding[];
	version: number;
	isRevised: boolean;
	factsSha256: string;
	seed: number;
	rules: number;
	units: Readonly<Record<number, string>>;
	names: Names;
	simulated: boolean;
};

const heading = (level: 1 | 2, text: string): Block => ({ kind: 'heading', level, text });
const paragraph = (text: string): Block => ({ kind: 'paragraph', text });

function table(caption: string, columns: Column[], rows: string[][]): Table {
	return { kind: 'table', caption, columns, rows, total: null, note: '', whole: false };
}

const pair = (widths: [number, number] = [35, 65]): Column[] =>
	widths.map((width) => ({ title: '', align: 'left', width }));

export function paperOf(told: Told, locale: Locale): Block[] {
	return [
		...told.findings.flatMap((finding) => ofFinding(told, finding, locale)),
		...ofPlan(told, locale)
	];
}

function ofFinding(told: Told, finding: Finding, locale: Locale): Block[] {
	const { plan, names, simulated, isRevised } = told;
	const r = evaluationResult[locale];
	const m = evaluationMethod[locale];
	const c = evaluationConclusion[locale];
	const { method, estimate } = finding;
	const name = outcomeName(finding.outcome, locale, names);
	return [
		heading(1, plan.outcomes.length > 1 ? `${r.conclusion}: ${name}` : r.conclusion),
		paragraph(conclusionOf(plan, finding, locale, names)),
		...(estimate ? [effect(plan, finding, estimate, locale)] : []),
		heading(2, evaluations[locale].checks),
		table(
			'',
			[
				{ title: evaluations[locale].grade, align: 'left', width: 18 },
				{ title: evaluations[locale].check, align: 'left', width: 82 }
			],
			finding.checks.map((check) => [c.grades[check.grade], checkText(check, locale)])
		),
		...trend(plan, finding, locale),
		heading(2, r.limits),
		...limitsOf(plan, finding, locale, { simulated, revised: isRevised }).map(paragraph),
		...(method
			? [
					heading(2, `${r.method}: ${m.names[method]}`),
					paragraph(m.what[method]),
					paragraph(`${r.formula}: ${m.formula[method]}`),
					paragraph(`${r.source}: ${m.source[method]}`),
					paragraph(`${r.rule}: ${m.rule}`)
				]
			: [])
	];
}

function effect(
	plan: Plan,
	finding: Finding,
	estimate: NonNullable<Finding['estimate']>,
	locale: Locale
): Block {
	const r = evaluationResult[locale];
	const look = (value: number, signed = true) => amount(value, plan, finding, locale, signed);
	const count = (value: number) => formatNumber(value, locale);
	const to = locale === 'vi' ? 'đến' : 'to';
	return table('', pair(), [
		[r.effect, look(estimate.effect)],
		[
			r.interval(formatPercent(estimate.level, locale, 0)),
			`${look(estimate.low)} ${to} ${look(estimate.high)}`
		],
		[evaluations[locale].margin, look(plan.margin, false)],
		['p', pText(estimate.p, locale)],
		[
			r.sizes,
			finding.method === 'paired'
				? r.sizesOfPeople(count(estimate.n))
				: r.sizesOf(count(estimate.treated), count(estimate.comparison), count(estimate.n))
		],
		[r.draws, estimate.draws > 0 ? count(estimate.draws) : r.drawsAll]
	]);
}

function trend(plan: Plan, finding: Finding, locale: Locale): Block[] {
	const steps = finding.trend?.steps ?? [];
	if (steps.length === 0) return [];
	const columns = trendColumns(plan, finding, locale);
	return [
		heading(2, evaluationResult[locale].trend),
		table(
			'',
			columns.map(({ label }) => ({ title: label, align: 'right', width: 25 })),
			withBase(steps).map((step) => columns.map(({ text }) => text(step)))
		)
	];
}

function ofPlan(told: Told, locale: Locale): Block[] {
	const { plan, units, names } = told;
	const t = evaluations[locale];
	const r = evaluationResult[locale];
	const count = (value: number) => formatNumber(value, locale);
	const rows = plan.pairs
		? [[t.pairs, t.pairsOf(count(plan.pairs.length))]]
		: [
				[
					t.treated,
					plan.treated
						.map(({ unitId, from }) => t.fromDay(units[unitId] ?? String(unitId), formatDay(from)))
						.join(', ')
				],
				[t.comparison, t.comparisons[plan.comparison.how]],
				[t.outcomes, plan.outcomes.map((one) => outcomeName(one, locale, names)).join('; ')],
				[t.window, t.windowOf(count(plan.before), count(plan.after), t.grains[plan.grain])],
				[t.scale, t.scales[plan.scale]]
			];
	return [
		heading(1, t.planOf(String(told.version))),
		table('', pair(), [[t.kind, t.kinds[plan.kind]], ...rows]),
		heading(2, r.snapshot),
		table('', pair(), [
			[r.facts, told.factsSha256],
			[t.seed, String(told.seed)],
			[r.rules, String(told.rules)]
		])
	];
}
