import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats, recognise, understand } from '#lib/server/logs/formats.ts';
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
	alb: [
		'h2 2026-07-20T10:00:00.000000Z app/cong/50dc6c495c0c9188 192.0.2.7:48160 10.0.1.2:80 0.000 0.002 0.000 200 200 5 257 "GET https://pbgdpl.example.vn:443/a?b=1 HTTP/2.0" "Mozilla/5.0 (X11)" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:x:1:targetgroup/t/7 "Root=1-58337327-72bd00b0343d75b906739c42" "pbgdpl.example.vn" "arn:aws:acm:x:1:certificate/1" 1 2026-07-20T10:00:00.000000Z "forward" "-" "-" "10.0.1.2:80" "200" "-" "-"'
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
		const referrer = name === 'alb' ? '' : expected.referrer;
		expect(understand(lines.at(-1)!, format, layout, true)).toEqual({ ...expected, referrer });
	});

	it('a load balancer’s line is read with IPv6, escapes, no answer and what it could not make out', () => {
		const line = (client: string, status: string, request: string, agent = '"curl/8.5.0"') =>
			`https 2026-07-20T10:00:00.123456Z app/a/b ${client} - -1 -1 -1 ${status} - 0 0 "${request}" ${agent}`;
		const alb = formats.find(({ name }) => name === 'alb')!;
		const read = (text: string, isWhole = true) => alb.read(text, '', isWhole);
		expect(read(line('[2001:db8::7]:443', '460', 'GET http://a.vn:80/x HTTP/1.1'))).toMatchObject({
			...{ ip: '2001:db8::7', status: 460, host: 'a.vn', target: '/x', userAgent: 'curl/8.5.0' },
			time: Date.parse('2026-07-20T10:00:00.123Z')
		});
		expect(read(line('2001:db8::7:443', '200', 'POST wss://a.vn:443/x?y HTTP/1.1'))).toMatchObject({
			...{ ip: '2001:db8::7', method: 'POST', target: '/x?y' }
		});
		expect(read(line('192.0.2.7:1', '-', '- http://a.vn:80- ', '"-"'))).toMatchObject({
			...{ method: '', target: '', status: 0, userAgent: '' }
		});
		expect(
			read(line('192.0.2.7:1', '200', 'GET http://a.vn:80/ HTTP/1.1', '"a \\"b\\" c"'))?.userAgent
		).toBe('a "b" c');
		const growing = line('192.0.2.7:1', '200', 'GET http://a.vn:80/ HTTP/1.1', '"Mozil');
		expect(read(growing, false)).toBeUndefined();
		expect(read(growing)?.userAgent).toBe('Mozil');
		for (const wrong of [line('nobody:1', '200', 'GET / HTTP/1.1'), line('', '', '').slice(0, 40)])
			expect(read(wrong)).toBeUndefined();
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
