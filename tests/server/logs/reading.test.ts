/** The quick way of reading a log's lines says exactly what the long way says, whatever the lines. */
import fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pieces, longestLine } from '#lib/server/logs/lines.ts';
import { read, type Job } from '#lib/server/logs/reading.ts';
import { lineHashes, uuidOf } from '#lib/server/logs/secret.ts';

const secret = Buffer.alloc(32, 7);
const site = { id: 3, domain: 'www.pbgdpl.example.vn' };
const now = Date.parse('2026-11-24T10:00:00Z');
const days = ['2026-07-20', '2026-07-21', '2024-02-29', '2024-03-01', '2015-05-17', '2026-11-24'];
const salts = new Map(days.map((day) => [day, day.replaceAll('-', '').repeat(8)]));

const jobOf = (text: string, more: Partial<Job> = {}): Job => ({
	...{ bytes: Buffer.from(text), isEnded: text.endsWith('\n'), first: 0, skip: 0 },
	...{ format: 'combined', layout: '', site, secret, fingerprint: 'f'.repeat(64), now, room: 5 },
	...more
});

/** What a piece is read as, in both ways; they must be equal. */
function both(text: string, more: Partial<Job> = {}) {
	const [quick, long] = [true, false].map((swift) => {
		const found = read(jobOf(text, { swift, ...more }), salts);
		return { ...found, body: Buffer.from(found.body).toString() };
	});
	expect(quick).toEqual(long);
	return quick!;
}

const one = <T>(...values: T[]) => fc.constantFrom(...values);
const rarely = <T>(usual: T, ...others: T[]) =>
	fc.oneof(
		{ weight: 6, arbitrary: one(usual) },
		{ weight: others.length, arbitrary: one(...others) }
	);

const stamps = [
	...['20/Jul/2026:17:00:00 +0700', '20/Jul/2026:17:00:60 +0700', '20/Jul/2026:17:00:6x +0700'],
	...['31/Apr/2026:10:00:00 +0700', '29/Feb/2024:23:59:59 -0330', '20/Jul/2026:17:00:00 +1500'],
	...['17/May/2015:10:05:03 +0000', '20/Jul/1999:17:00:00 +0700', '24/Nov/2026:10:59:59 +0000'],
	...['24/Nov/2026:11:00:01 +0000', '20/Jul/2026:24:00:00 +0700', '', '20/Jul/2026:17:00:00']
];
const requests = [
	...[
		'GET /van-ban/1 HTTP/1.1',
		'GET /luat.pdf HTTP/2.0',
		'GET /a.png HTTP/1.1',
		'HEAD / HTTP/1.1'
	],
	...[
		'GET /Luật/%C4%91 HTTP/1.1',
		'POST /x?y=1#z HTTP/1.0',
		'GET  /a  HTTP/1.1',
		'GET /a b c',
		'-'
	],
	...[
		'GET http://khac.vn/a HTTP/1.1',
		'GET https://pbgdpl.example.vn/b HTTP/1.1',
		'GET',
		'',
		'G\u0000'
	],
	...[
		'GET /;jsessionid=1?a HTTP/1.1',
		'GET /a"b HTTP/1.1',
		'GET /a" 200 1 HTTP/1.1',
		'GET \\x16\\x03'
	],
	...[
		`GET /${'d'.repeat(2100)} HTTP/1.1`,
		'GET //x HTTP/1.1',
		'GET * HTTP/1.1',
		'get /A.PDF HTTP/1.1'
	]
];
const agents = [
	...['Mozilla/5.0 (Windows NT 10.0) Chrome/120.0.0.0 Safari/537.36', '-', '', 'Googlebot/2.1'],
	...[
		'Zalo iOS/1',
		'a "b" c',
		'a\\"b',
		'x'.repeat(500),
		'Trình duyệt',
		'Mạ\u0301y\u0000bot/1',
		'\ud800',
		'curl/8 [',
		'] "'
	]
];
const referrers = [
	...['-', '', 'https://www.google.com/', 'https://pbgdpl.example.vn/a', 'javascript:1', 'khác'],
	...['android-app://com.zing.zalo', 'http://[', 'https://x.gov.vn/a?b#c', 'a" "b', 'a\\x41']
];

