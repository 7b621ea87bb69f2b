/**
 * The usual line of `common` and `combined`: one client, a plain time stamp, a request, a status, a
 * size, and quotes that hold no backslash and no further quote. Nearly every line is one, and is
 * read here in one pass over the text it stands in; whatever else there is, is left to `apache.ts`,
 * which decides what a line means.
 */
import { readTime } from './apache.ts';

const [blank, quote, dash, open, close, hash, colon] = [32, 34, 45, 91, 93, 35, 58];
const zero = 48;
/** Length of `17/May/2015:10:05:` and of `17/May/2015:10:05:03`. */
const [toSecond, toZone] = [18, 20];

export type Usual = {
	/** Reads the line from `start` to `end`; false when it is not a usual one. */
	read: (text: string, start: number, end: number) => boolean;
	/** What the last line that was read says, with '' where it has a dash. */
	ip: string;
	request: string;
	status: number;
	referrer: string;
	userAgent: string;
	/** its minute, ms since the epoch, and the second in it */
	minute: number;
	second: number;
};

/** @param agent referrer and user agent must follow, and further fields may */
export function reader(agent: boolean): Usual {
	let [start, zone, minute] = ['', '', 0];
	let [slash, slashIn] = [-1, ''];

	/** Second of the minute of the time stamp at `at`; -1 when it is no plain one. */
	function readStamp(text: string, at: number): number {
		const second =
			(text.charCodeAt(at + toSecond) - zero) * 10 + text.charCodeAt(at + toSecond + 1) - zero;
		if (!text.startsWith(start, at) || !text.startsWith(zone, at + toZone) || start === '') {
			const first = readTime(
				`${text.slice(at, at + toSecond)}00${text.slice(at + toZone, at + 26)}`
			);
			if (Number.isNaN(first)) return -1;
			start = text.slice(at, at + toSecond);
			zone = text.slice(at + toZone, at + 26);
			minute = first;
		}
		return isDigit(text.charCodeAt(at + toSecond)) && isDigit(text.charCodeAt(at + toSecond + 1))
			? second
			: -1;
	}

	/** Whether a backslash stands before `end`, asked of one text from left to right. */
	function hasBackslash(text: string, from: number, end: number): boolean {
		if (slashIn !== text || slash < from) {
			slashIn = text;
			slash = text.indexOf('\\', from);
			if (slash < 0) slash = text.length;
		}
		return slash < end;
	}

	/** The closing quote of a field that begins at `at`, when the first quote ends it; else -1. */
	function closing(text: string, at: number, end: number): number {
		if (text.charCodeAt(at) !== quote) return -1;
		const found = text.indexOf('"', at + 1);
		if (found < 0 || found >= end) return -1;
		return found + 1 === end || text.charCodeAt(found + 1) === blank ? found : -1;
	}

	const value = (text: string, from: number, to: number) =>
		to - from === 1 && text.charCodeAt(from) === dash ? '' : text.slice(from, to);

	const usual: Usual = {
		...{ ip: '', request: '', status: 0, referrer: '', userAgent: '', minute: 0, second: 0 },
		read(text, from, end) {
			if (text.charCodeAt(from) === hash || hasBackslash(text, from, end)) return false;
			const ident = text.indexOf(' ', from) + 1;
			const user = text.indexOf(' ', ident) + 1;
			const bracket = text.indexOf(' ', user) + 1;
			if (ident <= from + 1 || user <= ident + 1 || bracket <= user + 1) return false;
			if (text.charCodeAt(bracket) !== open || bracket - from > 2000) return false;
			if (text.charCodeAt(ident) === open || text.charCodeAt(user) === open) return false;
			const stamped = bracket + 27;
			if (text.charCodeAt(stamped) !== close || text.charCodeAt(stamped + 1) !== blank)
				return false;
			const request = stamped + 2;
			const asked = closing(text, request, end);
			if (asked < 0 || asked + 1 === end) return false;
			const status = number(text, asked + 2, asked + 5);
			if (status < 0 || text.charCodeAt(asked + 5) !== blank) return false;
			let at = asked + 6;
			while (isDigit(text.charCodeAt(at))) at++;
			const digits = at - asked - 6;
			if (digits === 0 ? text.charCodeAt(at++) !== dash : digits > 19) return false;
			// What stands beyond the end of this line belongs to the next one.
			if (at > end) return false;
			if (agent) {
				if (at === end || text.charCodeAt(at) !== blank) return false;
				const referrer = closing(text, at + 1, end);
				if (referrer < 0 || referrer + 1 === end) return false;
				const userAgent = closing(text, referrer + 2, end);
				if (userAgent < 0) return false;
				usual.referrer = value(text, at + 2, referrer);
				usual.userAgent = value(text, referrer + 3, userAgent);
			} else if (at !== end) return false;
			const second = readStamp(text, bracket + 1);
			if (second < 0 || second > 59) return false;
			usual.ip = text.slice(from, ident - 1);
			usual.request = text.slice(request + 1, asked);
			usual.status = status;
			usual.minute = minute;
			usual.second = second;
			return true;
		}
	};
	return usual;
}

function isDigit(code: number): boolean {
	return code >= zero && code < colon;
}

/** The number that the digits from `from` to `to` write, or -1. */
function number(text: string, from: number, to: number): number {
	let sum = 0;
	for (let at = from; at < to; at++) {
		const code = text.charCodeAt(at);
		if (!isDigit(code)) return -1;
		sum = sum * 10 + code - zero;
	}
	return sum;
}
