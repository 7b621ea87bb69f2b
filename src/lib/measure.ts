/**
 * The typed formula of an indicator: a small closed set of kinds, each of which says what is counted,
 * over what, and what it refuses. How facts become a figure is in `figure.ts`.
 */
import type { EstimateMethod } from './estimate.ts';
import type { ValueUnit } from './value-unit.ts';

/** How far the indicator should come, by when, and where that is laid down. */
export type Target = { value: number; year: number; source: string };

/** What figures can be split by. */
export const dimensions = [
	/** level of the unit that answered */
	'level',
	/** units that take part in the pilot, and the others */
	'pilot',
	/** of a citizen: ward or commune, age, sex, capacity in which they answer */
	'area',
	'age',
	'sex',
	'capacity',
	/** of usage: phone, tablet, computer */
	'device',
	/** of a register: channel, kind of material */
	'channel',
	/** the choices of a question of which the highest is the value */
	'option',
	/** the second figure that an indicator states beside the first */
	'second'
] as const;
export type Dimension = (typeof dimensions)[number];

type Common = {
	target?: Target;
	/** targets of groups, such as of towns and of the countryside */
	targets?: (Target & { dimension: Dimension; categories: string[] })[];
	/** stated beside the first figure: participants beside courses */
	second?: {
		nameVi: string;
		nameEn: string;
		unitVi: string;
		valueUnit: ValueUnit;
		measure: Measure;
	};
};

/** The survey of units; the others ask citizens. */
export const unitSurvey = 'thuc-trang';

/** A second condition; of a table, in column `item`, and only in rows where `row` holds. */
export type Second = {
	question: string;
	codes: string[];
	item?: string;
	row?: { item: string; codes: string[] };
};

/** One item of an index, worth 0 to 1 to each respondent. */
export type IndexItem = { nameVi?: string | undefined; nameEn?: string | undefined } &
	/** one choice, or rows of a matrix: what each code is worth */
	(
		| { question: string; items?: string[]; points: Record<string, number> }
		/** several choices: how many of these were made, of at most `of` */
		| { question: string; codes: string[]; of: number }
		/** numbers, or rows of a matrix with numbers as codes: the mean on its way from `low` to `high` */
		| { question: string; items?: string[]; low: number; high: number }
	);

export type IndexGroup = { nameVi: string; nameEn: string; weight: number; items: IndexItem[] };

/** Taken from answers; what counts is one respondent. */
export type AnswerMeasure = Common & { survey: string } & (
		| {
				/**
				 * Respondents whose answer (in row `item`) is among `codes`, over those who answered it, or
				 * who answered `base` where that is given. Refuses fewer than ten.
				 */
				kind: 'share_of_answers';
				question: string;
				item?: string;
				codes: string[];
				base?: string;
				and?: Second;
		  }
		/** mean of each respondent's mean over the rows; answers that are no number are left out */
		| { kind: 'mean_of_answers'; question: string; items?: string[]; scale: [number, number] }
		/** share of 9 and 10 less share of 0 to 6, in points */
		| { kind: 'promoters'; question: string }
		/** right answers over answers given, “don’t know” being an answer that is not right */
		| { kind: 'right_answers'; right: { question: string; code: string }[] }
		| {
				/**
				 * Each respondent’s weighted mean of groups, each the mean of its items, from 0 to 100; over
				 * what was answered, and only where `least` groups were.
				 */
				kind: 'index_of_answers';
				groups: IndexGroup[];
				least: number;
				/** the respondents are authorities that report on themselves: nobody is hidden */
				ofAuthorities?: true;
		  }
		| {
				/**
				 * The option that most respondents chose, with its share; with `minus`, the option with the
				 * largest share of those who want it less those who have it (`question`, rows by option).
				 */
				kind: 'top_choice';
				question: string;
				options: string[];
				minus?: { question: string; codes: string[] };
		  }
		/** sum of reported numbers times `factor`; what was not reported is not made up */
		| { kind: 'sum_of_answers'; question: string; items: string[]; factor: number }
		/** sum of `part` over sum of `whole`, of respondents who reported both */
		| { kind: 'ratio_of_answers'; question: string; part: string[]; whole: string[] }
	);

/** Taken from the record of campaigns: forms that came in over forms asked for. */
export type FormMeasure = Common &
	(
		| { kind: 'share_submitted'; survey: string; onTime?: boolean }
		/** over all campaigns with a list: units, or invited persons; open links have no rate */
		| { kind: 'response_rate' }
	);

/** Taken from usage events: something that has a day and a site. */
export type UsageMeasure = Common &
	(
		| { kind: 'share_of_visits'; dimension: 'device'; values: string[] }
		| { kind: 'share_of_long_visits'; pages: number; seconds: number }
		/** acts whose property has one of the values, over acts of that name that carry the property */
		| {
				kind: 'share_of_acts';
				act: string;
				property: string;
				values: string[];
				/** done by programs on purpose, such as trials whether a portal answers */
				byPrograms?: true;
		  }
		| { kind: 'count_of_visits'; what: 'visits' | 'pageViews' }
		| { kind: 'count_of_acts'; acts: string[] }
		/** acts of the one name over acts of the other; may exceed one over a short period */
		| { kind: 'ratio_of_acts'; part: string; whole: string }
		| { kind: 'mean_of_acts'; act: string; property: string; scale: [number, number] }
		/** value below which the given share of measurements lies, divided by `divisor` */
		| { kind: 'percentile_of_acts'; property: string; share: number; divisor: number }
	);

