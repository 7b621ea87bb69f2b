/**
 * Reads a piece of a log into lines of the journal. It knows no database and keeps nothing of one
 * import for the next, so it can run in a thread of its own. What repeats from line to line (the
 * request, the browser, the referring page) is judged once and remembered.
 */
import { dayOf } from '../../event.ts';
import type { LogLine } from '../../log.ts';
import { referrerOf, sourceOf } from '../../source.ts';
import * as agents from '../intake/agent.ts';
import { clean, stamp, write } from '../intake/line.ts';
import { keyOf } from '../intake/salts.ts';
import { readRequest } from './apache.ts';
import * as formats from './formats.ts';
import { ask, judge, leave, type Asked, type Site } from './judge.ts';
import { redact } from './redact.ts';
import { lineIds } from './secret.ts';
import * as tallies from './tally.ts';
import * as usuals from './usual.ts';

export type Job = {
	/** whole lines; the last may lack its end */
	bytes: Uint8Array;
	/** whether the last line has an end */
	isEnded: boolean;
	/** number of the first line, and how many lines to pass over as they have been read before */
	first: number;
	skip: number;
	/** name of the format, '' when it is to be recognised; a comment that lays out the lines */
	format: string;
	layout: string;
	site: Site;
	secret: Uint8Array;
	fingerprint: string;
	/** milliseconds */
	now: number;
	/** how many lines that make no sense are worth keeping */
	room: number;
	/** false reads every line the long way */
	swift?: boolean;
};

export type Found = {
	format: string;
	layout: string;
	/** lines in the piece, and the number of lines read, those passed over included */
	lines: number;
	seen: number;
	tally: tallies.Tally;
	/** lines of the journal */
	body: Uint8Array<ArrayBuffer>;
	events: number;
	strange: string[];
	/** days whose salts are missing: nothing else is of use then */
	missing: string[];
};

type Request = { asked: Asked; isView: boolean; place: string; props: string };
type Browser = { bot: string; source: string; what: string };

const kept = 20_000;
/** A longer text is not worth remembering. */
const longest = 400;

/**
 * Remembers what `make` gives for a text. The text is copied: as a part of the piece it stands in it
 * would keep that whole piece alive.
 */
function remember<Value>(make: (text: string) => Value): (text: string) => Value {
	const known = new Map<string, Value>();
	return (text) => {
		const found = known.get(text);
		if (found !== undefined) return found;
		const copy = Buffer.from(text, 'utf16le').toString('utf16le');
		const value = make(copy);
		if (copy.length > longest) return value;
		if (known.size >= kept) known.clear();
		known.set(copy, value);
		return value;
	};
}

const browsers = remember((userAgent): Browser => {
	const { bot, device, browser, os } = agents.read(userAgent);
	return {
		bot: JSON.stringify(clean(bot, 200)),
		source: JSON.stringify(clean(sourceOf('', userAgent), 253)),
		what: JSON.stringify([device, clean(browser, 40), clean(os, 40)]).slice(1, -1)
	};
});

/** What one site's lines have in common. */
function openSite(site: Site) {
	const hostname = site.domain.replace(/^www\./, '');
	return {
		site,
		requests: remember((request): Request => {
			const asked = ask({ ...readRequest(request), host: '' }, site);
			const { name, path, props } = asked;
			const place = [clean(name, 120), clean(asked.hostname, 253), clean(path, 2000)];
			const cleaned = Object.entries(props).map(([key, value]) => [key, clean(value, 2000)]);
			return {
				asked,
				isView: name === 'pageview',
				place: JSON.stringify(place).slice(1, -1),
				props: JSON.stringify(Object.fromEntries(cleaned))
			};
		}),
		/** referrer and source, '' for the source that the browser tells */
		referrers: remember((address) => {
			const referrer = referrerOf(address, hostname);
			const source = referrer === '' ? '' : JSON.stringify(clean(sourceOf(referrer, ''), 253));
			return { referrer: JSON.stringify(clean(referrer, 2000)), source };
		})
	};
}

const sites = new Map<string, ReturnType<typeof openSite>>();

function siteOf(site: Site) {
	const key = `${site.id} ${site.domain}`;
	const known = sites.get(key);
	if (known) return known;
	if (sites.size >= 4) sites.clear();
	const opened = openSite(site);
	sites.set(key, opened);
	return opened;
}

/**
 * Reads a piece, or says which days' salts are missing for it.
 * @throws log.unknown-format
 */
