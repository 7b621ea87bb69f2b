/**
 * What a request counts as: a page view, a download, or nothing, with the reason. Bots are judged
 * like people here; the intake keeps them apart by their user agent.
 */
import { acts, isPossible, type Event } from '../../event.ts';
import type { LeftOut, LogLine } from '../../log.ts';
import { referrerOf } from '../../source.ts';
import { placeOf } from '../intake/protocols/reading.ts';

const parts =
	/\.(css|js|mjs|map|json|xml|txt|rss|atom|ico|png|jpe?g|gif|svgz?|webp|avif|bmp|tiff?|cur|woff2?|ttf|otf|eot|wasm|webmanifest|swf|m3u8|ts|m4s)$/i;
const documents =
	/\.(pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|csv|zip|rar|7z|t?gz|bz2|xz|epub|mp[34]|avi|mov|wmv|apk|exe|msi|iso)$/i;
const redirects = new Set([301, 302, 303, 307, 308]);

export type Site = { id: number; domain: string };

/** What was asked for, whenever and by whomever: lines that ask the same share it. */
export type Asked = {
	/** why it never counts, '' if it may: `sooner` is said before the answer's status, `later` after */
	sooner: LeftOut | '';
	later: LeftOut | '';
	hostname: string;
	path: string;
	name: string;
	props: Record<string, string>;
};

const nothing = { later: '', hostname: '', path: '', name: '', props: {} } as const;

export function ask({ method, target, host }: Request, site: Site): Asked {
	if (method === '') return { ...nothing, sooner: 'request' };
	if (method !== 'GET' && method !== 'POST') return { ...nothing, sooner: 'method' };
	const place = locate(target, host, site);
	if (!place) return { ...nothing, sooner: '', later: 'request' };
	const { hostname, path } = place;
	if (hostname !== site.domain.replace(/^www\./, ''))
		return { ...nothing, sooner: '', later: 'host' };
	if (parts.test(path)) return { ...nothing, sooner: '', later: 'static' };
	const isDownload = documents.test(path);
	return {
		...{ sooner: '', later: '', hostname, path },
		name: isDownload ? acts.download : 'pageview',
		props: isDownload ? { url: `https://${hostname}${path}` } : {}
	};
}

type Request = Pick<LogLine, 'method' | 'target' | 'host'>;

/** Why a line is left out, '' if it counts. `now` in milliseconds. */
export function leave({ sooner, later }: Asked, status: number, time: number, now: number) {
	if (sooner !== '') return sooner;
	if (status >= 400 || status < 200) return 'status';
	if (redirects.has(status)) return 'redirect';
	if (!isPossible(time, now)) return 'time';
	return later === '' && status === 206 ? 'partial' : later;
}

/** The event a request is counted as, or why it is left out. `now` in milliseconds. */
export function judge(
	line: LogLine,
	site: Site,
	identify: () => string,
	now: number
): Event | LeftOut {
	const asked = ask(line, site);
	const left = leave(asked, line.status, line.time, now);
	if (left !== '') return left;
	const { hostname, path, name, props } = asked;
	return {
		id: identify(),
		siteId: site.id,
		time: line.time,
		...{ name, hostname, path },
		referrer: referrerOf(line.referrer, hostname),
		ip: line.ip,
		userAgent: line.userAgent,
		...{ interactive: true, engagementMs: 0, scroll: 0, props }
	};
}

/** Host and path of a request, in the form trackers send them; a proxy's log names the whole address. */
function locate(target: string, host: string, site: Site) {
	const own = host === '' || host === '_' ? site.domain : host;
	const address = target.startsWith('/') ? `http://${own}${target}` : target;
	return /^https?:\/\//i.test(address)
		? placeOf(address.replace(/;jsessionid=[^?#]*/i, ''))
		: undefined;
}
