/**
 * The schema of an indicator as an analyst writes it: what of a definition may stand at all. Whether
 * the questions, registers and plan items that it names exist is asked of the record, elsewhere.
 */
import * as v from 'valibot';
import { directions, indicatorKinds, indicatorSources, periodRules } from '../indicator.ts';
import { dimensions, type Measure } from '../measure.ts';
import { valueUnits } from '../value-unit.ts';

const line = (most: number) =>
	v.pipe(
		v.string(),
		v.transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim()),
		v.minLength(1),
		v.maxLength(most),
		v.check((text) => !text.includes('\ufffd') && text.isWellFormed())
	);
const name = v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/));
/** A choice’s code, a row or a column; '' is the question itself. */
const code = v.pipe(v.string(), v.maxLength(64), v.regex(/^[A-Za-z0-9_.-]*$/));
const survey = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/));
const word = line(60);
const number = v.pipe(v.number(), v.finite(), v.minValue(-1e12), v.maxValue(1e12));
const positive = v.pipe(
	number,
	v.check((value) => value > 0)
);
const codes = v.pipe(
	v.array(code),
	v.minLength(1),
	v.maxLength(60),
	v.check((list) => areDistinct(list))
);
const words = v.pipe(
	v.array(word),
	v.minLength(1),
	v.maxLength(60),
	v.check((list) => areDistinct(list))
);
const scale = v.pipe(
	v.strictTuple([number, number]),
	v.check(([low, high]) => low < high)
);

function areDistinct(values: unknown[]): boolean {
	return new Set(values).size === values.length;
}

const target = {
	value: number,
	year: v.pipe(v.number(), v.integer(), v.minValue(2015), v.maxValue(2100)),
	/** a target without where it is laid down is an opinion */
	source: line(300)
};
const common = {
	target: v.optional(v.strictObject(target)),
	second: v.optional(v.lazy((): v.GenericSchema<NonNullable<Measure['second']>> => second)),
	targets: v.optional(
		v.pipe(
			v.array(v.strictObject({ ...target, dimension: v.picklist(dimensions), categories: codes })),
			v.minLength(1),
			v.maxLength(20)
		)
	)
};
const condition = v.strictObject({
	...{ question: name, codes, item: v.optional(code) },
	row: v.optional(v.strictObject({ item: code, codes }))
});
const points = v.pipe(
	v.record(code, v.pipe(number, v.minValue(0), v.maxValue(1))),
	v.check((given) => Object.keys(given).length > 0)
);
const titles = { nameVi: v.optional(line(120)), nameEn: v.optional(line(120)) };
const item = v.union([
	v.strictObject({ ...titles, question: name, items: v.optional(codes), points }),
	v.strictObject({
		...titles,
		question: name,
		codes,
		of: v.pipe(v.number(), v.integer(), v.minValue(1))
	}),
	v.pipe(
		v.strictObject({
			...titles,
			question: name,
			items: v.optional(codes),
			low: number,
			high: number
		}),
		v.check(({ low, high }) => low < high)
	)
]);
const group = v.strictObject({
	...{ nameVi: line(120), nameEn: line(120), weight: positive },
	items: v.pipe(v.array(item), v.minLength(1), v.maxLength(40))
});

const sumOfAnswers = {
	...{ kind: v.literal('sum_of_answers'), survey, question: name, items: codes, factor: positive }
};
const countOfVisits = {
	...{ kind: v.literal('count_of_visits'), what: v.picklist(['visits', 'pageViews']) }
};
const countOfActs = { kind: v.literal('count_of_acts'), acts: words };

