/**
 * Facts of measures that are taken from answers. One compiler turns a formula into two numbers per
 * respondent, y and x, and the engine adds these up by unit, category and option: units' forms and
 * citizens' answers are read by the same expressions from their own tables. Numbers are added in
 * ten-thousandths as whole numbers, so that the same answers always give the same sums.
 */
import type { Cell } from '../../figure.ts';
import type { AnswerMeasure, IndexItem } from '../../measure.ts';
import * as decided from '../citizens/decided.ts';
import type { Parameters, Warehouse } from '../warehouse.ts';

/** Whose answers: the forms of these units, or all that count of a campaign's citizens. */
export type Whose = { campaign: number; units: number[] | null };

/** A category of each respondent: by an answer of theirs, or by their unit. */
export type Grouping = { question: string } | { byUnit: ReadonlyMap<number, string> };

type Compiled = {
	y: string;
	x: string;
	/** who counts at all */
	having: string;
	/** y is one number for each of these */
	options: string[] | null;
	questions: string[];
	parameters: Parameters;
};

export async function cellsOf(
	warehouse: Warehouse,
	measure: AnswerMeasure,
	whose: Whose,
	grouping?: Grouping
): Promise<Cell[]> {
	const { y, x, having, options, questions, parameters } = compile(measure);
	const asked = grouping && 'question' in grouping ? grouping.question : '';
	const fixed = (column: string) => `toInt128(round(${column} * 10000))`;
	const sum = (product: string, scale: number) => `toFloat64(sum(${product})) / ${scale}`;
	const [a, b] = [fixed('ys'), fixed('xs')];
	const rows = await warehouse.rows<Cell>(
		`select unit as unitId, category, option, count() as n, ${sum(a, 1e4)} as y,
			${sum(b, 1e4)} as x, ${sum(`${a} * ${a}`, 1e8)} as yy, ${sum(`${a} * ${b}`, 1e8)} as xy,
			${sum(`${b} * ${b}`, 1e8)} as xx
		from (
			select unit, category, ${options ? 'picked.1' : "''"} as option, xs,
				${options ? 'picked.2' : 'one'} as ys
			from (
				select any(unit_id) as unit,
					anyIf(answer, question = {category:String} and item = '') as category,
					${y} as one, toFloat64(${x}) as xs
				from (${whose.units ? ofUnits : ofCitizens})
				group by respondent having ${having}
			) ${options ? 'array join arrayZip({options:Array(String)}, one) as picked' : ''}
		) group by unit, category, option order by unit, category, option`,
		{
			...parameters,
			...(options && { options }),
			...{ campaign: whose.campaign, units: whose.units ?? [], category: asked },
			questions: asked ? [...questions, asked] : questions
		}
	);
	if (grouping && 'byUnit' in grouping)
		return rows.map((row) => ({ ...row, category: grouping.byUnit.get(row.unitId) ?? '' }));
	return rows;
}

const answer = `if(code = '' and number is not null, toString(assumeNotNull(number)),
	toString(code)) as answer`;

const ofUnits = `select response_id as respondent, unit_id, toString(question) as question,
		toString(item) as item, ${answer}, number
	from answers where campaign_id = {campaign:UInt32} and question in {questions:Array(String)}
		and unit_id in {units:Array(UInt32)} and (response_id, version) in (
			select response_id, max(version) from answers
			where campaign_id = {campaign:UInt32} group by response_id)`;

const ofCitizens = `select respondent, unit_id, toString(question) as question,
		toString(item) as item, ${answer}, number
	from citizen_answers where campaign_id = {campaign:UInt32}
		and question in {questions:Array(String)}
		and respondent not in (${decided.numbers('exclude')})`;

/** Names parameters as they are needed. */
function names() {
	const parameters: Parameters = {};
	let next = 0;
	const name = (type: string, value: unknown) => {
		const key = `p${next++}`;
		parameters[key] = value;
		return `{${key}:${type}}`;
	};
	return {
		parameters,
		text: (value: string) => name('String', value),
		texts: (values: string[]) => name('Array(String)', values),
		numbers: (values: number[]) => name('Array(Float64)', values),
		number: (value: number) => name('Float64', value)
	};
}
type Names = ReturnType<typeof names>;

/** Rows of a question, of these items where given. */
function match({ text, texts }: Names, question: string, items?: string[]): string {
	const one = `question = ${text(question)}`;
	return items ? `(${one} and item in ${texts(items)})` : `(${one})`;
}

