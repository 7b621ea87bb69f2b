/** The rows of an XLSForm as they stand in one another, its lists, and names as ours are written. */
import type { Loss } from './xlsform.ts';
import type { Row } from './xlsform-write.ts';

export type Line = { row: Row; line: number };
export type Nest = Line & { kind: 'group' | 'repeat'; children: Child[] };
export type Child = Line | Nest;
export type Text = { vi: string; en: string };
export type Choice = { value: string; text: Text };

/** Rows in their groups; a group that is never closed ends with the sheet. */
export function nested(rows: readonly Row[], lost: Loss[]): Child[] {
	const root: Child[] = [];
	const open: Nest[] = [];
	rows.forEach((row, index) => {
		const type = String(row.type ?? '').toLowerCase();
		if (type === '') return;
		const line = index + 2;
		const here = open.at(-1)?.children ?? root;
		const [, mark, kind] = /^(begin|end)[_ ](group|repeat)$/.exec(type) ?? [];
		if (mark === 'begin') {
			if (open.length >= 5)
				return void lost.push({ kind: 'group', where: String(line), what: type });
			const nest: Nest = { row, line, kind: kind as Nest['kind'], children: [] };
			here.push(nest);
			open.push(nest);
		} else if (mark === 'end') open.pop();
		else here.push({ row: { ...row, type: typeOf(String(row.type)) }, line });
	});
	return root;
}

/** `select one` and `add select one prompt using` are `select_one`. */
function typeOf(type: string): string {
	return type
		.trim()
		.replace(/\s+/g, ' ')
		.replace(/^select one from file /, 'select_one_from_file ')
		.replace(/^select (one|multiple) /, 'select_$1 ')
		.replace(/ or other$/, ' or_other')
		.replace(/^(int|string)$/, (short) => (short === 'int' ? 'integer' : 'text'));
}

/** A section is a group that is not one question. */
export function looksCompound({ row, children }: Nest): boolean {
	const name = String(row.name ?? '');
	const asked = children.filter((child) => child.row.type !== 'note');
	return (
		asked.length > 0 &&
		asked.every((child) => !('children' in child) && String(child.row.name).startsWith(`${name}.`))
	);
}

export function listsOf(rows: readonly Row[]): Map<string, Choice[]> {
	const lists = new Map<string, Choice[]>();
	for (const row of rows) {
		const list = String(row.list_name ?? '');
		const entry = { value: String(row.name ?? ''), text: both(row, 'label') ?? { vi: '', en: '' } };
		lists.set(list, [...(lists.get(list) ?? []), entry]);
	}
	return lists;
}

/** A text in both languages; undefined when there is none. */
export function both(row: Row, column: string): Text | undefined {
	const [vi, en] = [row[`${column}::vi`], row[`${column}::en`]];
	return vi === undefined && en === undefined
		? undefined
		: { vi: String(vi ?? ''), en: String(en ?? '') };
}

export function isYesNo(entries: readonly Choice[] | undefined): boolean {
	return entries?.map(({ value }) => value).join() === 'true,false';
}

export function parameters(text: unknown): Record<string, number> {
	const pairs = [...String(text ?? '').matchAll(/(\w+)\s*=\s*(-?\d+)/g)];
	return Object.fromEntries(pairs.map(([, name = '', value]) => [name, Number(value)]));
}

/** A name as ours are: letters, digits and underscores. */
export function clean(name: string): string {
	const bare = name.replace(/[^A-Za-z0-9_]/g, '_');
	return /^[A-Za-z]/.test(bare) ? bare : `q_${bare}`;
}

/** `TT13.tong` stays a box of TT13; other dots are part of no name of ours. */
export function dotted(name: string): string {
	return name.split('.').map(clean).slice(0, 2).join('.');
}

export function escaped(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
