import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRequest, readTime, unescape } from '#lib/server/logs/apache.ts';
import { formats, named, recognise, understand } from '#lib/server/logs/formats.ts';
import { redact } from '#lib/server/logs/redact.ts';

const read = (name: string, line: string) => named(name)?.read(line, '', true);
const common = '192.0.2.7 - - [20/Jul/2026:17:00:00 +0700] "GET /a?b=1 HTTP/1.1" 200 512';
const combined = `${common} "https://www.google.com/" "Mozilla/5.0 (X11)"`;
const time = Date.parse('2026-07-20T10:00:00Z');

describe('a line of Apache or nginx', () => {
	it('is read in each of the four shapes, and in no other', () => {
		const lines: Record<string, string> = {
			common,
			combined,
			vhost_common: `pbgdpl.example.vn:443 ${common}`,
			vhost_combined: `pbgdpl.example.vn:443 ${combined}`
		};
		for (const [shape, line] of Object.entries(lines)) {
			expect(recognise([line]).name).toBe(shape);
			for (const { name } of formats) {
				const found = read(name, line);
				if (name !== shape) expect(found, `${shape} as ${name}`).toBeUndefined();
				else
					expect(found).toEqual({
						ip: '192.0.2.7',
						host: shape.startsWith('vhost') ? 'pbgdpl.example.vn' : '',
						time,
						method: 'GET',
						target: '/a?b=1',
						status: 200,
						referrer: shape.endsWith('combined') ? 'https://www.google.com/' : '',
						userAgent: shape.endsWith('combined') ? 'Mozilla/5.0 (X11)' : ''
					});
			}
		}
	});

	it.each([
		['an IPv6 client', '2001:db8::7 - - [', { ip: '2001:db8::7' }],
		['a client by name', 'may-1.example.vn - - [', { ip: 'may-1.example.vn' }],
		['a user with blanks', '192.0.2.7 - Nguyễn Văn A [', { ip: '192.0.2.7' }]
	])('may have %s', (_, start, expected) => {
		expect(read('combined', combined.replace('192.0.2.7 - - [', start))).toMatchObject(expected);
	});

	it('may carry further fields, as nginx and Traefik add them', () => {
		for (const more of [' "203.0.113.1"', ' 12 "router@docker" "http://10.0.0.2:80" 5ms', ' 0.004'])
			expect(read('combined', combined + more)?.userAgent).toBe('Mozilla/5.0 (X11)');
	});

	it('may have quotes, backslashes, bytes and quotes left as they were in a field', () => {
		const agent = (text: string) =>
			read('combined', combined.replace('Mozilla/5.0 (X11)', text))?.userAgent;
		expect(agent(String.raw`a \"b\" \\ c`)).toBe(String.raw`a "b" \ c`);
		expect(agent(String.raw`Lu\xe1\xba\xadt`)).toBe('Luật');
		expect(agent('a "b" c')).toBe('a "b');
		expect(agent('a"b"c')).toBe('a"b"c');
		expect(agent('-')).toBe('');
		expect(agent('')).toBe('');
	});

	it('may be cut short in its last field, unless it is still being written', () => {
		const cut = combined.slice(0, -5);
		expect(read('combined', cut)?.userAgent).toBe('Mozilla/5.0 (');
		expect(named('combined')?.read(cut, '', false)).toBeUndefined();
		expect(named('combined')?.read(combined, '', false)).toBeDefined();
	});

	it.each([
		['HTTP/2', 'GET /a HTTP/2.0', { method: 'GET', target: '/a' }],
		['HTTP/3', 'GET /a HTTP/3', { method: 'GET', target: '/a' }],
		['HTTP/0.9', 'GET /a', { method: 'GET', target: '/a' }],
		['blanks in the address', 'GET /a b c HTTP/1.1', { method: 'GET', target: '/a b c' }],
		['a whole address', 'GET http://x.vn/a HTTP/1.1', { method: 'GET', target: 'http://x.vn/a' }],
		['nothing', '-', { method: '', target: '' }],
		['a TLS greeting', '\x16\x03\x01\0', { method: '', target: '' }]
	])('has a request with %s', (_, request, expected) => {
		expect(readRequest(request)).toEqual(expected);
	});

	it('says nothing of status or size where the server wrote a dash', () => {
		const line = common.replace('200 512', '- -');
		expect(read('common', line)).toMatchObject({ status: 0 });
	});

	it.each([
		'31/Apr/2026:10:00:00 +0700',
		'29/Feb/2025:10:00:00 +0700',
		'00/Jan/2026:10:00:00 +0700',
		'20/Thg/2026:10:00:00 +0700',
		'20/Jul/2026:24:00:00 +0700',
		'20/Jul/2026:10:60:00 +0700',
		'20/Jul/2026:10:00:00 0700',
		'20/Jul/2026 10:00:00 +0700',
		'20/Jul/0026:10:00:00 +0000',
		''
	])('is not understood when its day or hour does not exist: %s', (stamp) => {
		expect(readTime(stamp)).toBeNaN();
	});

	it('has its moment in any time zone, leap days included', () => {
		expect(readTime('20/Jul/2026:17:00:00 +0700')).toBe(time);
		expect(readTime('20/Jul/2026:06:30:00 -0330')).toBe(time);
		expect(readTime('29/Feb/2024:00:00:00 +0000')).toBe(Date.UTC(2024, 1, 29));
	});
});

