/** An indicator is data: what is measured, from which source, for which items of the plan. */
import type { Locale } from './locale.ts';
import { textOf, type Definition, type Text } from './survey.ts';

export type IndicatorSource = 'survey' | 'events' | 'record' | 'channel';

/**
 * The typed formula of an indicator that can be computed.
 * `share_of_answers`: responses whose answer to `question` (or to one of `items`) is among `codes`,
 * over the responses that answered. `share_of_visits`: visits of a dimension's values over all
 * visits. `share_of_long_visits`: visits of so many pages or so many seconds at least over all visits.
 * `share_of_acts`: acts whose property has one of the values over all acts of that name that carry the
 * property. `share_submitted`: expected units that submitted, over expected units.
 */
export type Measure =
	| {
			kind: 'share_of_answers';
			survey: string;
			question: string;
			codes: string[];
			/**
			 * A second condition that must hold as well; of a table, in column `item`, and only in
			 * rows whose column `row.item` has one of `row.codes`.
			 */
			and?: {
				question: string;
				codes: string[];
				item?: string;
				row?: { item: string; codes: string[] };
			};
			target?: Target;
	  }
	| UsageMeasure
	/** `onTime`: only what was submitted before the campaign closed counts */
	| { kind: 'share_submitted'; survey: string; onTime?: boolean; target?: Target };

/** Taken from usage events: a part of something that has a day and a site. */
export type UsageMeasure = (
	| { kind: 'share_of_visits'; dimension: 'device'; values: string[] }
	| { kind: 'share_of_long_visits'; pages: number; seconds: number }
	| { kind: 'share_of_acts'; act: string; property: string; values: string[] }
) & { target?: Target };

export function isOfUsage(measure: Measure): measure is UsageMeasure {
	return !('survey' in measure);
}

export type Target = { value: number; year: number; source: string };

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
	planItems: string[];
};

/** What an indicator's numbers are made of, in the order in which they are listed. */
export const indicatorKinds = ['thuc_trang', 'nhu_cau', 'hieu_qua'] as const;

/** One condition of an answer that counts, in the words of the form. */
export type Condition = { question: string; title: string; choices: string[] };

/**
 * The conditions of a share of answers: the first question, then the second if there is one. Of a
 * column of a table, the column's heading stands for the answer.
 */
export function conditionsOf(
	{ question, codes, and }: Extract<Measure, { kind: 'share_of_answers' }>,
	definition: Definition,
	locale: Locale
): Condition[] {
	const elements = definition.pages.flatMap((page) => page.elements);
	const condition = (name: string, wanted: string[], item?: string): Condition => {
		const element = elements.find((one) => one.name === name);
		const columns = listOf<Column>(element?.columns).filter((one) => one.name === item);
		const choices = listOf<Choice>(element?.choices).filter((one) => wanted.includes(one.value));
		return {
			question: name,
			title: textOf(element?.title, locale),
			choices: item
				? columns.map((column) => textOf(column.title, locale))
				: choices.map((choice) => textOf(choice.text, locale))
		};
	};
	return [
		condition(question, codes),
		...(and ? [condition(and.question, and.codes, and.item)] : [])
	];
}

type Choice = { value: string; text: Text };
type Column = { name: string; title: Text };

function listOf<Item>(value: unknown): Item[] {
	return Array.isArray(value) ? (value as Item[]) : [];
}
