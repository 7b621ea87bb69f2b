/**
 * The wire format of Umami's `POST /api/send`: `{type, payload}` with the site as `website`. We
 * follow nobody, so what it says of a person (`id`, `identify`, screen, language) is read and left
 * out; a moment more than a day ago, an address or a user agent is believed of senders with a key.
 */
import { isPossible, type Event } from '#lib/event.ts';
import { referrerOf } from '#lib/source.ts';
import { identify } from '../identity.ts';
import type { Sender } from '../knock.ts';
import { placeOf, toProps, type Fields, type Place } from './reading.ts';

export type Reading =
	/** waits for its site (0) */
	| { site: string; event: Event }
	/** well formed, and of a kind that is not counted */
	| { site: string; aside: string }
	/** what is wrong, by field */
	| { wrong: Record<string, string> };

const dayLong = 86_400_000;
const counted = ['event', 'identify', 'performance'];
const longest: Record<string, number> = {
	...{ hostname: 100, language: 35, screen: 11, name: 50, tag: 50 },
	...{ url: 2000, referrer: 2000, title: 500 }
};

export function read(value: unknown, sender: Sender): Reading {
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		return { wrong: { body: 'Expected an object' } };
	const { type, payload } = value as { type?: unknown; payload?: unknown };
	if (typeof type !== 'string' || !counted.includes(type))
		return { wrong: { type: `Expected one of ${counted.join(', ')}` } };
	if (typeof payload !== 'object' || payload === null || Array.isArray(payload))
		return { wrong: { payload: 'Expected an object' } };
	return readPayload(type, payload as Fields, sender);
}

function readPayload(type: string, fields: Fields, sender: Sender): Reading {
	const { website } = fields;
	if ((typeof website !== 'string' && typeof website !== 'number') || website === '')
		return { wrong: { website: 'Required' } };
	const site = String(website);
	for (const [name, most] of Object.entries(longest)) {
		const value = fields[name];
		if (value != null && typeof value !== 'string') return { wrong: { [name]: 'Expected string' } };
		if (value && value.length > most)
			return { wrong: { [name]: `String must contain at most ${most} character(s)` } };
	}
	const { data } = fields;
	if (data != null && (typeof data !== 'object' || Array.isArray(data)))
		return { wrong: { data: 'Expected object' } };
	const time = timeOf(fields['timestamp'], sender);
	if (typeof time === 'string') return { wrong: { timestamp: time } };
	if (type !== 'event') return { site, aside: type };

	const text = (name: string) => (fields[name] as string | null | undefined) ?? '';
	const place = toPlace(text('url'), text('hostname') || (site.includes('.') ? site : ''));
	if (!place) return { wrong: { url: 'Invalid url' } };
	const { trusted } = sender;
	return {
		site,
		event: {
			id: identify(undefined),
			siteId: 0,
			hostname: place.hostname,
			path: place.path,
			time,
			name: text('name').trim() || 'pageview',
			referrer: toReferrer(text('referrer'), place.hostname),
			ip: (trusted && short(fields['ip'], 100)) || sender.ip,
			userAgent: (trusted && short(fields['userAgent'], 2000)) || sender.userAgent,
			interactive: true,
			engagementMs: 0,
			scroll: 0,
			props: toProps({
				...(text('title') && { title: text('title') }),
				...(text('tag') && { tag: text('tag') }),
				...data
			})
		}
	};
}

/** Milliseconds, or what is wrong with the seconds that were sent. */
function timeOf(value: unknown, { now, trusted }: Sender): number | string {
	if (value == null) return now;
	if (typeof value !== 'number' || !Number.isFinite(value)) return 'Expected number of seconds';
	const time = Math.round(value * 1000);
	if (!isPossible(time, now)) return 'Lies ahead of now, or before the year 2000';
	return trusted || time >= now - dayLong ? time : 'More than a day ago: needs an API key';
}

/** Where it happened; a server that names no page speaks of the site as a whole. */
function toPlace(url: string, hostname: string): Place | undefined {
	if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return placeOf(url);
	const place = placeOf(`http://${hostname || '(none)'}${url.startsWith('/') ? '' : '/'}${url}`);
	return place ?? (hostname ? undefined : placeOf(`http://none.invalid/${url.replace(/^\//, '')}`));
}

function toReferrer(referrer: string, hostname: string): string {
	return referrer.startsWith('/') ? '' : referrerOf(referrer, hostname);
}

function short(value: unknown, length: number): string {
	return typeof value === 'string' ? value.slice(0, length) : '';
}
