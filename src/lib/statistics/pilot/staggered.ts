/**
 * A pilot that starts in different years in different places. The plain regression is biased then;
 * here each cohort g is compared, period by period, with units that are not treated yet.
 */
import { Matrix } from 'ml-matrix';
import { clustersOf } from './cluster.ts';
import type { Panel } from './eventstudy.ts';
import { aligned, numbers, Refusal } from '../refusal.ts';
import { wald, type Wald } from '../numerics/regression.ts';

export type GroupTime = {
	/** start of the cohort, and the period */
	cohort: number;
	period: number;
	/** periods from the start; below 0 it is a test of parallel trends */
	time: number;
	effect: number;
	error: number;
	/** what each unit adds to the estimate's deviation, n of them */
	influence: Float64Array;
};

export type Staggered = {
	estimates: GroupTime[];
	/** share of the units in each cohort */
	shares: Map<number, number>;
	/** cohort of each unit, Infinity for never, in the order of the influences */
	cohorts: Float64Array;
	/** joint test of the estimates before the start, when there are any and none repeats others */
	pretrend?: Wald;
};

export type Comparison = 'never' | 'not-yet';

/** One row per unit, one column per period. Refuses panels with gaps or repeated rows. */
function balanced({ outcome, unit, period, start }: Panel) {
	numbers(outcome, 'outcome', 2);
	numbers(period, 'periods');
	for (const list of [unit, period, start]) aligned(outcome, list, 'panel');
	const periods = [...new Set(Array.from(period))].sort((one, other) => one - other);
	const at = new Map(periods.map((value, index) => [value, index]));
	const units = clustersOf(unit);
	const starts: number[] = [];
	const table: Float64Array[] = [];
	for (const rows of units) {
		if (rows.length !== periods.length) throw new Refusal('missing', 'panel');
		const line = new Float64Array(periods.length).fill(NaN);
		for (const row of rows) line[at.get(period[row]!)!] = outcome[row]!;
		if (line.some(Number.isNaN)) throw new Refusal('missing', 'panel');
		const own = start[rows[0]!]!;
		if (Number.isNaN(own)) throw new Refusal('missing', 'start');
		if (rows.some((row) => start[row] !== own))
			throw new Refusal('bad-option', 'start that changes within a unit');
		// treated from the first period on: nothing to compare with
		if (own <= periods[0]!) continue;
		// not yet treated in the last period: within this panel never
		starts.push(own > periods[periods.length - 1]! ? Infinity : own);
		table.push(line);
	}
	return { periods, table, cohorts: Float64Array.from(starts) };
}

/**
 * ATT(g,t) = mean of Y_t − Y_b in cohort g less that in the comparison units; b is the period before g,
 * before the start the period before t. `against` never: units never treated; not-yet: also those
 * that start after both periods. Influence of unit i: n(1_g/n_g (ΔY − m_g) − 1_c/n_c (ΔY − m_c)), and the error is
 * √(Σψ²)/n. Source: B. Callaway, P. H. C. Sant'Anna, J. Econometrics 225 (2021) 200, without covariates.
 * Cohorts treated from the first period on have no period before and are left out, as are periods in which
 * nobody is left who is not treated yet.
 */
export function groupTimes(panel: Panel, against: Comparison = 'never'): Staggered {
	const { periods, table, cohorts } = balanced(panel);
	const n = table.length;
	if (n === 0) throw new Refusal('no-observations', 'units');
	const starts = [...new Set(cohorts)].filter(Number.isFinite).sort((one, other) => one - other);
	const units = Array.from(cohorts.keys());
	if (starts.length === 0) throw new Refusal('no-observations', 'cohorts');
	const estimates: GroupTime[] = [];
	for (const cohort of starts) {
		const first = periods.findIndex((period) => period >= cohort);
		for (let now = 1; now < periods.length; now++) {
			const base = now < first ? now - 1 : first - 1;
			const later = Math.max(periods[now]!, periods[base]!);
			const compared = units.filter((unit) =>
				against === 'never'
					? cohorts[unit] === Infinity
					: cohorts[unit]! > later && cohorts[unit] !== cohort
			);
			const members = units.filter((unit) => cohorts[unit] === cohort);
			if (compared.length < 2 && against === 'not-yet') continue;
			if (compared.length < 2) throw new Refusal('too-few', 'comparison units');
			if (members.length < 2) throw new Refusal('too-few', 'units of a cohort');
			const change = (unit: number) => table[unit]![now]! - table[unit]![base]!;
			const influence = new Float64Array(n);
			const centre = (units: number[], sign: number) => {
				const mean = units.reduce((sum, unit) => sum + change(unit), 0) / units.length;
				for (const unit of units)
					influence[unit]! += (sign * n * (change(unit) - mean)) / units.length;
				return mean;
			};
			const effect = centre(members, 1) - centre(compared, -1);
			estimates.push({
				cohort,
				period: periods[now]!,
				time: periods[now]! - cohort,
				effect,
				error: errorOf(influence, n),
				influence
			});
		}
	}
	if (estimates.length === 0) throw new Refusal('too-few', 'comparison units');
	const shares = new Map(
		starts.map((start) => [start, units.filter((unit) => cohorts[unit] === start).length / n])
	);
	const before = estimates.filter(({ time }) => time < 0);
	const covariance = Matrix.zeros(before.length, before.length);
	before.forEach((one, row) =>
		before.forEach((other, column) =>
			covariance.set(row, column, dot(one.influence, other.influence) / n ** 2)
		)
	);
	return {
		estimates,
		shares,
		cohorts,
		pretrend: tested(
			before.map(({ effect }) => effect),
			covariance
		)
	};
}

