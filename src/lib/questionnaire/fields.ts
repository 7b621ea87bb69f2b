/**
 * The field catalogue: what each question of a definition may hold, compiled once at publication.
 * The structural check, the codebook, the exports and the answer facts all read it, never the
 * definition itself.
 */
import { numbersOf } from './progress.ts';
import {
	isList,
	textOf,
	type Definition,
	type Element,
	type ListName,
	type Supply
} from '../survey.ts';

export type Code = { code: string; text: string };

/** What one box may hold. */
export type Box =
	/** one code of a list; `from`: the list is the platform's, see `fill` */
	| { kind: 'choice'; choices: Code[]; from?: ListName }
	/** several codes of a list; `alone` codes exclude all others */
	| { kind: 'choices'; choices: Code[]; alone: string[]; most: number }
	| { kind: 'number'; min: number; max: number; whole: boolean; measuredIn: string }
	| { kind: 'text'; maxLength: number; format: 'plain' | 'url' | 'email' | 'date'; lines: boolean }
	| { kind: 'boolean'; yes: string; no: string }
	/** files handed in beforehand: the answer is the list of their ids */
	| { kind: 'file'; most: number };

export type Item = { name: string; title: string; required: boolean; box: Box };

export type Shape =
	| Box
	/** named boxes under one question */
	| { kind: 'items'; items: Item[] }
	/** one code per row */
	| { kind: 'matrix'; rows: Code[]; columns: Code[] }
	/** rows added by the respondent */
	| { kind: 'table'; columns: Item[]; mostRows: number };

export type Field = {
	name: string;
	/** number shown to readers, see `numbersOf` */
	number: string;
	/** name and title of its page */
	page: string;
	pageTitle: string;
	title: string;
	required: boolean;
	/** condition under which the question is asked, '' = always */
	when: string;
	/** a box for “other” exists: its text is kept under `<name>-Comment` */
	other: boolean;
	indicators: string[];
	/** the right answer to a knowledge question and its legal basis */
	correct?: { code: string; basis: string };
	shape: Shape;
};

export const longestText = 1000;
/** Files under one question, whatever a definition says. */
export const mostFiles = 10;
const largestNumber = 1e12;
export const commentSuffix = '-Comment';

/** Compiles a definition that has passed the gate. Throws an Error on a type it does not know. */
export function compile(definition: Definition): Field[] {
	const fields: Field[] = [];
	const byName = new Map(
		definition.pages.flatMap((page) => page.elements.map((element) => [element.name, element]))
	);
	const numbers = numbersOf([...byName.keys()]);
	for (const page of definition.pages)
		for (const element of page.elements) {
			fields.push({
				name: element.name,
				number: numbers.get(element.name) ?? '',
				page: page.name,
				pageTitle: textOf(page.title),
				title: textOf(element.title) || element.name,
				required: element.isRequired === true || element.isAllRowRequired === true,
				when: textOf(element.visibleIf),
				other: element.showOtherItem === true,
				indicators: strings(element.indicators),
				...(typeof element.correctCode === 'string' && {
					correct: { code: element.correctCode, basis: textOf(element.basis) }
				}),
				shape: shapeOf(element, byName)
			});
		}
	return fields;
}

/** The catalogue with the choices that the platform supplies; until then no code is a choice. */
export function fill(fields: Field[], supply: Supply): Field[] {
	return fields.map((field) => {
		const { shape } = field;
		if (shape.kind !== 'choice' || !shape.from) return field;
		const choices = supply[shape.from].map(({ value, text }) => ({ code: value, text }));
		return { ...field, shape: { ...shape, choices } };
	});
}

function shapeOf(element: Element, byName: Map<string, Element>): Shape {
	switch (element.type) {
		case 'multipletext':
			return { kind: 'items', items: list(element.items).map((item) => itemOf(item, byName)) };
		case 'matrix':
			return { kind: 'matrix', rows: codes(element.rows), columns: codes(element.columns) };
		case 'matrixdynamic':
			return {
				kind: 'table',
				columns: list(element.columns).map((column) => itemOf(column, byName)),
				mostRows: number(element.maxRowCount, 20)
			};
		default:
			return boxOf(element, element.type, byName);
	}
}

