/**
 * Gathers the facts behind a measure: answers from the warehouse, usage from events and daily totals,
 * submissions and registers from the record. Several periods are gathered in one pass.
 */
import type { Facts, Respondents } from '../figure.ts';
import {
	isOfAnswers,
	isOfForms,
	isOfRegister,
	isOfUsage,
	isProtected,
	type AnswerMeasure,
	type Dimension,
	type Measure
} from '../measure.ts';
import { cellsOf, type Grouping } from './measures/answers.ts';
import * as forms from './measures/forms.ts';
import { begin, campaignIn, inHand, type Reading } from './measures/reading.ts';
import * as register from './measures/register.ts';
import type { Period, Split } from './measures/shape.ts';
import * as usage from './measures/usage.ts';

export { begin, type Reading };
export type { Period, Split };

/** What is measured: registers know their entries by the indicator. */
export type Measured = { id: string; measure: Measure };

/** The facts of each period, undefined where there is nothing to compute from. */
export async function gather(
	reading: Reading,
	{ id, measure }: Measured,
	periods: readonly Period[],
	split: Split = {}
): Promise<(Facts | undefined)[]> {
	if (periods.length === 0) return [];
	if (isOfUsage(measure)) {
		const whole = await usage.gather(reading.sql, reading.warehouse, measure, hull(periods), split);
		return periods.map((period) => within(whole, period));
	}
	if (isOfRegister(measure)) {
		const entries = await reading.entries(id, hull(periods));
		return Promise.all(
			periods.map(async (period) => {
				const standing = await reading.standing(period.to);
				return register.factsOf(measure, entries, period, standing, split);
			})
		);
	}
	if (isOfForms(measure))
		return Promise.all(periods.map((period) => forms.gather(reading, measure, period, split)));
	if (isOfAnswers(measure)) return ofAnswers(reading, measure, periods, split);
	if (measure.kind === 'difference_of_groups') {
		const of = await reading.indicator(measure.of);
		if (!of?.measure) return periods.map(() => undefined);
		const { dimension, plus, minus } = measure;
		const each = await gather(reading, { id: of.id, measure: of.measure }, periods, {
			...split,
			dimension
		});
		return each.map((facts) => facts && { kind: 'difference', facts, plus, minus });
	}
	const whole = { ...split, dimension: '' as const };
	const sides = await Promise.all(
		[measure.numerator, ...measure.denominators].map((side) =>
			gather(reading, { id, measure: side }, periods, whole)
		)
	);
	return periods.map((_, index) => {
		const [numerator, ...denominators] = sides.map((side) => side[index]);
		if (!numerator || denominators.some((one) => one === undefined)) return undefined;
		return { kind: 'quotient', numerator, denominators: denominators as Facts[] };
	});
}

/** From the first day of all periods to the last. */
export function hull(periods: readonly Period[]): Period {
	return {
		from: periods.map(({ from }) => from).reduce((one, other) => (one < other ? one : other)),
		to: periods.map(({ to }) => to).reduce((one, other) => (one > other ? one : other))
	};
}

function within(facts: Facts, { from, to }: Period): Facts {
	if (facts.kind === 'days')
		return { ...facts, rows: facts.rows.filter(({ day }) => day >= from && day <= to) };
	if (facts.kind === 'measurements')
		return { ...facts, rows: facts.rows.filter(({ day }) => day >= from && day <= to) };
	return facts;
}

/** Every period has the facts of the campaign it meets; a campaign is read once. */
async function ofAnswers(
	reading: Reading,
	measure: AnswerMeasure,
	periods: readonly Period[],
	split: Split
): Promise<(Facts | undefined)[]> {
	const known = new Map<number, Promise<Respondents>>();
	return Promise.all(
		periods.map(async (period) => {
			const campaign = await campaignIn(reading, measure.survey, period);
			if (!campaign) return undefined;
			const facts = known.get(campaign.id) ?? ofCampaign(reading, measure, campaign, split);
			known.set(campaign.id, facts);
			return facts;
		})
	);
}

type Asked = NonNullable<Awaited<ReturnType<typeof campaignIn>>>;

