/**
 * A table of entries as it is pasted from a spreadsheet or read from a CSV file, with the headings of
 * the template or the names of the interface for programs.
 */
import { toCsv, type Cell, type Column } from '../csv.ts';
import { readCsv } from '../import/csv.ts';
import { gridOf, textOf, type Fault as FileFault } from '../import/grid.ts';
import type { Locale } from '../locale.ts';
import type { Entry, Register } from '../register.ts';
import type { Unit } from '../unit.ts';
import { fold } from '../vietnamese.ts';
import type { Fault, Given, GivenField } from './judging.ts';
import { fieldsOf, wordOf } from './judging.ts';
import { keyOf, type Period } from './periods.ts';

/** One row as it came in. */
export type Row = {
	line: number;
	/** code of the unit, and its name; one of them is enough */
	unit: string;
	unitName: string;
	period: string;
	channel: string;
	given: Given;
};

export type Target = 'unit' | 'unitName' | 'period' | 'channel' | GivenField;

export type Sheet = { rows: Row[]; faults: (Fault | FileFault)[] };

const placeWords: Record<'unit' | 'unitName' | 'period', Record<Locale, string>> = {
	unit: { vi: 'Mã đơn vị', en: 'Unit code' },
	unitName: { vi: 'Tên đơn vị', en: 'Unit name' },
	period: { vi: 'Kỳ', en: 'Period' }
};

/** The columns of a register's table with their headings, in order. */
export function headingsOf(
	register: Register
): { target: Target; words: Record<Locale, string> }[] {
	return [
		...(['unit', 'unitName', 'period'] as const).map((target) => ({
			target,
			words: placeWords[target]
		})),
		...(register.split ? [{ target: 'channel' as const, words: register.split.label }] : []),
		...fieldsOf(register).map((target) => ({ target, words: wordOf(register, target) }))
	];
}

/** Columns of our own exports that say nothing new when they come back. */
const passedOver = new Set(['simulated', 'phien ban', 'nguoi nhap', 'luc nhap']);

/** Reads a text of cells, whatever parts them. */
export function readSheet(register: Register, text: string): Sheet {
	const read = readCsv(text);
	const grid = gridOf(read.rows, null);
	const faults: Sheet['faults'] = [...read.faults, ...grid.faults];
	if (faults.length > 0) return { rows: [], faults };
	const known = headingsOf(register);
	const targets = grid.header.map((heading) => {
		const key = fold(heading);
		const found = known.find(({ target, words }) =>
			[target, words.vi, words.en].some((one) => fold(one) === key)
		);
		if (!found && key !== '' && !passedOver.has(key))
			faults.push(ofColumn('register.unknown-column', heading));
		return found?.target;
	});
	for (const [index, target] of targets.entries())
		if (target && targets.indexOf(target) < index)
			faults.push(ofColumn('register.column-twice', grid.header[index] ?? ''));
	const [number] = fieldsOf(register);
	for (const wanted of ['period', number!] as const)
		if (!targets.includes(wanted)) {
			const words = known.find(({ target }) => target === wanted)?.words.vi ?? wanted;
			faults.push(ofColumn('register.no-column', words));
		}
	if (!targets.includes('unit') && !targets.includes('unitName'))
		faults.push(ofColumn('register.no-column', placeWords.unit.vi));
	if (faults.length > 0) return { rows: [], faults };
	const rows = grid.rows.map(({ line, cells }): Row => {
		const texts = new Map(targets.map((target, index) => [target, textOf(cells[index]).trim()]));
		const given: Given = {};
		for (const field of fieldsOf(register)) given[field] = texts.get(field) ?? '';
		return {
			...{ line, unit: unmarked(texts.get('unit')), unitName: texts.get('unitName') ?? '' },
			...{ period: unmarked(texts.get('period')), channel: texts.get('channel') ?? '', given }
		};
	});
	// A template comes with a line for every unit: those left empty are not rows yet.
	const filled = rows.filter(({ given }) =>
		Object.entries(given).some(([field, value]) => field !== 'document' && value !== '')
	);
	return { rows: filled, faults };
}

/** Without the apostrophe that keeps a spreadsheet from changing a code. */
const unmarked = (text = '') => text.replace(/^'/, '');

const ofColumn = (problem: Fault['problem'], column: string): Fault => ({
	...{ field: 'row', problem, details: { column: column.slice(0, 80) } }
});

/** The template: a line for every unit and channel that may be entered for a period. */
export function templateOf(
	register: Register,
	units: Unit[],
	period: Period,
	locale: Locale,
	simulated: boolean
): string {
	const channels = register.split ? register.split.values.map(({ label }) => label[locale]) : [''];
	const lines = units.flatMap((unit) => channels.map((channel) => ({ unit, channel })));
	const cell = (target: Target, line: (typeof lines)[number]): Cell => {
		if (target === 'unit') return line.unit.code;
		if (target === 'unitName') return line.unit.fullName;
		if (target === 'period') return keyOf(period, register.rhythm);
		return target === 'channel' ? line.channel : '';
	};
	const columns = headingsOf(register).map(({ target, words }): Column<(typeof lines)[number]> => {
		return { header: words[locale], value: (line) => cell(target, line) };
	});
	return toCsv(lines, columns, { simulated });
}

export type Exported = Entry & { unitCode: string; unitName: string };

/** Entries as a file that can be read back. */
export function csvColumns(register: Register, locale: Locale): Column<Exported>[] {
	const value = (target: Target, entry: Exported): Cell => {
		if (target === 'unit') return entry.unitCode;
		if (target === 'unitName') return entry.unitName;
		if (target === 'period') return keyOf({ from: entry.periodFrom }, register.rhythm);
		if (target === 'days') return entry.days?.join('; ');
		return entry[target];
	};
	return headingsOf(register).map(({ target, words }) => ({
		header: words[locale],
		value: (entry) => value(target, entry)
	}));
}
