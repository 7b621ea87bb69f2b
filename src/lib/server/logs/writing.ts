/**
 * Counts what the lines of a piece say, and writes lines of the journal. Of a usual line nothing is
 * judged or written that an earlier one had in common with it: the request, the browser, the
 * referring page and the minute are bytes that are copied.
 */
import { hash } from 'node:crypto';
import { dayOf } from '../../event.ts';
import type { LogLine } from '../../log.ts';
import { referrerOf, sourceOf } from '../../source.ts';
import * as agents from '../intake/agent.ts';
import { clean, stamp, write } from '../intake/line.ts';
import { keyOf } from '../intake/salts.ts';
import { readRequest } from './apache.ts';
import { ask, judge, leave, type Asked, type Site } from './judge.ts';
import type { Found, Job } from './reading.ts';
import { lineHashes, uuidOf, variantOf } from './secret.ts';
import * as sheets from './sheet.ts';
import * as tallies from './tally.ts';
import type { Usual } from './usual.ts';
import { remember, type Words } from './words.ts';

/** Parts of a journal's line; undefined for a text that is not plain, whose line goes the long way. */
type Request = { asked: Asked; isView: boolean; place: Uint8Array; props: Uint8Array } | undefined;
type Referrer = { says: Uint8Array; isDirect: boolean } | undefined;
type Browser =
	| { raw: Uint8Array; isBot: boolean; bot: Uint8Array; direct: Uint8Array; what: Uint8Array }
	| undefined;

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));
const plain = /^\p{ASCII}*$/u;

const browsers = remember((userAgent): Browser => {
	if (!plain.test(userAgent)) return undefined;
	const { bot, device, browser, os } = agents.read(userAgent);
	const source = JSON.stringify(clean(sourceOf('', userAgent), 253));
	const what = JSON.stringify([device, clean(browser, 40), clean(os, 40)]).slice(1, -1);
	return {
		raw: bytesOf(userAgent),
		isBot: bot !== '',
		bot: bytesOf(`${JSON.stringify(clean(bot, 200))},"`),
		direct: bytesOf(`"",${source},${what}`),
		what: bytesOf(what)
	};
});

type Common = { requests: Words<Request>; referrers: Words<Referrer> };

/** What one site's lines have in common. */
function openSite(site: Site): Common {
	const hostname = site.domain.replace(/^www\./, '');
	return {
		requests: remember((request) => {
			if (!plain.test(request)) return undefined;
			const asked = ask({ ...readRequest(request), host: '' }, site);
			const { name, path, props } = asked;
			const place = [clean(name, 120), clean(asked.hostname, 253), clean(path, 2000)];
			const cleaned = Object.entries(props).map(([key, value]) => [key, clean(value, 2000)]);
			return {
				asked,
				isView: name === 'pageview',
				place: bytesOf(`.000",${JSON.stringify(place).slice(1, -1)},`),
				props: bytesOf(`,true,0,0,${JSON.stringify(Object.fromEntries(cleaned))},"`)
			};
		}),
		referrers: remember((address) => {
			if (!plain.test(address)) return undefined;
			const referrer = referrerOf(address, hostname);
			const source = JSON.stringify(clean(sourceOf(referrer, ''), 253));
			const says = bytesOf(`${JSON.stringify(clean(referrer, 2000))},${source},`);
			return { says, isDirect: referrer === '' };
		})
	};
}

const sites = new Map<string, Common>();

function siteOf(site: Site): Common {
	const key = `${site.id} ${site.domain}`;
	const known = sites.get(key);
	if (known) return known;
	if (sites.size >= 4) sites.clear();
	const opened = openSite(site);
	sites.set(key, opened);
	return opened;
}

type Part = readonly [from: number, to: number];
/** Writes the visitor key of a sender: `keyOf` from bytes to digits. */
type Visitors = (sheet: sheets.Sheet, bytes: Buffer, ip: Part, userAgent: Uint8Array) => void;

function visitors(salt: string, siteId: number): Visitors {
	const said = Buffer.alloc(4096);
	const start = said.write(`${salt}\n${siteId}\n`);
	const views: Buffer[] = [];
	return (sheet, bytes, [from, to], userAgent) => {
		let at = start;
		const length = start + to - from + 1 + userAgent.length;
		if (length > said.length) {
			const [ip, agent] = [bytes.toString('latin1', from, to), Buffer.from(userAgent).toString()];
			return sheet.text(keyOf(salt, siteId, ip, agent));
		}
		for (let index = from; index < to; index++) said[at++] = bytes[index]!;
		said[at++] = newline;
		said.set(userAgent, at);
		putNumber(sheet, hash('sha256', (views[length] ??= said.subarray(0, length)), 'hex'));
	};
}

/** The first 64 bits of a hash in decimal, in parts that numbers hold exactly. */
function putNumber(sheet: sheets.Sheet, hex: string): void {
	let [quotient, rest] = [0, 0];
	for (let at = 0; at < 16; at += 4) {
		const sum = rest * 65_536 + limbOf(hex, at);
		const part = Math.floor(sum / billion);
		rest = sum - part * billion;
		quotient = quotient * 65_536 + part;
	}
	if (quotient > 0) putDigits(sheet, quotient, 1);
	putDigits(sheet, rest, quotient > 0 ? 9 : 1);
}

/** The number of four hexadecimal digits. */
function limbOf(hex: string, from: number): number {
	let limb = 0;
	for (let at = from; at < from + 4; at++) {
		const code = hex.charCodeAt(at);
		limb = limb * 16 + (code < 58 ? code - zero : code - 87);
	}
	return limb;
}

const digits = new Uint8Array(20);

