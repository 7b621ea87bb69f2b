/** Figures made from figures: the difference of two groups, and one sum over others. */
import type { Facts } from '../figure.ts';
import { blank, type Figure, type FigureNote, type Part } from './shape.ts';

export type Difference = {
	kind: 'difference';
	facts: Facts;
	plus: string[];
	minus: string[];
};

/** `numerator` over the sum of `denominators`, unit by unit. */
export type Quotient = { kind: 'quotient'; numerator: Facts; denominators: Facts[] };

type Figured = (facts: Facts, part: Part) => Figure | null;

/**
 * The difference d = a − b of two groups of different respondents. Its interval is recovered from
 * theirs: d − √((a−l_a)² + (u_b−b)²) to d + √((u_a−a)² + (b−l_b)²).
 * Source: G. Y. Zou, A. Donner, Stat. Med. 27 (2008) 1693; of shares it is Newcombe’s method 10.
 */
export function differenceFigure(
	{ facts, plus, minus }: Difference,
	{ units }: Part,
	figured: Figured
): Figure | null {
	const a = figured(facts, { units, categories: plus });
	const b = figured(facts, { units, categories: minus });
	if (!a && !b) return null;
	const notes = [...new Set<FigureNote>([...(a?.notes ?? []), ...(b?.notes ?? [])])];
	const figure = { ...blank('difference'), n: (a?.n ?? 0) + (b?.n ?? 0), notes };
	if (a?.suppressed || b?.suppressed) return { ...figure, suppressed: true };
	if (a?.value == null || b?.value == null)
		return { ...figure, notes: [...notes, 'group-missing'] };
	const value = a.value - b.value;
	if (a.low === null || a.high === null || b.low === null || b.high === null)
		return { ...figure, value };
	return {
		...figure,
		value,
		low: value - Math.hypot(a.value - a.low, b.high - b.value),
		high: value + Math.hypot(a.high - a.value, b.value - b.low)
	};
}

/** Only units that have the numerator and every denominator count on either side. */
export function quotientFigure(
	{ numerator, denominators }: Quotient,
	part: Part,
	figured: Figured
): Figure | null {
	const sides = [numerator, ...denominators];
	const known = sides.map((facts) => new Set(unitsOf(facts)));
	const all = new Set(known.flatMap((units) => [...units]));
	let above = 0;
	let below = 0;
	let n = 0;
	const notes = new Set<FigureNote>();
	for (const unitId of [...all].sort((one, other) => one - other)) {
		if (part.units && !part.units.has(unitId)) continue;
		const figures = sides.map((facts) => figured(facts, { units: new Set([unitId]) }));
		const values = figures.map((figure) => figure?.value ?? null);
		const [first, ...others] = values;
		if (first == null || others.some((value) => value === null)) {
			notes.add('only-with-both');
			continue;
		}
		n++;
		above += first;
		below += others.reduce<number>((sum, value) => sum + value!, 0);
	}
	if (n === 0 || below === 0) return null;
	const sums = { numerator: above, denominator: below };
	return { ...blank('count'), n, value: above / below, ...sums, notes: [...notes] };
}

export function unitsOf(facts: Facts): number[] {
	switch (facts.kind) {
		case 'respondents':
			return facts.cells.map(({ unitId }) => unitId);
		case 'forms':
			return facts.units.map(({ unitId }) => unitId);
		case 'difference':
			return unitsOf(facts.facts);
		case 'quotient':
			return [facts.numerator, ...facts.denominators].flatMap(unitsOf);
		default:
			return facts.rows.map(({ unitId }) => unitId);
	}
}
