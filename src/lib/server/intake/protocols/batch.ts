/**
 * Our own batch: up to 10,000 events as a JSON array, `{"events": […]}` or NDJSON, sent by servers
 * with a key, which may say when and from which address each event came. One wrong item never
 * spoils the others.
 */
import type { Event } from '#lib/event.ts';
import { Problem } from '#lib/problem.ts';
import { referrerOf } from '#lib/source.ts';
import { identify } from '../identity.ts';
import { largestEvent, mostEvents } from '../knock.ts';
import { parseJson, placeOf, toProps, type Fields } from './reading.ts';

/**
 * A readable item still lacks the number of its site (0); a wrong one carries a reason and what may
 * be kept of it; one that is too large is not kept at all.
 */
export type Item =
	| { site: string; event: Event; named: boolean }
	| { reason: string; body: string }
	| { tooLarge: true };

/** The sender's own name for the whole, if it stands beside the events. */
export type Batch = { items: Item[]; name: string | undefined };

/** Throws `request.malformed` for what is no list at all, `request.too-large` for too many. */
export function read(text: string, now: number): Batch {
	const { list, name } = listOf(text);
	if (list.length > mostEvents)
		throw new Problem('request.too-large', { limit: `${mostEvents} events` });
	const roomy = text.length <= largestEvent;
	const items = list.map((one) =>
		roomy || sizeOf(one) <= largestEvent ? toItem(one, now) : ({ tooLarge: true } as const)
	);
	return { items, name };
}

/** The events as parsed; a line that is not JSON is undefined. */
function listOf(text: string): { list: unknown[]; name?: string | undefined } {
	const whole = parseJson(text);
	if (Array.isArray(whole)) return { list: whole };
	if (typeof whole === 'object' && whole !== null) {
		const { events, batch } = whole as { events?: unknown; batch?: unknown };
		if (!Array.isArray(events)) return { list: [whole] };
		return { list: events, name: typeof batch === 'string' ? batch : undefined };
	}
	const lines = text.split('\n').filter((line) => line.trim() !== '');
	if (whole !== undefined || !lines[0]?.trimStart().startsWith('{') || lines.length < 2)
		throw new Problem('request.malformed', { reason: 'not a JSON array, not NDJSON' });
	return { list: lines.map(parseJson) };
}

/** Characters of an item: exact enough for a limit, and cheap for the usual flat one. */
function sizeOf(value: unknown): number {
	if (typeof value !== 'object' || value === null) return String(value).length;
	let size = 0;
	for (const key in value) {
		const one = (value as Fields)[key];
		size += key.length;
		if (typeof one === 'string') size += one.length;
		else if (typeof one === 'object' && one !== null) size += textOf(one).length;
		if (size > largestEvent) break;
	}
	return size;
}

function toItem(value: unknown, now: number): Item {
	if (value === undefined) return { reason: 'not JSON', body: '' };
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		return wrong('an event is an object', value);
	const fields = value as Fields;
	const site = fields['site'] ?? fields['domain'];
	if (typeof site !== 'string' && typeof site !== 'number') return wrong('site or domain', fields);
	const time = toTime(fields['time'], now);
	if (time === undefined) return wrong('time: ISO 8601 or milliseconds', fields);
	const name = fields['name'] ?? 'pageview';
	if (typeof name !== 'string' || name.trim() === '' || name.length > 120)
		return wrong('name: text of 1 to 120 characters', fields);
	const place = typeof fields['url'] === 'string' ? toPlace(fields['url'], site) : undefined;
	if (!place) return wrong('url', fields);

	const { referrer, ip, userAgent, id, interactive } = fields;
	if (!isText(referrer) || !isText(ip) || !isText(userAgent))
		return wrong('referrer, ip and userAgent: text', fields);
	if (id != null && typeof id !== 'string' && typeof id !== 'number')
		return wrong('id: text', fields);
	if (interactive != null && typeof interactive !== 'boolean')
		return wrong('interactive: true or false', fields);
	const engagementMs = toNumber(fields['engagementMs']);
	const scroll = toNumber(fields['scroll']);
	if (engagementMs === undefined || scroll === undefined)
		return wrong('engagementMs and scroll: numbers', fields);
	return {
		site: String(site),
		named: id != null && id !== '',
		// Field by field: copying with `...` costs more than all the rest.
		event: {
			id: identify(id == null ? undefined : String(id)),
			siteId: 0,
			hostname: place.hostname,
			path: place.path,
			time,
			name,
			referrer: typeof referrer === 'string' ? referrerOf(referrer, place.hostname) : '',
			ip: typeof ip === 'string' ? ip.slice(0, 100) : '',
			userAgent: typeof userAgent === 'string' ? userAgent.slice(0, 2000) : '',
			interactive: name !== 'engagement' && interactive !== false,
			engagementMs,
			scroll,
			props: toProps(fields['props'])
		}
	};
}

function isText(value: unknown): value is string | null | undefined {
	return value == null || typeof value === 'string';
}

function toTime(value: unknown, now: number): number | undefined {
	if (value == null) return now;
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string') return undefined;
	const time = /^\d{10,17}$/.test(value) ? Number(value) : Date.parse(value);
	return Number.isNaN(time) ? undefined : time;
}

function toPlace(url: string, site: string | number) {
	if (url.length > 2000) return undefined;
	if (url.startsWith('/') && typeof site === 'string') return placeOf(`http://${site}${url}`);
	return placeOf(url);
}

function toNumber(value: unknown): number | undefined {
	if (value == null) return 0;
	return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Keeps the item for someone to look at, without the address of whoever it was. */
function wrong(reason: string, value: unknown): Item {
	return { reason, body: textOf(value).slice(0, 10_000) };
}

/** What was sent, without what may not be kept. Nesting too deep to be written out is named so. */
function textOf(value: unknown): string {
	try {
		const without = (key: string, one: unknown) =>
			key === 'ip' || key === 'userAgent' ? undefined : one;
		return JSON.stringify(value, without) ?? '';
	} catch {
		return '(nested too deeply)';
	}
}