async function ofCampaign(
	reading: Reading,
	measure: AnswerMeasure,
	{ id, audience, state }: Asked,
	{ dimension = '', placeOf = (unitId) => unitId }: Split
): Promise<Respondents> {
	const common = {
		kind: 'respondents' as const,
		...shapeOf(measure),
		guarded: isProtected(measure)
	};
	const notes: Respondents['notes'] = state === 'closed' ? [] : ['campaign-open'];
	const placed = <Row extends { unitId: number }>(rows: Row[]): Row[] =>
		rows.flatMap((row) => {
			const unitId = placeOf(row.unitId);
			return unitId === undefined ? [] : [{ ...row, unitId }];
		});
	const { warehouse } = reading;
	if (audience === 'citizens') {
		await reading.decided(id);
		const grouping = await groupingOf(reading, measure, dimension, []);
		const whose = { campaign: id, units: null };
		const cells = await reading.once(`${id} ${dimension} ${JSON.stringify(measure)}`, () =>
			cellsOf(warehouse, measure, whose, grouping)
		);
		return { ...common, cells: added(placed(cells)), asked: null, notes: ['open-links', ...notes] };
	}
	const progress = await reading.expected(id);
	const expected = progress.map(({ unitId }) => unitId);
	// An answer that the approval excepts does not count; others of its form do.
	const asked = questionsOf(measure);
	const excepted = new Set(
		(await reading.excepted(id))
			.filter(({ question }) => asked.includes(question))
			.map(({ unitId }) => unitId)
	);
	const units = inHand(progress).filter((unitId) => !excepted.has(unitId));
	const grouping = await groupingOf(reading, measure, dimension, expected);
	const cells = await reading.once(`${id} ${dimension} ${JSON.stringify(measure)}`, () =>
		cellsOf(warehouse, measure, { campaign: id, units }, grouping)
	);
	const categories = dimension === 'level' && grouping && 'byUnit' in grouping ? grouping : null;
	const list = expected.map((unitId) => ({
		unitId,
		category: categories?.byUnit.get(unitId) ?? '',
		n: 1
	}));
	return { ...common, cells: added(placed(cells)), asked: counted(placed(list)), notes };
}

/** Cells of one unit, category and option made one, in an order that never changes. */
function added(cells: Respondents['cells']): Respondents['cells'] {
	const sums = new Map<string, Respondents['cells'][number]>();
	for (const cell of cells) {
		const key = `${String(cell.unitId).padStart(10, '0')} ${cell.category} ${cell.option}`;
		const sum = sums.get(key);
		if (!sum) sums.set(key, { ...cell });
		else for (const name of ['n', 'y', 'x', 'yy', 'xy', 'xx'] as const) sum[name] += cell[name];
	}
	return [...sums].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, cell]) => cell);
}

function counted(rows: { unitId: number; category: string; n: number }[]) {
	const sums = new Map<string, (typeof rows)[number]>();
	for (const row of rows) {
		const key = `${row.unitId} ${row.category}`;
		const sum = sums.get(key);
		if (sum) sum.n += row.n;
		else sums.set(key, { ...row });
	}
	return [...sums.values()];
}

function shapeOf(measure: AnswerMeasure): Pick<Respondents, 'statistic' | 'factor' | 'scale'> {
	switch (measure.kind) {
		case 'share_of_answers':
			return { statistic: 'share', factor: 1, scale: [0, 1] };
		case 'mean_of_answers':
			return { statistic: 'mean', factor: 1, scale: measure.scale };
		case 'promoters':
			return { statistic: 'mean', factor: 100, scale: [-100, 100] };
		case 'right_answers':
			return { statistic: 'mean', factor: 1, scale: [0, 1] };
		case 'index_of_answers':
			return { statistic: 'mean', factor: 1, scale: [0, 100] };
		case 'top_choice':
			return { statistic: 'choice', factor: 1, scale: [-1, 1] };
		case 'sum_of_answers':
			return { statistic: 'sum', factor: measure.factor, scale: null };
		case 'ratio_of_answers':
			return { statistic: 'mean', factor: 1, scale: null };
	}
}

/** Questions whose exception takes the answer out. */
function questionsOf(measure: AnswerMeasure): string[] {
	if (measure.kind === 'index_of_answers')
		return measure.groups.flatMap(({ items }) => items.map(({ question }) => question));
	if (measure.kind === 'right_answers') return measure.right.map(({ question }) => question);
	const more = measure.kind === 'share_of_answers' && measure.and ? [measure.and.question] : [];
	return [measure.question, ...more];
}

/** The questions in which citizens say who they are, by survey. */
const about: Record<string, Partial<Record<Dimension, string>>> = {
	'hieu-qua': { area: 'HQ05', age: 'HQ03', sex: 'HQ04', capacity: 'HQ01' },
	'nhu-cau': { area: 'NC03', age: 'NC04', sex: 'NC05', capacity: 'NC01' }
};

/** The question whose choices name the categories of a dimension, where it is one. */
export function questionOf(survey: string, dimension: string): string | undefined {
	return about[survey]?.[dimension as Dimension];
}

async function groupingOf(
	reading: Reading,
	{ survey }: AnswerMeasure,
	dimension: string,
	expected: readonly number[]
): Promise<Grouping | undefined> {
	if (dimension === 'level') return { byUnit: await reading.levels(expected) };
	if (dimension === 'pilot') {
		const pilots = await reading.pilots();
		if (expected.length > 0) return { byUnit: pilots };
		const provinces = await reading.provinces();
		return {
			byUnit: new Map(
				[...provinces].map(([unitId, province]) => [unitId, pilots.get(province) ?? ''])
			)
		};
	}
	const question = questionOf(survey, dimension);
	return question === undefined ? undefined : { question };
}
