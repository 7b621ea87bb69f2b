/**
 * SPSS: a syntax file that reads the export's CSV, with labels and missing values. Where there is no
 * answer the cell holds a code for the reason, because SPSS tells user-missing values apart by code.
 */
import { exportFile as words } from '../messages/export-file.ts';
import type { Frame } from './frames.ts';
import type { SheetCell, Submission } from './sheets.ts';
import { read, type AnswerState, type Variable } from './variables.ts';
import { simulatedMark } from '../csv.ts';

const missing: Record<Exclude<AnswerState, 'answered'>, number> = {
	withheld: -95,
	refused: -96,
	empty: -97,
	hidden: -98,
	not_asked: -99
};
/** Beyond every number a form takes; for variables whose answers may be negative. */
const far = -9_999_999_999_900;
const reserved = new Set([
	'all',
	'and',
	'by',
	'eq',
	'ge',
	'gt',
	'le',
	'lt',
	'ne',
	'not',
	'or',
	'to',
	'with'
]);
const longestName = 64;

export type SpssVariable = { name: string; variable: Variable; numeric: boolean; base: number };

/** The variables under names that SPSS takes: 64 characters at most, none reserved, all different. */
export function spssVariables(frame: Frame, variables: readonly Variable[]): SpssVariable[] {
	const taken = new Set<string>([...frame.columns.map(({ name }) => name), 'simulated']);
	return variables.map((variable) => {
		const wanted = reserved.has(variable.name.toLowerCase()) ? `${variable.name}_` : variable.name;
		let name = wanted.slice(0, longestName);
		for (let next = 2; taken.has(name.toLowerCase()); next++)
			name = `${wanted.slice(0, longestName - 4)}_${next}`;
		taken.add(name.toLowerCase());
		const numeric = variable.kind !== 'code' && variable.kind !== 'text';
		const negative = variable.box?.kind === 'number' && variable.box.min < 0;
		return { name, variable, numeric, base: negative ? far : 0 };
	});
}

/** The cells of one response: answers, or the code of why there is none. Texts stay on one line. */
export function spssRow(
	variables: readonly SpssVariable[],
	one: Submission,
	simulated: boolean
): SheetCell[] {
	const cells = variables.map(({ variable, base }) => {
		const { value, state } = read(variable, one);
		if (state === 'answered') return typeof value === 'string' ? flat(value) : value;
		// A number also where texts stand: the sign of a text would be taken for a formula's.
		return base + missing[state];
	});
	return [...one.cells, ...cells, simulated ? simulatedMark : null];
}

const flat = (text: string) => text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ');

/** The syntax, line by line. `file` is the CSV beside it. */
export function spssSyntax(
	title: string,
	file: string,
	frame: Frame,
	variables: SpssVariable[]
): string {
	const lines = [
		'* Encoding: UTF-8.',
		...comment(title),
		...comment(words.spssRule),
		'SET DECIMAL=COMMA.',
		'GET DATA /TYPE=TXT',
		`  /FILE=${quoted(file, 255)}`,
		"  /ENCODING='UTF8' /ARRANGEMENT=DELIMITED /DELCASE=LINE /FIRSTCASE=2",
		"  /DELIMITERS=';' /QUALIFIER='\"'",
		'  /VARIABLES=',
		...frame.columns.map(({ name, format }) => `    ${name} ${format}`),
		...variables.map((one) => `    ${one.name} ${formatOf(one)}`),
		'    simulated A30.',
		'VARIABLE LABELS',
		...frame.columns.map(({ name, text }) => `  ${name} ${quoted(text, 180)}`),
		...variables.map(({ name, variable }) => `  ${name} ${quoted(labelOf(variable), 180)}`),
		'  .'
	];
	for (const one of variables) lines.push(...valueLabels(one));
	for (const { name, numeric, base } of variables)
		lines.push(
			numeric
				? `MISSING VALUES ${name} (${base + missing.not_asked} THRU ${base + missing.refused}).`
				: `MISSING VALUES ${name} ('-99', '-98', '-97').`
		);
	lines.push('DATASET NAME phieu.', 'EXECUTE.');
	return `\ufeff${lines.join('\r\n')}\r\n`;
}

function valueLabels({ name, variable, numeric, base }: SpssVariable): string[] {
	const value = (code: string) => (numeric ? code : quoted(code, 60));
	const labels = variable.values
		.filter(({ code }) => code !== '')
		.map(({ code, text }) => `  ${value(code)} ${quoted(text, 120)}`);
	for (const [state, code] of Object.entries(missing).filter(
		([state]) => state !== 'withheld' || variable.kind === 'text'
	))
		labels.push(
			`  ${value(String(base + code))} ${quoted(words.stateTexts[state as AnswerState], 120)}`
		);
	return [`VALUE LABELS ${name}`, ...labels, '  .'];
}

function formatOf({ variable, numeric }: SpssVariable): string {
	if (numeric) return variable.kind === 'number' ? 'F20.6' : 'F8.0';
	if (variable.kind === 'code') {
		const longest = Math.max(...variable.values.map(({ code }) => code.length), 3);
		return `A${longest}`;
	}
	// A Vietnamese letter takes up to three bytes; one more place for the mark before a formula.
	const most = variable.box?.kind === 'text' ? variable.box.maxLength : 1000;
	return `A${Math.min(32_767, 3 * most + 1)}`;
}

export function labelOf({ field, item, kind }: Variable): string {
	const rows = kind === 'rows' ? words.kinds.rows : item;
	return `${field.name} (${field.number}). ${field.title}${rows ? `: ${rows}` : ''}`;
}

/** A string of the syntax, cut to so many bytes of UTF-8, on one line. */
function quoted(text: string, most: number): string {
	let short = flat(text);
	while (new TextEncoder().encode(short).length > most) short = short.slice(0, -1).trimEnd();
	return `'${short.toWellFormed().replaceAll("'", "''")}'`;
}

/** A comment over short lines. It ends at the first full stop that ends a line. */
function comment(text: string): string[] {
	const lines = ['*'];
	for (const word of flat(text).split(' ')) {
		const last = lines.at(-1)!;
		if (last.length + word.length > 90 && !last.endsWith('.')) lines.push(` ${word}`);
		else lines[lines.length - 1] = `${last} ${word}`;
	}
	lines.push(`${lines.pop()!.replace(/[.\s]+$/, '')}.`);
	return lines;
}
