/**
 * The wire format of Matomo's tracking API: one request as a list of named values, `idsite` and
 * `rec=1` among them. We follow nobody, so `_id`, `cid` and `uid` are left out; the moment (`cdt`),
 * the address (`cip`) and the user agent (`ua`) are believed of senders with a key.
 */
import { acts, isPossible, type Event } from '#lib/event.ts';
import { referrerOf } from '#lib/source.ts';
import { identify } from '../identity.ts';
import type { Sender } from '../knock.ts';
import { parseJson, placeOf, toProps, type Fields } from './reading.ts';

export type Reading =
	/** waits for its site (0) */
	| { site: string; event: Event }
	/** well formed, and of a kind that is not counted */
	| { site: string; aside: string }
	| { wrong: string };

type Act = { name: string; props: Fields; interactive?: boolean };

/** What a text of parameters, or a list of named values, says. Names sent twice: the last counts. */
export function valuesOf(request: unknown): Map<string, string> | undefined {
	if (typeof request === 'string') {
		const at = request.indexOf('?');
		return new Map(new URLSearchParams(at < 0 ? request : request.slice(at + 1)));
	}
	if (typeof request !== 'object' || request === null || Array.isArray(request)) return undefined;
	const values = new Map<string, string>();
	for (const [name, value] of Object.entries(request))
		if (['string', 'number', 'boolean'].includes(typeof value)) values.set(name, String(value));
	return values;
}

/** `referer`: the page that asked for the pixel, for requests that name none. */
export function read(values: Map<string, string>, sender: Sender, referer = ''): Reading {
	const text = (name: string) => values.get(name)?.trim() ?? '';
	const site = text('idsite');
	if (site === '') return { wrong: 'idsite is missing' };
	if (text('rec') !== '1') return { wrong: 'rec=1 is missing' };
	const { trusted } = sender;
	if (!trusted && (text('cip') || text('cdt')))
		return { wrong: 'cip and cdt need token_auth with an API key' };
	const time = timeOf(text('cdt'), text('cdo'), sender);
	if (time === undefined) return { wrong: 'cdt is no moment since the year 2000' };
	if (text('ca') === '1' && !text('e_c') && !text('c_n')) return { site, aside: 'performance' };
	const address = text('url') || text('download') || text('link') || referer;
	const place = address.length <= 2000 ? placeOf(address) : undefined;
	if (!place) return { wrong: 'url is missing or no address' };

	const isPing = text('ping') === '1';
	const { name, props, interactive = true } = actOf(text);
	return {
		site,
		event: {
			id: identify(undefined),
			siteId: 0,
			hostname: place.hostname,
			path: place.path,
			time,
			name: isPing ? 'engagement' : name,
			referrer: referrerOf(text('urlref').slice(0, 4000), place.hostname),
			ip: (trusted && text('cip').slice(0, 100)) || sender.ip,
			// An importer of logs says `ua` even where the log has none: its own is nobody's browser.
			userAgent: trusted && values.has('ua') ? text('ua').slice(0, 2000) : sender.userAgent,
			interactive: !isPing && interactive,
			engagementMs: 0,
			scroll: 0,
			props: isPing ? {} : toProps({ ...props, ...extras(values) })
		}
	};
}

/** What was done. Blank properties are left out later. */
function actOf(text: (name: string) => string): Act {
	const title = text('action_name').slice(0, 500);
	if (text('search'))
		return {
			name: acts.search,
			props: {
				...{ query: text('search'), results: text('search_count') },
				category: text('search_cat')
			}
		};
	if (text('download')) return { name: acts.download, props: { url: plain(text('download')) } };
	if (text('link')) return { name: acts.outbound, props: { url: plain(text('link')) } };
	if (text('e_c') || text('e_a'))
		return {
			name: [text('e_c'), text('e_a')].filter(Boolean).join(': ').slice(0, 120),
			props: { name: text('e_n'), value: text('e_v') }
		};
	if (text('c_n'))
		return {
			name: text('c_i') ? 'Content Interaction' : 'Content Impression',
			props: { content: text('c_n'), piece: text('c_p'), target: text('c_t') },
			interactive: text('c_i') !== ''
		};
	if (text('idgoal'))
		return {
			name: text('idgoal') === '0' ? 'Order' : 'Goal',
			props: { goal: text('idgoal') === '0' ? '' : text('idgoal') }
		};
	return { name: 'pageview', props: { title } };
}

/** Custom dimensions, and custom variables of the page. */
function extras(values: Map<string, string>): Record<string, unknown> {
	const found: [string, unknown][] = [];
	for (const [name, value] of values)
		if (/^dimension\d{1,3}$/.test(name)) found.push([name, value]);
	const variables = parseJson(values.get('cvar') ?? '');
	if (typeof variables === 'object' && variables !== null)
		for (const pair of Object.values(variables).slice(0, 20))
			if (Array.isArray(pair) && typeof pair[0] === 'string') found.push([pair[0], pair[1]]);
	return Object.fromEntries(found);
}

/** An address without what people may have typed into it. */
function plain(address: string): string {
	return address.split(/[?#]/, 1)[0] ?? '';
}

/** `cdt` in seconds since the epoch or as UTC; `cdo` in seconds before now, a day at most. */
function timeOf(cdt: string, cdo: string, { now }: Sender): number | undefined {
	if (cdt === '') return now - Math.min(86_400, /^\d{1,9}$/.test(cdo) ? Number(cdo) : 0) * 1000;
	const time = /^\d{9,11}$/.test(cdt)
		? Number(cdt) * 1000
		: /^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?$/.test(cdt)
			? Date.parse(`${cdt.replace(' ', 'T')}Z`)
			: Date.parse(cdt);
	return Number.isNaN(time) || !isPossible(time, now) ? undefined : time;
}