export function read(job: Job, salts: ReadonlyMap<string, string>): Found {
	const text = Buffer.from(job.bytes.buffer, job.bytes.byteOffset, job.bytes.length).toString();
	const ends = endsOf(text);
	const found: Found = {
		...{ format: job.format, layout: job.layout, lines: ends.length, seen: ends.length },
		...{ tally: tallies.empty(), body: new Uint8Array(), events: 0, strange: [], missing: [] }
	};
	if (job.skip >= ends.length) return found;
	const format = formats.named(job.format) ?? formats.recognise(linesOf(text, ends, job.skip));
	found.format = format.name;
	const writing = open(job, found, salts);
	const isUsual = job.swift !== false && (format.name === 'combined' || format.name === 'common');
	const usual = isUsual ? usuals.reader(format.name === 'combined') : undefined;
	let start = job.skip > 0 ? ends[job.skip - 1]! + 1 : 0;
	for (let index = job.skip; index < ends.length; index++) {
		const isWhole = job.isEnded || index + 1 < ends.length;
		const stop = ends[index]!;
		const end = stop > start && text.charCodeAt(stop - 1) === 13 ? stop - 1 : stop;
		if (usual && isWhole && usual.read(text, start, end)) writing.usual(usual, job.first + index);
		else {
			const line = text.slice(start, end);
			if (formats.isBlank(line)) {
				found.layout = format.layout?.(line) ?? found.layout;
				found.tally.blank++;
			} else {
				const request = formats.understand(line, format, found.layout, isWhole);
				if (request) writing.any(request, job.first + index);
				else if (isWhole) {
					if (found.tally.notUnderstood++ < job.room) found.strange.push(redact(line));
				} else found.seen = index;
			}
		}
		start = stop + 1;
	}
	writing.close();
	return found;
}

/** Where the lines of a text end; a last one without an end ends with the text. */
function endsOf(text: string): number[] {
	const ends: number[] = [];
	let start = 0;
	for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
		ends.push(end);
		start = end + 1;
	}
	if (start < text.length) ends.push(text.length);
	return ends;
}

function linesOf(text: string, ends: readonly number[], skip: number): string[] {
	return ends
		.slice(skip)
		.map((end, index) => text.slice((ends[skip + index - 1] ?? -1) + 1, end).replace(/\r$/, ''));
}

/** Counts what was read into `found`, and makes lines of the journal. */
function open(job: Job, found: Found, salts: ReadonlyMap<string, string>) {
	const { site, requests, referrers } = siteOf(job.site);
	const { tally } = found;
	const idOf = lineIds(job.secret, site.id, job.fingerprint);
	const receivedAt = stamp(job.now);
	const lines: string[] = [];
	const missing = new Set<string>();
	let minute = { at: NaN, utcDay: '', day: '', start: '', salt: '', requests: 0, views: 0 };

	/** The key of whoever sent a line; '' while the salt of the day is missing. */
	function visitor(day: string, salt: string | undefined, ip: string, userAgent: string): string {
		if (salt) return keyOf(salt, site.id, ip, userAgent);
		missing.add(day);
		return '';
	}

	function turnTo(at: number): void {
		flush();
		const [moment, day] = [stamp(at), dayOf(at)];
		const salt = salts.get(day) ?? '';
		minute = { at, utcDay: moment.slice(0, 10), day, start: moment.slice(0, 17), salt, ...none };
	}

	function flush(): void {
		tally.understood += minute.requests;
		tally.pageViews += minute.views;
		if (minute.requests > 0) tallies.raise(tally.perDay, minute.utcDay, minute.requests);
		if (minute.views > 0) tallies.raise(tally.pageViewsPerDay, minute.day, minute.views);
		Object.assign(minute, none);
	}

	return {
		/** A usual line; equal to `any` in everything it does. */
		usual(line: usuals.Usual, number: number): void {
			if (line.minute !== minute.at) turnTo(line.minute);
			minute.requests++;
			const { asked, place, props, isView } = requests(line.request);
			const time = line.minute + line.second * 1000;
			const left = leave(asked, line.status, time, job.now);
			if (left !== '') return tallies.raise(tally.byReason, left, 1);
			const browser = browsers(line.userAgent);
			const isBot = browser.bot !== '""';
			tally.events++;
			if (isBot) tally.bots++;
			if (!isView) tally.downloads++;
			else if (isBot) tally.pageViews++;
			else minute.views++;
			const { referrer, source } = line.referrer === '' ? direct : referrers(line.referrer);
			const key = visitor(minute.day, minute.salt, line.ip, line.userAgent);
			if (key === '') return;
			const second = line.second < 10 ? `0${line.second}` : line.second;
			lines.push(
				`["${idOf(number)}","${minute.day}",${site.id},${browser.bot},"${key}","${minute.start}${second}.000",` +
					`${place},${referrer},${source || browser.source},${browser.what},true,0,0,${props},"${receivedAt}"]`
			);
		},
		any(line: LogLine, number: number): void {
			const judged = judge(line, site, () => idOf(number), job.now);
			const agent = agents.read(typeof judged === 'string' ? '' : judged.userAgent);
			tallies.count(tally, line.time, judged, agent.bot !== '');
			if (typeof judged === 'string') return;
			const day = dayOf(line.time);
			const key = visitor(day, salts.get(day), line.ip, line.userAgent);
			if (key === '') return;
			const source = sourceOf(judged.referrer, judged.userAgent);
			lines.push(write(judged, judged.id, { agent, source }, day, key, receivedAt));
		},
		close(): void {
			flush();
			found.missing = [...missing];
			if (missing.size > 0) return;
			found.events = lines.length;
			found.body = new TextEncoder().encode(lines.join('\n'));
		}
	};
}

const none = { requests: 0, views: 0 };
const direct = { referrer: '""', source: '' };
