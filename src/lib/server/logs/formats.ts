/**
 * The formats of access logs, in one table. A file's format is recognised from its first lines:
 * the one that understands most of them. A further format is a further entry.
 */
import type { LogLine } from '../../log.ts';
import { Problem } from '../../problem.ts';
import * as alb from './alb.ts';
import * as apache from './apache.ts';
import * as json from './json.ts';
import * as w3c from './w3c.ts';

export type Format = {
	name: string;
	/** A comment line that says how the lines after it are laid out, such as W3C's `#Fields:`. */
	layout?: (line: string) => string | undefined;
	/**
	 * One request, or undefined when the line makes no sense in this format. `isWhole` is false for a
	 * line that may still be growing.
	 */
	read: (line: string, layout: string, isWhole: boolean) => LogLine | undefined;
};

export const formats: readonly Format[] = [
	{ name: 'combined', read: apache.reader({ virtual: false, agent: true }) },
	{ name: 'vhost_combined', read: apache.reader({ virtual: true, agent: true }) },
	{ name: 'common', read: apache.reader({ virtual: false, agent: false }) },
	{ name: 'vhost_common', read: apache.reader({ virtual: true, agent: false }) },
	{ name: 'w3c', layout: w3c.layout, read: w3c.read },
	{ name: 'alb', read: alb.read },
	{ name: 'caddy', read: json.caddy },
	{ name: 'traefik', read: json.traefik },
	{ name: 'nginx_json', read: json.nginx }
];

/** Empty lines and comments are no requests, and no mistakes either. */
export function isBlank(line: string): boolean {
	return line.startsWith('#') || line.trim() === '';
}

/**
 * The format that understands most of the lines; of lines that hold no request yet, the one whose
 * comment is among them.
 * @throws log.unknown-format when there are requests and none is understood
 */
export function recognise(lines: readonly string[]): Format {
	const sample = lines.filter((line) => !isBlank(line)).slice(0, 200);
	const ranked = formats.map((format) => {
		const layout = lines.map((line) => format.layout?.(line)).find(Boolean) ?? '';
		const understood = sample.filter((line) => format.read(line, layout, true)).length;
		return { format, understood, rank: understood * 2 + (layout === '' ? 0 : 1) };
	});
	const best = ranked.reduce((one, other) => (other.rank > one.rank ? other : one));
	if (sample.length > 0 && best.understood === 0)
		throw new Problem('log.unknown-format', {
			formats: formats.map(({ name }) => name).join(', ')
		});
	return best.format;
}

/** The format of that name, or undefined. */
export function named(name: string): Format | undefined {
	return formats.find((format) => format.name === name);
}

/**
 * A line in the file's own format, or, as servers are reconfigured, in any other. A line that may
 * still be growing (`isWhole` false) has to make sense as it is, in the file's own format.
 */
export function understand(line: string, own: Format, layout: string, isWhole: boolean) {
	const request = own.read(line, layout, isWhole);
	if (request || !isWhole) return request;
	for (const format of formats) {
		const other = format === own ? undefined : format.read(line, '', true);
		if (other) return other;
	}
	return undefined;
}