/** Nothing where no estimate lies before the start, or where some repeat others. */
function tested(effects: number[], covariance: Matrix): Wald | undefined {
	if (effects.length === 0) return undefined;
	try {
		return wald(effects, covariance);
	} catch (error) {
		if (error instanceof Refusal && error.reason === 'singular') return undefined;
		throw error;
	}
}

function dot(one: Float64Array, other: Float64Array): number {
	let sum = 0;
	for (let at = 0; at < one.length; at++) sum += one[at]! * other[at]!;
	return sum;
}

function errorOf(influence: Float64Array, n: number): number {
	return Math.sqrt(dot(influence, influence)) / n;
}

export type Effect = { effect: number; error: number };

export type Aggregated = {
	/** all effects after the start, weighted by the size of the cohorts */
	simple: Effect;
	/** by periods from the start; overall the mean from 0 on */
	dynamic: { by: Map<number, Effect>; overall: Effect };
	/** by cohort; overall weighted by size */
	cohort: { by: Map<number, Effect>; overall: Effect };
	/** by period; overall their mean */
	calendar: { by: Map<number, Effect>; overall: Effect };
};

/**
 * One figure of many ATT(g,t). The influence of a weighted mean contains that of the estimated weights:
 * Σ w ψ + Σ ATT · (1_g − p_g − w Σ(1_k − p_k))/Σp. Source: as above, §3.
 */
export function aggregatedEffects({ estimates, shares, cohorts }: Staggered): Aggregated {
	const n = cohorts.length;
	type Part = { effect: number; influence: Float64Array; cohort?: number };
	const weighted = (parts: Part[]): Part => {
		const weights = parts.map(({ cohort }) => shares.get(cohort!)!);
		const all = weights.reduce((sum, weight) => sum + weight, 0);
		const influence = new Float64Array(cohorts.length);
		let effect = 0;
		parts.forEach((part, at) => (effect += (weights[at]! / all) * part.effect));
		for (let unit = 0; unit < influence.length; unit++) {
			let drift = 0;
			parts.forEach((part, at) => {
				const own = (cohorts[unit] === part.cohort ? 1 : 0) - weights[at]!;
				influence[unit]! += (weights[at]! / all) * part.influence[unit]!;
				drift += (own * (part.effect - effect)) / all;
			});
			influence[unit]! += drift;
		}
		return { effect, influence };
	};
	const plain = (parts: Part[]): Part => ({
		effect: parts.reduce((sum, part) => sum + part.effect, 0) / parts.length,
		influence: parts.reduce(
			(sum, part) => sum.map((value, at) => value + part.influence[at]! / parts.length),
			new Float64Array(cohorts.length)
		)
	});
	const shown = ({ effect, influence }: Part) => ({ effect, error: errorOf(influence, n) });
	const by = (key: (one: GroupTime) => number, from: GroupTime[], how: (parts: Part[]) => Part) => {
		const groups = new Map<number, GroupTime[]>();
		for (const one of from) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
		return new Map([...groups].sort(([a], [b]) => a - b).map(([at, list]) => [at, how(list)]));
	};
	const after = estimates.filter(({ time }) => time >= 0);
	const dynamic = by((one) => one.time, estimates, weighted);
	const cohort = by((one) => one.cohort, after, plain);
	const calendar = by((one) => one.period, after, weighted);
	const show = (parts: Map<number, Part>) =>
		new Map([...parts].map(([at, part]) => [at, shown(part)]));
	return {
		simple: shown(weighted(after)),
		dynamic: {
			by: show(dynamic),
			overall: shown(plain([...dynamic].filter(([time]) => time >= 0).map(([, part]) => part)))
		},
		cohort: {
			by: show(cohort),
			overall: shown(weighted([...cohort].map(([start, part]) => ({ ...part, cohort: start }))))
		},
		calendar: { by: show(calendar), overall: shown(plain([...calendar.values()])) }
	};
}
