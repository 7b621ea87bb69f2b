/** What the simulated country is made of: browsers, robots, pages, referrers, portals. */
export type Device = 'desktop' | 'mobile' | 'tablet';

const mozilla = 'Mozilla/5.0';
const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const apple = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';

/** Browsers as they introduce themselves, phones first as in Vietnam. */
export const browsers: readonly { userAgent: string; device: Device }[] = [
	{
		device: 'mobile',
		userAgent: `${mozilla} (Linux; Android 14; SM-A155F) ${webkit} Chrome/141.0.0.0 Mobile Safari/537.36`
	},
	{
		device: 'mobile',
		userAgent: `${mozilla} (Linux; Android 15; CPH2637) ${webkit} Chrome/142.0.0.0 Mobile Safari/537.36`
	},
	{
		device: 'mobile',
		userAgent: `${mozilla} (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${apple} Version/18.5 Mobile/15E148 Safari/604.1`
	},
	{
		device: 'mobile',
		userAgent: `${mozilla} (Linux; Android 14; SM-A055F; wv) ${webkit} Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36 Zalo android/25100 ZaloTheme/light ZaloLanguage/vi`
	},
	{
		device: 'desktop',
		userAgent: `${mozilla} (Windows NT 10.0; Win64; x64) ${webkit} Chrome/142.0.0.0 Safari/537.36`
	},
	{
		device: 'desktop',
		userAgent: `${mozilla} (Windows NT 10.0; Win64; x64) ${webkit} coc_coc_browser/138.0.240 Chrome/132.0.0.0 Safari/537.36`
	},
	{
		device: 'desktop',
		userAgent: `${mozilla} (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0`
	},
	{
		device: 'desktop',
		userAgent: `${mozilla} (Macintosh; Intel Mac OS X 10_15_7) ${apple} Version/18.6 Safari/605.1.15`
	},
	{
		device: 'tablet',
		userAgent: `${mozilla} (iPad; CPU OS 17_6 like Mac OS X) ${apple} Version/17.6 Mobile/15E148 Safari/604.1`
	}
];

/** Programs that read pages, with the names they are known by; they are counted apart from people. */
export const robots: readonly { name: string; userAgent: string }[] = [
	{
		name: 'Googlebot',
		userAgent: `${mozilla} (compatible; Googlebot/2.1; +http://www.google.com/bot.html)`
	},
	{
		// dressed as a telephone
		name: 'Googlebot',
		userAgent: `${mozilla} (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) ${webkit} Chrome/141.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)`
	},
	{
		name: 'coccocbot-web',
		userAgent: `${mozilla} (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)`
	},
	{
		name: 'bingbot',
		userAgent: `${mozilla} (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)`
	},
	{
		name: 'facebookexternalhit',
		userAgent: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)'
	},
	{ name: 'curl', userAgent: 'curl/8.5.0' }
];

export const pages: readonly string[] = [
	'/',
	'/tin-tuc',
	'/van-ban/luat-dat-dai-2024',
	'/van-ban/luat-can-cuoc',
	'/hoi-dap',
	'/hoi-dap/thu-tuc-khai-sinh',
	'/tai-lieu/to-gap-phong-chong-bao-luc-gia-dinh',
	'/cuoc-thi/tim-hieu-phap-luat',
	'/tu-sach-phap-luat',
	'/lien-he'
];

export const referrers: readonly string[] = [
	'',
	'',
	'https://www.google.com/',
	'https://coccoc.com/search',
	'https://www.facebook.com/',
	'https://zalo.me/',
	'https://www.tiktok.com/',
	'https://moj.gov.vn/'
];

/** Provinces (codes since 1 July 2025) that the simulation treats as pilots. */
export const pilotProvinces: readonly string[] = ['01', '48', '68', '79', '92'];
