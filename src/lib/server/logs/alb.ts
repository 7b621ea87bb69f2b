/**
 * Access logs of Application Load Balancers (AWS): words, then the request and the user agent in quotes.
 * They keep no referrer. Fields were added at the end over the years; only the first fourteen are read.
 *
 * `https 2026-07-20T10:00:00.186641Z app/my-lb/50dc6c49 192.0.2.7:2817 10.0.0.1:80 0.000 0.001 0.000 200 200
 * 34 366 "GET https://host:443/a?b=1 HTTP/2.0" "user agent" …`
 *
 * Source: Elastic Load Balancing, “Access logs for your Application Load Balancer”, log entry syntax.
 */
import { isIP } from 'node:net';
import type { LogLine } from '../../log.ts';
import { quoted, readRequest, unescape } from './apache.ts';

const words =
	/^(?:https?|h2|grpcs|wss?) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z) \S{1,200} (\S{1,60}) \S{1,60} -?[\d.]{1,20} -?[\d.]{1,20} -?[\d.]{1,20} (\d{3}|-) (?:\d{3}|-) (?:\d{1,19}|-) (?:\d{1,19}|-) (?=")/;

/** One request, or undefined when the line is none of a load balancer. */
export function read(line: string, _layout: string, isWhole: boolean): LogLine | undefined {
	const found = words.exec(line);
	if (!found) return undefined;
	const [start, moment = '', client = '', status = ''] = found;
	const time = Date.parse(moment);
	// The address ends before the last colon; one of IPv6 may stand in brackets.
	const ip = client.replace(/:\d{1,5}$/, '').replace(/^\[(.*)\]$/, '$1');
	const request = quoted(line, start.length);
	const userAgent = request && quoted(line, request.after + 1, isWhole);
	if (Number.isNaN(time) || isIP(ip) === 0 || !userAgent) return undefined;
	const { method, target } = readRequest(unescape(request.text));
	const address = target !== '' && URL.canParse(target) ? new URL(target) : undefined;
	return {
		...{ ip, time, method, referrer: '' },
		// What the balancer could not make out, it writes as `- http://host:80- `.
		target: address ? address.pathname + address.search : target,
		status: Number(status === '-' ? 0 : status),
		userAgent: userAgent.text === '-' ? '' : unescape(userAgent.text),
		host: address?.hostname ?? ''
	};
}
