/**
 * Where a visit came from: a name both languages share (Zalo, Google, …), `gov.vn` for any other
 * government portal, the host of any other page, or `direct`.
 */
import { memo } from './memo.ts';

export const direct = 'direct';
export const government = 'gov.vn';

const named: [RegExp, string][] = [
	[/(^|\.)(zalo\.(me|vn|ai)|zaloapp\.com|zalo|com\.zing\.zalo\.app)$/, 'Zalo'],
	[
		/(^|\.)(facebook\.com|fb\.com|fb\.me|fb\.watch|messenger\.com|m\.me|com\.facebook\.(katana|orca|lite)\.app)$/,
		'Facebook'
	],
	[
		/(^|\.)(tiktok\.com|tiktokv\.com|com\.(ss\.android\.ugc\.trill|zhiliaoapp\.musically)\.app)$/,
		'TikTok'
	],
	[/(^|\.)(coccoc\.com|coccoc|com\.coccoc\.trinhduyet\.app)$/, 'Cốc Cốc'],
	[/(^|\.)(youtube\.com|youtu\.be)$/, 'YouTube'],
	[
		/(^|\.)(google(\.[a-z]{2,3}){1,2}|com\.google\.android\.(googlequicksearchbox|gm)\.app)$/,
		'Google'
	],
	[/(^|\.)bing\.com$/, 'Bing'],
	[/(^|\.)(instagram\.com|threads\.net)$/, 'Instagram'],
	[/(^|\.)(twitter\.com|x\.com|t\.co)$/, 'X'],
	[/(^|\.)gov\.vn$/, government]
];

/** Browsers inside an app send no referrer, but say in their name which app they live in. */
const apps: [RegExp, string][] = [
	[/\bZalo\b/i, 'Zalo'],
	[/\bFB(AN|AV|_IAB)\b/, 'Facebook'],
	[/musical_ly|BytedanceWebview|TikTok/i, 'TikTok']
];

/** The app around a browser, '' for none. */
export function appOf(userAgent: string): string {
	return apps.find(([pattern]) => pattern.test(userAgent))?.[1] ?? '';
}

const sourceOfHost = memo(
	5000,
	(host) => named.find(([pattern]) => pattern.test(host))?.[1] ?? (host || direct)
);

/** The source of an event from its referrer (host and path, '' when none) and the app around the browser. */
export function sourceOf(referrer: string, app: string): string {
	if (referrer === '') return app || direct;
	return sourceOfHost(referrer.split('/', 1)[0] ?? '');
}

type Place = { host: string; path: string };
const nowhere: Place = { host: '', path: '' };

const placeOf = memo(5000, (address): Place => {
	if (!URL.canParse(address)) return nowhere;
	const { protocol, hostname, pathname } = new URL(address);
	if (protocol === 'android-app:') return { host: `${hostname}.app`, path: '' };
	if (protocol !== 'http:' && protocol !== 'https:') return nowhere;
	return { host: hostname.replace(/^www\./, ''), path: pathname === '/' ? '' : pathname };
});

/** Host and path of a referring address; '' when it is missing, unreadable or the site itself. */
export function referrerOf(address: string, hostname: string): string {
	if (address === '') return '';
	const { host, path } = placeOf(address);
	return host === hostname ? '' : host + path;
}
