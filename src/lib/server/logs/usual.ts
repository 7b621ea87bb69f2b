/**
 * The usual line of `common` and `combined`: one client, a plain time stamp, a request, a status, a
 * size, and quotes that hold no backslash and no further quote. Nearly every line is one. It is read
 * here as bytes, without a text being made of any of it; whatever else there is, is left to
 * `apache.ts`, which decides what a line means.
 */
import { readTime } from './apache.ts';

const [blank, quote, dash, hash, open, backslash, close] = [32, 34, 45, 35, 91, 92, 93];
const zero = 48;
/** Length of `17/May/2015:10:05:`, of `17/May/2015:10:05:03` and of the whole stamp. */
const [toSecond, toZone, whole] = [18, 20, 26];

/** Where the parts of the last line that was read stand; from and to. */
export type Usual = {
	/** Reads the line from `start` to `end`, asked from left to right; false when it is not a usual one. */
	read: (start: number, end: number) => boolean;
	ip: [number, number];
	request: [number, number];
	referrer: [number, number];
	userAgent: [number, number];
	status: number;
	/** its minute, ms since the epoch, and the second in it */
	minute: number;
	second: number;
};

/** @param agent referrer and user agent must follow, and further fields may */
export function reader(bytes: Buffer, agent: boolean): Usual {
	const known = new Uint8Array(whole);
	let minute = Number.NaN;
	let slash = -1;

	/** Second of the minute of the time stamp at `at`; -1 when it is no plain one. */
	function readStamp(at: number): number {
		const second = number(bytes, at + toSecond, at + toZone);
		if (second < 0 || second > 59) return -1;
		let same = !Number.isNaN(minute);
		for (let index = 0; same && index < whole; index++)
			if (index < toSecond || index >= toZone) same = bytes[at + index] === known[index];
		if (same) return second;
		const text = bytes.toString('latin1', at, at + whole);
		minute = readTime(`${text.slice(0, toSecond)}00${text.slice(toZone)}`);
		known.set(bytes.subarray(at, at + whole));
		return Number.isNaN(minute) ? -1 : second;
	}

	function hasBackslash(from: number, end: number): boolean {
		if (slash < from) {
			slash = bytes.indexOf(backslash, from);
			if (slash < 0) slash = bytes.length;
		}
		return slash < end;
	}

	/** The place of a byte before `end`, or `end`. */
	function find(byte: number, from: number, end: number): number {
		let at = from;
		while (at < end && bytes[at] !== byte) at++;
		return at;
	}

	/** The closing quote of a field that begins at `at`, when the first quote ends it; else -1. */
	function closing(at: number, end: number): number {
		if (bytes[at] !== quote) return -1;
		const found = find(quote, at + 1, end);
		if (found >= end) return -1;
		return found + 1 === end || bytes[found + 1] === blank ? found : -1;
	}

	/** A field; empty when it is a dash. */
	function set(field: [number, number], from: number, to: number): void {
		field[0] = from;
		field[1] = to - from === 1 && bytes[from] === dash ? from : to;
	}

	const usual: Usual = {
		...{ ip: [0, 0], request: [0, 0], referrer: [0, 0], userAgent: [0, 0] },
		...{ status: 0, minute: 0, second: 0 },
		read(start, end) {
			if (bytes[start] === hash || hasBackslash(start, end)) return false;
			const ident = find(blank, start, end) + 1;
			const user = find(blank, ident, end) + 1;
			const bracket = find(blank, user, end) + 1;
			if (ident <= start + 1 || user <= ident + 1 || bracket <= user + 1) return false;
			if (bracket >= end || bytes[bracket] !== open || bracket - start > 2000) return false;
			if (bytes[ident] === open || bytes[user] === open) return false;
			const stamped = bracket + whole + 1;
			if (bytes[stamped] !== close || bytes[stamped + 1] !== blank) return false;
			const request = stamped + 2;
			const asked = closing(request, end);
			if (asked < 0 || asked + 1 === end) return false;
			const status = number(bytes, asked + 2, asked + 5);
			if (status < 0 || bytes[asked + 5] !== blank) return false;
			let at = asked + 6;
			while (isDigit(bytes[at])) at++;
			const digits = at - asked - 6;
			if (digits === 0 ? bytes[at++] !== dash : digits > 19) return false;
			// What stands beyond the end of this line belongs to the next one.
			if (at > end) return false;
			if (agent) {
				if (at === end || bytes[at] !== blank) return false;
				const referrer = closing(at + 1, end);
				if (referrer < 0 || referrer + 1 === end) return false;
				const userAgent = closing(referrer + 2, end);
				if (userAgent < 0) return false;
				set(usual.referrer, at + 2, referrer);
				set(usual.userAgent, referrer + 3, userAgent);
			} else if (at !== end) return false;
			const second = readStamp(bracket + 1);
			if (second < 0) return false;
			usual.ip[0] = start;
			usual.ip[1] = ident - 1;
			usual.request[0] = request + 1;
			usual.request[1] = asked;
			usual.status = status;
			usual.minute = minute;
			usual.second = second;
			return true;
		}
	};
	return usual;
}

function isDigit(code: number | undefined): boolean {
	return code !== undefined && code >= zero && code < zero + 10;
}

/** The number that the digits from `from` to `to` write, or -1. */
function number(bytes: Uint8Array, from: number, to: number): number {
	let sum = 0;
	for (let at = from; at < to; at++) {
		const code = bytes[at];
		if (!isDigit(code)) return -1;
		sum = sum * 10 + code! - zero;
	}
	return sum;
}
