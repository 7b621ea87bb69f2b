/**
 * The W3C extended format of IIS: a comment `#Fields: date time c-ip …` names the columns of the
 * lines after it, times are in UTC, blanks inside a value are written as `+`.
 */
import type { LogLine } from '../../log.ts';
import { readRequest } from './apache.ts';

/** The columns that a comment names, or undefined for any other line. */
export function layout(line: string): string | undefined {
	return /^#Fields:\s*(\S.*?)\s*$/.exec(line.slice(0, 4000))?.[1];
}

export function read(line: string, columns: string, isWhole: boolean): LogLine | undefined {
	if (columns === '' || !isWhole) return undefined;
	const names = columns.split(/\s+/);
	const values = line.trim().split(/\s+/);
	if (values.length !== names.length) return undefined;
	const value = (name: string) => {
		const found = values[names.indexOf(name)];
		return found === undefined || found === '-' ? '' : found;
	};
	const time = Date.parse(`${value('date')}T${value('time')}Z`);
	const status = value('sc-status');
	if (Number.isNaN(time) || value('c-ip') === '' || !/^\d{0,3}$/.test(status)) return undefined;
	const query = value('cs-uri-query');
	const path = value('cs-uri-stem') || value('cs-uri');
	return {
		ip: value('c-ip'),
		time,
		...readRequest(`${value('cs-method')} ${query ? `${path}?${query}` : path}`),
		status: Number(status),
		referrer: value('cs(Referer)'),
		userAgent: value('cs(User-Agent)').replaceAll('+', ' '),
		host: value('cs-host')
			.replace(/:\d{1,5}$/, '')
			.toLowerCase()
	};
}
