/**
 * The sentences that pages and charts open with: conclusions, never stronger than the interval
 * allows. Parts without a figure are left out.
 */
import type { Locale } from './locale.ts';
import { charts } from './messages/charts.ts';
import { overview as words } from './messages/overview.ts';
import { byState, shareOf, summariseDays, type Overview } from './overview.ts';
import { judge } from './report.ts';
import { formatDay, formatNumber, formatPercent } from './vietnamese.ts';

/** The overview's first sentence. */
export function ofOverview({ indicators }: Pick<Overview, 'indicators'>, locale: Locale): string {
	const t = words[locale];
	const find = (id: string) => indicators.find(({ indicator }) => indicator.id === id);
	const parts: string[] = [];

	const plan = shareOf(find('CT-II.1a-01')?.estimate);
	if (plan !== 'none') parts.push(t.plan[plan]);

	const linked = find('CT-II.3-04');
	const target = linked?.indicator.measure?.target;
	const verdict = judge(linked?.estimate ?? null, target);
	if (target && verdict !== 'none')
		parts.push(t.linked[verdict](formatPercent(target.value, locale, 0)));

	const mobile = shareOf(find('CT-II.3-05')?.estimate);
	if (mobile !== 'none') parts.push(t.mobile[mobile]);

	const sentence = parts.join('; ');
	return sentence ? `${sentence[0]!.toLocaleUpperCase(locale)}${sentence.slice(1)}.` : t.nothingYet;
}

/** How far the forms have come. */
export function ofCompletion({ progress }: Pick<Overview, 'progress'>, locale: Locale): string {
	const { done, doing, none } = byState(progress);
	const number = (list: unknown[]) => formatNumber(list.length, locale);
	return charts[locale].completion.headline(
		number(done),
		number(progress),
		number(doing),
		number(none)
	);
}

/** Visits of the whole days shown; today alone when there is nothing else. */
export function ofVisits(
	{ visits, periodTo }: Pick<Overview, 'visits' | 'periodTo'>,
	locale: Locale
) {
	const t = charts[locale];
	const { days, total, perDay, peak } = summariseDays(visits, periodTo);
	const count = (value: number) => formatNumber(value, locale, 0);
	if (total === 0 || !peak) return t.visitsToday(count(visits.at(-1)?.visits ?? 0));
	return (
		t.visitsHeadline(count(total), count(days), count(perDay)) +
		t.visitsPeak(formatDay(peak.day), count(peak.visits))
	);
}
