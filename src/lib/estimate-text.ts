/** An estimate in words: its value with its unit, its interval, what it says of the choice or step. */
import type { Estimate } from './estimate.ts';
import type { Indicator } from './indicator.ts';
import type { Locale } from './locale.ts';
import { registerOf } from './register.ts';
import { formatRange, formatValue, type ValueUnit } from './value-unit.ts';

/** Names of choices and categories by code, in the words of the form. */
export type Labels = Record<string, string>;

type Valued = Pick<Estimate, 'value' | 'choice' | 'low' | 'high' | 'dimension'>;

/** The unit of an estimate’s value: a second figure has one of its own, an option a plain share. */
export function unitOf(indicator: Indicator, dimension = ''): ValueUnit {
	if (dimension !== 'second') return indicator.valueUnit;
	return indicator.measure?.second?.valueUnit ?? indicator.valueUnit;
}

/** The step of a state in the words of its register. */
export function stepOf({ id, valueUnit }: Indicator, value: number | null, locale: Locale) {
	if (valueUnit !== 'state' || value === null) return undefined;
	return registerOf(id)?.steps[value]?.[locale];
}

/** `68,4 %`, `Đất đai, nhà ở: 43,2 %`, `Đã trình`, `1,2 tỷ đồng`; a dash without a value. */
export function valueText(
	indicator: Indicator,
	{ value, choice, dimension }: Valued,
	locale: Locale,
	labels: Labels = {}
): string {
	const step = stepOf(indicator, value, locale);
	if (step !== undefined) return step;
	const number = formatValue(value, unitOf(indicator, dimension), locale);
	return choice === null || value === null ? number : `${labels[choice] ?? choice}: ${number}`;
}

export function rangeText(
	indicator: Indicator,
	{ low, high, dimension }: Valued,
	locale: Locale
): string {
	return formatRange(low, high, unitOf(indicator, dimension), locale);
}
