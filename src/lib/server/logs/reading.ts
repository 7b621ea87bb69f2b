/**
 * Reads a piece of a log into lines of the journal. It knows no database and keeps nothing of one
 * import for the next, so it can run in a thread of its own.
 */
import * as formats from './formats.ts';
import type { Site } from './judge.ts';
import { redact } from './redact.ts';
import * as tallies from './tally.ts';
import * as usuals from './usual.ts';
import * as writings from './writing.ts';

export type Job = {
	/** whole lines; the last may lack its end */
	bytes: Uint8Array;
	/** whether the last line has an end */
	isEnded: boolean;
	/** number of the first line, and how many lines to pass over as they have been read before */
	first: number;
	skip: number;
	/** name of the format, '' when it is to be recognised; a comment that lays out the lines */
	format: string;
	layout: string;
	site: Site;
	secret: Uint8Array;
	fingerprint: string;
	/** milliseconds */
	now: number;
	/** how many lines that make no sense are worth keeping */
	room: number;
	/** false reads every line the long way */
	swift?: boolean;
};

export type Found = {
	format: string;
	layout: string;
	/** lines in the piece, and the number of lines read, those passed over included */
	lines: number;
	seen: number;
	tally: tallies.Tally;
	/** lines of the journal */
	body: Uint8Array<ArrayBuffer>;
	events: number;
	strange: string[];
	/** days whose salts are missing: nothing else is of use then */
	missing: string[];
};

const [newline, carriageReturn] = [10, 13];

/**
 * Reads a piece, or says which days' salts are missing for it.
 * @throws log.unknown-format
 */
export function read(job: Job, salts: ReadonlyMap<string, string>): Found {
	const bytes = Buffer.from(job.bytes.buffer, job.bytes.byteOffset, job.bytes.length);
	const found: Found = {
		...{ format: job.format, layout: job.layout, lines: 0, seen: 0 },
		...{ tally: tallies.empty(), body: new Uint8Array(), events: 0, strange: [], missing: [] }
	};
	let start = pass(bytes, job.skip, found);
	found.seen = found.lines;
	if (start === bytes.length) return found;
	const format = formats.named(job.format) ?? formats.recognise(linesOf(bytes, start));
	found.format = format.name;
	const writing = writings.open(job, bytes, found, salts);
	const isUsual = job.swift !== false && (format.name === 'combined' || format.name === 'common');
	const usual = isUsual ? usuals.reader(bytes, format.name === 'combined') : undefined;
	while (start < bytes.length) {
		const next = bytes.indexOf(newline, start);
		const stop = next < 0 ? bytes.length : next;
		const isWhole = next >= 0 || job.isEnded;
		const number = job.first + found.lines++;
		const end = stop > start && bytes[stop - 1] === carriageReturn ? stop - 1 : stop;
		if (!usual || !isWhole || !usual.read(start, end) || !writing.usual(usual, number)) {
			const line = bytes.toString('utf8', start, end);
			if (formats.isBlank(line)) {
				found.layout = format.layout?.(line) ?? found.layout;
				found.tally.blank++;
			} else {
				const request = formats.understand(line, format, found.layout, isWhole);
				if (request) writing.any(request, number);
				else if (!isWhole) break;
				else if (found.tally.notUnderstood++ < job.room) found.strange.push(redact(line));
			}
		}
		found.seen = found.lines;
		start = stop + 1;
	}
	writing.close();
	return found;
}

/** Counts lines that are not to be read; returns where the first to be read begins. */
function pass(bytes: Buffer, skip: number, found: Found): number {
	let start = 0;
	while (found.lines < skip && start < bytes.length) {
		const next = bytes.indexOf(newline, start);
		start = next < 0 ? bytes.length : next + 1;
		found.lines++;
	}
	return start;
}

function linesOf(bytes: Buffer, start: number): string[] {
	const lines = bytes.toString('utf8', start).split('\n');
	if (lines.at(-1) === '') lines.pop();
	return lines.map((line) => line.replace(/\r$/, ''));
}
