/** Section II: the indicators with all that says how sure they are, then the visits. */
import { isComplete, type Estimate } from '../../estimate.ts';
import type { IndicatorSource } from '../../indicator.ts';
import { officialReport } from '../../messages/official-report.ts';
import type { DayCount, Overview } from '../../overview.ts';
import {
	gather,
	judge,
	lastWholeDay,
	longDay,
	wholeDays,
	type Block,
	type Section
} from '../../report.ts';
import { formatDay, formatMoment, none } from '../../vietnamese.ts';
import { dayLine, rulers } from './figures.ts';
import { column, count, ends, goal, heading, paragraph, range, value } from './wording.ts';

const words = officialReport.results;
type Measured = Overview['indicators'][number];

export function results(overview: Overview): Section {
	return {
		id: 'results',
		title: words.title,
		blocks: [heading(1, words.title), ...status(overview), ...visits(overview)]
	};
}

/** The value, its interval, its counts and the verdict in words; empty without a value. */
export function sentenceOf(measured: Measured): string {
	const { indicator, estimate } = measured;
	const name = indicator.nameVi;
	if (estimate?.suppressed) return words.suppressed(name);
	if (!estimate || estimate.value === null) return '';
	const said = value(measured);
	const counts = restsOn(estimate, indicator.source);
	const { low, high, method } = estimate;
	const fact =
		low !== null && high !== null
			? words.withInterval(name, said, ...ends(measured, low, high), counts)
			: isComplete(method)
				? words.complete[method](name, said, counts)
				: words.plain(name, said, counts);
	const target = indicator.measure?.target;
	const verdict = judge(estimate, target);
	if (!target || verdict === 'none') return fact;
	return `${fact} ${words.against[verdict](goal(measured, target.value), String(target.year))}`;
}

/** What the value was made from, in brackets behind it. */
function restsOn(
	{ method, numerator, denominator, n, periodFrom, periodTo }: Estimate,
	source: IndicatorSource
): string {
	const from = formatDay(periodFrom);
	const to = formatDay(periodTo);
	if (source === 'events')
		return denominator === null
			? words.days(count(n), from, to)
			: words.ofUsage(count(numerator), count(denominator), from, to);
	if (method === 'count' && numerator !== null && denominator !== null)
		return words[denominator === n ? 'ofPlaces' : 'ofAll'](count(numerator), count(denominator));
	if (method === 'wilson_fpc') return words.ofUnits(count(numerator), count(n));
	if (method === 'wilson') return words.ofPeople(count(numerator), count(n));
	return words.sample(count(n));
}

/** Every indicator while they are few; of many those with a target and the first: the table has all. */
function spoken(indicators: Measured[]): Measured[] {
	const most = 12;
	if (indicators.length <= most) return indicators;
	const first = indicators.filter(({ estimate }) => estimate?.value != null).slice(0, most);
	return indicators.filter(
		(one) => first.includes(one) || (one.indicator.measure?.target && one.estimate)
	);
}

