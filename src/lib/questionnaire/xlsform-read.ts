/**
 * An XLSForm as a definition. Groups of the outermost level become sections; a group of boxes, a table
 * of one choice per row and a repeat become one question each. What our forms cannot say is listed.
 */
import type { Definition, Element } from '../survey.ts';
import { constraintOf } from './xlsform-constraint.ts';
import {
	both,
	clean,
	dotted,
	escaped,
	isYesNo,
	listsOf,
	looksCompound,
	nested,
	parameters,
	type Child,
	type Nest
} from './xlsform-nest.ts';
import type { Loss } from './xlsform.ts';
import { platformVariables, type FormSheets, type Row } from './xlsform-write.ts';
import { fromXPath } from './xpath.ts';

type Node = Record<string, unknown>;
type Page = Definition['pages'][number];

const simple = new Set(['text', 'integer', 'decimal', 'date', 'select_one', 'select_multiple']);
const more = new Set(['range', 'file', 'image', 'note', 'calculate']);
/** Rows that ask nothing: filled in by the device. */
const silent = new Set(['start', 'end', 'today', 'deviceid', 'username', 'phonenumber', 'audit']);
const known = new Set([
	...['type', 'name', 'label::vi', 'label::en', 'hint::vi', 'hint::en', 'required', 'relevant'],
	...['constraint', 'constraint_message::vi', 'constraint_message::en', 'appearance', 'parameters'],
	...['choice_filter', 'calculation']
]);