const line = fc
	.tuple(
		rarely(
			'192.0.2.7 - - [',
			'2001:db8::7 - an [',
			'a b [',
			'x.vn:443 192.0.2.7 - - [',
			'1 - [a] - ['
		),
		rarely(stamps[0]!, ...stamps),
		rarely('] "', ']"', '] ', '', ' "'),
		fc.oneof(one(...requests), fc.string({ unit: 'binary', maxLength: 12 })),
		rarely('" 200 512', '" 404 -', '" - -', '" 301 1', '" 206 9', '" 200', '" 2000 1', '" 200 1x'),
		fc.oneof(
			{
				weight: 5,
				arbitrary: fc
					.tuple(rarely('-', ...referrers), one(...agents))
					.map(([a, b]) => ` "${a}" "${b}"`)
			},
			one('', ' ', ' "-"', ' "-" "a', ' "-" x', ' "-" "a"b', '\t')
		),
		rarely('', '', ' 0.004', ' "203.0.113.1"', ' ', '\\', '"')
	)
	.map((parts) => parts.join(''));
const other = fc.oneof(
	one('', ' ', '#Fields: date time', '# x', 'rác', '"', '\\', ' [', '\u2028', '\ufeff'),
	fc.string({ unit: 'binary', maxLength: 60 }),
	fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('latin1'))
);
/** A line with some of its characters taken away, doubled or exchanged. */
const hurt = fc
	.tuple(line, fc.nat(300), fc.nat(4), one('', '"', '\\', ' ', '[', '\r', 'é'))
	.map(([text, at, gone, put]) => text.slice(0, at) + put + text.slice(at + gone));
const logs = fc
	.tuple(
		fc.array(
			fc.tuple(
				fc.oneof({ weight: 6, arbitrary: line }, { weight: 2, arbitrary: hurt }, other),
				rarely('\n', '\r\n', '\n\n', '\r\r\n')
			),
			{ maxLength: 12 }
		),
		fc.boolean()
	)
	.map(([lines, isEnded]) => {
		const text = lines.map((pair) => pair.join('')).join('');
		return isEnded ? text : text.replace(/\r*\n+$/, '');
	});

describe('a piece of a log', () => {
	it('is read the same the quick way and the long way', () => {
		const skip = fc.nat(3);
		fc.assert(
			fc.property(logs, one('combined', 'common'), skip, (text, format, skip) => {
				both(text, { format, skip });
			}),
			{ numRuns: 4000 }
		);
	});

	it('is the same in parts as in one, each line with its own number', () => {
		fc.assert(
			fc.property(fc.array(line, { minLength: 2, maxLength: 8 }), fc.nat(7), (lines, at) => {
				const cut = Math.min(at, lines.length - 1);
				const text = (part: string[]) =>
					part.map((one) => `${one.replaceAll('\n', '')}\n`).join('');
				const whole = both(text(lines));
				const parts = [
					both(text(lines.slice(0, cut))),
					both(text(lines.slice(cut)), { first: cut })
				];
				expect(
					parts
						.map(({ body }) => body)
						.filter(Boolean)
						.join('\n')
				).toBe(whole.body);
				expect(both(text(lines), { skip: cut }).body).toBe(parts[1]!.body);
			}),
			{ numRuns: 500 }
		);
	});

	it('says which days’ salts it needs, and makes no key without one', () => {
		const at = (day: string) =>
			`192.0.2.7 - - [${day}:12:00:00 +0000] "GET / HTTP/1.1" 200 1 "-" "x"\n`;
		const text =
			at('01/Jan/2026') + at('20/Jul/2026') + at('20/Jul/2026').repeat(2) + at('02/Jan/2026');
		expect(both(text)).toMatchObject({
			missing: ['2026-01-01', '2026-01-02'],
			events: 0,
			body: ''
		});
		expect(both(at('20/Jul/2026'))).toMatchObject({ missing: [], events: 1 });
	});

	it('counts a bot, a download and a search engine’s visitor as the journal names them', () => {
		const of = (request: string, referrer: string, agent: string) =>
			`192.0.2.7 - - [20/Jul/2026:17:00:09 +0700] "${request} HTTP/1.1" 200 1 "${referrer}" "${agent}"\n`;
		const { body, tally } = both(
			of('GET /a', 'https://www.google.com/', 'Mozilla/5.0 (X11; Linux x86_64) Firefox/99.0') +
				of('GET /l.pdf', '-', 'Googlebot/2.1')
		);
		const [first, second] = body.split('\n').map((text) => JSON.parse(text) as unknown[]);
		expect(first!.slice(1, 4)).toEqual(['2026-07-20', 3, '']);
		expect(first!.slice(5)).toEqual([
			...['2026-07-20 10:00:09.000', 'pageview', 'pbgdpl.example.vn', '/a', 'google.com', 'Google'],
			...['desktop', 'Firefox', 'Linux', true, 0, 0, {}, '2026-11-24 10:00:00.000']
		]);
		expect([second![3], second![6], second![17]]).toEqual([
			...['Googlebot', 'File Download', { url: 'https://pbgdpl.example.vn/l.pdf' }]
		]);
		expect(tally).toMatchObject({ events: 2, bots: 1, pageViews: 1, downloads: 1 });
	});
});

