/**
 * A crosstab: how many respondents gave which answer to one question, by their answer to another or
 * by place. Counts are always of respondents; of a question with several choices, shares can be of
 * respondents or of all choices made, never mixed. Small groups are hidden by `hiddenIn`, which looks
 * at every place at once: what one filter hides, no other filter gives back.
 */
import type { Box, Field } from './questionnaire/fields.ts';

export type Option = {
	code: string;
	text: string;
	/** “I do not know”, “I would rather not say”: shown, and left out of the base on request */
	unsure: boolean;
};

export type Variable = {
	/** `NC01`, `NC14.zalo`; as it stands in the address */
	key: string;
	question: string;
	item: string;
	title: string;
	/** one respondent may have chosen several */
	several: boolean;
	options: Option[];
};

/** Columns by place instead of by a question. */
export const placeColumns = ['vung', 'tinh'] as const;
export type PlaceColumn = (typeof placeColumns)[number];
export const shareKinds = ['cot', 'hang', 'chung'] as const;
export type ShareKind = (typeof shareKinds)[number];

export type Asked = {
	row: string;
	/** key of a variable, a place column, or '' for none */
	column: string;
	/** '' for everywhere */
	region: string;
	province: string;
	/** answers under suspicion are counted too */
	flagged: boolean;
	/** don't know and refused are part of the base */
	unsure: boolean;
	of: 'respondents' | 'choices';
	share: ShareKind;
};

export const mostOptions = 58;
const mostGrades = 11;
const unsureCodes = new Set([
	...['ktl', 'refused', 'tu_choi', 'khong_tra_loi', 'chua_biet', 'khong_ro', 'kbt']
]);

/** What can be counted: questions with a list of codes, grades, yes or no; rows and boxes each alone. */
export function variablesOf(fields: readonly Field[]): Variable[] {
	return fields.flatMap((field): Variable[] => {
		const { name, title, shape } = field;
		const make = (item: string, itemTitle: string, box: Box): Variable[] => {
			const options = optionsOf(box);
			if (options.length === 0 || options.length > mostOptions) return [];
			const key = item === '' ? name : `${name}.${item}`;
			const full = itemTitle === '' ? title : `${title} – ${itemTitle}`;
			const several = box.kind === 'choices';
			return [{ key, question: name, item, title: full, several, options }];
		};
		switch (shape.kind) {
			case 'matrix':
				return shape.rows.flatMap(({ code, text }) =>
					make(code, text, { kind: 'choice', choices: shape.columns })
				);
			case 'items':
				return shape.items.flatMap((item) => make(item.name, item.title, item.box));
			case 'table':
				return [];
			default:
				return make('', '', shape);
		}
	});
}

function optionsOf(box: Box): Option[] {
	const option = (code: string, text: string) => ({ code, text, unsure: unsureCodes.has(code) });
	switch (box.kind) {
		case 'choice':
		case 'choices':
			return box.choices.map(({ code, text }) => option(code, text));
		case 'boolean':
			return [option('true', box.yes), option('false', box.no)];
		case 'number': {
			const count = box.max - box.min + 1;
			if (!box.whole || count > mostGrades) return [];
			return Array.from({ length: count }, (_, at) => `${box.min + at}`).map((grade) =>
				option(grade, grade)
			);
		}
		default:
			return [];
	}
}

/** Positions of an axis: the options in their order, then these. */
export type Axis = {
	options: Option[];
	several: boolean;
	/** answered with at least one option that is not unsure */
	base: number;
	/** answered at all */
	answered: number;
	/** not answered, or not asked */
	blank: number;
	/** everyone */
	all: number;
	/** all choices made */
	choices: number;
	length: number;
};

/** The axis of a variable; of none, where everyone stands at `all`. */
export function axisOf(variable: Variable | undefined): Axis {
	const { options = [], several = false } = variable ?? {};
	const k = options.length;
	const named = { base: k, answered: k + 1, blank: k + 2, all: k + 3, choices: k + 4 };
	return variable
		? { options, several, ...named, length: k + (several ? 5 : 4) }
		: { options, several, base: 0, answered: 0, blank: 0, all: 0, choices: 0, length: 1 };
}

/** Sums along an axis: the total, then its parts. */
export function linesOf(axis: Axis): number[][] {
	if (axis.length === 1) return [];
	const at = (unsure: boolean) =>
		axis.options.flatMap((option, index) => (option.unsure === unsure ? [index] : []));
	const chosen = axis.several ? axis.choices : axis.base;
	return [
		[chosen, ...at(false)],
		[axis.answered, axis.base, ...at(true)],
		[axis.all, axis.answered, axis.blank]
	];
}

export type Place = {
	/** code of a province or region; '' for the nation and for answers of no province */
	code: string;
	kind: 'nation' | 'region' | 'province' | 'elsewhere';
	name: string;
	region: string;
};

/** Numbers of respondents by place, row and column. */
export type Cube = { places: readonly Place[]; row: Axis; column: Axis; values: number[] };

export function cellAt(
	{ row, column }: Pick<Cube, 'row' | 'column'>,
	...[p, a, b]: number[]
): number {
	return (p! * row.length + a!) * column.length + b!;
}

/**
 * Counted at one place: `a` and `b` are positions among options and blank; of a question with
 * several choices also answered, and base where some options are unsure. The rest is added up.
 */
export type Counted = { place: number; a: number; b: number; n: number };

/** Fills in what follows by adding up: everyone, all choices, regions and the nation. */
export function cubeOf(
	places: readonly Place[],
	row: Axis,
	column: Axis,
	counted: Counted[]
): Cube {
	const values = Array<number>(places.length * row.length * column.length).fill(0);
	const cube = { places, row, column, values };
	for (const { place, a, b, n } of counted) values[cellAt(cube, place, a, b)]! += n;
	const add = (to: number, from: number) => (values[to]! += values[from]!);
	const regions = new Map(
		places.flatMap(({ kind, code }, at) => (kind === 'region' ? [[code, at] as const] : []))
	);
	const nation = places.findIndex(({ kind }) => kind === 'nation');
	places.forEach(({ kind, region }, p) => {
		if (kind !== 'province' && kind !== 'elsewhere') return;
		for (let a = 0; a < row.length; a++)
			for (let b = 0; b < column.length; b++) {
				const above = regions.get(region);
				if (above !== undefined) add(cellAt(cube, above, a, b), cellAt(cube, p, a, b));
				add(cellAt(cube, nation, a, b), cellAt(cube, p, a, b));
			}
	});
	for (let p = 0; p < places.length; p++) {
		for (let b = 0; b < column.length; b++)
			complete(row, (position) => cellAt(cube, p, position, b), add);
		for (let a = 0; a < row.length; a++)
			complete(column, (position) => cellAt(cube, p, a, position), add);
	}
	return cube;
}

function complete(
	axis: Axis,
	at: (position: number) => number,
	add: (to: number, from: number) => void
) {
	if (axis.length === 1) return;
	axis.options.forEach((option, index) => {
		if (axis.several) {
			if (!option.unsure) add(at(axis.choices), at(index));
			return;
		}
		if (!option.unsure) add(at(axis.base), at(index));
		add(at(axis.answered), at(index));
	});
	if (axis.several && !axis.options.some(({ unsure }) => unsure))
		add(at(axis.base), at(axis.answered));
	add(at(axis.all), at(axis.answered));
	add(at(axis.all), at(axis.blank));
}
