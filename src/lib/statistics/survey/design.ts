/**
 * How a sample was drawn: weights, and per stage the strata, the clusters within them and how many
 * clusters the population has. Everything design-based starts from one of these. Rows are never
 * dropped: a domain is a mask over the rows of the whole design.
 * Sources: T. Lumley, Complex Surveys (2010), ch. 2; C.-E. Särndal et al., Model Assisted Survey
 * Sampling (1992), ch. 4.
 */
import { groupsOf, pairs } from './codes.ts';
import { Refusal, sameLength } from '../refusal.ts';
import type { Calibration } from './auxiliaries.ts';

/**
 * What to do with a stratum that has one cluster: refuse; count it as certain (remove, certainty);
 * measure it from the grand mean (adjust); or give it the average of the other strata (average).
 */
export type Lonely = 'fail' | 'remove' | 'certainty' | 'adjust' | 'average';

export type Sample = {
	rows: number;
	/** the number of people a respondent stands for, above 0; without: N/n of every stage, or 1 */
	weights?: ArrayLike<number>;
	/** codes of the strata, one column per stage; later stages repeat the last one */
	strata?: Int32Array[];
	/** codes of the clusters, outermost first; none: every row was drawn by itself */
	clusters?: Int32Array[];
	/** per stage and row, how many clusters the stratum has; or all of them as fractions up to 1 */
	population?: ArrayLike<number>[];
	/** codes of clusters start again in every stratum */
	nested?: boolean;
	lonely?: Lonely;
};

export type Stage = {
	/** row → unit; none where every row is a unit of its own */
	unit: Int32Array | undefined;
	units: number;
	/** unit → stratum */
	stratum: Int32Array;
	strata: number;
	/** stratum → units drawn */
	drawn: Float64Array;
	/** stratum → units in the population, endless without a correction */
	population: Float64Array;
	/** stratum → the fraction drawn at the stages before, 1 at the first */
	fraction: Float64Array;
};

export type Design = {
	rows: number;
	weights: Float64Array;
	stages: Stage[];
	/** clusters less strata of the whole design */
	degrees: number;
	lonely: Lonely;
	calibrations: Calibration[];
};

export function design(sample: Sample): Design {
	const { rows, clusters = [], strata = [], population = [], lonely = 'fail' } = sample;
	if (rows === 0) throw new Refusal('no-observations', 'rows');
	for (const column of [...clusters, ...strata, ...population])
		if (column.length !== rows) throw new Refusal('different-lengths', 'design');
	if (population.length > Math.max(1, clusters.length))
		throw new Refusal('different-lengths', 'population');
	const fractions = population.length > 0 && population.every(isFraction);
	const stages: Stage[] = [];
	// Without a correction the first stage holds all of the variance.
	const depth = Math.max(1, population.length);
	for (let index = 0; index < depth; index++) {
		const own = strata[Math.min(index, strata.length - 1)];
		const before = stages[index - 1];
		stages.push(
			stage({
				rows,
				cluster: clusters[index],
				stratum: before ? within(before, own) : own,
				// Codes of inner clusters belong to their outer cluster.
				nested: index > 0 || sample.nested === true,
				population: population[index],
				fractions,
				before
			})
		);
	}
	const [first] = stages as [Stage];
	if (lonely === 'fail')
		for (const { strata, drawn, population } of stages)
			for (let h = 0; h < strata; h++)
				if (drawn[h] === 1 && population[h]! > 1)
					throw new Refusal('lonely-cluster', `stratum ${h + 1}`);
	return {
		rows,
		weights: sample.weights ? weightsOf(sample.weights, rows) : inverse(stages, rows),
		stages,
		degrees: first.units - first.strata,
		lonely,
		calibrations: []
	};
}

function isFraction(column: ArrayLike<number>): boolean {
	for (let row = 0; row < column.length; row++) if (column[row]! > 1) return false;
	return true;
}

function weightsOf(weights: ArrayLike<number>, rows: number): Float64Array {
	sameLength([weights, { length: rows }], 'weights');
	const copy = Float64Array.from(weights);
	for (const weight of copy) {
		if (!Number.isFinite(weight)) throw new Refusal('not-a-number', 'weight');
		if (weight === 0) throw new Refusal('zero-weight', 'weight');
		if (weight < 0) throw new Refusal('negative-weight', 'weight');
	}
	return copy;
}

