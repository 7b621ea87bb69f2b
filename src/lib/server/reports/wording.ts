/** Short pieces that the report's sections share: blocks, numbers of documents, kinds of units. */
import type { UnitProgress } from '../../campaign.ts';
import { officialReport as words } from '../../messages/official-report.ts';
import type { Block, Column } from '../../report.ts';
import { formatDocumentPercent, formatNumber } from '../../vietnamese.ts';

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

/** A target is a round number: 70%. */
export function goal(share: number): string {
	return percent(share, Number.isInteger(Math.round(share * 1000) / 10) ? 0 : 1);
}

/** "tỉnh, thành phố" where all expected units are provinces (two-digit codes), else "đơn vị". */
export function kindOf(progress: UnitProgress[]): string {
	return progress.every(({ code }) => /^\d{2}$/.test(code)) ? words.provinces : words.units;
}