/** A number in at least `least` digits. */
function putDigits(sheet: sheets.Sheet, number: number, least: number): void {
	let at = digits.length;
	for (let left = number; left > 0 || digits.length - at < least;) {
		const next = Math.floor(left / 10);
		digits[--at] = zero + left - next * 10;
		left = next;
	}
	sheet.putPart(digits, at, digits.length);
}

/** A hash as the UUID that `secret.ts` makes of it. */
function putId(sheet: sheets.Sheet, hex: string): void {
	for (let at = 0; at < 32; at++) {
		if (at === 8 || at === 12 || at === 16 || at === 20) sheet.putByte(hyphen);
		sheet.putByte(at === 12 ? zero + 8 : at === 16 ? variantOf(hex) : hex.charCodeAt(at));
	}
}

function isPlain(bytes: Uint8Array, from: number, to: number): boolean {
	for (let at = from; at < to; at++) if (bytes[at]! > 127) return false;
	return true;
}

const none = { requests: 0, views: 0 };
const beginning = bytesOf('["');
const [newline, hyphen, zero, billion] = [10, 45, 48, 1e9];

/** Counts into `found`, and makes its body. */
export function open(job: Job, bytes: Buffer, found: Found, salts: ReadonlyMap<string, string>) {
	const { site } = job;
	const { requests, referrers } = siteOf(site);
	const { tally } = found;
	const hashOf = lineHashes(job.secret, site.id, job.fingerprint);
	const receivedAt = stamp(job.now);
	const end = bytesOf(`${receivedAt}"]\n`);
	const sheet = sheets.open(bytes.length * 2 + 4096);
	const missing = new Set<string>();
	const byDay = new Map<string, Visitors>();
	const nobody = { utcDay: '', day: '', before: beginning, start: beginning };
	let minute = { at: NaN, ...nobody, visitor: undefined as Visitors | undefined, ...none };

	function visitorsOf(day: string, salt: string): Visitors {
		const known = byDay.get(day);
		if (known) return known;
		const made = visitors(salt, site.id);
		byDay.set(day, made);
		return made;
	}

	function turnTo(at: number): void {
		flush();
		const [moment, day] = [stamp(at), dayOf(at)];
		const salt = salts.get(day);
		minute = {
			...{ at, utcDay: moment.slice(0, 10), day, ...none },
			before: bytesOf(`","${day}",${site.id},`),
			start: bytesOf(`","${moment.slice(0, 17)}`),
			visitor: salt ? visitorsOf(day, salt) : undefined
		};
	}

	function flush(): void {
		tally.understood += minute.requests;
		tally.pageViews += minute.views;
		if (minute.requests > 0) tallies.raise(tally.perDay, minute.utcDay, minute.requests);
		if (minute.views > 0) tallies.raise(tally.pageViewsPerDay, minute.day, minute.views);
		Object.assign(minute, none);
	}

	return {
		/** A usual line, as `any` would take it; false when it is not plain enough. */
		usual(line: Usual, number: number): boolean {
			const request = requests(bytes, ...line.request);
			if (!request) return false;
			const time = line.minute + line.second * 1000;
			const left = leave(request.asked, line.status, time, job.now);
			if (left !== '') {
				if (line.minute !== minute.at) turnTo(line.minute);
				minute.requests++;
				tallies.raise(tally.byReason, left, 1);
				return true;
			}
			const browser = browsers(bytes, ...line.userAgent);
			const referrer = referrers(bytes, ...line.referrer);
			if (!browser || !referrer || !isPlain(bytes, ...line.ip)) return false;
			if (line.minute !== minute.at) turnTo(line.minute);
			minute.requests++;
			tally.events++;
			if (browser.isBot) tally.bots++;
			if (!request.isView) tally.downloads++;
			else if (browser.isBot) tally.pageViews++;
			else minute.views++;
			if (!minute.visitor) {
				missing.add(minute.day);
				return true;
			}
			const said = referrer.isDirect ? browser.direct.length : referrer.says.length;
			const own = browser.bot.length + browser.what.length;
			sheet.reserve(300 + request.place.length + request.props.length + said + own);
			sheet.put(beginning);
			putId(sheet, hashOf(number));
			sheet.put(minute.before);
			sheet.put(browser.bot);
			minute.visitor(sheet, bytes, line.ip, browser.raw);
			sheet.put(minute.start);
			sheet.putByte(zero + Math.floor(line.second / 10));
			sheet.putByte(zero + (line.second % 10));
			sheet.put(request.place);
			if (referrer.isDirect) sheet.put(browser.direct);
			else {
				sheet.put(referrer.says);
				sheet.put(browser.what);
			}
			sheet.put(request.props);
			sheet.put(end);
			found.events++;
			return true;
		},
		any(line: LogLine, number: number): void {
			const judged = judge(line, site, () => uuidOf(hashOf(number)), job.now);
			const agent = agents.read(typeof judged === 'string' ? '' : judged.userAgent);
			tallies.count(tally, line.time, judged, agent.bot !== '');
			if (typeof judged === 'string') return;
			const day = dayOf(line.time);
			const salt = salts.get(day);
			if (!salt) return void missing.add(day);
			const key = keyOf(salt, site.id, line.ip, line.userAgent);
			const source = sourceOf(judged.referrer, judged.userAgent);
			sheet.text(`${write(judged, judged.id, { agent, source }, day, key, receivedAt)}\n`);
			found.events++;
		},
		close(): void {
			flush();
			found.missing = [...missing];
			if (missing.size > 0) found.events = 0;
			else found.body = sheet.finish().subarray(0, -1);
		}
	};
}
