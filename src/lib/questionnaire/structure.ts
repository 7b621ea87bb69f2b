/**
 * The structural check: whether answers have the shape their questions allow. It knows nothing of
 * conditions or of required answers, so a half-filled draft passes; it costs microseconds and runs
 * at every save, in the browser as on the server. What it lets through is safe to store and to hand
 * to the questionnaire engine, which by itself accepts objects as text and any text as a number.
 */
import {
	commentSuffix,
	longestText,
	mostFiles,
	type Box,
	type Field,
	type Item
} from './fields.ts';

export const reasons = [
	'unknown-question',
	'unknown-item',
	'wrong-type',
	'not-a-choice',
	'chosen-twice',
	'not-alone',
	'too-many-choices',
	'too-many-rows',
	'not-an-attachment',
	'too-many-files',
	'too-long',
	'too-small',
	'too-large',
	'not-whole',
	'not-composed',
	'forbidden-character',
	'not-an-address',
	'impossible-date',
	'too-deep'
] as const;
export type Reason = (typeof reasons)[number];

export type Finding = { question: string; item?: string; reason: Reason };
export type Answers = Record<string, unknown>;

const deepest = 6;
const manyFindings = 100;
const hidden = new Set(['__proto__', 'constructor', 'prototype']);
// Control characters except tab and line breaks, bidirectional overrides, lone surrogates.
const forbidden = /[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;

/** What a draft may still have: it is safe to store, and is mended before the form is submitted. */
export const unfinished: ReadonlySet<Reason> = new Set([
	'too-small',
	'too-large',
	'not-whole',
	'too-many-choices',
	'too-many-files',
	'not-an-address',
	'impossible-date'
]);

/** What is wrong with the shape of the answers; [] when nothing is. At most 100 findings. */
export function check(fields: readonly Field[], data: unknown): Finding[] {
	if (!isRecord(data)) return [{ question: '', reason: 'wrong-type' }];
	const byName = new Map(fields.map((field) => [field.name, field]));
	const findings: Finding[] = [];
	for (const [name, value] of Object.entries(data)) {
		if (findings.length >= manyFindings) break;
		const report = (reason: Reason, item?: string) =>
			findings.push(
				item === undefined ? { question: name, reason } : { question: name, item, reason }
			);
		const field = byName.get(name);
		if (field) checkField(field, value, report);
		else if (
			name.endsWith(commentSuffix) &&
			byName.get(name.slice(0, -commentSuffix.length))?.other
		)
			checkBox(
				{ kind: 'text', maxLength: longestText, format: 'plain', lines: true },
				value,
				report
			);
		else report('unknown-question');
	}
	return findings.slice(0, manyFindings);
}

type Report = (reason: Reason, item?: string) => void;

function checkField({ shape }: Field, value: unknown, report: Report): void {
	switch (shape.kind) {
		case 'items':
			return checkItems(shape.items, value, report, '');
		case 'matrix': {
			if (!isRecord(value)) return report('wrong-type');
			for (const [row, code] of Object.entries(value))
				if (!shape.rows.some((known) => known.code === row)) report('unknown-item', row);
				else if (typeof code !== 'string') report('wrong-type', row);
				else if (!shape.columns.some((known) => known.code === code)) report('not-a-choice', row);
			return;
		}
		case 'table': {
			if (!Array.isArray(value)) return report('wrong-type');
			if (value.length > shape.mostRows) return report('too-many-rows');
			value.forEach((row: unknown, index) =>
				checkItems(shape.columns, row, report, `${index + 1}.`)
			);
			return;
		}
		default:
			return checkBox(shape, value, report);
	}
}

function checkItems(items: Item[], value: unknown, report: Report, prefix: string): void {
	if (!isRecord(value)) return report('wrong-type', prefix ? prefix.slice(0, -1) : undefined);
	for (const [name, entry] of Object.entries(value)) {
		const item = items.find((known) => known.name === name);
		const path = prefix + name;
		if (item) checkBox(item.box, entry, (reason) => report(reason, path));
		else report('unknown-item', path);
	}
}

function checkBox(box: Box, value: unknown, report: Report): void {
	switch (box.kind) {
		case 'choice':
			if (typeof value !== 'string') return report('wrong-type');
			if (!box.choices.some(({ code }) => code === value)) report('not-a-choice');
			return;
		case 'choices':
			return checkChoices(box, value, report);
		case 'number':
			if (typeof value !== 'number' || !Number.isFinite(value)) return report('wrong-type');
			if (value < box.min) return report('too-small');
			if (value > box.max) return report('too-large');
			if (box.whole && !Number.isInteger(value)) report('not-whole');
			return;
		case 'boolean':
			if (typeof value !== 'boolean') report('wrong-type');
			return;
		case 'text':
			return checkText(box, value, report);
		case 'file':
			return checkFiles(box, value, report);
	}
}

const idOfRecord = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Only ids: a file itself, or an address, is never an answer. Whose they are is asked of the record. */
function checkFiles(
	{ most }: Extract<Box, { kind: 'file' }>,
	value: unknown,
	report: Report
): void {
	if (!Array.isArray(value)) return report('wrong-type');
	if (value.length > 4 * mostFiles) return report('too-many-files');
	if (!value.every((id) => typeof id === 'string' && idOfRecord.test(id)))
		return report('not-an-attachment');
	if (new Set(value).size < value.length) report('chosen-twice');
	if (value.length > most) report('too-many-files');
}

function checkChoices(
	{ choices, alone, most }: Extract<Box, { kind: 'choices' }>,
	value: unknown,
	report: Report
): void {
	if (!Array.isArray(value)) return report('wrong-type');
	if (value.length > choices.length) return report('chosen-twice');
	for (const code of value as unknown[]) {
		if (typeof code !== 'string') return report('wrong-type');
		if (!choices.some((known) => known.code === code)) report('not-a-choice', code.slice(0, 60));
	}
	if (new Set(value).size < value.length) report('chosen-twice');
	if (value.length > most) report('too-many-choices');
	if (value.length > 1 && value.some((code) => alone.includes(code as string))) report('not-alone');
}

function checkText(
	{ maxLength, format, lines }: Extract<Box, { kind: 'text' }>,
	value: unknown,
	report: Report
): void {
	if (typeof value !== 'string') return report('wrong-type');
	if (value.length > maxLength) return report('too-long');
	if (forbidden.test(value) || (!lines && /[\r\n]/.test(value)) || isUnseen(value))
		return report('forbidden-character');
	if (value !== value.normalize('NFC')) return report('not-composed');
	if (format === 'date' && value !== '' && !isDay(value)) report('impossible-date');
	if (format === 'url' && value !== '' && !/^https?:\/\/[^\s/]/i.test(value))
		report('not-an-address');
}

/** Whether a text is of characters alone that nobody can see, yet is not blank: it answers nothing. */
function isUnseen(text: string): boolean {
	return text.trim() !== '' && !/[^\s\p{Cf}]/u.test(text);
}

/** A day of the calendar as YYYY-MM-DD, in the years 1900 to 2100. */
export function isDay(text: string): boolean {
	if (!/^(19|20)\d\d-\d\d-\d\d$/.test(text)) return false;
	const time = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/**
 * Answers as they come through the door, texts composed (NFC). Names that reach into JavaScript's
 * objects, and nesting no form has, are refused before anything walks the data.
 */
export function atTheDoor(data: unknown): { data: Answers; findings: Finding[] } {
	const findings: Finding[] = [];
	const walk = (value: unknown, depth: number, question: string): unknown => {
		if (findings.length > 0) return null;
		if (typeof value === 'string') return value.normalize('NFC');
		if (value === null || typeof value !== 'object') return value;
		if (depth > deepest) {
			findings.push({ question, reason: 'too-deep' });
			return null;
		}
		if (Array.isArray(value)) return value.map((entry) => walk(entry, depth + 1, question));
		const copy: Answers = {};
		for (const [key, entry] of Object.entries(value)) {
			const name = question || key.slice(0, 60);
			if (hidden.has(key)) findings.push({ question: name, reason: 'unknown-question' });
			else copy[key] = walk(entry, depth + 1, name);
		}
		return copy;
	};
	if (!isRecord(data)) return { data: {}, findings: [{ question: '', reason: 'wrong-type' }] };
	return { data: walk(data, 1, '') as Answers, findings };
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return value !== null && typeof value === 'object' && !Array.isArray(value);
}
