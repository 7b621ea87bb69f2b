/** What all wire protocols share: addresses, properties, and JSON that may be broken. */

import { memo } from '#lib/memo.ts';

/** An object as parsed; read with `fields['name']` only, never copied key by key. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value, or undefined when the text is not JSON. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

export type Place = { hostname: string; path: string };

const noPlace: Place = { hostname: '', path: '' };
/** Portals have few pages and many views, so the last answers are kept. */
const placeOfUrl = memo(5000, (url) => readPlace(url, false));

/** Where something happened: host without `www.` and path, or undefined for no usable address. */
export function placeOf(url: string, withHash = false): Place | undefined {
	const place = withHash ? readPlace(url, true) : placeOfUrl(url);
	return place === noPlace ? undefined : place;
}

function readPlace(url: string, withHash: boolean): Place {
	const address = parseUrl(url);
	if (!address) return noPlace;
	const { protocol, hostname, pathname, hash } = address;
	if (protocol === 'data:' || protocol === 'javascript:') return noPlace;
	return {
		hostname: hostname.replace(/^www\./, '') || '(none)',
		path: (pathname || '/') + (withHash ? hash : '')
	};
}

function parseUrl(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}

const mostProps = 30;

/** Properties as text, from an object or its JSON; lists, objects and blanks are left out. */
export function toProps(value: unknown): Record<string, string> {
	const source = typeof value === 'string' ? parseJson(value) : value;
	if (typeof source !== 'object' || source === null || Array.isArray(source)) return {};
	const pairs: [string, string][] = [];
	for (const [key, one] of Object.entries(source)) {
		if (pairs.length >= mostProps) break;
		if (typeof one !== 'string' && typeof one !== 'number' && typeof one !== 'boolean') continue;
		const text = String(one);
		if (key !== '' && text.trim() !== '') pairs.push([key, text]);
	}
	// fromEntries defines own properties, so a key such as __proto__ is a key like any other.
	return Object.fromEntries(pairs);
}
