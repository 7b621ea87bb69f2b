/**
 * The variables of an export: the union over every version of the survey that the answers were given
 * to. One variable per answer: a plain question, a box of a group, a row of a matrix, a code of a
 * list with several choices (1 or 0). Rows that respondents added themselves form tables of their own.
 *
 * A value is an answer or nothing. Why there is nothing is the cell's state:
 * `not_asked` the question was not in the version that was answered; `hidden` a condition kept it
 * from being asked; `empty` it was asked and left empty; `refused` the respondent declined to say;
 * `withheld` a citizen wrote words that nobody has cleared to be taken out.
 */
import {
	commentSuffix,
	type Box,
	type Code,
	type Field,
	type Item
} from '../questionnaire/fields.ts';
import type { Answers } from '../questionnaire/structure.ts';

export const states = ['answered', 'not_asked', 'hidden', 'empty', 'refused', 'withheld'] as const;
export type AnswerState = (typeof states)[number];

/** Choices that mean “I would rather not say”, in every survey. */
export const refusals: ReadonlySet<string> = new Set(['tu_choi', 'khong_tra_loi']);

/** A version as exports need it. */
export type AskedVersion = { number: number; fields: readonly Field[] };

export type Variable = {
	/** `TT13.tong`; unique whatever the case */
	name: string;
	field: Field;
	kind: 'code' | 'flag' | 'number' | 'text' | 'boolean' | 'rows';
	path: string[];
	/** what the respondent read beside the box; '' for a plain question */
	item: string;
	/** of a flag: the code it stands for */
	code: string;
	/** codes with their texts, over all versions */
	values: Code[];
	box: Box | undefined;
	/** numbers of the versions that asked it, the newest first */
	versions: number[];
};

export type Table = { field: Field; variables: Variable[]; versions: number[] };

/** One set of answers, with the version they were given to and the questions a condition hid. */
export type Given = {
	version: number;
	data: Answers;
	hidden: ReadonlySet<string>;
	/** paths of texts that stay inside */
	withheld?: ReadonlySet<string>;
};

/** The variables over all versions, in the newest order; what is older stands where it stood. */
export function variablesOf(versions: readonly AskedVersion[]): Variable[] {
	return union(versions, (fields) => fields.flatMap(ofField));
}

/** Tables that respondents add rows to, each with its columns over all versions. */
export function tablesOf(versions: readonly AskedVersion[]): Table[] {
	const newestFirst = sorted(versions);
	const all = newestFirst.flatMap(({ fields }) =>
		fields.filter(({ shape }) => shape.kind === 'table')
	);
	return [...new Map(all.toReversed().map((field) => [field.name, field])).values()].map(
		(field) => {
			const asked = newestFirst.filter(({ fields }) => tableIn(fields, field.name));
			const variables = union(asked, (fields) => {
				const table = tableIn(fields, field.name);
				const columns = table?.shape.kind === 'table' ? table.shape.columns : [];
				return columns.flatMap((column) => ofItem(table ?? field, column, [column.name]));
			});
			return { field, variables, versions: asked.map(({ number }) => number) };
		}
	);
}

const tableIn = (fields: readonly Field[], name: string) =>
	fields.find((field) => field.name === name && field.shape.kind === 'table');

function sorted(versions: readonly AskedVersion[]): AskedVersion[] {
	return versions.toSorted((one, other) => other.number - one.number);
}

function union(
	versions: readonly AskedVersion[],
	make: (fields: readonly Field[]) => Omit<Variable, 'versions'>[]
): Variable[] {
	const found: Variable[] = [];
	for (const { number, fields } of sorted(versions)) {
		let at = 0;
		for (const made of make(fields)) {
			// The same name with another meaning is another variable, named after its version.
			const same = (one: Variable) => lower(one.name) === lower(made.name);
			const clash = found.findIndex((one) => same(one) && one.kind !== made.kind) + 1;
			if (clash) at = clash;
			const name = clash ? `${made.name}.v${number}` : made.name;
			const index = found.findIndex(
				(one) => lower(one.name) === lower(name) && one.kind === made.kind
			);
			const known = found[index];
			if (known) {
				known.versions.push(number);
				const codes = new Set(known.values.map(({ code }) => code));
				known.values.push(...made.values.filter(({ code }) => !codes.has(code)));
				at = index + 1;
			} else found.splice(at++, 0, { ...made, name, values: [...made.values], versions: [number] });
		}
	}
	return found;
}