/** Substrata are nested in the clusters of the stage before. */
function within(before: Stage, own: Int32Array | undefined): Int32Array {
	const outer = before.unit ?? Int32Array.from({ length: before.stratum.length }, (_, row) => row);
	return own ? pairs(outer, own, groupsOf(own, 'stratum')).codes : outer;
}

function stage({
	rows,
	cluster,
	stratum,
	nested,
	population,
	fractions,
	before
}: {
	rows: number;
	cluster: Int32Array | undefined;
	stratum: Int32Array | undefined;
	nested: boolean;
	population: ArrayLike<number> | undefined;
	fractions: boolean;
	before: Stage | undefined;
}): Stage {
	const of = dense(stratum ?? new Int32Array(rows));
	const strata = groupsOf(of, 'stratum');
	let unit: Int32Array | undefined;
	let units = rows;
	if (cluster) {
		const found = pairs(of, cluster, groupsOf(cluster, 'cluster'));
		unit = found.codes;
		units = found.levels.length;
		if (!nested && new Set(found.levels.map(([, own]) => own)).size < units)
			throw new Refusal('split-cluster', 'clusters');
	}
	const ofUnit = new Int32Array(units);
	const drawn = new Float64Array(strata);
	const size = new Float64Array(strata).fill(NaN);
	const fraction = new Float64Array(strata).fill(1);
	for (let row = 0; row < rows; row++) ofUnit[unit ? unit[row]! : row] = of[row]!;
	for (const h of ofUnit) drawn[h]!++;
	for (let row = 0; row < rows; row++) {
		const h = of[row]!;
		const given = population ? population[row]! : Infinity;
		if (Number.isNaN(given) || given <= 0) throw new Refusal('not-positive', 'population');
		const total = fractions ? drawn[h]! / given : given;
		if (Number.isNaN(size[h]!)) size[h] = total;
		else if (Math.abs(size[h]! - total) > 1e-9 * total)
			throw new Refusal('unequal-population', 'population');
		if (before) {
			const outer = before.stratum[before.unit ? before.unit[row]! : row]!;
			fraction[h] = (before.fraction[outer]! * before.drawn[outer]!) / before.population[outer]!;
		}
	}
	for (let h = 0; h < strata; h++)
		if (size[h]! < drawn[h]!) throw new Refusal('more-than-population', 'clusters');
	return { unit, units, stratum: ofUnit, strata, drawn, population: size, fraction };
}

/** Codes without gaps, so that no stratum is empty. */
function dense(codes: Int32Array): Int32Array {
	return pairs(codes, new Int32Array(codes.length), 1).codes;
}

/** Weights N/n over all stages, or 1 where the population is not known. */
function inverse(stages: Stage[], rows: number): Float64Array {
	const weights = new Float64Array(rows).fill(1);
	for (const { unit, stratum, drawn, population } of stages)
		for (let row = 0; row < rows; row++) {
			const h = stratum[unit ? unit[row]! : row]!;
			if (population[h] !== Infinity) weights[row]! *= population[h]! / drawn[h]!;
		}
	return weights;
}

/** Clusters less strata that a domain touches: fewer degrees than the design has, for comparison. */
export function domainDegrees({ stages: [first] }: Design, domain: Uint8Array): number {
	const { unit, stratum, units, strata } = first!;
	const touched = new Uint8Array(units);
	const strataTouched = new Uint8Array(strata);
	for (let row = 0; row < domain.length; row++) {
		if (!domain[row]) continue;
		const at = unit ? unit[row]! : row;
		touched[at] = 1;
		strataTouched[stratum[at]!] = 1;
	}
	const count = (flags: Uint8Array) => flags.reduce((sum, flag) => sum + flag, 0);
	return count(touched) - count(strataTouched);
}

/**
 * Kish's loss from unequal weights: n Σw²/(Σw)², and the n that equal weights would need. It is not
 * the design effect, which knows clusters and strata too.
 */
export function weightingEffect(
	{ weights }: Pick<Design, 'weights'>,
	domain?: Uint8Array
): { effect: number; effective: number } {
	let n = 0;
	let sum = 0;
	let squares = 0;
	for (let row = 0; row < weights.length; row++) {
		if (domain && !domain[row]) continue;
		n++;
		sum += weights[row]!;
		squares += weights[row]! ** 2;
	}
	if (n === 0) throw new Refusal('empty-domain', 'domain');
	const effect = (n * squares) / sum ** 2;
	return { effect, effective: n / effect };
}