function status({ indicators, asOf }: Overview): Block[] {
	if (indicators.length === 0) return [heading(2, words.status), paragraph(words.noIndicators)];
	const rows = indicators.map((measured, index) => {
		const { indicator, estimate } = measured;
		const target = indicator.measure?.target;
		const hidden = estimate?.suppressed ? words.hidden : undefined;
		return [
			String(index + 1),
			indicator.id,
			indicator.nameVi,
			hidden ?? count(estimate?.n ?? null),
			hidden ?? value(measured),
			range(measured),
			target ? goal(measured, target.value) : none
		];
	});
	const { columns } = words;
	const missing = indicators
		.filter(({ estimate }) => estimate?.value == null && !estimate?.suppressed)
		.map(({ indicator }) => indicator.nameVi);
	// More rulers than this would not fit a page.
	const drawn = indicators
		.filter(({ indicator, estimate }) => indicator.valueUnit === 'share' && estimate?.value != null)
		.slice(0, 12);
	const picture = rulers(
		drawn.map((measured) => {
			const { indicator, estimate } = measured;
			return {
				name: indicator.nameVi,
				value: estimate?.value ?? 0,
				valueText: value(measured),
				low: estimate?.low ?? null,
				high: estimate?.high ?? null,
				target: indicator.measure?.target?.value ?? null,
				targetText: indicator.measure?.target
					? words.rulerTarget(goal(measured, indicator.measure.target.value))
					: ''
			};
		})
	);
	return [
		heading(2, words.status),
		...spoken(indicators).flatMap((measured) => {
			const sentence = sentenceOf(measured);
			return sentence ? [paragraph(sentence)] : [];
		}),
		...(missing.length > 0 ? [paragraph(words.missing(missing.join('; ')))] : []),
		{
			kind: 'table',
			caption: words.tableCaption,
			columns: [
				column(columns.order, 7),
				column(columns.id, 17),
				column(columns.indicator, 27, 'left'),
				column(columns.sample, 9),
				column(columns.value, 17),
				column(columns.interval, 17),
				column(columns.target, 9)
			],
			rows,
			total: null,
			note: words.tableNote(formatMoment(asOf)),
			whole: rows.length <= 12
		},
		...(drawn.length === 0
			? []
			: [
					{
						kind: 'figure' as const,
						caption: words.rulerCaption,
						alt: words.rulerAlt(drawn.map(sentenceOf).join(' ')),
						...picture
					}
				])
	];
}

function visits(overview: Overview): Block[] {
	const { periodFrom, sitesHeard, sitesKnown, botEvents } = overview;
	const days = wholeDays(overview);
	const periodTo = lastWholeDay(overview);
	const title = heading(2, words.visits);
	const [from, to] = [longDay(periodFrom), longDay(periodTo)];
	const total = sum(days);
	const [high, low] = extremes(days);
	if (!high || !low || total.visits === 0)
		return [title, paragraph(words.noVisits(count(sitesKnown), from, to))];
	const all = Math.round((Date.parse(periodTo) - Date.parse(periodFrom)) / 86_400_000) + 1;
	const picture = dayLine(days.map(({ day, visits }) => ({ day, value: visits })));
	const { by, spells } = gather(days);
	const { visitsColumns: columns } = words;
	return [
		title,
		paragraph(
			words.visitsText(from, to, count(sitesHeard), count(sitesKnown)),
			words.visitsTotal(
				count(total.visits),
				count(total.pageViews),
				count(Math.round(total.visits / days.length))
			),
			words.visitsPeak(count(high.visits), formatDay(high.day)),
			days.length < all && words.visitsDays(count(days.length), count(all)),
			botEvents > 0 && words.bots(count(botEvents))
		),
		paragraph(words.visitsCaution),
		{
			kind: 'figure',
			caption: words.chartCaption,
			alt: words.chartAlt(
				formatDay(periodFrom),
				formatDay(periodTo),
				count(low.visits),
				formatDay(low.day),
				count(high.visits),
				formatDay(high.day)
			),
			...picture
		},
		{
			kind: 'table',
			caption: words.visitsTable[by],
			columns: [
				column(columns.order, 8),
				column(columns.spell, 36),
				column(columns.visits, 18, 'right'),
				column(columns.visitors, 20, 'right'),
				column(columns.pageViews, 18, 'right')
			],
			rows: spells.map((spell, index) => [
				String(index + 1),
				spell.label,
				count(spell.visits),
				count(spell.visitors),
				count(spell.pageViews)
			]),
			total: ['', words.total, count(total.visits), count(total.visitors), count(total.pageViews)],
			note: words.visitsNote,
			whole: spells.length <= 14
		}
	];
}

function sum(days: DayCount[]): Omit<DayCount, 'day'> {
	const total = { visits: 0, visitors: 0, pageViews: 0 };
	for (const day of days) {
		total.visits += day.visits;
		total.visitors += day.visitors;
		total.pageViews += day.pageViews;
	}
	return total;
}

function extremes(days: DayCount[]): [DayCount | undefined, DayCount | undefined] {
	const sorted = [...days].sort((one, other) => other.visits - one.visits);
	return [sorted[0], sorted.at(-1)];
}