describe('whatever the bytes', () => {
	const pieces = fc.constantFrom('"', '\\', '[', ']', ' ', '-', '\\x', '" 200 5 "', combined, '#');
	const lines = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 300 }),
		fc
			.array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 40 })
			.map((p) => p.join('')),
		fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString())
	);

	it('no line makes a reader throw, and what is read is sound', () => {
		fc.assert(
			fc.property(lines, fc.boolean(), (line, isWhole) => {
				for (const format of formats) {
					const found = understand(line, format, '', isWhole);
					if (!found) continue;
					expect(Number.isSafeInteger(found.time)).toBe(true);
					expect(Number.isInteger(found.status)).toBe(true);
					expect(found.ip).not.toBe('');
				}
			}),
			{ numRuns: 3000 }
		);
	});

	it('what a server escapes is read back', () => {
		const escape = (text: string) =>
			[...Buffer.from(text)]
				.map((byte) => {
					if (byte === 34 || byte === 92) return `\\${String.fromCharCode(byte)}`;
					if (byte >= 32 && byte < 127) return String.fromCharCode(byte);
					return `\\x${byte.toString(16).padStart(2, '0')}`;
				})
				.join('');
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				expect(unescape(escape(text))).toBe(text);
				const line = combined.replace('Mozilla/5.0 (X11)', () => escape(text));
				if (text !== '-') expect(read('combined', line)?.userAgent).toBe(text);
			})
		);
	});

	it('a long hostile line costs no more than its length', () => {
		for (const part of ['"', '\\', ' [', '[', '" 1 1 "', 'a:', '\\x', '1.', ' ', '] "']) {
			const line = combined + part.repeat(60_000 / part.length);
			for (const { name } of formats) read(name, line);
			for (const { name } of formats) read(name, `1 - - [${part.repeat(60_000 / part.length)}`);
			redact(line);
		}
	});

	it('a quarantined line holds no address', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.ipV4(), fc.ipV6()),
				fc.constantFrom('', 'x ', '{"ip":"', 'a [b] '),
				fc.constantFrom('', ' y', '"}', ' - - [20/Jul/2026:17:00:00 +0700]'),
				(ip, before, after) => {
					fc.pre(ip.replace(/[^:.]/g, '').length >= 3);
					expect(redact(`${before}${ip}${after}`)).not.toContain(ip);
				}
			)
		);
		expect(redact('a [20/Jul/2026:17:00:00 +0700] b')).toBe('- [20/Jul/2026:17:00:00 +0700] b');
	});
});