const lower = (name: string) => name.toLowerCase();

type Made = Omit<Variable, 'versions'>;

function ofField(field: Field): Made[] {
	const { name, shape } = field;
	const common = { field, item: '', code: '', box: undefined };
	const made: Made[] = (() => {
		switch (shape.kind) {
			case 'items':
				return shape.items.flatMap((item) => ofItem(field, item, [name, item.name]));
			case 'matrix':
				return shape.rows.map((row): Made => {
					const path = [name, row.code];
					const values = shape.columns;
					return { ...common, name: path.join('.'), kind: 'code', path, item: row.text, values };
				});
			case 'table':
				return [{ ...common, name: `${name}.so_dong`, kind: 'rows', path: [name], values: [] }];
			default:
				return ofBox(field, shape, [name], '');
		}
	})();
	if (field.other) {
		const path = [name + commentSuffix];
		const text: Made = { ...common, name: `${name}.other_text`, kind: 'text', path, values: [] };
		made.push({ ...text, item: otherOf(shape) });
	}
	return made;
}

function otherOf(shape: Field['shape']): string {
	const choices = 'choices' in shape ? shape.choices : [];
	return choices.find(({ code }) => code === 'other')?.text ?? '';
}

function ofItem(field: Field, { title, box }: Item, path: string[]): Made[] {
	return ofBox(field, box, path, title);
}

function ofBox(field: Field, box: Box, path: string[], item: string): Made[] {
	const common = { field, path, item, box, code: '' };
	const name = path.join('.');
	switch (box.kind) {
		case 'choice':
			return [{ ...common, name, kind: 'code', values: box.choices }];
		case 'choices':
			return box.choices.map(({ code, text }) => ({
				...common,
				name: `${name}.${code}`,
				kind: 'flag',
				item: item ? `${item}: ${text}` : text,
				code,
				values: [
					{ code: '0', text: 'Không chọn' },
					{ code: '1', text: 'Có chọn' }
				]
			}));
		case 'boolean':
			return [
				{
					...common,
					name,
					kind: 'boolean',
					values: [
						{ code: '1', text: box.yes },
						{ code: '0', text: box.no }
					]
				}
			];
		case 'file':
			return [{ ...common, name, kind: 'text', values: [] }];
		default:
			return [{ ...common, name, kind: box.kind, values: [] }];
	}
}

export type Reading = { value: string | number | null; state: AnswerState };

/** What a variable holds in one set of answers: a value with state `answered`, or only a state. */
export function read(variable: Variable, { version, data, hidden, withheld }: Given): Reading {
	if (!variable.versions.includes(version)) return nothing('not_asked');
	const found = variable.path.reduce<unknown>(step, data);
	const value = valueOf(variable, found);
	if (typeof value === 'symbol') return nothing('refused');
	if (value !== null) return { value, state: 'answered' };
	if (withheld?.has(variable.path.join('.'))) return nothing('withheld');
	const { name } = variable.field;
	if (hidden.has(name)) return nothing('hidden');
	// The box for “other” is shown only to those who chose it.
	const remark = variable.path[0] === name + commentSuffix;
	if (remark && !choseOther(data[name])) return nothing('hidden');
	return nothing('empty');
}

const nothing = (state: AnswerState): Reading => ({ value: null, state });

function choseOther(chosen: unknown): boolean {
	return chosen === 'other' || (Array.isArray(chosen) && chosen.includes('other'));
}

const declined = Symbol('declined');

function valueOf(
	{ kind, code }: Variable,
	found: unknown
): string | number | null | typeof declined {
	switch (kind) {
		case 'flag':
			if (!Array.isArray(found) || found.length === 0) return null;
			return found.some((one) => refusals.has(String(one)))
				? declined
				: Number(found.includes(code));
		case 'rows':
			return Array.isArray(found) && found.length > 0 ? found.length : null;
		case 'number':
			return typeof found === 'number' ? found : null;
		case 'boolean':
			return typeof found === 'boolean' ? Number(found) : null;
		case 'code':
			if (typeof found !== 'string' || found === '') return null;
			return refusals.has(found) ? declined : found;
		case 'text':
			if (Array.isArray(found)) return found.length > 0 ? found.join('; ') : null;
			return typeof found === 'string' && found !== '' ? found : null;
	}
}

function step(value: unknown, key: string): unknown {
	return value !== null && typeof value === 'object' && Object.hasOwn(value, key)
		? (value as Record<string, unknown>)[key]
		: undefined;
}
