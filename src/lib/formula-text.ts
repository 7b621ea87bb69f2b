/** What a typed formula counts, in sentences for its page. */
import type { Condition } from './indicator.ts';
import type { Locale } from './locale.ts';
import type { IndexItem, Measure } from './measure.ts';
import { formulas as words } from './messages/formulas.ts';
import { formatNumber } from './vietnamese.ts';

const quoted = (choices: readonly string[]) => choices.map((choice) => `“${choice}”`).join(', ');
const questionsIn = (items: readonly IndexItem[]) =>
	items.map(({ question }) => question).join(', ');

/** `conditions` are those of a share of answers; `labels` name the groups of a difference. */
export function formulaText(
	measure: Measure,
	locale: Locale,
	{
		conditions = [],
		labels = {}
	}: { conditions?: Condition[]; labels?: Record<string, string> } = {}
): string[] {
	const t = words[locale];
	const named = (codes: string[]) => codes.map((code) => labels[code] ?? code).join(', ');
	switch (measure.kind) {
		case 'share_of_answers':
			return conditions.map(({ question, choices, base }, index) => {
				if (base) return t.base(question);
				if (index === 0) return t.answers(question, quoted(choices));
				return (measure.and?.item ? t.row : t.and)(question, quoted(choices));
			});
		case 'mean_of_answers':
			return [t.mean(measure.question)];
		case 'promoters':
			return [t.promoters(measure.question)];
		case 'right_answers':
			return [t.right(measure.right.map(({ question }) => question).join(', '))];
		case 'index_of_answers':
			return [
				t.index(measure.least, measure.groups.length),
				...measure.groups.map(({ nameVi, nameEn, weight, items }) =>
					t.group(
						locale === 'vi' ? nameVi : nameEn,
						formatNumber(weight, locale),
						questionsIn(items)
					)
				)
			];
		case 'top_choice':
			return [
				measure.minus
					? t.choiceMinus(measure.question, measure.minus.question)
					: t.choice(measure.question)
			];
		case 'sum_of_answers':
			return [t.sum(measure.question)];
		case 'ratio_of_answers':
			return [t.ratio(measure.question, measure.part.join(', '), measure.whole.join(', '))];
		case 'share_submitted':
			return [measure.onTime ? t.onTime : t.submitted];
		case 'response_rate':
			return [t.response];
		case 'share_of_visits':
			return [t.visits(measure.values.map((one) => t.devices[one] ?? one).join(', '))];
		case 'share_of_long_visits':
			return [t.long(measure.pages, measure.seconds)];
		case 'share_of_acts':
			return [t.acts(measure.act, measure.property, measure.values.join(', '))];
		case 'count_of_visits':
			return [t.count[measure.what]];
		case 'count_of_acts':
			return [t.countActs(quoted(measure.acts))];
		case 'ratio_of_acts':
			return [t.ratioActs(measure.part, measure.whole)];
		case 'mean_of_acts':
			return [t.meanActs(measure.act, measure.property)];
		case 'percentile_of_acts':
			return [t.percentile(measure.property, measure.share)];
		case 'sum_of_entries':
			return [t.entries];
		case 'ratio_of_entries':
			return [t.entriesRatio];
		case 'median_of_entries':
			return [t.entriesMedian];
		case 'latest_of_entries':
			return [t.latest];
		case 'state_of_entries':
			return [t.state];
		case 'units_in_state':
			return [t.reached];
		case 'difference_of_groups':
			return [t.difference(measure.of, named(measure.plus), named(measure.minus))];
		case 'quotient':
			return [t.quotient];
	}
}
