/** What all wire protocols share: addresses, properties, and JSON that may be broken. */

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

/** Portals have few pages and many views, so the last answers are kept. */
const places = new Map<string, Place>();
const keptPlaces = 5000;

/** Where something happened: host without `www.` and path, or undefined for no usable address. */
export function placeOf(url: string, withHash = false): Place | undefined {
	const known = withHash ? undefined : places.get(url);
	if (known) return known;
	const address = parseUrl(url);
	if (!address) return undefined;
	const { protocol, hostname, pathname, hash } = address;
	if (protocol === 'data:' || protocol === 'javascript:') return undefined;
	const place = {
		hostname: hostname.replace(/^www\./, '') || '(none)',
		path: (pathname || '/') + (withHash ? hash : '')
	};
	if (!withHash && url.length < 300) {
		if (places.size >= keptPlaces) places.clear();
		places.set(url, place);
	}
	return place;
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
