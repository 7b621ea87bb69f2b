/** The names of what indicators are split by and of what is chosen, in the words of the forms. */
import type { Labels } from '../estimate-text.ts';
import { choicesOf, type Indicator } from '../indicator.ts';
import type { Locale } from '../locale.ts';
import { isOfAnswers, type Dimension } from '../measure.ts';
import { dimensionWords } from '../messages/dimensions.ts';
import { registerOf } from '../register.ts';
import * as indicators from './indicators.ts';
import { questionOf } from './measures.ts';
import type { Sql } from './postgres.ts';
import * as surveys from './surveys.ts';

/** Labels of the choices that may come out on top; none for other indicators. */
export async function ofChoices(
	sql: Sql,
	{ measure }: Pick<Indicator, 'measure'>,
	locale: Locale
): Promise<Labels> {
	if (measure?.kind !== 'top_choice') return {};
	return choices(sql, measure.survey, measure.question, locale);
}

/** Choices of a question by code; none while the survey has not been published. */
async function choices(
	sql: Sql,
	survey: string,
	question: string,
	locale: Locale
): Promise<Labels> {
	const [newest] = (await surveys.list(sql)).filter(({ id }) => id === survey);
	if (!newest) return {};
	const { definition } = await surveys.latest(sql, survey);
	return choicesOf(definition, question, locale);
}

/** Labels of the categories of a dimension. */
export async function ofDimension(
	sql: Sql,
	indicator: Indicator,
	dimension: Dimension,
	locale: Locale
): Promise<Labels> {
	const { measure, id } = indicator;
	if (dimension === 'option') return ofChoices(sql, indicator, locale);
	if (dimension === 'second') {
		const second = measure?.second;
		return second ? { second: locale === 'vi' ? second.nameVi : second.nameEn } : {};
	}
	if (dimension === 'channel') {
		const values = registerOf(id)?.split?.values ?? [];
		return Object.fromEntries(values.map(({ code, label }) => [code, label[locale]]));
	}
	const question = measure && isOfAnswers(measure) && questionOf(measure.survey, dimension);
	if (!question) return dimensionWords[locale].categories[dimension] ?? {};
	return choices(sql, measure.survey, question, locale);
}

/** Labels of every indicator whose value is a choice, by indicator. */
export async function ofAllChoices(sql: Sql, locale: Locale): Promise<Record<string, Labels>> {
	const all = await indicators.all(sql);
	const found = await Promise.all(
		all
			.filter(({ measure }) => measure?.kind === 'top_choice')
			.map(async (one) => [one.id, await ofChoices(sql, one, locale)] as const)
	);
	return Object.fromEntries(found);
}
