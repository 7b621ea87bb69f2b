/**
 * Vietnamese for readers: numbers, percentages, days and moments the way officials write them, names
 * in Vietnamese order, and text folded for search. Node's own `vi` date styles are wrong for
 * documents (no leading zero, or words), hence our own.
 */
import type { Locale } from './locale.ts';

/** Stands for "there is none"; never for zero. */
export const none = '–';

const tags = { vi: 'vi-VN', en: 'en-GB' } as const;
const noBreak = '\u00a0';
const marks = /\p{M}/gu;
const collator = new Intl.Collator('vi', { numeric: true });
const formats = new Map<string, Intl.NumberFormat>();

/** A name or other single line in the form it is stored: NFC, no control characters, single spaces. */
export function tidy(text: string): string {
	return text
		.normalize('NFC')
		.replace(/[\s\p{Cc}\u200b\ufeff]+/gu, ' ')
		.trim();
}

/**
 * Text for matching: lower case, no diacritics (đ too), so that Hòa, Hoà and HOA meet; apostrophes
 * vanish, everything else that is neither letter nor digit becomes one space.
 */
export function fold(text: string): string {
	return text
		.normalize('NFD')
		.replace(marks, '')
		.toLowerCase()
		.replace(/đ/g, 'd')
		.replace(/['’ʼ`]/g, '')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

/** Folded text joined with hyphens, for addresses: `Bà Rịa - Vũng Tàu` → `ba-ria-vung-tau`. */
export function slugOf(text: string): string {
	return fold(text).replaceAll(' ', '-');
}

/** Order of names by the Vietnamese alphabet: Cần Thơ before Đà Nẵng. */
export function compareNames(one: string, other: string): number {
	return collator.compare(one.normalize('NFC'), other.normalize('NFC'));
}

/** 1.234,5; `digits` fixes the decimals, otherwise at most two are shown. */
export function formatNumber(
	value: number | null | undefined,
	locale: Locale,
	digits?: number
): string {
	if (value == null || !Number.isFinite(value)) return none;
	const key = `${locale}${digits ?? ''}`;
	let format = formats.get(key);
	if (!format) {
		format = new Intl.NumberFormat(tags[locale], {
			minimumFractionDigits: digits ?? 0,
			maximumFractionDigits: digits ?? 2
		});
		formats.set(key, format);
	}
	const text = format.format(value);
	return (/[1-9]/.test(text) ? text : text.replace('-', '')).replace('-', '−');
}

/** A share from 0 to 1 on screen: 68,4 % with a no-break space. */
export function formatPercent(
	share: number | null | undefined,
	locale: Locale,
	digits = 1
): string {
	if (share == null || !Number.isFinite(share)) return none;
	const number = formatNumber(share * 100, locale, digits);
	return locale === 'vi' ? `${number}${noBreak}%` : `${number}%`;
}

/** A share from 0 to 1 in an official document: 68,4% without a space. */
export function formatDocumentPercent(
	share: number | null | undefined,
	locale: Locale,
	digits = 1
): string {
	return formatPercent(share, locale, digits).replace(noBreak, '');
}

/** An interval of shares: 65,2 – 71,5 %; with a negative end, "−0,8 đến 3,0 %". */
export function formatPercentRange(
	low: number | null | undefined,
	high: number | null | undefined,
	locale: Locale,
	digits = 1
): string {
	if (low == null || high == null) return none;
	const word = locale === 'vi' ? 'đến' : 'to';
	const between = low < 0 || high < 0 ? ` ${word} ` : ` ${none} `;
	return formatNumber(low * 100, locale, digits) + between + formatPercent(high, locale, digits);
}

/** A difference of two shares in points: +2,1 điểm. */
export function formatPoints(
	difference: number | null | undefined,
	locale: Locale,
	digits = 1
): string {
	if (difference == null || !Number.isFinite(difference)) return none;
	const number = formatNumber(difference * 100, locale, digits);
	const sign = /[1-9]/.test(number) && difference > 0 ? '+' : '';
	return `${sign}${number}${noBreak}${locale === 'vi' ? 'điểm' : 'points'}`;
}

/** 05/11/2026 and 20/7/2026: a leading zero for days below 10 and for January and February only. */
export function formatDay(day: string | null | undefined): string {
	const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})/.exec(day ?? '') ?? [];
	if (!year || !month || !date) return none;
	return `${date}/${Number(month) <= 2 ? month : Number(month)}/${year}`;
}

/** A moment in Vietnamese time: 17:00 ngày 20/7/2026. */
export function formatMoment(
	moment: string | number | Date | null | undefined,
	locale: Locale = 'vi'
): string {
	const time = moment == null ? NaN : new Date(moment).getTime();
	if (Number.isNaN(time)) return none;
	const local = new Date(time + 7 * 3_600_000).toISOString();
	return `${local.slice(11, 16)}${locale === 'vi' ? ' ngày ' : ', '}${formatDay(local.slice(0, 10))}`;
}

/** A length of time from milliseconds, two largest parts: 2 phút 05 giây, 1 giờ 03 phút. */
export function formatDuration(milliseconds: number | null | undefined, locale: Locale): string {
	if (milliseconds == null || !Number.isFinite(milliseconds)) return none;
	const [hour, minute, second] = locale === 'vi' ? ['giờ', 'phút', 'giây'] : ['h', 'min', 's'];
	const seconds = Math.round(milliseconds / 1000);
	const pad = (part: number) => String(part).padStart(2, '0');
	if (seconds < 60) return `${seconds} ${second}`;
	if (seconds < 3600) return `${Math.floor(seconds / 60)} ${minute} ${pad(seconds % 60)} ${second}`;
	const minutes = Math.floor(seconds / 60);
	return `${formatNumber(Math.floor(minutes / 60), locale)} ${hour} ${pad(minutes % 60)} ${minute}`;
}
