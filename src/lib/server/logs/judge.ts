/**
 * What a request counts as: a page view, a download, or nothing, with the reason. Bots are judged
 * like people here; the intake keeps them apart by their user agent.
 */
import type { Event } from '../../event.ts';
import type { LeftOut, LogLine } from '../../log.ts';
import { referrerOf } from '../../source.ts';

const parts =
	/\.(css|js|mjs|map|json|xml|txt|rss|atom|ico|png|jpe?g|gif|svgz?|webp|avif|bmp|tiff?|cur|woff2?|ttf|otf|eot|wasm|webmanifest|swf|m3u8|ts|m4s)$/i;
const documents =
	/\.(pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|csv|zip|rar|7z|t?gz|bz2|xz|epub|mp[34]|avi|mov|wmv|apk|exe|msi|iso)$/i;
const redirects = new Set([301, 302, 303, 307, 308]);

const earliest = Date.parse('2000-01-01T00:00:00+07:00');
const day = 86_400_000;

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
	if (time < earliest || time > now + day) return 'time';
	const asked = locate(line, site);
	if (!asked) return 'request';
	const { hostname, path } = asked;
	if (parts.test(path)) return 'static';
	if (status === 206) return 'partial';
	const isDownload = documents.test(path);
	const base = {
		id: identify(),
		siteId: site.id,
		time,
		hostname,
		path,
		ip: line.ip,
		engagementMs: 0
	};
	return {
		...base,
		name: isDownload ? 'File Download' : 'pageview',
		referrer: referrerOf(line.referrer, hostname),
		userAgent: line.userAgent,
		interactive: true,
		scroll: 0,
		props: isDownload ? { url: `https://${hostname}${path}` } : {}
	};
}

/** Host and path of a request; a proxy's log names the whole address. */
function locate({ target, host }: LogLine, site: Site) {
	const own = (host || site.domain).replace(/^www\./, '');
	if (target.startsWith('/')) return { hostname: own, path: target.split(/[?#;]/, 1)[0] || '/' };
	if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return undefined;
	const { hostname, pathname } = new URL(target);
	return { hostname: hostname.replace(/^www\./, ''), path: pathname };
}
