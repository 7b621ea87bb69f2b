/**
 * Logs with one JSON object a line: nginx (whose operator names the fields, usually after its own
 * variables), Caddy and Traefik.
 */
import type { LogLine } from '../../log.ts';
import { readRequest, readTime } from './apache.ts';

type Fields = Record<string, unknown>;

function parse(line: string): Fields | undefined {
	if (!line.trimStart().startsWith('{')) return undefined;
	try {
		return JSON.parse(line) as Fields;
	} catch {
		return undefined;
	}
}

/** The first of these fields that holds something; `-` is nothing, a list gives its first value. */
function text(fields: Fields, ...names: string[]): string {
	for (const name of names) {
		const field = fields[name];
		const value: unknown = Array.isArray(field) ? field[0] : field;
		if (typeof value === 'number') return String(value);
		if (typeof value === 'string' && value !== '' && value !== '-') return value;
	}
	return '';
}

/** A moment written as seconds or milliseconds since the epoch, in ISO 8601 or as Apache writes it. */
export function readMoment(moment: string): number {
	if (/^\d{1,10}(\.\d{1,9})?$/.test(moment)) return Math.round(Number(moment) * 1000);
	if (/^\d{13}(\.\d{1,9})?$/.test(moment)) return Math.round(Number(moment));
	if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(moment)) return readTime(moment);
	const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(moment);
	return Date.parse(moment.replace(' ', 'T') + (hasZone ? '' : 'Z'));
}

function complete(line: Omit<LogLine, 'status'>, status: string): LogLine | undefined {
	const { ip, time } = line;
	if (ip === '' || Number.isNaN(time) || !/^(\d{1,3})?$/.test(status)) return undefined;
	const host = line.host.replace(/:\d{1,5}$/, '').toLowerCase();
	const { method } = readRequest(`${line.method} ${line.target}`);
	return { ...line, host, method, target: method && line.target, status: Number(status) };
}

/** nginx's `log_format … escape=json`; fields bear the names of its variables or common short ones. */
export function nginx(line: string): LogLine | undefined {
	const fields = parse(line);
	if (!fields) return undefined;
	const request = readRequest(text(fields, 'request'));
	const query = text(fields, 'args', 'query_string');
	const path = text(fields, 'request_uri', 'uri', 'path', 'url');
	return complete(
		{
			ip: text(fields, 'remote_addr', 'remote_ip', 'client_ip', 'client', 'clientip'),
			time: readMoment(
				text(fields, 'time_iso8601', 'msec', 'time_local', '@timestamp', 'timestamp', 'time', 'ts')
			),
			method: request.method || text(fields, 'request_method', 'method', 'verb'),
			target: request.target || (query && !path.includes('?') ? `${path}?${query}` : path),
			referrer: text(fields, 'http_referer', 'http_referrer', 'referer', 'referrer'),
			userAgent: text(fields, 'http_user_agent', 'user_agent', 'agent', 'ua'),
			host: text(fields, 'host', 'http_host', 'server_name', 'vhost')
		},
		text(fields, 'status', 'status_code', 'response')
	);
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

export function caddy(line: string): LogLine | undefined {
	const fields = parse(line);
	const request = fields?.['request'];
	if (!fields || !isFields(request)) return undefined;
	const headers = isFields(request['headers']) ? request['headers'] : {};
	const address = text(request, 'remote_addr').replace(/:\d{1,5}$/, '');
	return complete(
		{
			ip: text(request, 'client_ip', 'remote_ip') || address.replace(/^\[|\]$/g, ''),
			time: readMoment(text(fields, 'ts')),
			method: text(request, 'method'),
			target: text(request, 'uri'),
			referrer: text(headers, 'Referer'),
			userAgent: text(headers, 'User-Agent'),
			host: text(request, 'host')
		},
		text(fields, 'status')
	);
}

export function traefik(line: string): LogLine | undefined {
	const fields = parse(line);
	if (!fields || !('RequestMethod' in fields)) return undefined;
	return complete(
		{
			ip: text(fields, 'ClientHost', 'ClientAddr'),
			time: readMoment(text(fields, 'StartUTC', 'time', 'StartLocal')),
			method: text(fields, 'RequestMethod'),
			target: text(fields, 'RequestPath'),
			referrer: text(fields, 'request_Referer', 'request_referer'),
			userAgent: text(fields, 'request_User-Agent', 'request_user-agent'),
			host: text(fields, 'RequestHost', 'RequestAddr')
		},
		text(fields, 'DownstreamStatus', 'OriginStatus')
	);
}
