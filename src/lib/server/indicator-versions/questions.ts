/** The questions of the surveys with their codes, for the form of a formula and for its check. */
import type { Locale } from '../../locale.ts';
import type { AnswerMeasure } from '../../measure.ts';
import { textOf, type Definition, type Element, type Text } from '../../survey.ts';
import type { Sql } from '../postgres.ts';
import * as surveys from '../surveys.ts';
import type { Fault } from './checking.ts';

export type Question = {
	name: string;
	title: string;
	/** codes of what can be answered; none where numbers or words are asked */
	choices: { code: string; title: string }[];
	/** rows and columns of tables */
	items: { code: string; title: string }[];
};

/** Questions by survey. */
export type Catalogue = Map<string, Question[]>;

export async function read(sql: Sql, locale: Locale): Promise<Catalogue> {
	const found: Catalogue = new Map();
	for (const { id } of await surveys.list(sql)) {
		const { definition } = await surveys.latest(sql, id);
		found.set(id, questionsOf(definition, locale));
	}
	return found;
}

type Listed =
	string | number | { value?: string | number; name?: string; text?: Text; title?: Text };

function questionsOf(definition: Definition, locale: Locale): Question[] {
	const list = (value: unknown): { code: string; title: string }[] =>
		(Array.isArray(value) ? (value as Listed[]) : []).map((one) => {
			if (typeof one !== 'object') return { code: String(one), title: String(one) };
			const code = String(one.value ?? one.name ?? '');
			return { code, title: textOf(one.text ?? one.title, locale) || code };
		});
	return elementsOf(definition).map((element) => {
		const isTable = ['matrixdropdown', 'matrixdynamic', 'paneldynamic', 'multipletext'].includes(
			element.type
		);
		const isMatrix = element.type === 'matrix';
		return {
			name: element.name,
			title: textOf(element.title, locale),
			choices: isTable ? [] : codesOf(element, list(isMatrix ? element.columns : element.choices)),
			items: [
				...list(element.rows),
				...(isTable ? [...list(element.columns), ...list(element.items)] : [])
			]
		};
	});
}

function codesOf(element: Element, listed: { code: string; title: string }[]) {
	if (element.type === 'boolean') return ['true', 'false'].map((code) => ({ code, title: code }));
	if (element.type !== 'rating' || listed.length > 0) return listed;
	const from = Number(element.rateMin ?? 1);
	const to = Number(element.rateMax ?? 5);
	return Array.from({ length: to - from + 1 }, (_, index) => {
		return { code: String(from + index), title: String(from + index) };
	});
}

function elementsOf(definition: Definition): Element[] {
	const inside = (element: Element): Element[] => {
		const parts = (element.elements ?? element.templateElements) as Element[] | undefined;
		return element.type === 'panel' && parts ? parts.flatMap(inside) : [element];
	};
	return definition.pages.flatMap((page) => page.elements.flatMap(inside));
}

/** Questions, rows and codes that a formula names and its survey does not have. */
export function questionFaults(measure: AnswerMeasure, catalogue: Catalogue): Fault[] {
	const { survey } = measure;
	const questions = catalogue.get(survey);
	if (!questions)
		return [{ field: 'm_survey', problem: 'indicator.unknown-survey', details: { survey } }];
	const faults: Fault[] = [];
	const need = (field: string, name: string, codes: string[] = [], items: string[] = []) => {
		const question = questions.find((one) => one.name === name);
		if (!question) {
			const details = { survey, question: name };
			faults.push({ field, problem: 'indicator.unknown-question', details });
			return;
		}
		const missing = (
			problem: Fault['problem'],
			list: Question['choices'],
			wanted: string[],
			where: string
		) => {
			const known = list.map(({ code }) => code);
			if (known.length === 0) return;
			for (const code of wanted.filter((one) => one !== '' && !known.includes(one))) {
				const details = { question: name, code, known: known.slice(0, 30).join(', ') };
				faults.push({ field: where, problem, details });
			}
		};
		missing(
			'indicator.unknown-code',
			question.choices,
			codes,
			field === 'm_question' ? 'm_codes' : field
		);
		missing(
			'indicator.unknown-row',
			question.items,
			items,
			field === 'm_question' ? 'm_items' : field
		);
	};
	switch (measure.kind) {
		case 'share_of_answers': {
			const { question, codes, item, base, and } = measure;
			need('m_question', question, codes, item ? [item] : []);
			if (base) need('m_base', base);
			if (and) need('m_and', and.question, and.item ? [] : and.codes, and.item ? [and.item] : []);
			break;
		}
		case 'top_choice':
			need('m_question', measure.question, [], []);
			if (measure.minus) need('m_minus', measure.minus.question, measure.minus.codes);
			need('m_options', measure.question, measure.options);
			break;
		case 'right_answers':
			for (const { question, code } of measure.right) need('m_right', question, [code]);
			break;
		case 'index_of_answers':
			for (const { items } of measure.groups)
				for (const one of items)
					need('m_groups', one.question, [], 'items' in one ? one.items : []);
			break;
		case 'sum_of_answers':
		case 'mean_of_answers':
			need('m_question', measure.question, [], measure.items ?? []);
			break;
		case 'ratio_of_answers':
			need('m_question', measure.question, [], [...measure.part, ...measure.whole]);
			break;
		case 'promoters':
			need('m_question', measure.question);
	}
	return faults;
}
