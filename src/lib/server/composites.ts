/**
 * Composite indices of the provinces: the definitions that ship with the program (`reference/`), and
 * results made from the latest kept estimates. The same estimates, weights and version give the same
 * snapshot and the same numbers, drawn by chance though they are.
 */
import { createHash } from 'node:crypto';
import { reweighted, type CompositeIndex } from '../composite-index.ts';
import { resultOf, type IndexResult } from '../composite-result.ts';
import type { Estimate } from '../estimate.ts';
import { dayOf } from '../event.ts';
import { Problem } from '../problem.ts';
import { seeded } from '../simulation/random.ts';
import { Refusal } from '../statistics/refusal.ts';
import * as estimates from './estimates.ts';
import type { Sql } from './postgres.ts';
import definitions from './reference/composites.json';
import * as units from './units.ts';

export type Computed = {
	index: CompositeIndex;
	/** follows from the definition, the weights and every estimate used */
	snapshot: string;
	/** null where fewer than two provinces have enough estimates */
	result: IndexResult | null;
	/** the estimates used, by indicator and unit */
	used: Map<string, Map<number, Estimate>>;
	/** the earliest and the latest day that they cover */
	period: { from: string; to: string } | null;
};

export function all(): CompositeIndex[] {
	return definitions as CompositeIndex[];
}

/** @throws record.not-found */
export function byId(id: string): CompositeIndex {
	const found = all().find((one) => one.id === id);
	if (!found) throw new Problem('record.not-found', { index: id });
	return found;
}

/**
 * Weights of pillars tried by a reader.
 * @throws composite.weights when one is no number of 0 to 100 or all are zero
 */
export function tried(index: CompositeIndex, weights: ReadonlyMap<string, string>): CompositeIndex {
	if (weights.size === 0) return index;
	const numbers = new Map<string, number>();
	for (const [code, text] of weights) {
		const weight = Number(text.replace(',', '.'));
		if (text.trim() === '' || !(weight >= 0 && weight <= 100))
			throw new Problem('composite.weights');
		numbers.set(code, weight);
	}
	const changed = reweighted(index, numbers);
	if (!changed.pillars.some(({ weight }) => weight > 0)) throw new Problem('composite.weights');
	return changed;
}

/** The last results by snapshot: a thousand draws take half a second. */
const kept = new Map<string, IndexResult | null>();
const most = 20;

function once(snapshot: string, work: () => IndexResult | null): IndexResult | null {
	const known = kept.get(snapshot);
	if (known !== undefined) return known;
	const result = work();
	for (const old of kept.keys()) if (kept.size >= most) kept.delete(old);
	kept.set(snapshot, result);
	return result;
}

/** An index for every province that stands today, from the latest estimate of each indicator. */
export async function ofProvinces(sql: Sql, index: CompositeIndex): Promise<Computed> {
	const today = dayOf(Date.now());
	const unitIds = (await units.onDay(sql, today, { level: 'province' })).map(({ id }) => id);
	const leaves = index.pillars.flatMap((pillar) => pillar.leaves.map((leaf) => leaf.indicatorId));
	const used = latest(await estimates.list(sql, { unitIds }), new Set(leaves));
	const of = (code: string, unitId: number) => used.get(code)?.get(unitId);
	const input: Drawn = {
		unitIds,
		leaves: leaves.map((code) => ({
			code,
			values: unitIds.map((unitId) => of(code, unitId)?.value ?? null),
			errors: unitIds.map((unitId) => errorOf(of(code, unitId)))
		}))
	};
	const snapshot = createHash('sha256')
		.update(JSON.stringify({ index, input }))
		.digest('hex')
		.slice(0, 16);
	const result = once(snapshot, () => compute(index, input, snapshot));
	const periods = [...used.values()].flatMap((one) => [...one.values()]);
	const from = periods.map((one) => one.periodFrom).sort()[0];
	const to = periods
		.map((one) => one.periodTo)
		.sort()
		.at(-1);
	return { index, snapshot, result, used, period: from && to ? { from, to } : null };
}

type Drawn = {
	unitIds: number[];
	leaves: { code: string; values: (number | null)[]; errors: number[] }[];
};

/** The latest estimate of each indicator for each unit; the list begins with the latest periods. */
function latest(list: Estimate[], wanted: ReadonlySet<string>): Map<string, Map<number, Estimate>> {
	const found = new Map<string, Map<number, Estimate>>();
	for (const one of list) {
		if (!wanted.has(one.indicatorId) || one.suppressed || one.value === null) continue;
		const ofIndicator = found.get(one.indicatorId) ?? new Map<number, Estimate>();
		if (!ofIndicator.has(one.unitId)) ofIndicator.set(one.unitId, one);
		found.set(one.indicatorId, ofIndicator);
	}
	return found;
}

/** The standard error behind a 95 % interval; 0 for a complete count. */
function errorOf(one: Estimate | undefined): number {
	if (one?.low == null || one.high === null) return 0;
	return Math.max(0, one.high - one.low) / (2 * 1.959964);
}

function compute(
	index: CompositeIndex,
	{ unitIds, leaves }: Drawn,
	snapshot: string
): IndexResult | null {
	const column = (list: (number | null)[]) => Float64Array.from(list, (value) => value ?? NaN);
	const values = new Map(leaves.map((leaf) => [leaf.code, column(leaf.values)]));
	const errors = new Map(leaves.map((leaf) => [leaf.code, Float64Array.from(leaf.errors)]));
	try {
		return resultOf(index, { unitIds, values, errors }, { random: seeded(snapshot).next });
	} catch (error) {
		if (error instanceof Refusal && error.reason === 'too-few') return null;
		throw error;
	}
}