/** Taken from registers and channel figures, which units enter. */
export type RegisterMeasure = Common &
	/** `field`: the second count that a register asks for */
	(
		| { kind: 'sum_of_entries'; field?: 'beside' }
		/** sum of parts over sum of wholes; `mayExceed` one where it is no part of the whole */
		| { kind: 'ratio_of_entries'; mayExceed?: true }
		| { kind: 'median_of_entries' }
		/** the latest figure of each unit and channel within a year; no count of people */
		| { kind: 'latest_of_entries' }
		/** how far one unit has come; refuses several units */
		| { kind: 'state_of_entries' }
		/** how many units have come to a step at least */
		| { kind: 'units_in_state'; step: number }
	);

/** Made from other figures. */
export type ComposedMeasure = Common &
	/** an indicator among some categories less that among others */
	(
		| {
				kind: 'difference_of_groups';
				of: string;
				dimension: Dimension;
				plus: string[];
				minus: string[];
		  }
		/** one sum over others, of localities that have all of them */
		| {
				kind: 'quotient';
				numerator: AnswerMeasure;
				denominators: (AnswerMeasure | UsageMeasure)[];
		  }
	);

export type Measure =
	AnswerMeasure | FormMeasure | UsageMeasure | RegisterMeasure | ComposedMeasure;
export type MeasureKind = Measure['kind'];
export type Of<Kind extends MeasureKind> = Extract<Measure, { kind: Kind }>;

const rooms = {
	share_of_answers: 'answers',
	mean_of_answers: 'answers',
	promoters: 'answers',
	right_answers: 'answers',
	index_of_answers: 'answers',
	top_choice: 'answers',
	sum_of_answers: 'answers',
	ratio_of_answers: 'answers',
	share_submitted: 'forms',
	response_rate: 'forms',
	share_of_visits: 'usage',
	share_of_long_visits: 'usage',
	share_of_acts: 'usage',
	count_of_visits: 'usage',
	count_of_acts: 'usage',
	ratio_of_acts: 'usage',
	mean_of_acts: 'usage',
	percentile_of_acts: 'usage',
	sum_of_entries: 'register',
	ratio_of_entries: 'register',
	median_of_entries: 'register',
	latest_of_entries: 'register',
	state_of_entries: 'register',
	units_in_state: 'register',
	difference_of_groups: 'composed',
	quotient: 'composed'
} as const satisfies Record<MeasureKind, string>;

export const measureKinds = Object.keys(rooms) as MeasureKind[];

type Room = (typeof rooms)[MeasureKind];
type In<Name extends Room> = {
	[Kind in MeasureKind]: (typeof rooms)[Kind] extends Name ? Of<Kind> : never;
}[MeasureKind];

const isIn =
	<Name extends Room>(room: Name) =>
	(measure: Measure): measure is In<Name> =>
		rooms[measure.kind] === room;

export const isOfAnswers = isIn('answers');
export const isOfForms = isIn('forms');
export const isOfUsage = isIn('usage');
export const isOfRegister = isIn('register');

/** Whether figures of a measure are about respondents, whose small numbers are protected. */
export function isProtected(measure: Measure): boolean {
	if (measure.kind === 'difference_of_groups') return true;
	if (!isOfAnswers(measure)) return false;
	if (measure.kind === 'index_of_answers') return !measure.ofAuthorities;
	return measure.kind !== 'sum_of_answers' && measure.kind !== 'ratio_of_answers';
}

/** How the interval of a kind comes about, as far as that is known before there are any facts. */
export function methodOf(measure: Measure): EstimateMethod {
	switch (measure.kind) {
		case 'share_of_answers':
		case 'top_choice':
			return measure.survey === unitSurvey ? 'wilson_fpc' : 'wilson';
		case 'mean_of_answers':
		case 'promoters':
		case 'right_answers':
		case 'index_of_answers':
		case 'ratio_of_answers':
			return 'mean';
		case 'sum_of_answers':
		case 'sum_of_entries':
		case 'units_in_state':
			return 'total';
		case 'percentile_of_acts':
			return 'percentile_by_day';
		case 'share_of_visits':
		case 'share_of_long_visits':
		case 'share_of_acts':
		case 'ratio_of_acts':
		case 'mean_of_acts':
			return 'ratio_by_day';
		case 'median_of_entries':
			return 'median';
		case 'latest_of_entries':
		case 'state_of_entries':
			return 'state';
		case 'difference_of_groups':
			return 'difference';
		default:
			return 'count';
	}
}
