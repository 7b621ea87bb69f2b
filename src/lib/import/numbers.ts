/**
 * Numbers and days as people type them. “12,5” and “1.234,56” are Vietnamese, “12.5” is plain;
 * “1.234” may be either, and is decided once for a column, by the column's other values or by the
 * person, never by a guess.
 */
import { isDay } from '../questionnaire/structure.ts';

export const notations = ['vi', 'plain'] as const;
/** `vi`: comma before the fraction; `plain`: point before the fraction. */
export type Notation = (typeof notations)[number];

export type Evidence = { vi: boolean; plain: boolean; open: boolean };

const spaces = /[\s\u00a0\u2007\u2009\u202f]/g;
const grouped = /^[+-]?\d{1,3}(?:[\s\u00a0\u2007\u2009\u202f]\d{3})+(?=$|[.,])/;

/** The digits without spaces between groups of three; anything else keeps its spaces. */
function tight(text: string): string {
	const trimmed = text.trim().replace(/^[−–]/, '-');
	return grouped.test(trimmed) ? trimmed.replace(spaces, '') : trimmed;
}

/** Which notation a text shows; undefined when it shows none, or is no number. */
export function notationOf(text: string): Notation | 'open' | undefined {
	const digits = tight(text).replace(/^[+-]/, '');
	if (/^\d{1,3}(\.\d{3})+,\d+$/.test(digits) || /^\d{1,3}(\.\d{3}){2,}$/.test(digits)) return 'vi';
	if (/^\d{1,3}(,\d{3})+\.\d+$/.test(digits) || /^\d{1,3}(,\d{3}){2,}$/.test(digits))
		return 'plain';
	if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(digits)) return 'open';
	if (/^\d+,\d+$/.test(digits)) return 'vi';
	if (/^\d+\.\d+$/.test(digits)) return 'plain';
	return undefined;
}

/** What the texts of a column say about its notation. */
export function evidenceOf(texts: Iterable<string>): Evidence {
	const evidence: Evidence = { vi: false, plain: false, open: false };
	for (const text of texts) {
		const shown = notationOf(text);
		if (shown) evidence[shown] = true;
	}
	return evidence;
}

/** The notation a column is read in; undefined when the person has to say. */
export function settled(evidence: Evidence, chosen?: Notation): Notation | undefined {
	if (chosen) return chosen;
	if (evidence.vi && evidence.plain) return undefined;
	if (evidence.vi) return 'vi';
	if (evidence.plain) return 'plain';
	return evidence.open ? undefined : 'plain';
}

export type Reading = { value: number } | { reason: 'number-unreadable' | 'number-ambiguous' };

/** A number. Hexadecimal, exponents, infinity and full-width digits are no numbers here. */
export function readNumber(text: string, notation: Notation | undefined): Reading {
	const digits = tight(text);
	const shown = notationOf(digits);
	if (shown === 'open' && !notation) return { reason: 'number-ambiguous' };
	if (!shown && !/^[+-]?\d+$/.test(digits)) return { reason: 'number-unreadable' };
	const by = shown === 'open' ? notation : (shown ?? 'plain');
	if (shown !== 'open' && shown && notation && shown !== notation && by !== notation)
		return { reason: 'number-unreadable' };
	const plain =
		by === 'vi' ? digits.replaceAll('.', '').replace(',', '.') : digits.replaceAll(',', '');
	if (!/^[+-]?\d+(\.\d+)?$/.test(plain)) return { reason: 'number-unreadable' };
	const value = Number(plain);
	if (!Number.isFinite(value) || plain.replace(/\D/g, '').length > 15)
		return { reason: 'number-unreadable' };
	return { value: value === 0 ? 0 : value };
}

export const dayOrders = ['dmy', 'mdy'] as const;
export type DayOrder = (typeof dayOrders)[number];

export type DayReading = { day: string } | { reason: 'date-unreadable' | 'date-impossible' };

/** A day: ISO, dd/mm/yyyy (or mm/dd/yyyy where that was chosen for the column), Excel's number. */
export function readDay(text: string, order: DayOrder): DayReading {
	const trimmed = text.trim();
	const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(trimmed);
	const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(trimmed);
	if (/^\d{5}$/.test(trimmed)) return serialDay(Number(trimmed));
	if (!iso && !local) return { reason: 'date-unreadable' };
	const [, one = '', two = '', three = ''] = iso ?? local ?? [];
	const [year, month, day] = iso
		? [one, two, three]
		: order === 'dmy'
			? [three, two, one]
			: [three, one, two];
	const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	return isDay(written) ? { day: written } : { reason: 'date-impossible' };
}

/** Excel's number of a day, counted from 30/12/1899; days before 1/3/1900 were miscounted by it. */
export function serialDay(serial: number): DayReading {
	if (!Number.isInteger(serial) || serial < 61 || serial > 73_415)
		return { reason: 'date-unreadable' };
	return { day: new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10) };
}

/** True when days of a column read as dd/mm are impossible and as mm/dd are not. */
export function looksAmerican(texts: Iterable<string>): boolean {
	let local = false;
	let american = false;
	for (const text of texts) {
		const [, one, two] = /^(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}$/.exec(text.trim()) ?? [];
		if (Number(one) > 12) local = true;
		if (Number(two) > 12) american = true;
	}
	return american && !local;
}