const plain = v.variant('kind', [
	v.strictObject({
		...{ ...common, kind: v.literal('share_of_answers'), survey, question: name, codes },
		...{ item: v.optional(code), base: v.optional(name), and: v.optional(condition) }
	}),
	v.strictObject({
		...{ ...common, kind: v.literal('mean_of_answers'), survey, question: name, scale },
		items: v.optional(codes)
	}),
	v.strictObject({ ...common, kind: v.literal('promoters'), survey, question: name }),
	v.strictObject({
		...{ ...common, kind: v.literal('right_answers'), survey },
		right: v.pipe(
			v.array(v.strictObject({ question: name, code })),
			v.minLength(1),
			v.maxLength(60),
			v.check((list) => areDistinct(list.map((one) => one.question)))
		)
	}),
	v.pipe(
		v.strictObject({
			...{ ...common, kind: v.literal('index_of_answers'), survey },
			groups: v.pipe(v.array(group), v.minLength(1), v.maxLength(20)),
			least: v.pipe(v.number(), v.integer(), v.minValue(1)),
			ofAuthorities: v.optional(v.literal(true))
		}),
		v.check(({ groups, least }) => least <= groups.length)
	),
	v.strictObject({
		...{ ...common, kind: v.literal('top_choice'), survey, question: name, options: codes },
		minus: v.optional(v.strictObject({ question: name, codes }))
	}),
	v.strictObject({ ...common, ...sumOfAnswers }),
	v.strictObject({
		...{ ...common, kind: v.literal('ratio_of_answers'), survey, question: name },
		...{ part: codes, whole: codes }
	}),
	v.strictObject({
		...{ ...common, kind: v.literal('share_submitted'), survey },
		onTime: v.optional(v.boolean())
	}),
	v.strictObject({ ...common, kind: v.literal('response_rate') }),
	v.strictObject({
		...{ ...common, kind: v.literal('share_of_visits'), dimension: v.literal('device') },
		values: words
	}),
	v.strictObject({
		...{ ...common, kind: v.literal('share_of_long_visits') },
		pages: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
		seconds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(86_400))
	}),
	v.strictObject({
		...{ ...common, kind: v.literal('share_of_acts'), act: word, property: word, values: words },
		byPrograms: v.optional(v.literal(true))
	}),
	v.strictObject({ ...common, ...countOfVisits }),
	v.strictObject({ ...common, ...countOfActs }),
	v.strictObject({ ...common, kind: v.literal('ratio_of_acts'), part: word, whole: word }),
	v.strictObject({
		...{ ...common, kind: v.literal('mean_of_acts'), act: word, property: word, scale }
	}),
	v.strictObject({
		...{ ...common, kind: v.literal('percentile_of_acts'), property: word },
		share: v.pipe(
			number,
			v.check((value) => value > 0 && value < 1)
		),
		divisor: positive
	}),
	v.strictObject({
		...{ ...common, kind: v.literal('sum_of_entries') },
		field: v.optional(v.literal('beside'))
	}),
	v.strictObject({
		...{ ...common, kind: v.literal('ratio_of_entries') },
		mayExceed: v.optional(v.literal(true))
	}),
	v.strictObject({ ...common, kind: v.literal('median_of_entries') }),
	v.strictObject({ ...common, kind: v.literal('latest_of_entries') }),
	v.strictObject({ ...common, kind: v.literal('state_of_entries') }),
	v.strictObject({
		...{ ...common, kind: v.literal('units_in_state') },
		step: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100))
	}),
	v.strictObject({
		...{ ...common, kind: v.literal('difference_of_groups'), of: line(20) },
		...{ dimension: v.picklist(dimensions), plus: codes, minus: codes }
	}),
	v.strictObject({
		...{ ...common, kind: v.literal('quotient'), numerator: v.strictObject(sumOfAnswers) },
		denominators: v.pipe(
			v.array(
				v.variant('kind', [
					v.strictObject(sumOfAnswers),
					v.strictObject(countOfVisits),
					v.strictObject(countOfActs)
				])
			),
			v.minLength(1),
			v.maxLength(10)
		)
	})
]);

/** A second figure has none beside it. */
const second: v.GenericSchema<NonNullable<Measure['second']>> = v.strictObject({
	...{ nameVi: line(200), nameEn: line(200), unitVi: line(60), valueUnit: v.picklist(valueUnits) },
	measure: v.lazy(() => formula)
}) as v.GenericSchema<NonNullable<Measure['second']>>;

/** The typed formula. */
export const formula: v.GenericSchema<Measure> =
	plain as v.GenericSchema<unknown> as v.GenericSchema<Measure>;

/** All of a definition but its number and version. */
export const definition = v.strictObject({
	kind: v.picklist(indicatorKinds),
	...{ nameVi: line(300), nameEn: line(300), unitVi: line(60), formulaVi: line(600) },
	source: v.picklist(indicatorSources),
	collectedBy: line(200),
	measure: v.nullable(formula),
	valueUnit: v.picklist(valueUnits),
	direction: v.picklist(directions),
	periodRule: v.picklist(periodRules),
	dimensions: v.pipe(
		v.array(v.picklist(dimensions)),
		v.check((list) => areDistinct(list))
	),
	additive: v.boolean(),
	suppression: v.picklist(['respondents', 'none']),
	planItems: v.pipe(
		v.array(v.pipe(v.string(), v.regex(/^[IVX]+(\.\d+)?(\.[a-zđ])?$/))),
		v.minLength(1),
		v.maxLength(25),
		v.check((list) => areDistinct(list))
	)
});
export type DefinitionContent = v.InferOutput<typeof definition>;

/** Why a field is refused; the words are in `messages/indicator-form.ts`. */
export type FaultKind =
	'empty' | 'long' | 'form' | 'choice' | 'number' | 'range' | 'unknown' | 'structure';
export type SchemaFault = { path: string; kind: FaultKind };

const kinds: Record<string, FaultKind> = {
	...{ min_length: 'empty', max_length: 'long', regex: 'form', check: 'form' },
	...{ picklist: 'choice', variant: 'choice', literal: 'choice', number: 'number' },
	...{ finite: 'number', integer: 'number', min_value: 'range', max_value: 'range' }
};

/** A definition that may stand, or where it may not. */
export function readDefinition(
	given: unknown
): { definition: DefinitionContent } | { faults: SchemaFault[] } {
	const read = v.safeParse(definition, given);
	if (read.success) return { definition: read.output };
	return { faults: read.issues.map((issue) => faultOf(issue)) };
}

function faultOf(issue: v.BaseIssue<unknown>): SchemaFault {
	const path = v.getDotPath(issue) ?? '';
	if (issue.type === 'strict_object' && issue.expected === 'never')
		return { path, kind: 'unknown' };
	return { path, kind: kinds[issue.type] ?? 'structure' };
}
