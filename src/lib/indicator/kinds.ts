/** What the form for a formula asks, kind by kind, and what fits each kind. */
import type { IndicatorSource } from '../indicator.ts';
import {
	isOfAnswers,
	isOfForms,
	isOfRegister,
	isOfUsage,
	measureKinds,
	type Dimension,
	type Measure,
	type MeasureKind
} from '../measure.ts';
import type { ValueUnit } from '../value-unit.ts';

/**
 * `codes`: codes of choices, rows or columns, parted by commas; `words`: one a line; `pairs`: question
 * = code, one a line; `scale`: lowest and highest; `json`: a structure too deep for a line.
 */
export type FieldType =
	| 'survey'
	| 'question'
	| 'code'
	| 'codes'
	| 'word'
	| 'words'
	| 'number'
	| 'flag'
	| 'beside'
	| 'pairs'
	| 'scale'
	| 'what'
	| 'dimension'
	| 'indicator'
	| 'json';

export type KindField = { name: string; type: FieldType; optional?: true };

const of = (name: string, type: FieldType): KindField => ({ name, type });
const maybe = (name: string, type: FieldType): KindField => ({ name, type, optional: true });
const survey = of('survey', 'survey');
const question = of('question', 'question');

export const kindFields: Record<MeasureKind, KindField[]> = {
	share_of_answers: [
		...[survey, question, of('codes', 'codes'), maybe('item', 'code')],
		...[maybe('base', 'question'), maybe('and', 'json')]
	],
	mean_of_answers: [survey, question, maybe('items', 'codes'), of('scale', 'scale')],
	promoters: [survey, question],
	right_answers: [survey, of('right', 'pairs')],
	index_of_answers: [
		...[survey, of('groups', 'json'), of('least', 'number'), maybe('ofAuthorities', 'flag')]
	],
	top_choice: [survey, question, of('options', 'codes'), maybe('minus', 'json')],
	sum_of_answers: [survey, question, of('items', 'codes'), of('factor', 'number')],
	ratio_of_answers: [survey, question, of('part', 'codes'), of('whole', 'codes')],
	share_submitted: [survey, maybe('onTime', 'flag')],
	response_rate: [],
	share_of_visits: [of('values', 'words')],
	share_of_long_visits: [of('pages', 'number'), of('seconds', 'number')],
	share_of_acts: [
		...[of('act', 'word'), of('property', 'word'), of('values', 'words')],
		maybe('byPrograms', 'flag')
	],
	count_of_visits: [of('what', 'what')],
	count_of_acts: [of('acts', 'words')],
	ratio_of_acts: [of('part', 'word'), of('whole', 'word')],
	mean_of_acts: [of('act', 'word'), of('property', 'word'), of('scale', 'scale')],
	percentile_of_acts: [of('property', 'word'), of('share', 'number'), of('divisor', 'number')],
	sum_of_entries: [maybe('field', 'beside')],
	ratio_of_entries: [maybe('mayExceed', 'flag')],
	median_of_entries: [],
	latest_of_entries: [],
	state_of_entries: [],
	units_in_state: [of('step', 'number')],
	difference_of_groups: [
		...[of('of', 'indicator'), of('dimension', 'dimension')],
		...[of('plus', 'codes'), of('minus', 'codes')]
	],
	quotient: [of('numerator', 'json'), of('denominators', 'json')]
};

/** In what a value of each kind can be stated. */
export const unitsOf: Record<MeasureKind, readonly ValueUnit[]> = {
	share_of_answers: ['share'],
	mean_of_answers: ['score', 'index', 'count', 'days'],
	promoters: ['nps'],
	right_answers: ['share'],
	index_of_answers: ['index'],
	top_choice: ['choice', 'choice_points'],
	sum_of_answers: ['count', 'dong', 'days'],
	ratio_of_answers: ['share'],
	share_submitted: ['share'],
	response_rate: ['share'],
	share_of_visits: ['share'],
	share_of_long_visits: ['share'],
	share_of_acts: ['share'],
	count_of_visits: ['count'],
	count_of_acts: ['count'],
	ratio_of_acts: ['share'],
	mean_of_acts: ['score', 'index', 'count', 'seconds', 'days'],
	percentile_of_acts: ['seconds', 'count', 'days', 'score'],
	sum_of_entries: ['count', 'dong', 'days'],
	ratio_of_entries: ['share'],
	median_of_entries: ['days', 'count'],
	latest_of_entries: ['count', 'dong'],
	state_of_entries: ['state'],
	units_in_state: ['count'],
	difference_of_groups: ['points', 'index_points'],
	quotient: ['dong', 'count', 'seconds']
};

/** Kinds whose figures of parts add up to that of the whole. */
export const additiveKinds: readonly MeasureKind[] = [
	...(['sum_of_answers', 'count_of_visits', 'count_of_acts', 'sum_of_entries'] as const),
	...(['latest_of_entries', 'units_in_state'] as const)
];

/** Where the facts of a measure come from. */
export function sourcesOf(measure: Measure): readonly IndicatorSource[] {
	if (isOfAnswers(measure)) return ['survey'];
	if (isOfUsage(measure)) return ['events'];
	if (isOfForms(measure)) return ['record'];
	if (isOfRegister(measure)) return ['record', 'channel'];
	return ['survey', 'record', 'channel', 'events'];
}

/** What figures of a measure can be split by. */
export function dimensionsOf(measure: Measure): readonly Dimension[] {
	const second: Dimension[] = measure.second ? ['second'] : [];
	const option: Dimension[] = measure.kind === 'top_choice' ? ['option'] : [];
	if (isOfAnswers(measure))
		return ['level', 'pilot', 'area', 'age', 'sex', 'capacity', ...option, ...second];
	if (isOfForms(measure)) return ['level', 'pilot', ...second];
	if (isOfUsage(measure)) return ['device', ...second];
	return isOfRegister(measure) ? ['channel', ...second] : second;
}

export function isKind(text: string): text is MeasureKind {
	return measureKinds.includes(text as MeasureKind);
}
