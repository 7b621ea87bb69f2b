/**
 * Where a visit came from: a name both languages share (Zalo, Google, …), `gov.vn` for any other
 * government portal, the host of any other page, or `direct`.
 */
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

/** The source of an event from its referrer (host and path, '' when none) and user agent. */
export function sourceOf(referrer: string, userAgent: string): string {
	if (referrer === '') return apps.find(([pattern]) => pattern.test(userAgent))?.[1] ?? direct;
	const host = referrer.split('/', 1)[0] ?? '';
	return named.find(([pattern]) => pattern.test(host))?.[1] ?? (host || direct);
}

/** Host and path of a referring address; '' when it is missing, unreadable or the site itself. */
export function referrerOf(address: string, hostname: string): string {
	if (address === '' || !URL.canParse(address)) return '';
	const { protocol, hostname: host, pathname } = new URL(address);
	if (protocol === 'android-app:') return `${host}.app`;
	if (protocol !== 'http:' && protocol !== 'https:') return '';
	const from = host.replace(/^www\./, '');
	return from === hostname ? '' : from + (pathname === '/' ? '' : pathname);
}