function compile(measure: AnswerMeasure): Compiled {
	const into = names();
	const answered = (question: string, items?: string[]) =>
		`countIf(${match(into, question, items)}) > 0`;
	const chose = (question: string, codes: string[], items?: string[]) =>
		`countIf(${match(into, question, items)} and answer in ${into.texts(codes)}) > 0`;
	const added = (question: string, items: string[]) =>
		`sumIf(assumeNotNull(number), ${match(into, question, items)} and number is not null)`;
	const made = (part: Partial<Compiled> & Pick<Compiled, 'y' | 'having' | 'questions'>) => ({
		...{ x: '1', options: null, parameters: into.parameters },
		...part
	});
	switch (measure.kind) {
		case 'share_of_answers': {
			const { question, item, codes, base = question, and } = measure;
			const items = item === undefined ? undefined : [item];
			const second = and ? ` and ${secondOf(into, measure)}` : '';
			return made({
				y: `toFloat64(${chose(question, codes, items)}${second})`,
				having: answered(base, base === question ? items : undefined),
				questions: [question, base, ...(and ? [and.question] : [])]
			});
		}
		case 'mean_of_answers': {
			const numbers = `${match(into, measure.question, measure.items)}
				and toFloat64OrNull(answer) is not null`;
			return made({
				y: `avgIf(toFloat64OrZero(answer), ${numbers})`,
				having: `countIf(${numbers}) > 0`,
				questions: [measure.question]
			});
		}
		case 'promoters': {
			const rows = match(into, measure.question);
			return made({
				y: `toFloat64(countIf(${rows} and number >= 9)) - countIf(${rows} and number <= 6)`,
				having: answered(measure.question),
				questions: [measure.question]
			});
		}
		case 'right_answers': {
			const each = (wanted: (one: { question: string; code: string }) => string) =>
				measure.right.map((one) => `toFloat64(${wanted(one)})`).join(' + ');
			return made({
				y: each(({ question, code }) => chose(question, [code])),
				x: each(({ question }) => answered(question)),
				having: measure.right.map(({ question }) => answered(question)).join(' or '),
				questions: measure.right.map(({ question }) => question)
			});
		}
		case 'index_of_answers': {
			const groups = measure.groups.map(
				({ items }) =>
					`arrayFilter(s -> s is not null, [${items.map((one) => itemOf(into, one)).join(', ')}])`
			);
			const mean = `arrayMap(g -> if(empty(g), null, arrayAvg(arrayMap(s -> assumeNotNull(s), g))),
				[${groups.join(', ')}])`;
			const weights = into.numbers(measure.groups.map(({ weight }) => weight));
			const held = `arrayFilter(g -> g.1 is not null, arrayZip(${mean}, ${weights}))`;
			return made({
				y: `100 * arraySum(g -> assumeNotNull(g.1) * g.2, ${held}) / arraySum(g -> g.2, ${held})`,
				having: `length(${held}) >= ${into.number(measure.least)}`,
				questions: measure.groups.flatMap(({ items }) => items.map(({ question }) => question))
			});
		}
		case 'top_choice': {
			const { question, options, minus } = measure;
			const wants = `has(groupUniqArrayIf(answer, ${match(into, question)}), o)`;
			const has =
				minus &&
				`has(groupUniqArrayIf(item, ${match(into, minus.question)}
					and answer in ${into.texts(minus.codes)}), o)`;
			const list = into.texts(options);
			return made({
				y: `arrayMap(o -> toFloat64(${wants})${has ? ` - toFloat64(${has})` : ''}, ${list})`,
				having: [question, ...(minus ? [minus.question] : [])]
					.map((one) => answered(one))
					.join(' and '),
				options,
				questions: [question, ...(minus ? [minus.question] : [])]
			});
		}
		case 'sum_of_answers':
			return made({
				y: added(measure.question, measure.items),
				having: answered(measure.question, measure.items),
				questions: [measure.question]
			});
		case 'ratio_of_answers':
			return made({
				y: added(measure.question, measure.part),
				x: added(measure.question, measure.whole),
				having: `${answered(measure.question, measure.part)} and
					${answered(measure.question, measure.whole)}`,
				questions: [measure.question]
			});
	}
}

/** The second condition: some row of the table holds both what is wanted and what the row must be. */
function secondOf(
	into: Names,
	{ and }: Extract<AnswerMeasure, { kind: 'share_of_answers' }>
): string {
	if (!and) return '1';
	const rows = match(into, and.question);
	const row = "splitByChar('.', item)[1]";
	const column = "splitByChar('.', item)[-1]";
	const codes = `answer in ${into.texts(and.codes)}`;
	const inColumn = and.item === undefined ? '1' : `${column} = ${into.text(and.item)}`;
	const isRow = and.row
		? `answer in ${into.texts(and.row.codes)} and ${column} = ${into.text(and.row.item)}`
		: '1';
	return `hasAny(groupArrayIf(${row}, ${rows} and ${codes} and ${inColumn}),
		groupArrayIf(${row}, ${rows} and ${isRow}))`;
}

/** What one item of an index is worth to a respondent, 0 to 1, or null where it was not answered. */
function itemOf(into: Names, item: IndexItem): string {
	if ('points' in item) {
		const codes = into.texts(Object.keys(item.points));
		const worth = into.numbers(Object.values(item.points));
		const rows = `${match(into, item.question, item.items)} and answer in ${codes}`;
		return `if(countIf(${rows}) = 0, null,
			avgIf(transform(answer, ${codes}, ${worth}, toFloat64(0)), ${rows}))`;
	}
	const rows = match(into, item.question, 'items' in item ? item.items : undefined);
	if ('codes' in item)
		return `if(countIf(${rows}) = 0, null, least(toFloat64(1),
			countIf(${rows} and answer in ${into.texts(item.codes)}) / ${into.number(item.of)}))`;
	const numbers = `${rows} and toFloat64OrNull(answer) is not null`;
	const [low, high] = [into.number(item.low), into.number(item.high)];
	return `if(countIf(${numbers}) = 0, null, least(toFloat64(1), greatest(toFloat64(0),
		(avgIf(toFloat64OrZero(answer), ${numbers}) - ${low}) / (${high} - ${low}))))`;
}
