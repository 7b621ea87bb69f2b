/**
 * The log formats of Apache, nginx and most others: `common`, `combined` (common, referrer, user
 * agent) and both with the virtual host in front. Read by hand from left to right, each character
 * at most twice, so that no line can make it slow.
 *
 * `host ident user [17/May/2015:10:05:03 +0000] "GET /a HTTP/1.1" 200 512 "referrer" "user agent"`
 */
import { isIP } from 'node:net';
import type { LogLine } from '../../log.ts';

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const stamp = /^(\d\d)\/(\w{3})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/;

/** The moment a log's time stamp names, or NaN when there is no such moment. */
export function readTime(text: string): number {
	const match = stamp.exec(text);
	if (!match) return NaN;
	const month = months.indexOf(match[2]!);
	const [day, year, hour, minute, second] = [1, 3, 4, 5, 6].map((at) => Number(match[at]));
	const [offsetHours, offsetMinutes] = [Number(match[8]), Number(match[9])];
	if (month < 0 || hour! > 23 || minute! > 59 || second! > 60) return NaN;
	if (offsetHours > 14 || offsetMinutes > 59) return NaN;
	const local = Date.UTC(year!, month, day, hour, minute, second);
	const start = new Date(Date.UTC(year!, month, day));
	if (start.getUTCDate() !== day || start.getUTCFullYear() !== year) return NaN;
	const offset = (offsetHours * 60 + offsetMinutes) * 60_000;
	return match[7] === '-' ? local + offset : local - offset;
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', v: '\v', b: '\b', f: '\f' };

/** A quoted field as it was sent: `\"`, `\\`, `\n` and bytes written `\xHH` (UTF-8). */
export function unescape(text: string): string {
	if (!text.includes('\\')) return text;
	const parts: Buffer[] = [];
	const tokens = /\\x([\da-fA-F]{2})|\\([^x])|[^\\]+|\\/gu;
	for (const [whole, hex, letter] of text.matchAll(tokens)) {
		if (hex !== undefined) parts.push(Buffer.from([parseInt(hex, 16)]));
		else parts.push(Buffer.from(letter === undefined ? whole : (escapes[letter] ?? letter)));
	}
	return Buffer.concat(parts).toString();
}

/**
 * The quoted field that starts at `from`, still escaped, and the place after it. Its end is the
 * first quote before a blank or the end of the line: some servers leave inner quotes as they are.
 * A last field may be cut: servers shorten long lines.
 */
export function quoted(
	line: string,
	from: number,
	mayBeCut = false
): { text: string; after: number } | undefined {
	if (line[from] !== '"') return undefined;
	for (let at = from + 1; at < line.length; at++) {
		if (line[at] === '\\') at++;
		else if (line[at] === '"' && (at + 1 === line.length || line[at + 1] === ' '))
			return { text: line.slice(from + 1, at), after: at + 1 };
	}
	return mayBeCut ? { text: line.slice(from + 1), after: line.length } : undefined;
}

/** Method, target and nothing else of a request line; method '' when it is no HTTP request. */
export function readRequest(request: string): { method: string; target: string } {
	const none = { method: '', target: '' };
	const first = request.indexOf(' ');
	if (first < 1) return none;
	const method = request.slice(0, first);
	if (!/^[A-Za-z][A-Za-z_-]{0,31}$/.test(method)) return none;
	const last = request.lastIndexOf(' ');
	const hasProtocol = last > first && /^HTTP\/\d(\.\d)?$/.test(request.slice(last + 1));
	const target = request.slice(first + 1, hasProtocol ? last : undefined).trim();
	return target === '' ? none : { method, target };
}

const dash = (text: string) => (text === '-' ? '' : text);

/** Everything from the time stamp's bracket on; `agent` when referrer and user agent must follow. */
function readRest(
	line: string,
	bracket: number,
	agent: boolean,
	isWhole: boolean
): Omit<LogLine, 'ip' | 'host'> | undefined {
	const end = line.indexOf('] ', bracket);
	if (end < 0) return undefined;
	const time = readTime(line.slice(bracket + 1, end));
	const request = quoted(line, end + 2);
	if (Number.isNaN(time) || !request) return undefined;
	const numbers = /^ (\d{3}|-) (\d{1,19}|-)(?= |$)/.exec(
		line.slice(request.after, request.after + 32)
	);
	if (!numbers) return undefined;
	const after = request.after + numbers[0].length;
	const referrer = agent ? quoted(line, after + 1) : undefined;
	const userAgent = referrer && quoted(line, referrer.after + 1, isWhole);
	if (agent ? !userAgent : line.slice(after).trim() !== '') return undefined;
	return {
		time,
		...readRequest(unescape(request.text)),
		status: Number(dash(numbers[1]!)),
		referrer: dash(unescape(referrer?.text ?? '')),
		userAgent: dash(unescape(userAgent?.text ?? ''))
	};
}

type Client = { ip: string; host: string; virtual: boolean };

/** The words before the time stamp: [virtual host] client ident user. */
function readClient(prefix: string): Client | undefined {
	const words = prefix.split(' ', 5);
	const [first = '', second = '', third = ''] = words;
	if (first === '' || second === '' || third === '') return undefined;
	const isVirtual =
		words.length > 3 &&
		isIP(first) === 0 &&
		(isIP(second) !== 0 || (second !== '-' && third === '-'));
	if (!isVirtual) return { ip: first, host: '', virtual: false };
	const host = first.replace(/:\d{1,5}$/, '').toLowerCase();
	return { ip: second, host: dash(host), virtual: true };
}

/** Understands the lines of one shape; combined lines may carry further fields at their end. */
export function reader({ virtual, agent }: { virtual: boolean; agent: boolean }) {
	return (line: string, _layout: string, isWhole: boolean): LogLine | undefined => {
		const bracket = line.indexOf(' [');
		if (bracket < 1 || bracket > 2000) return undefined;
		const client = readClient(line.slice(0, bracket));
		if (!client || client.virtual !== virtual) return undefined;
		const rest = readRest(line, bracket + 1, agent, isWhole);
		return rest && { ip: client.ip, host: client.host, ...rest };
	};
}
