/** Short pieces that the report's sections share: blocks, numbers of documents, kinds of units. */
import type { UnitProgress } from '../../campaign.ts';
import { officialReport as words } from '../../messages/official-report.ts';
import type { Block, Column } from '../../report.ts';
import { rangeText, valueText } from '../../estimate-text.ts';
import type { Overview } from '../../overview.ts';
import { formatGoal, formatValue } from '../../value-unit.ts';
import { formatDocumentPercent, formatNumber, none } from '../../vietnamese.ts';

export function heading(level: 1 | 2, text: string): Block {
	return { kind: 'heading', level, text };
}

export function paragraph(...sentences: (string | false)[]): Block {
	return { kind: 'paragraph', text: sentences.filter(Boolean).join(' ') };
}

export function gap(text: string): Block {
	return { kind: 'gap', text };
}

export function column(title: string, width: number, align: Column['align'] = 'center'): Column {
	return { title, width, align };
}

/** Counts in documents: below 10 with a leading zero is for numbers of documents only, not here. */
export function count(value: number | null): string {
	return formatNumber(value, 'vi');
}

/** A share from 0 to 1: 68,4%. */
export function percent(share: number | null, digits = 1): string {
	return formatDocumentPercent(share, 'vi', digits);
}

/** A share from 0 to 1 for a column headed (%): 68,4. */
export function points(share: number | null, digits = 1): string {
	return formatNumber(share === null ? null : share * 100, 'vi', digits);
}

type Measured = Overview['indicators'][number];
/** In a document the sign stands at the number: 68,4%. */
const tight = (text: string) => text.replaceAll('\u00a0%', '%');

/** The value of an indicator with its unit: 68,4%, 1,2 tỷ đồng, Đất đai: 43%. */
export function value({ indicator, estimate, labels }: Measured): string {
	return estimate ? tight(valueText(indicator, estimate, 'vi', labels)) : none;
}

/** Its interval, the unit written once. */
export function range({ indicator, estimate }: Measured): string {
	return estimate ? tight(rangeText(indicator, estimate, 'vi')) : none;
}

/** Both ends of an interval, each with its unit. */
export function ends({ indicator }: Measured, low: number, high: number): [string, string] {
	const end = (at: number) => tight(formatValue(at, indicator.valueUnit, 'vi'));
	return [end(low), end(high)];
}

/** A target is a round number: 70%. */
export function goal({ indicator }: Measured, target: number): string {
	return tight(formatGoal(target, indicator.valueUnit, 'vi'));
}

/** "tỉnh, thành phố" where all expected units are provinces (two-digit codes), else "đơn vị". */
export function kindOf(progress: UnitProgress[]): string {
	return progress.every(({ code }) => /^\d{2}$/.test(code)) ? words.provinces : words.units;
}
