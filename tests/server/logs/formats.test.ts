import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recognise, understand } from '#lib/server/logs/formats.ts';
import { readMoment } from '#lib/server/logs/json.ts';

const expected = {
	ip: '192.0.2.7',
	time: Date.parse('2026-07-20T10:00:00Z'),
	method: 'GET',
	target: '/a?b=1',
	status: 200,
	referrer: 'https://www.google.com/',
	userAgent: 'Mozilla/5.0 (X11)',
	host: 'pbgdpl.example.vn'
};

const logs: Record<string, string[]> = {
	nginx_json: [
		JSON.stringify({
			time_iso8601: '2026-07-20T17:00:00+07:00',
			remote_addr: '192.0.2.7',
			request: 'GET /a?b=1 HTTP/2.0',
			status: '200',
			http_referer: 'https://www.google.com/',
			http_user_agent: 'Mozilla/5.0 (X11)',
			host: 'pbgdpl.example.vn'
		})
	],
	caddy: [
		JSON.stringify({
			level: 'info',
			ts: 1784541600,
			logger: 'http.log.access.log0',
			msg: 'handled request',
			request: {
				remote_ip: '192.0.2.7',
				remote_port: '41342',
				proto: 'HTTP/2.0',
				method: 'GET',
				host: 'pbgdpl.example.vn',
				uri: '/a?b=1',
				headers: { 'User-Agent': ['Mozilla/5.0 (X11)'], Referer: ['https://www.google.com/'] }
			},
			status: 200
		})
	],
	traefik: [
		JSON.stringify({
			ClientHost: '192.0.2.7',
			DownstreamStatus: 200,
			RequestHost: 'pbgdpl.example.vn',
			RequestMethod: 'GET',
			RequestPath: '/a?b=1',
			StartUTC: '2026-07-20T10:00:00.000000000Z',
			'request_User-Agent': 'Mozilla/5.0 (X11)',
			request_Referer: 'https://www.google.com/',
			time: '2026-07-20T10:00:01Z'
		})
	],
	w3c: [
		'#Software: Microsoft Internet Information Services 10.0',
		'#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query c-ip cs(User-Agent) cs(Referer) cs-host sc-status time-taken',
		'2026-07-20 10:00:00 10.0.0.1 GET /a b=1 192.0.2.7 Mozilla/5.0+(X11) https://www.google.com/ pbgdpl.example.vn 200 15'
	]
};

describe('the formats beside those of Apache', () => {
	it.each(Object.keys(logs))('%s is recognised from its content and read', (name) => {
		const lines = logs[name]!;
		const format = recognise(lines);
		expect(format.name).toBe(name);
		const layout = lines.map((line) => format.layout?.(line)).find(Boolean) ?? '';
		expect(understand(lines.at(-1)!, format, layout, true)).toEqual(expected);
	});

	it('a W3C log that holds only its header is recognised too', () => {
		expect(recognise(logs['w3c']!.slice(0, 2)).name).toBe('w3c');
	});

	it('knows moments as seconds, milliseconds, ISO 8601 and Apache write them', () => {
		for (const moment of [
			'1784541600',
			'1784541600.000',
			'1784541600000',
			'2026-07-20T17:00:00+07:00',
			'2026-07-20 10:00:00',
			'20/Jul/2026:17:00:00 +0700'
		])
			expect(readMoment(moment)).toBe(expected.time);
		for (const moment of ['', 'hôm qua', '2026-13-20T10:00:00Z', 'Infinity'])
			expect(readMoment(moment)).toBeNaN();
	});

	it('never throw on JSON of another kind', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.json(),
					fc.json().map((text) => `{"request":${text}}`)
				),
				(line) => {
					for (const lines of Object.values(logs)) understand(line, recognise(lines), 'a b', true);
				}
			)
		);
	});
});
