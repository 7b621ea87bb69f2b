import { describe, expect, it } from 'vitest';
import { read } from '#lib/server/intake/agent.ts';
import { derive, identify } from '#lib/server/intake/identity.ts';
import * as recents from '#lib/server/intake/recent.ts';
import { toDomain } from '#lib/site.ts';
import { appOf, referrerOf, sourceOf } from '#lib/source.ts';

const android =
	'Mozilla/5.0 (Linux; Android 13; SM-A536E; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/119.0 Mobile Safari/537.36';

describe('a user agent', () => {
	it.each([
		[`${android} Zalo android/12110539 ZaloTheme/light`, '', 'mobile', 'Zalo', 'Android'],
		[
			'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/119.0.218 Chrome/113.0.0.0 Safari/537.36',
			...['', 'desktop', 'Cốc Cốc', 'Windows']
		],
		[
			'Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1',
			...['', 'tablet', 'Safari', 'iOS']
		],
		[
			'Mozilla/5.0 (Linux; Android 12; CPH2359) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/118.0.0 Mobile Chrome/112.0.0.0 Mobile Safari/537.36',
			...['', 'mobile', 'Cốc Cốc', 'Android']
		],
		[
			'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Zalo iOS/546 ZaloTheme/light ZaloLanguage/vi',
			...['', 'mobile', 'Zalo', 'iOS']
		],
		['', '', 'other', '', '']
	])('of a person: %s', (text, bot, device, browser, os) => {
		const app = browser === 'Zalo' ? 'Zalo' : '';
		expect(read(text)).toEqual({ bot, device, browser, os, app });
	});

	it.each([
		[
			'Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)',
			'coccocbot-web'
		],
		[
			'Mozilla/5.0 (compatible; coccocbot-image/1.0; +http://help.coccoc.com/searchengine)',
			'coccocbot-image'
		],
		[
			'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
			'facebookexternalhit'
		],
		['Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)', 'bingbot'],
		['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'Googlebot'],
		['curl/8.5.0', 'curl'],
		['Mozilla/5.0 HeadlessChrome/120.0', 'HeadlessChrome']
	])('of a program: %s', (text, name) => {
		expect(read(text).bot).toBe(name);
	});
});

describe('a source', () => {
	it.each([
		['https://www.google.com.vn/search?q=luat', 'Google'],
		['https://l.facebook.com/l.php?u=x', 'Facebook'],
		['https://chat.zalo.me/', 'Zalo'],
		['https://coccoc.com/search?query=x', 'Cốc Cốc'],
		['https://www.tiktok.com/@a', 'TikTok'],
		['https://moj.gov.vn/tin', 'gov.vn'],
		['https://example.com/gov.vn', 'example.com'],
		['https://notgoogle.com/', 'notgoogle.com'],
		['android-app://com.zing.zalo/', 'Zalo'],
		['android-app://com.facebook.katana/', 'Facebook'],
		['android-app://com.google.android.googlequicksearchbox/', 'Google'],
		['android-app://com.example.reader/', 'com.example.reader.app'],
		['https://m.facebook.com/', 'Facebook'],
		['https://vt.tiktok.com/ZS1/', 'TikTok'],
		['https://oa.zalo.me/home', 'Zalo'],
		['https://dichvucong.gov.vn/p/home', 'gov.vn'],
		['https://pbgdpl.moj.gov.vn/', 'gov.vn'],
		['https://xgov.vn/', 'xgov.vn'],
		['https://gov.vn.example.com/', 'gov.vn.example.com'],
		['https://tiktok.com.example.net/', 'tiktok.com.example.net'],
		['https://accounts.google.com/', 'Google'],
		['https://www.own.vn/page', 'direct'],
		['nonsense', 'direct'],
		['', 'direct']
	])('%s is %s', (referrer, source) => {
		expect(sourceOf(referrerOf(referrer, 'own.vn'), '')).toBe(source);
	});

	it('is the app when a browser inside one sends no referrer', () => {
		expect(sourceOf('', appOf(`${android} Zalo android/1`))).toBe('Zalo');
	});
});

it('a domain is lower case, punycode, without www, port and final dot', () => {
	expect(toDomain(' https://WWW.Moj.gov.vn:8443/x?y ')).toBe('moj.gov.vn');
	expect(toDomain('phápluật.vn.')).toBe('xn--phplut-qta1412d.vn');
	expect(['', 'a b', 'http://', '//'].map(toDomain)).toEqual([...Array(4)]);
});

it('an event id is a UUID: the sender’s own, or one that follows from its word', () => {
	const own = 'A3F0C1D2-0000-4000-8000-000000000001';
	expect(identify(own)).toBe(own.toLowerCase());
	expect(identify('order 7')).toBe(derive('order 7'));
	expect(identify('order 7')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
	expect(identify(undefined)).not.toBe(identify(undefined));
});

it('recent ids are remembered exactly, per site, and the oldest forgotten', () => {
	const recent = recents.create(64);
	const ids = Array.from({ length: 200 }, (_, index) => derive(String(index)));
	for (const id of ids) {
		expect(recent.has(1, id)).toBe(false);
		recent.add(1, id);
		expect(recent.has(1, id)).toBe(true);
		expect(recent.has(2, id)).toBe(false);
	}
	expect(ids.slice(-64).every((id) => recent.has(1, id))).toBe(true);
	expect(ids.filter((id) => recent.has(1, id)).length).toBeLessThanOrEqual(128);
});
