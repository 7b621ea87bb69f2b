/** One row to one set of answers: every cell through its box, errors named with their column. */
import type { Answers } from '../questionnaire/structure.ts';
import { readCell, readFlag, type CellNotice, type CellReason } from './cells.ts';
import { isEmpty, textOf, type Cell, type Grid, type Row } from './grid.ts';
import {
	evidenceOf,
	looksAmerican,
	settled,
	type DayOrder,
	type Evidence,
	type Notation
} from './numbers.ts';
import type { Mapping, Target } from './targets.ts';

/** What the person decided, by column. */
export type Choices = {
	notations?: Record<string, Notation>;
	orders?: Record<string, DayOrder>;
};

/** A joined column, with how its numbers or days are read. */
export type Joined = {
	index: number;
	header: string;
	target: Target;
	notation: Notation | undefined;
	order: DayOrder;
	evidence: Evidence | undefined;
	/** its days would be possible only as mm/dd */
	american: boolean;
};

/** The columns that are joined, with what their values say about numbers and days. */
export function joinedColumns(
	{ header, rows }: Pick<Grid, 'header' | 'rows'>,
	mapping: Mapping,
	targets: readonly Target[],
	choices: Choices
): Joined[] {
	const byKey = new Map(targets.map((target) => [target.key, target]));
	return mapping.flatMap((key, index) => {
		const target = byKey.get(key);
		if (!target) return [];
		const name = header[index] ?? '';
		const texts = () =>
			rows.map(({ cells }) => cells[index]).filter((cell) => typeof cell === 'string');
		const numeric = target.kind === 'box' && target.box.kind === 'number';
		const dated =
			target.kind === 'box' && target.box.kind === 'text' && target.box.format === 'date';
		const evidence = numeric ? evidenceOf(texts()) : undefined;
		return [
			{
				index,
				header: name,
				target,
				notation: evidence ? settled(evidence, choices.notations?.[name]) : undefined,
				order: choices.orders?.[name] ?? 'dmy',
				evidence,
				american: dated && looksAmerican(texts())
			}
		];
	});
}

export type RowReason = CellReason | 'cells-beyond' | 'cells-missing';

export type CellError = { column: string; value: string; reason: RowReason; nearest?: string };
export type RowNotice = { column: string; value: string; notice: CellNotice };

export type RowAnswers = { data: Answers; errors: CellError[]; notices: RowNotice[] };

/** @param ragged rows of another length than the heading are errors (text files) */
export function answersOf(
	row: Row,
	header: readonly string[],
	joined: readonly Joined[],
	ragged: boolean
): RowAnswers {
	const errors: CellError[] = [];
	const notices: RowNotice[] = [];
	const beyond = row.cells.slice(header.length).find((cell) => !isEmpty(cell));
	if (beyond !== undefined)
		errors.push({ column: '', value: textOf(beyond), reason: 'cells-beyond' });
	else if (ragged && row.cells.length < header.length)
		errors.push({ column: '', value: String(row.cells.length), reason: 'cells-missing' });
	const data: Answers = {};
	const tables = new Map<string, Map<number, Answers>>();
	const flags = new Map<string, { path: (string | number)[]; codes: string[]; asked: boolean }>();
	for (const { index, header: column, target, notation, order } of joined) {
		if (target.kind !== 'box') continue;
		const cell = row.cells[index];
		const fail = (reason: CellReason, nearest?: string) =>
			errors.push({
				column,
				value: textOf(cell).slice(0, 200),
				reason,
				...(nearest && { nearest })
			});
		if (target.flag) {
			const { value, reason } = readFlag(cell);
			if (reason) fail(reason);
			const key = target.path.join('\u0000');
			const group = flags.get(key) ?? { path: target.path, codes: [], asked: false };
			flags.set(key, group);
			if (value !== undefined) group.asked = true;
			if (value) group.codes.push(target.flag);
			continue;
		}
		const read = readCell(cell, target.box, { notation, order });
		if (read.reason) fail(read.reason, read.nearest);
		for (const notice of read.notices)
			notices.push({ column, value: textOf(cell).slice(0, 200), notice });
		if (read.value !== undefined) put(data, tables, target.path, read.value);
	}
	for (const { path, codes } of flags.values())
		if (codes.length > 0) put(data, tables, path, codes);
	for (const [name, rows] of tables)
		data[name] = [...rows].sort(([one], [other]) => one - other).map(([, answers]) => answers);
	return { data, errors, notices };
}

function put(
	data: Answers,
	tables: Map<string, Map<number, Answers>>,
	[question, item, column]: (string | number)[],
	value: unknown
): void {
	const name = String(question);
	if (item === undefined) data[name] = value;
	else if (typeof item === 'number') {
		const rows = tables.get(name) ?? new Map<number, Answers>();
		tables.set(name, rows);
		rows.set(item, { ...rows.get(item), [String(column)]: value });
	} else data[name] = { ...(data[name] as Answers | undefined), [item]: value };
}

/** The text of the cell joined to a part of the unit. */
export function unitCells(row: Row, joined: readonly Joined[]): Partial<Record<string, Cell>> {
	const found: Partial<Record<string, Cell>> = {};
	for (const { index, target } of joined)
		if (target.kind === 'unit') found[target.part] = row.cells[index] ?? null;
	return found;
}
