/**
 * What the number of an indicator is: a share is shown in per cent, money in đồng, a count as it is.
 * Everything that shows a value, an interval or a target asks here.
 */
import type { Locale } from './locale.ts';
import {
	formatNumber,
	formatPercent,
	formatPercentRange,
	formatPoints,
	none
} from './vietnamese.ts';

export const valueUnits = [
	/** 0–1, shown in per cent */
	'share',
	/** a difference of shares, −1 to 1, shown in points */
	'points',
	/** 1–5 */
	'score',
	/** 0–100 */
	'index',
	/** a difference of indices, −100 to 100 */
	'index_points',
	/** −100 to 100 */
	'nps',
	'count',
	/** money in đồng */
	'dong',
	'seconds',
	'days',
	/** how far something has come: a step */
	'state',
	/** the highest of several options; the number is its share */
	'choice',
	/** the same, the number being a difference of shares */
	'choice_points'
] as const;
export type ValueUnit = (typeof valueUnits)[number];

const words = {
	vi: {
		points: 'điểm',
		score: 'điểm',
		dong: 'đồng',
		million: 'triệu đồng',
		billion: 'tỷ đồng',
		seconds: 'giây',
		days: 'ngày',
		to: 'đến'
	},
	en: {
		points: 'points',
		score: 'points',
		dong: 'VND',
		million: 'million VND',
		billion: 'billion VND',
		seconds: 's',
		days: 'days',
		to: 'to'
	}
};
const noBreak = '\u00a0';

/** The two parts of a value as it is shown large: `68,4` and `%`. */
export function partsOf(
	value: number,
	unit: ValueUnit,
	locale: Locale
): { number: string; suffix: string } {
	const t = words[locale];
	switch (unit) {
		case 'share':
		case 'choice':
			return { number: formatNumber(value * 100, locale, 1), suffix: '%' };
		case 'points':
		case 'choice_points':
			return { number: formatNumber(value * 100, locale, 1), suffix: t.points };
		case 'score':
			return { number: formatNumber(value, locale, 2), suffix: t.score };
		case 'index':
		case 'index_points':
		case 'nps':
			return { number: formatNumber(value, locale, 1), suffix: t.points };
		case 'dong':
			return money(value, locale);
		case 'seconds':
			return { number: formatNumber(value, locale, 2), suffix: t.seconds };
		case 'days':
			return { number: formatNumber(value, locale, 1), suffix: t.days };
		case 'count':
		case 'state':
			return { number: formatNumber(value, locale, 0), suffix: '' };
	}
}

/** Up to a million in đồng, above in millions and billions, as budgets are written. */
function money(value: number, locale: Locale) {
	const t = words[locale];
	const size = Math.abs(value);
	if (size >= 1e9) return { number: formatNumber(value / 1e9, locale, 1), suffix: t.billion };
	if (size >= 1e6) return { number: formatNumber(value / 1e6, locale, 1), suffix: t.million };
	return { number: formatNumber(value, locale, 0), suffix: t.dong };
}

/** A value with its unit: 68,4 %, +2,1 điểm, 1,2 tỷ đồng, 1.234. */
export function formatValue(
	value: number | null | undefined,
	unit: ValueUnit,
	locale: Locale
): string {
	if (value == null || !Number.isFinite(value)) return none;
	if (unit === 'share' || unit === 'choice') return formatPercent(value, locale);
	if (unit === 'points' || unit === 'choice_points') return formatPoints(value, locale);
	const { number, suffix } = partsOf(value, unit, locale);
	return suffix ? `${number}${noBreak}${suffix}` : number;
}

/** An interval in the unit of the value, the unit written once. */
export function formatRange(
	low: number | null | undefined,
	high: number | null | undefined,
	unit: ValueUnit,
	locale: Locale
): string {
	if (low == null || high == null) return none;
	if (unit === 'share' || unit === 'choice') return formatPercentRange(low, high, locale);
	const [one, other] = [partsOf(low, unit, locale), partsOf(high, unit, locale)];
	const between = low < 0 || high < 0 ? ` ${words[locale].to} ` : ` ${none} `;
	const first = one.suffix === other.suffix ? one.number : formatValue(low, unit, locale);
	return `${first}${between}${other.number}${other.suffix ? noBreak + other.suffix : ''}`;
}

/** A target is a round number: 80 %, 4 điểm. */
export function formatGoal(value: number, unit: ValueUnit, locale: Locale): string {
	if (unit !== 'share' && unit !== 'choice') return formatValue(value, unit, locale);
	return formatPercent(value, locale, Number.isInteger(Math.round(value * 1000) / 10) ? 0 : 1);
}

/** The ends of a scale that a ruler can be drawn on; undefined where there are none. */
export function scaleOf(unit: ValueUnit): [number, number] | undefined {
	if (unit === 'share' || unit === 'choice') return [0, 1];
	if (unit === 'score') return [1, 5];
	if (unit === 'index') return [0, 100];
	if (unit === 'nps' || unit === 'index_points') return [-100, 100];
	return unit === 'points' || unit === 'choice_points' ? [-1, 1] : undefined;
}
