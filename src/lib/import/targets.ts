/**
 * What a column may be joined to: the unit a row belongs to, or one box of the questionnaire. Keys
 * are the column names of our own exports (`TT13.tong`, `TT09.kiem_tra`), so that a file that was
 * taken out can be brought in again.
 */
import { commentSuffix, longestText, type Box, type Field } from '../questionnaire/fields.ts';
import { fold } from '../vietnamese.ts';

export type UnitPart = 'code' | 'name' | 'province';

export type Target = {
	key: string;
	/** what a person chooses it by */
	title: string;
	page: string;
} & (
	| { kind: 'unit'; part: UnitPart }
	/** `flag`: the column says yes or no to one code of several; `''` otherwise */
	| { kind: 'box'; box: Box; question: string; path: (string | number)[]; flag: string }
);

/** Column → key of a target; '' = the column is left out. */
export type Mapping = string[];

export const unitKeys: Record<UnitPart, string> = {
	code: 'unit_code',
	name: 'unit_name',
	province: 'unit_province'
};

const unitWords: Record<UnitPart, string[]> = {
	code: ['unit code', 'ma don vi', 'ma tinh', 'ma xa', 'ma dia phuong', 'ma dvhc', 'ma'],
	name: [
		'unit name',
		'ten don vi',
		'don vi',
		'dia phuong',
		'ten dia phuong',
		'xa phuong',
		'ten xa'
	],
	province: ['unit province', 'tinh', 'tinh thanh pho', 'thuoc tinh', 'ten tinh']
};

/** As many rows of a table as columns may be joined to. */
const tableRows = 20;

export function targetsOf(
	fields: readonly Field[],
	unitTitles: Record<UnitPart, string>
): Target[] {
	const parts: UnitPart[] = ['code', 'name', 'province'];
	return [
		...parts.map((part): Target => ({
			kind: 'unit',
			part,
			key: unitKeys[part],
			title: unitTitles[part],
			page: ''
		})),
		// Files come with the form itself, never with a table.
		...fields
			.flatMap(ofField)
			.filter((target) => target.kind !== 'box' || target.box.kind !== 'file')
	];
}

function ofField(field: Field): Target[] {
	const { name, shape, number, pageTitle } = field;
	const title = `${number ? `${number}. ` : ''}${field.title}`;
	const common = { page: pageTitle, question: name };
	const box = (key: string, label: string, path: (string | number)[], one: Box): Target[] => [
		{ kind: 'box', ...common, key, title: label, box: one, path, flag: '' },
		...(one.kind === 'choices'
			? one.choices.map(({ code, text }): Target => ({
					kind: 'box',
					...common,
					key: `${key}.${code}`,
					title: `${label}: ${text}`,
					box: one,
					path,
					flag: code
				}))
			: [])
	];
	const made = (() => {
		switch (shape.kind) {
			case 'items':
				return shape.items.flatMap((item) =>
					box(`${name}.${item.name}`, `${title}: ${item.title}`, [name, item.name], item.box)
				);
			case 'matrix':
				return shape.rows.flatMap((row) =>
					box(`${name}.${row.code}`, `${title}: ${row.text}`, [name, row.code], {
						kind: 'choice',
						choices: shape.columns
					})
				);
			case 'table':
				return Array.from({ length: Math.min(shape.mostRows, tableRows) }, (_, index) =>
					shape.columns.flatMap((column) =>
						box(
							`${name}.${index + 1}.${column.name}`,
							`${title}: ${index + 1}. ${column.title}`,
							[name, index, column.name],
							column.box
						)
					)
				).flat();
			default:
				return box(name, title, [name], shape);
		}
	})();
	if (field.other) {
		const text: Box = { kind: 'text', maxLength: longestText, format: 'plain', lines: true };
		made.push(...box(`${name}.other_text`, `${title}: khác`, [name + commentSuffix], text));
	}
	return made;
}

/**
 * Joins columns to targets: as the same heading was joined last time, by key, by the code a heading
 * begins with, by the whole text of a question where only one question has it. No target is joined
 * twice.
 */
export function joinColumns(
	header: readonly string[],
	targets: readonly Target[],
	remembered: ReadonlyMap<string, string> = new Map()
): Mapping {
	const byKey = new Map(targets.map((target) => [keyOf(target.key), target.key]));
	const byTitle = new Map<string, string | null>();
	for (const target of targets)
		for (const text of titlesOf(target))
			byTitle.set(text, byTitle.has(text) && byTitle.get(text) !== target.key ? null : target.key);
	const taken = new Set<string>();
	const take = (key: string | null | undefined) => {
		if (!key || taken.has(key)) return '';
		taken.add(key);
		return key;
	};
	const known = new Set(targets.map(({ key }) => key));
	return header.map((name) => {
		const old = remembered.get(fold(name));
		if (old !== undefined) return old === '' ? '' : known.has(old) ? take(old) : '';
		const code = /^([A-Za-z]{1,6}\d+\w*(?:\.\w+)*)(?:[\s.:)–-]|$)/.exec(name)?.[1];
		return take(
			byKey.get(keyOf(name)) ?? (code && byKey.get(keyOf(code))) ?? byTitle.get(fold(name))
		);
	});
}

/** Boxes of a name are told apart by points, brackets or underscores, whatever the case. */
function keyOf(name: string): string {
	return name
		.trim()
		.toLowerCase()
		.replace(/[\s_[\]./]+/g, '.')
		.replace(/\.$/, '');
}

function titlesOf(target: Target): string[] {
	if (target.kind === 'unit') return unitWords[target.part];
	return [fold(target.title), fold(target.title.replace(/^\d+[a-z]?\. /, ''))];
}