function itemOf(item: Record<string, unknown>, byName: Map<string, Element>): Item {
	const name = String(item.name);
	const type = typeof item.cellType === 'string' ? item.cellType : 'text';
	return {
		name,
		title: textOf(item.title) || name,
		required: item.isRequired === true,
		box: boxOf({ ...item, name, type }, type, byName)
	};
}

function boxOf(element: Element, type: string, byName: Map<string, Element>): Box {
	switch (type) {
		case 'radiogroup':
		case 'dropdown':
			return isList(element.choicesFrom)
				? { kind: 'choice', choices: [], from: element.choicesFrom }
				: { kind: 'choice', choices: choicesOf(element, byName) };
		case 'checkbox': {
			const choices = choicesOf(element, byName);
			const alone = [
				...(element.showNoneItem === true ? ['none'] : []),
				...(element.showRefuseItem === true ? ['refused'] : [])
			];
			return {
				kind: 'choices',
				choices,
				alone,
				most: most(element, choices.length - alone.length)
			};
		}
		case 'rating':
			return {
				kind: 'number',
				min: number(element.rateMin, 1),
				max: number(element.rateMax, 5),
				whole: true,
				measuredIn: ''
			};
		case 'boolean': {
			const yes = textOf(element.labelTrue) || 'Có';
			return { kind: 'boolean', yes, no: textOf(element.labelFalse) || 'Không' };
		}
		case 'file':
			return { kind: 'file', most: Math.min(number(element.maxFiles, 3), mostFiles) };
		case 'comment':
			return {
				kind: 'text',
				maxLength: number(element.maxLength, longestText),
				format: 'plain',
				lines: true
			};
		case 'text':
			return element.inputType === 'number' ? numberBoxOf(element) : textBoxOf(element);
		default:
			throw new Error(`Question ${element.name} has type ${type}, which no field can hold.`);
	}
}

function numberBoxOf(element: Element): Box {
	const limits = list(element.validators).find((validator) => validator.type === 'numeric') ?? {};
	return {
		kind: 'number',
		min: number(element.min ?? limits.minValue, -largestNumber),
		max: number(element.max ?? limits.maxValue, largestNumber),
		whole: element.whole === true,
		measuredIn: textOf(element.unit)
	};
}

function textBoxOf(element: Element): Box {
	const format = element.inputType;
	return {
		kind: 'text',
		maxLength: number(element.maxLength, longestText),
		format: format === 'url' || format === 'email' || format === 'date' ? format : 'plain',
		lines: false
	};
}

function choicesOf(element: Element, byName: Map<string, Element>): Code[] {
	const source =
		typeof element.choicesFromQuestion === 'string'
			? byName.get(element.choicesFromQuestion)
			: undefined;
	const choices = source ? choicesOf(source, byName) : codes(element.choices);
	if (element.showNoneItem === true)
		choices.push({ code: 'none', text: textOf(element.noneText) || 'Không có' });
	if (element.showRefuseItem === true)
		choices.push({ code: 'refused', text: textOf(element.refuseText) || 'Không muốn trả lời' });
	if (element.showOtherItem === true)
		choices.push({ code: 'other', text: textOf(element.otherText) || 'Khác (ghi rõ)' });
	return choices;
}

function most(element: Element, all: number): number {
	return number(element.maxSelectedChoices, 0) || all;
}

function codes(value: unknown): Code[] {
	if (!Array.isArray(value)) return [];
	return value.map((entry: unknown) => {
		if (entry === null || typeof entry !== 'object')
			return { code: String(entry), text: String(entry) };
		const { value: code, text } = entry as { value: unknown; text?: unknown };
		return { code: String(code), text: textOf(text) || String(code) };
	});
}

function list(value: unknown): Record<string, unknown>[] {
	return Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
}

function strings(value: unknown): string[] {
	return Array.isArray(value) ? value.map(String) : [];
}

function number(value: unknown, otherwise: number): number {
	return typeof value === 'number' ? value : otherwise;
}
