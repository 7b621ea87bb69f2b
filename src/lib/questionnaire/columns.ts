/**
 * Answers as a wide table: one column per box, its name made of codes (`TT13.tong`, `TT14a.internet`,
 * `TT24.fanpage`, `TT25.1.kenh`). A choice among several is 1 or 0, and empty when the question was
 * not answered, so that “not chosen” and “not asked” stay apart.
 */
import { commentSuffix, type Field } from './fields.ts';
import type { Answers } from './structure.ts';

export type AnswerColumn = {
	name: string;
	value: (data: Answers) => string | number | boolean | null;
};

/** The columns of a form; tables get as many rows as the longest answer has. */
export function answerColumns(fields: readonly Field[], all: readonly Answers[]): AnswerColumn[] {
	return fields.flatMap((field) => {
		const columns = ofField(field, all);
		if (field.other) columns.push(at(`${field.name}.other_text`, [field.name + commentSuffix]));
		return columns;
	});
}

/** A set of answers and the fields of the version it was given to. */
export type Answered = { fields: readonly Field[]; data: Answers };

/**
 * The columns over all versions that were answered, the order of the first kept and what only later
 * ones ask put where it stands there. A column is empty for answers to a version without it.
 */
export function unionColumns<Row extends Answered>(
	versions: readonly (readonly Field[])[],
	rows: readonly Row[]
): { name: string; value: (row: Row) => string | number | boolean | null }[] {
	const all = rows.map(({ data }) => data);
	const found: { name: string; of: Map<readonly Field[], AnswerColumn> }[] = [];
	for (const fields of versions) {
		let at = 0;
		for (const column of answerColumns(fields, all)) {
			const index = found.findIndex(({ name }) => name === column.name);
			const before = stem(found[at - 1]?.name);
			// Never between the columns of another question.
			if (index < 0 && before !== stem(column.name))
				while (found[at] && stem(found[at]?.name) === before) at++;
			if (index >= 0) found[index]!.of.set(fields, column);
			else found.splice(at, 0, { name: column.name, of: new Map([[fields, column]]) });
			at = (index >= 0 ? index : at) + 1;
		}
	}
	return found.map(({ name, of }) => ({
		name,
		value: ({ fields, data }) => of.get(fields)?.value(data) ?? null
	}));
}

const stem = (name = '') => name.split('.')[0];

function ofField({ name, shape }: Field, all: readonly Answers[]): AnswerColumn[] {
	switch (shape.kind) {
		case 'choices':
			return shape.choices.map(({ code }) => ({
				name: `${name}.${code}`,
				value: (data) => {
					const chosen = data[name];
					return Array.isArray(chosen) ? Number(chosen.includes(code)) : null;
				}
			}));
		case 'file':
			return [
				{
					name,
					value: (data) => (Array.isArray(data[name]) ? data[name].join('; ') || null : null)
				}
			];
		case 'items':
			return shape.items.map((item) => at(`${name}.${item.name}`, [name, item.name]));
		case 'matrix':
			return shape.rows.map(({ code }) => at(`${name}.${code}`, [name, code]));
		case 'table': {
			const longest = Math.max(0, ...all.map((data) => lengthOf(data[name])));
			return Array.from({ length: longest }, (_, row) =>
				shape.columns.map((column) =>
					at(`${name}.${row + 1}.${column.name}`, [name, row, column.name])
				)
			).flat();
		}
		default:
			return [at(name, [name])];
	}
}

function at(name: string, path: (string | number)[]): AnswerColumn {
	return { name, value: (data) => plain(path.reduce<unknown>(step, data)) };
}

function step(value: unknown, key: string | number): unknown {
	return value !== null && typeof value === 'object' && Object.hasOwn(value, key)
		? (value as Record<string | number, unknown>)[key]
		: undefined;
}

function plain(value: unknown): string | number | boolean | null {
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
		return value;
	return null;
}

function lengthOf(value: unknown): number {
	return Array.isArray(value) ? value.length : 0;
}