export function fromXlsForm(sheets: FormSheets): { definition: Definition; lost: Loss[] } {
	const lost: Loss[] = [];
	const lists = listsOf(sheets.choices);
	const names = new Map<string, string>();
	const booleans = new Set<string>();
	const calculated: Node[] = [];

	for (const row of sheets.survey)
		for (const column of Object.keys(row))
			if (!known.has(column) && !lost.some(({ what }) => what === column))
				lost.push({ kind: 'column', where: '', what: column });
	const outline = nested(sheets.survey, lost);
	register(outline, '');

	function register(children: readonly Child[], table: string): void {
		for (const child of children) {
			const name = String(child.row.name ?? '');
			const [type = '', list = ''] = String(child.row.type ?? '').split(/\s+/);
			const inner = table && name.startsWith(`${table}.`) ? name.slice(table.length + 1) : name;
			names.set(name, table ? `row.${clean(inner)}` : dotted(name));
			if (type === 'select_one' && isYesNo(lists.get(list))) booleans.add(names.get(name)!);
			if ('children' in child) register(child.children, child.kind === 'repeat' ? name : '');
		}
	}
	const expression = (value: unknown, where: string, self = where): string => {
		const text = String(value ?? '');
		if (text === '' || /^(yes|true(\(\))?)$/i.test(text)) return '';
		const name = (one: string) =>
			one === '.' ? self : (names.get(one) ?? (platformVariables.includes(one) ? one : undefined));
		const read = fromXPath(text, name, (one) => booleans.has(one));
		if (read === undefined) lost.push({ kind: 'expression', where, what: text });
		return read ?? '';
	};

	/** Keys of a box that every kind of question shares. */
	function boxOf(row: Row, name: string, inTable: boolean): Node {
		const [type = '', list = '', extra = ''] = String(row.type ?? '').split(/\s+/);
		const look = String(row.appearance ?? '');
		const { limits, rest } = constraintOf(String(row.constraint ?? ''));
		const kind = inTable ? 'cellType' : 'type';
		const made: Node = {};
		if (type === 'select_one' || type === 'select_multiple') {
			const entries = lists.get(list) ?? [];
			const source = /^selected\(\s*\$\{([^}]+)\}\s*,\s*name\s*\)$/.exec(
				String(row.choice_filter ?? '')
			);
			if (type === 'select_one' && isYesNo(entries)) {
				const [labelTrue, labelFalse] = entries.map(({ text }) => text);
				Object.assign(made, { [kind]: 'boolean' }, inTable ? {} : { labelTrue, labelFalse });
			} else {
				const dropdown = inTable || /minimal|autocomplete/.test(look);
				made[kind] = type === 'select_multiple' ? 'checkbox' : dropdown ? 'dropdown' : 'radiogroup';
				if (source)
					Object.assign(made, {
						choicesFromQuestion: names.get(source[1]!) ?? source[1],
						...(!inTable && { choicesFromQuestionMode: 'selected' })
					});
				else {
					const own = entries.filter(
						({ value }) =>
							!(limits.showNoneItem && value === 'none') &&
							!(limits.showRefuseItem && value === 'refused')
					);
					const textOf = (code: string) => entries.find(({ value }) => value === code)?.text;
					made.choices = own;
					if (limits.showNoneItem) made.noneText = textOf('none');
					if (limits.showRefuseItem) made.refuseText = textOf('refused');
					if (row.choice_filter)
						lost.push({ kind: 'expression', where: name, what: String(row.choice_filter) });
				}
				if (extra === 'or_other') made.showOtherItem = true;
			}
		} else if (type === 'select_one_from_file')
			Object.assign(made, { [kind]: 'dropdown', choicesFrom: list.replace(/\.\w+$/, '') });
		else if (type === 'range') {
			const { start, end } = parameters(row.parameters);
			Object.assign(made, { [kind]: 'rating', rateMin: start ?? 1, rateMax: end ?? 5 });
		} else if (type === 'integer' || type === 'decimal')
			Object.assign(
				made,
				{ [kind]: 'text', inputType: 'number' },
				type === 'integer' && { whole: true }
			);
		else if (type === 'date') Object.assign(made, { [kind]: 'text', inputType: 'date' });
		else if (type === 'file' || type === 'image') made[kind] = 'file';
		else if (/multiline/.test(look)) made[kind] = 'comment';
		else Object.assign(made, { [kind]: 'text' }, /^(url|email)$/.test(look) && { inputType: look });
		Object.assign(made, limits);
		if (/^(yes|true(\(\))?)$/i.test(String(row.required ?? ''))) made.isRequired = true;
		const check = expression(rest, name, names.get(String(row.name)) ?? name);
		if (check)
			made.validators = [
				{ type: 'expression', text: both(row, 'constraint_message'), expression: check }
			];
		return made;
	}

	function question({ row, line }: { row: Row; line: number }): Element | undefined {
		const type = String(row.type ?? '').split(/\s+/)[0] ?? '';
		const name = clean(String(row.name ?? ''));
		if (type === 'calculate') {
			if (platformVariables.includes(name)) return undefined;
			const read = expression(row.calculation, name);
			if (read) calculated.push({ name, expression: read });
			return undefined;
		}
		if (type === 'note')
			lost.push({ kind: 'note', where: name, what: String(row['label::vi'] ?? '') });
		else if (!simple.has(type) && !more.has(type) && type !== 'select_one_from_file') {
			if (!silent.has(type)) lost.push({ kind: 'type', where: name || String(line), what: type });
		} else return { ...headOf(row, name), ...boxOf(row, name, false) } as unknown as Element;
		return undefined;
	}

	function headOf(row: Row, name: string): Node {
		const visibleIf = expression(row.relevant, name);
		const must = String(row.required ?? '');
		const requiredIf = /^(|yes|no|true|false)(\(\))?$/i.test(must) ? '' : expression(must, name);
		return {
			name,
			title: both(row, 'label') ?? { vi: '', en: '' },
			...(row['hint::vi'] && { description: both(row, 'hint') }),
			...(visibleIf && { visibleIf }),
			...(requiredIf && { requiredIf })
		};
	}

	/** A group of boxes, a table or a repeat as one question; undefined when it is none of these. */
	function compound(nest: Nest): Element | undefined {
		const raw = String(nest.row.name ?? '');
		const name = clean(raw);
		const [first] = nest.children;
		const isNote = first && !('children' in first) && first.row.type === 'note';
		const rows = (isNote ? nest.children.slice(1) : nest.children) as { row: Row; line: number }[];
		const types = rows.map(({ row }) => String(row.type ?? ''));
		const leaf = ({ row }: { row: Row }) =>
			clean(String(row.name ?? '').replace(new RegExp(`^${escaped(raw)}\\.`), ''));
		const plain = rows.every((child) => !('children' in child) && !child.row.relevant);
		if (!plain || rows.length === 0) return undefined;
		const head = {
			...headOf(nest.row, name),
			...(isNote && { description: both(first.row, 'label') })
		};
		const list = /^select_one (\S+)$/.exec(types[0] ?? '')?.[1];
		const look = String(nest.row.appearance ?? '');
		if (nest.kind === 'group' && list && /table-list/.test(look)) {
			if (types.some((type) => type !== types[0])) return undefined;
			return {
				...head,
				type: 'matrix',
				...(rows.every(({ row }) => row.required) && { isAllRowRequired: true }),
				columns: lists.get(list) ?? [],
				rows: rows.map((child) => ({ value: leaf(child), text: both(child.row, 'label') }))
			} as unknown as Element;
		}
		const table = nest.kind === 'repeat';
		const allowed = table
			? /^(text|integer|decimal|date|select_one\b)/
			: /^(text|integer|decimal|date)$/;
		const named = rows.every(({ row }) => String(row.name).startsWith(`${raw}.`));
		if (!types.every((type) => allowed.test(type)) || !(table || named)) return undefined;
		const parts = rows.map((child) => {
			const { type: _type, ...box } = boxOf(child.row, `${raw}.${leaf(child)}`, table);
			return { name: leaf(child), title: both(child.row, 'label') ?? { vi: '', en: '' }, ...box };
		}) as (Node & { validators?: Node[] })[];
		if (table) return { ...head, type: 'matrixdynamic', columns: parts } as unknown as Element;
		const checks = parts.flatMap(({ validators = [] }) => validators).reverse();
		for (const part of parts) delete part.validators;
		return {
			...head,
			type: 'multipletext',
			items: parts,
			...(checks.length > 0 && { validators: checks })
		} as unknown as Element;
	}

	function elementsOf(children: readonly Child[]): Element[] {
		return children.flatMap((child): Element[] => {
			if (!('children' in child)) {
				const asked = question(child);
				return asked ? [asked] : [];
			}
			const made = compound(child);
			if (made) return [made];
			lost.push({ kind: 'group', where: String(child.row.name ?? child.line), what: child.kind });
			return elementsOf(child.children);
		});
	}

	const pages: Page[] = [];
	for (const child of outline) {
		const isPage = 'children' in child && child.kind === 'group' && !looksCompound(child);
		if (isPage) {
			const [first] = child.children;
			const told = first && !('children' in first) && first.row.type === 'note' ? first : undefined;
			const { title, visibleIf } = headOf(child.row, clean(String(child.row.name)));
			pages.push({
				name: clean(String(child.row.name)),
				title,
				...(told && { description: both(told.row, 'label') }),
				...(visibleIf !== undefined && { visibleIf }),
				elements: elementsOf(told ? child.children.slice(1) : child.children)
			} as unknown as Page);
		} else {
			const elements = elementsOf([child]);
			const last = pages.at(-1);
			if (last?.name.startsWith('phan_')) last.elements.push(...elements);
			else if (elements.length > 0)
				pages.push({ name: `phan_${pages.length + 1}`, title: { vi: '', en: '' }, elements });
		}
	}
	const title = { vi: String(sheets.settings[0]?.form_title ?? ''), en: '' };
	const common = { locale: 'vi', showQuestionNumbers: 'on', clearInvisibleValues: 'onComplete' };
	const definition: Definition = {
		...{ title, ...common, checkErrorsMode: 'onNextPage' },
		...(calculated.length > 0 && { calculatedValues: calculated }),
		pages
	};
	return { definition, lost };
}
