/** What XLSForm and our definitions have in common: the columns of the sheets, and what gets lost. */
import type { Row } from './xlsform-write.ts';

/** Something that could not be carried over, and where it stood. */
export type Loss = {
	kind: 'setting' | 'expression' | 'form' | 'type' | 'column' | 'group' | 'calculation' | 'note';
	/** name of the question, or the row of the sheet; '' = the form */
	where: string;
	what: string;
};

export const columns = {
	survey: [
		...['type', 'name', 'label::vi', 'label::en', 'hint::vi', 'hint::en', 'required', 'relevant'],
		...['constraint', 'constraint_message::vi', 'constraint_message::en', 'appearance'],
		...['parameters', 'choice_filter', 'calculation']
	],
	choices: ['list_name', 'name', 'label::vi', 'label::en'],
	settings: ['form_title', 'form_id', 'version', 'default_language']
} as const;

/** The rows of a sheet under its heading. */
export function cellsOf(
	sheet: keyof typeof columns,
	rows: readonly Row[]
): (string | number | null)[][] {
	const heading = [...columns[sheet]];
	return [heading, ...rows.map((row) => heading.map((name) => row[name] ?? null))];
}

const languages: [RegExp, 'vi' | 'en'][] = [
	[/^(vi|vietnamese|tiếng việt)\b|\(vi\)/, 'vi'],
	[/^(en|english|tiếng anh)\b|\(en\)/, 'en']
];

/** The rows of a sheet by column: `label::English (en)` becomes `label::en`, `label` `label::vi`. */
export function rowsOf(cells: readonly (readonly unknown[])[]): Row[] {
	const heading = (cells[0] ?? []).map((cell) => columnOf(String(cell ?? '')));
	return cells.slice(1).map((row) => {
		const found = heading.flatMap((name, index): [string, string][] => {
			const cell = row[index];
			const text = cell === null || cell === undefined ? '' : String(cell).normalize('NFC').trim();
			return name === '' || text === '' ? [] : [[name, text]];
		});
		return Object.fromEntries(found);
	});
}

function columnOf(heading: string): string {
	const [, name = '', language] =
		/^([a-z_ ]+?)\s*(?:::?\s*(.+))?$/.exec(heading.normalize('NFC').trim().toLowerCase()) ?? [];
	const column = name.replaceAll(' ', '_');
	const texts = ['label', 'hint', 'constraint_message'];
	if (!texts.includes(column)) return column;
	const code = language ? languages.find(([pattern]) => pattern.test(language))?.[1] : 'vi';
	return code ? `${column}::${code}` : '';
}
