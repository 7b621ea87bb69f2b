/**
 * The wire format of Plausible's `POST /api/event`: JSON under short or long names, one event for
 * one or several domains. Our tracker speaks it too and adds `id`. Senders are anonymous, so the
 * time of an event is when it reached us.
 */
import type { Event } from '#lib/event.ts';
import { referrerOf } from '#lib/source.ts';
import { identify } from '../identity.ts';
import type { Sender } from '../knock.ts';
import { parseJson, placeOf, toProps, type Fields } from './reading.ts';

/** An event that waits for its site (0), or what is wrong, in Plausible's own form. */
export type Reading =
	{ domains: string[]; event: Event } | { errors: Record<string, string | string[]> };

const mostDomains = 20;

export function read(text: string, { ip, userAgent, now }: Omit<Sender, 'trusted'>): Reading {
	const body = parseJson(text);
	if (typeof body !== 'object' || body === null || Array.isArray(body))
		return { errors: { request: 'Unable to parse request body as json' } };
	const fields = body as Fields;

	const name = pick(fields, 'n', 'name');
	const title = typeof name === 'number' ? String(name) : name;
	if (typeof title !== 'string' || title.trim() === '')
		return { errors: { event_name: ["can't be blank"] } };
	if (title.length > 120) return { errors: { event_name: ['should be at most 120 character(s)'] } };

	const url = pick(fields, 'u', 'url');
	if (typeof url !== 'string' || url.trim() === '') return { errors: { url: ["can't be blank"] } };
	if (url.length > 2000) return { errors: { url: ['should be at most 2000 character(s)'] } };
	const place = placeOf(url, pick(fields, 'h', 'hashMode') === 1);
	if (!place) return { errors: { url: ['must be a valid url'] } };

	const engagement = title === 'engagement';
	const scroll = Number(fields['sd'] ?? Number.NaN);
	const milliseconds = Number(fields['e'] ?? Number.NaN);
	if (engagement && Number.isNaN(scroll) && Number.isNaN(milliseconds))
		return { errors: { engagement: ['requires sd or e'] } };

	const domain = pick(fields, 'd', 'domain');
	const domains = (typeof domain === 'string' && domain.trim() !== '' ? domain : place.hostname)
		.split(',')
		.map((one) => one.trim())
		.filter(Boolean);
	const referrer = pick(fields, 'r', 'referrer');
	const id = fields['id'];
	return {
		domains: [...new Set(domains)].slice(0, mostDomains),
		// Field by field: copying with `...` costs more than all the rest.
		event: {
			id: identify(typeof id === 'string' && id.length <= 200 ? id : undefined),
			siteId: 0,
			hostname: place.hostname,
			path: place.path,
			time: now,
			name: title,
			referrer: typeof referrer === 'string' ? referrerOf(referrer, place.hostname) : '',
			ip,
			userAgent,
			interactive: !engagement && pick(fields, 'i', 'interactive') !== false,
			engagementMs: engagement && milliseconds < 30 * 86_400_000 ? milliseconds : 0,
			scroll: engagement && scroll >= 0 && scroll <= 100 ? scroll : 0,
			props: toProps(fields['m'] ?? fields['meta'] ?? fields['p'] ?? fields['props'])
		}
	};
}

function pick(fields: Fields, short: string, long: string): unknown {
	return fields[short] ?? fields[long];
}