it('a line’s id is the keyed hash of its place, as a UUID', () => {
	const hashOf = lineHashes(secret, 12, 'ab'.repeat(32));
	const idOf = (line: number) => uuidOf(hashOf(line));
	for (const line of [0, 7, 123_456_789]) {
		const text = `line\n12\n${'ab'.repeat(32)}\n${line}`;
		const bytes = createHmac('sha256', secret).update(text).digest();
		bytes[6] = (bytes[6]! & 15) | 128;
		bytes[8] = (bytes[8]! & 63) | 128;
		expect(idOf(line).replaceAll('-', '')).toBe(bytes.toString('hex', 0, 16));
		expect(idOf(line)).toMatch(/^.{8}-.{4}-8.{3}-[89ab].{3}-.{12}$/);
	}
});

describe('pieces of a stream', () => {
	async function* chunks(content: Buffer, size: number) {
		for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
	}
	async function collect(content: Buffer, size: number, most: number) {
		const found = [];
		for await (const piece of pieces(chunks(content, size), most)) found.push(piece);
		return found;
	}

	it('are whole lines and together the stream', async () => {
		const texts = fc.array(one('a', 'bc', '\n', '\n\n', 'Luật')).map((list) => list.join(''));
		const size = fc.integer({ min: 1, max: 9 });
		await fc.assert(
			fc.asyncProperty(texts, size, fc.integer({ min: 1, max: 20 }), async (text, size, most) => {
				const found = await collect(Buffer.from(text), size, most);
				expect(Buffer.concat(found.map(({ bytes }) => bytes)).toString()).toBe(text);
				for (const [index, { bytes, isEnded }] of found.entries()) {
					expect(bytes.at(-1) === 10).toBe(isEnded);
					if (!isEnded) expect(index).toBe(found.length - 1);
				}
			})
		);
	});

	it('hold a long line only up to what a line may be, however it arrives', async () => {
		const long = `${'x'.repeat(3 * longestLine)}y`;
		const content = Buffer.from(`a\n${long}\nb\n${long}`);
		for (const size of [1000, longestLine, longestLine + 1, content.length]) {
			const found = await collect(content, size, 50_000);
			const lines = Buffer.concat(found.map(({ bytes }) => bytes))
				.toString()
				.split('\n');
			expect(lines.map(({ length }) => length)).toEqual([1, longestLine, 1, longestLine]);
			expect(found.at(-1)?.isEnded).toBe(false);
		}
	});
});
