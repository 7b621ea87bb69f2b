/**
 * Composite indices of localities, made of the answers that stand behind the indicators of that kind:
 * each part by itself as an estimate of its own, so that pillars, drivers and uncertainty can be told.
 * The same answers, weights and version give the same snapshot and the same numbers, drawn by chance
 * though they are.
 */
import { createHash } from 'node:crypto';
import { indexOf, reweighted, type CompositeIndex } from '../composite-index.ts';
import { resultOf, type IndexResult } from '../composite-result.ts';
import { dayOf } from '../event.ts';
import type { Indicator } from '../indicator.ts';
import type { Measure } from '../measure.ts';
import { Problem } from '../problem.ts';
import { seeded } from '../simulation/random.ts';
import { tooFew } from '../statistics/protection/suppression.ts';
import { Refusal } from '../statistics/refusal.ts';
import * as indicators from './indicators.ts';
import * as measures from './measures.ts';
import { campaignIn } from './measures/reading.ts';
import type { Sql } from './postgres.ts';
import * as units from './units.ts';
import type { Warehouse } from './warehouse.ts';

/** One part of one unit: 0–100, its standard error, how many answered. */
export type Source = { value: number | null; error: number; n: number };

export type Computed = {
	index: CompositeIndex;
	/** follows from the definition, the weights and every value used */
	snapshot: string;
	/** null where fewer than two localities have enough values */
	result: IndexResult | null;
	unitIds: number[];
	/** by code of the part, in the order of `unitIds` */
	sources: Map<string, Source[]>;
	campaign: {
		slug: string;
		titleVi: string;
		titleEn: string;
		periodFrom: string;
		periodTo: string;
	} | null;
};

export async function all(sql: Sql): Promise<CompositeIndex[]> {
	return (await indicators.all(sql)).flatMap((one) => indexOf(one) ?? []);
}

/** @throws record.not-found */
export async function byId(sql: Sql, id: string): Promise<CompositeIndex> {
	const indicator = await indicators.byId(sql, id);
	const index = indicator && indexOf(indicator);
	if (!index) throw new Problem('record.not-found', { index: id });
	return index;
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

/** An index for every province that stands today, or for the communes of one, in the latest campaign. */
export async function compute(
	sql: Sql,
	warehouse: Warehouse,
	index: CompositeIndex,
	provinceId?: number
): Promise<Computed> {
	const reading = measures.begin(sql, warehouse);
	const { unitIds, placeOf } = await placesOf(sql, index, provinceId);
	const ever = { from: '0001-01-01', to: '9999-12-31' };
	const campaign = await campaignIn(reading, index.survey, ever);
	const period = campaign && { from: campaign.periodFrom, to: campaign.periodTo };
	const of = async (measure: Measure): Promise<Source[]> => {
		const measured = { id: index.id, measure };
		const [facts] = period ? await measures.gather(reading, measured, [period], { placeOf }) : [];
		const cells = new Map(
			facts?.kind === 'respondents' ? facts.cells.map((cell) => [cell.unitId, cell]) : []
		);
		return unitIds.map((unitId) => sourceOf(cells.get(unitId), index.ofAuthorities));
	};
	const leaves = index.pillars.flatMap((pillar) => pillar.leaves);
	const input: Source[][] = [];
	for (const { item } of leaves) input.push(await of(alone(index, [item], 1)));
	const whole = index.pillars.map(({ leaves }) => leaves.map(({ item }) => item));
	const published = index.ofAuthorities ? undefined : await of(measureOf(index, whole));
	const snapshot = createHash('sha256')
		.update(JSON.stringify({ index, unitIds, input, published }))
		.digest('hex')
		.slice(0, 16);
	const result = once(snapshot, () => draw(index, unitIds, input, published, snapshot));
	const sources = new Map(leaves.map(({ code }, at) => [code, input[at]!]));
	return { index, snapshot, result, unitIds, sources, campaign: campaign ?? null };
}

/** The units that are scored, and whose answers speak for each: its own, or all citizens within it. */
async function placesOf(sql: Sql, index: CompositeIndex, provinceId: number | undefined) {
	const today = dayOf(Date.now());
	const level = provinceId === undefined ? 'province' : 'commune';
	const standing = await units.onDay(sql, today, { level });
	const within =
		provinceId === undefined ? undefined : new Set(await units.subtree(sql, provinceId, today));
	const unitIds = standing.map(({ id }) => id).filter((id) => !within || within.has(id));
	const scored = new Set(unitIds);
	const provinces =
		index.ofAuthorities || provinceId !== undefined ? undefined : await units.provinceIdOfEach(sql);
	const placeOf = (unitId: number) => {
		const place = provinces?.get(unitId) ?? unitId;
		return scored.has(place) ? place : undefined;
	};
	return { unitIds, placeOf };
}

type Items = CompositeIndex['pillars'][number]['leaves'][number]['item'][];

function alone(index: CompositeIndex, items: Items, least: number): Measure {
	return measureOf({ ...index, least, pillars: index.pillars.slice(0, 1) }, [items]);
}

function measureOf({ survey, ofAuthorities, least, pillars }: CompositeIndex, items: Items[]) {
	const groups = pillars.map(({ nameVi, nameEn, weight }, at) => ({
		...{ nameVi, nameEn, weight: items.length === 1 ? 1 : weight },
		items: items[at]!
	}));
	const measure: Indicator['measure'] = {
		...{ kind: 'index_of_answers', survey, groups, least },
		...(ofAuthorities && { ofAuthorities })
	};
	return measure;
}

type Sums = { n: number; y: number; yy: number };

function sourceOf(cell: Sums | undefined, ofAuthorities: boolean): Source {
	if (!cell || cell.n === 0) return { value: null, error: 0, n: 0 };
	const { n, y, yy } = cell;
	if (ofAuthorities) return { value: y / n, error: 0, n };
	if (tooFew(n)) return { value: null, error: 0, n };
	const variance = Math.max(0, yy - (y * y) / n) / (n - 1);
	return { value: y / n, error: Math.sqrt(variance / n), n };
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

function draw(
	index: CompositeIndex,
	unitIds: number[],
	input: Source[][],
	published: Source[] | undefined,
	snapshot: string
): IndexResult | null {
	const codes = index.pillars.flatMap(({ leaves }) => leaves.map(({ code }) => code));
	const column = (pick: (one: Source) => number) =>
		new Map(codes.map((code, at) => [code, Float64Array.from(input[at]!, pick)]));
	try {
		return resultOf(
			index,
			{
				unitIds,
				values: column(({ value }) => value ?? NaN),
				errors: column(({ error }) => error),
				published: published?.map(({ value }) => value)
			},
			{ random: seeded(snapshot).next }
		);
	} catch (error) {
		if (error instanceof Refusal && error.reason === 'too-few') return null;
		throw error;
	}
}
