/**
 * A definition as an XLSForm: the sheets survey, choices and settings. What the format cannot say is
 * listed, question by question, never dropped in silence.
 */
import { textOf, type Definition, type Element } from '../survey.ts';
import { readBy } from './conditions.ts';
import type { Loss } from './xlsform.ts';
import { toXPath } from './xpath.ts';

export type Row = Record<string, string | number>;
export type FormSheets = { survey: Row[]; choices: Row[]; settings: Row[] };
type Node = Record<string, unknown>;

/** Names the platform fills in itself. */
export const platformVariables = ['kyBaoCao', 'nhom'];

export function toXlsForm(
	definition: Definition,
	id: string,
	version: string
): { sheets: FormSheets; lost: Loss[] } {
	const survey: Row[] = [];
	const choices: Row[] = [];
	const lost: Loss[] = [];
	const lists = new Map<string, string>();
	/** computed values that XLSForm cannot compute: what reads them cannot be said either */
	const missing = new Set<string>();
	const lose = (where: string, what: string) => lost.push({ kind: 'setting', where, what });

	/** Expressions; in a table, `row.` is the table's own name. */
	const expression = (value: unknown, where: string, table?: string): string => {
		if (typeof value !== 'string' || value === '') return '';
		const reads = readBy(value).some((name) => missing.has(name));
		const text = reads
			? undefined
			: toXPath(value, (name) =>
					table && name.startsWith('row.') ? `${table}.${name.slice(4)}` : name
				);
		if (text === undefined) lost.push({ kind: 'expression', where, what: value });
		return text ?? '';
	};
	const both = (column: string, value: unknown): Row => ({
		...(textOf(value) && { [`${column}::vi`]: textOf(value) }),
		...(englishOf(value) && { [`${column}::en`]: englishOf(value) })
	});
	const list = (name: string, entries: unknown): string => {
		const rows = nodes(entries).map((one) => ({
			name: String(one.value ?? ''),
			...both('label', one.text)
		}));
		const same = JSON.stringify(rows);
		const known = lists.get(same);
		if (known) return known;
		lists.set(same, name);
		choices.push(...rows.map((row) => ({ list_name: name, ...row })));
		return name;
	};
	const limitsOf = (box: Node): string[] => [
		...(typeof box.min === 'number' ? [`. >= ${box.min}`] : []),
		...(typeof box.max === 'number' ? [`. <= ${box.max}`] : []),
		...(typeof box.maxLength === 'number' ? [`string-length(.) <= ${box.maxLength}`] : []),
		...(typeof box.minSelectedChoices === 'number'
			? [`count-selected(.) >= ${box.minSelectedChoices}`]
			: []),
		...(typeof box.maxSelectedChoices === 'number'
			? [`count-selected(.) <= ${box.maxSelectedChoices}`]
			: []),
		...[
			[box.showNoneItem, 'none'],
			[box.showRefuseItem, 'refused']
		]
			.filter(([shown]) => shown === true)
			.map(([, code]) => `not(selected(., '${String(code)}') and count-selected(.) > 1)`)
	];
	const constrained = (
		limits: string[],
		check: Node | undefined,
		where: string,
		table?: string
	) => {
		const text = check ? expression(check.expression, where, table) : '';
		const parts = text ? [...limits, limits.length > 0 ? `(${text})` : text] : limits;
		return {
			...(parts.length > 0 && { constraint: parts.join(' and ') }),
			...(text && both('constraint_message', check?.text))
		};
	};
	/** Type, list and limits of one box. */
	const box = (node: Node, type: string, name: string): Row => {
		switch (type) {
			case 'radiogroup':
			case 'dropdown': {
				const look: Row = type === 'dropdown' ? { appearance: 'minimal' } : {};
				if (node.choicesFrom)
					return { type: `select_one_from_file ${String(node.choicesFrom)}.csv`, ...look };
				const source = node.choicesFromQuestion;
				const other = node.showOtherItem === true ? ' or_other' : '';
				const filter: Row = source
					? { choice_filter: `selected(\${${String(source)}}, name)` }
					: {};
				const of = source ? String(source) : list(name, withExtras(node));
				return { type: `select_one ${of}${other}`, ...filter, ...look };
			}
			case 'checkbox': {
				const other = node.showOtherItem === true ? ' or_other' : '';
				return { type: `select_multiple ${list(name, withExtras(node))}${other}` };
			}
			case 'rating':
				return {
					type: 'range',
					parameters: `start=${Number(node.rateMin ?? 1)} end=${Number(node.rateMax ?? 5)} step=1`
				};
			case 'boolean': {
				const text = [node.labelTrue ?? yes, node.labelFalse ?? no];
				const entries = ['true', 'false'].map((value, at) => ({ value, text: text[at] }));
				return { type: `select_one ${list(name, entries)}` };
			}
			case 'comment':
				return { type: 'text', appearance: 'multiline' };
			case 'file':
				return { type: 'file' };
			default: {
				const input = node.inputType;
				if (input === 'number') return { type: node.whole === true ? 'integer' : 'decimal' };
				if (input === 'date') return { type: 'date' };
				return { type: 'text', ...(input !== undefined && { appearance: String(input) }) };
			}
		}
	};
	const said = new Set([
		...['type', 'name', 'title', 'description', 'visibleIf', 'isRequired', 'requiredIf', 'choices'],
		...[
			'validators',
			'inputType',
			'whole',
			'min',
			'max',
			'maxLength',
			'rateMin',
			'rateMax',
			'rows'
		],
		...[
			'labelTrue',
			'labelFalse',
			'items',
			'columns',
			'isAllRowRequired',
			'cellType',
			'choicesFrom'
		],
		...['choicesFromQuestion', 'choicesFromQuestionMode', 'showOtherItem', 'showNoneItem'],
		...['noneText', 'showRefuseItem', 'refuseText', 'maxSelectedChoices', 'minSelectedChoices']
	]);
	const unsaid = (node: Node, where: string) => {
		for (const key of Object.keys(node))
			if (!said.has(key) || (key === 'rows' && !Array.isArray(node.rows))) lose(where, key);
	};
	const required = (node: Node, where: string): Row => {
		const when = expression(node.requiredIf, where);
		return node.isRequired === true || when
			? { required: node.isRequired === true ? 'yes' : when }
			: {};
	};
	const part = (node: Node, type: string, parent: Element, check?: Node, table?: string): void => {
		const name = `${parent.name}.${String(node.name ?? node.value)}`;
		unsaid(node, name);
		const { appearance, ...of } = box(node, type, name);
		survey.push({
			...of,
			name,
			...both('label', node.title ?? node.text),
			...required(node, name),
			...constrained(limitsOf(node), check ?? checksOf(node)[0], name, table),
			...(appearance !== undefined && { appearance })
		});
	};
	const note = (name: string, text: unknown) => {
		if (textOf(text)) survey.push({ type: 'note', name: `${name}_note`, ...both('label', text) });
	};
	const question = (element: Element): void => {
		const { name } = element;
		unsaid(element, name);
		const relevant = expression(element.visibleIf, name);
		const common = {
			...both('label', element.title),
			...(relevant && { relevant })
		};
		const checks = checksOf(element);
		const others = nodes(element.validators).length - checks.length;
		if (others > 0) lose(name, 'validators');
		if (['multipletext', 'matrix', 'matrixdynamic'].includes(element.type)) {
			const kind = element.type === 'matrixdynamic' ? 'repeat' : 'group';
			const appearance =
				element.type === 'matrix' ? 'table-list' : element.type === 'multipletext' ? 'w4' : '';
			survey.push({ type: `begin_${kind}`, name, ...common, ...(appearance && { appearance }) });
			note(name, element.description);
			if (element.type === 'matrix') {
				const columns = list(name, element.columns);
				const must = element.isAllRowRequired === true;
				if (element.isRequired === true) lose(name, 'isRequired');
				for (const row of nodes(element.rows))
					survey.push({
						type: `select_one ${columns}`,
						name: `${name}.${String(row.value)}`,
						...both('label', row.text),
						...(must && { required: 'yes' })
					});
				if (checks.length > 0) lose(name, 'validators');
			} else {
				if (element.isRequired === true) lose(name, 'isRequired');
				const parts = nodes(element.items ?? element.columns);
				const table = kind === 'repeat' ? name : undefined;
				parts.forEach((one, index) => {
					// Groups have no constraint: the checks stand beside the last boxes.
					const check = table ? undefined : checks[parts.length - 1 - index];
					part(one, String(one.cellType ?? 'text'), element, check, table);
				});
				if (table ? checks.length > 0 : checks.length > parts.length) lose(name, 'validators');
			}
			survey.push({ type: `end_${kind}`, name });
			return;
		}
		if (checks.length > 1) lose(name, 'validators');
		const { appearance, ...of } = box(element, element.type, name);
		survey.push({
			...of,
			name,
			...common,
			...both('hint', element.description),
			...required(element, name),
			...constrained(limitsOf(element), checks[0], name),
			...(appearance !== undefined && { appearance })
		});
	};

	const used = platformVariables.filter((name) => JSON.stringify(definition).includes(`{${name}}`));
	for (const name of used) survey.push({ type: 'calculate', name, calculation: "''" });
	for (const { name, expression: text } of nodes(definition.calculatedValues)) {
		const calculation = expression(text, String(name));
		if (calculation) survey.push({ type: 'calculate', name: String(name), calculation });
		else missing.add(String(name));
	}
	for (const page of definition.pages) {
		const relevant = expression(page.visibleIf, page.name);
		const look = { ...(relevant && { relevant }), appearance: 'field-list' };
		survey.push({ type: 'begin_group', name: page.name, ...both('label', page.title), ...look });
		note(page.name, page.description);
		page.elements.forEach(question);
		survey.push({ type: 'end_group', name: page.name });
	}
	if (englishOf(definition.title)) lost.push({ kind: 'form', where: '', what: 'title' });
	for (const key of ['description', 'planItems'])
		if (definition[key] !== undefined) lost.push({ kind: 'form', where: '', what: key });
	const settings = {
		...{ form_title: textOf(definition.title), form_id: id, version, default_language: 'vi' }
	};
	return { sheets: { survey, choices, settings: [settings] }, lost };
}

const yes = { vi: 'Có', en: 'Yes' };
const no = { vi: 'Không', en: 'No' };

function withExtras(node: Node): Node[] {
	const extra = (shown: unknown, value: string, text: unknown, usual: object) =>
		shown === true ? [{ value, text: text ?? usual }] : [];
	return [
		...nodes(node.choices),
		...extra(node.showNoneItem, 'none', node.noneText, { vi: 'Không có', en: 'None' }),
		...extra(node.showRefuseItem, 'refused', node.refuseText, {
			...{ vi: 'Không muốn trả lời', en: 'Prefer not to answer' }
		})
	];
}

function checksOf(node: Node): Node[] {
	return nodes(node.validators).filter(({ type }) => type === 'expression');
}

function englishOf(value: unknown): string {
	return value !== null && typeof value === 'object' ? ((value as { en?: string }).en ?? '') : '';
}

function nodes(value: unknown): Node[] {
	return Array.isArray(value)
		? value.map((one: unknown) =>
				one !== null && typeof one === 'object' ? (one as Node) : { value: one, text: one }
			)
		: [];
}
