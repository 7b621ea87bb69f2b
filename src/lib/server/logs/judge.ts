/**
 * What a request counts as: a page view, a download, or nothing, with the reason. Bots are judged
 * like people here; the intake keeps them apart by their user agent.
 */
import { isPossible, type Event } from '../../event.ts';
import type { LeftOut, LogLine } from '../../log.ts';
import { referrerOf } from '../../source.ts';
import { placeOf } from '../intake/protocols/reading.ts';

const parts =
	/\.(css|js|mjs|map|json|xml|txt|rss|atom|ico|png|jpe?g|gif|svgz?|webp|avif|bmp|tiff?|cur|woff2?|ttf|otf|eot|wasm|webmanifest|swf|m3u8|ts|m4s)$/i;
const documents =
	/\.(pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|csv|zip|rar|7z|t?gz|bz2|xz|epub|mp[34]|avi|mov|wmv|apk|exe|msi|iso)$/i;
const redirects = new Set([301, 302, 303, 307, 308]);

export type Site = { id: number; domain: string };

/** The event a request is counted as, or why it is left out. `now` in milliseconds. */
export function judge(
	line: LogLine,
	site: Site,
	identify: () => string,
	now: number
): Event | LeftOut {
	const { status, method, time } = line;
	if (method === '') return 'request';
	if (method !== 'GET' && method !== 'POST') return 'method';
	if (status >= 400 || status < 200) return 'status';
	if (redirects.has(status)) return 'redirect';
	if (!isPossible(time, now)) return 'time';
	const asked = locate(line, site);
	if (!asked) return 'request';
	if (asked.hostname !== site.domain.replace(/^www\./, '')) return 'host';
	const { hostname, path } = asked;
	if (parts.test(path)) return 'static';
	if (status === 206) return 'partial';
	const isDownload = documents.test(path);
	return {
		id: identify(),
		siteId: site.id,
		time,
		name: isDownload ? 'File Download' : 'pageview',
		hostname,
		path,
		referrer: referrerOf(line.referrer, hostname),
		ip: line.ip,
		userAgent: line.userAgent,
		interactive: true,
		engagementMs: 0,
		scroll: 0,
		props: isDownload ? { url: `https://${hostname}${path}` } : {}
	};
}

/** Host and path of a request, in the form trackers send them; a proxy's log names the whole address. */
function locate({ target, host }: LogLine, site: Site) {
	const own = host === '' || host === '_' ? site.domain : host;
	const address = target.startsWith('/') ? `http://${own}${target}` : target;
	return /^https?:\/\//i.test(address)
		? placeOf(address.replace(/;jsessionid=[^?#]*/i, ''))
		: undefined;
}
