/** An indicator is data: what is measured, from which source, for which items of the plan. */
import type { Locale } from './locale.ts';
import type { Dimension, Measure, Of, Target } from './measure.ts';
import { textOf, type Definition, type Text } from './survey.ts';
import type { ValueUnit } from './value-unit.ts';

export {
	isOfUsage,
	type ComposedMeasure,
	type Measure,
	type Target,
	type UsageMeasure
} from './measure.ts';

export const indicatorSources = ['survey', 'events', 'record', 'channel'] as const;
export type IndicatorSource = (typeof indicatorSources)[number];

/** Whether more of it is better, worse or neither. */
export const directions = ['up', 'down', 'neutral'] as const;
export type Direction = (typeof directions)[number];

/** What an indicator is naturally stated for. */
export const periodRules = ['day', 'month', 'quarter', 'year', 'campaign'] as const;
export type PeriodRule = (typeof periodRules)[number];

export type Indicator = {
	id: string;
	version: number;
	kind: 'thuc_trang' | 'nhu_cau' | 'hieu_qua';
	nameVi: string;
	nameEn: string;
	unitVi: string;
	formulaVi: string;
	source: IndicatorSource;
	collectedBy: string;
	measure: Measure | null;
	valueUnit: ValueUnit;
	direction: Direction;
	periodRule: PeriodRule;
	dimensions: Dimension[];
	/** figures of parts add up to that of the whole */
	additive: boolean;
	/** figures of fewer than ten respondents are hidden, or there are no respondents to protect */
	suppression: 'respondents' | 'none';
	planItems: string[];
	/** made here by an analyst, not from the catalogue */
	isOwn?: boolean;
	/** computed no more */
	isRetired?: boolean;
};

/** The target that holds for all, or for a category. */
export function targetOf(
	{ measure }: Pick<Indicator, 'measure'>,
	dimension = '',
	category = ''
): Target | undefined {
	if (dimension === '') return measure?.target;
	return measure?.targets?.find(
		(one) => one.dimension === dimension && one.categories.includes(category)
	);
}

/** What an indicator's numbers are made of, in the order in which they are listed. */
export const indicatorKinds = ['thuc_trang', 'nhu_cau', 'hieu_qua'] as const;

/** One condition of an answer that counts, in the words of the form. */
export type Condition = {
	question: string;
	title: string;
	choices: string[];
	/** names over whose answers the share is taken */
	base?: true;
};

/**
 * The conditions of a share of answers: the first question, then the second if there is one. Of a
 * column of a table, the column's heading stands for the answer.
 */
export function conditionsOf(
	{ question, item, codes, base, and }: Of<'share_of_answers'>,
	definition: Definition,
	locale: Locale
): Condition[] {
	const elements = definition.pages.flatMap((page) => page.elements);
	const condition = (name: string, wanted: string[], part?: string): Condition => {
		const element = elements.find((one) => one.name === name);
		const rows = listOf<Choice>(element?.rows).filter((row) => row.value === part);
		const columns = listOf<Column>(element?.columns).filter((one) => one.name === part);
		// A matrix holds its choices in its columns; a rating has none but its numbers.
		const all = listOf<Choice>(rows.length > 0 ? element?.columns : element?.choices);
		const choices = all.filter((one) => wanted.includes(one.value));
		const title = [element?.title, ...rows.map((row) => row.text)];
		return {
			question: name,
			title: title.map((text) => textOf(text, locale)).join(' '),
			choices:
				columns.length > 0
					? columns.map((column) => textOf(column.title, locale))
					: element?.type === 'rating'
						? wanted
						: choices.map((choice) => textOf(choice.text, locale))
		};
	};
	return [
		condition(question, codes, item),
		...(and ? [condition(and.question, and.codes, and.item)] : []),
		...(base && base !== question ? [{ ...condition(base, []), base: true as const }] : [])
	];
}

/** Choices of a question in the words of the form, by code. */
export function choicesOf(
	definition: Definition,
	question: string,
	locale: Locale
): Record<string, string> {
	const element = definition.pages
		.flatMap((page) => page.elements)
		.find((one) => one.name === question);
	return Object.fromEntries(
		listOf<Choice>(element?.choices).map(({ value, text }) => [value, textOf(text, locale)])
	);
}

type Choice = { value: string; text: Text };
type Column = { name: string; title: Text };

function listOf<Item>(value: unknown): Item[] {
	return Array.isArray(value) ? (value as Item[]) : [];
}
