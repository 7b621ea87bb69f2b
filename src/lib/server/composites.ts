/**
 * Composite indices of localities: the definitions that ship with the program (`reference/`), and
 * results made from the latest kept estimates and from what localities answered for themselves in the
 * latest campaign. The same values, weights and version give the same snapshot and the same numbers,
 * drawn by chance though they are.
 */
import { createHash } from 'node:crypto';
import { isCollected } from '../campaign.ts';
import { pointsOf, reweighted, type CompositeIndex, type Leaf } from '../composite-index.ts';
import { resultOf, type IndexResult } from '../composite-result.ts';
import type { Estimate } from '../estimate.ts';
import { dayOf } from '../event.ts';
import { Problem } from '../problem.ts';
import { seeded } from '../simulation/random.ts';
import { Refusal } from '../statistics/refusal.ts';
import * as campaigns from './campaigns.ts';
import * as decisions from './decisions.ts';
import * as estimates from './estimates.ts';
import type { Sql } from './postgres.ts';
import definitions from './reference/composites.json';
import * as units from './units.ts';
import type { Warehouse } from './warehouse.ts';

/** One value that an index is made of. */
export type Source = {
	value: number | null;
	/** standard error; 0 where there is none */
	error: number;
	low: number | null;
	high: number | null;
};

export type Computed = {
	index: CompositeIndex;
	/** follows from the definition, the weights and every value used */
	snapshot: string;
	/** null where fewer than two localities have enough values */
	result: IndexResult | null;
	unitIds: number[];
	/** by code of the part, in the order of `unitIds` */
	sources: Map<string, Source[]>;
	/** first and last day that the values speak of */
	period: { from: string; to: string } | null;
	/** the campaign whose forms speak, if any */
	campaign: { slug: string; titleVi: string; titleEn: string } | null;
};

export function all(): CompositeIndex[] {
	return definitions as unknown as CompositeIndex[];
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

/** An index for every province that stands today, or for the communes of one. */
export async function compute(
	sql: Sql,
	warehouse: Warehouse,
	index: CompositeIndex,
	provinceId?: number
): Promise<Computed> {
	const today = dayOf(Date.now());
	const level = provinceId === undefined ? 'province' : 'commune';
	const standing = await units.onDay(sql, today, { level });
	const below = provinceId === undefined ? undefined : await units.subtree(sql, provinceId, today);
	const within = below && new Set(below);
	const unitIds = standing.map(({ id }) => id).filter((id) => !within || within.has(id));
	const own = await answersOf(sql, warehouse, index, unitIds);
	const estimated = await estimatesOf(sql, index, unitIds);
	const sources = new Map([...own.sources, ...estimated.sources]);
	const leaves = index.pillars.flatMap((pillar) => pillar.leaves);
	const input = leaves.map(({ code }) => sources.get(code)!);
	const snapshot = createHash('sha256')
		.update(JSON.stringify({ index, unitIds, input }))
		.digest('hex')
		.slice(0, 16);
	const column = (pick: (one: Source) => number) =>
		new Map(leaves.map(({ code }, at) => [code, Float64Array.from(input[at]!, pick)]));
	const result = once(snapshot, () =>
		draw(
			index,
			unitIds,
			column(({ value }) => value ?? NaN),
			column(({ error }) => error),
			snapshot
		)
	);
	const periods = [own.period, ...estimated.periods].filter((one) => one !== null);
	const from = periods.map((one) => one.from).sort()[0];
	const to = periods
		.map((one) => one.to)
		.sort()
		.at(-1);
	const period = from && to ? { from, to } : null;
	return { index, snapshot, result, unitIds, sources, period, campaign: own.campaign };
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

type Columns = Map<string, Float64Array>;

function draw(
	index: CompositeIndex,
	unitIds: number[],
	values: Columns,
	errors: Columns,
	snapshot: string
): IndexResult | null {
	try {
		return resultOf(index, { unitIds, values, errors }, { random: seeded(snapshot).next });
	} catch (error) {
		if (error instanceof Refusal && error.reason === 'too-few') return null;
		throw error;
	}
}

const nothing: Source = { value: null, error: 0, low: null, high: null };

type Estimated = Extract<Leaf, { indicatorId: string }>;

/** The latest kept estimate of each indicator for each unit. */
async function estimatesOf(sql: Sql, index: CompositeIndex, unitIds: number[]) {
	const leaves = index.pillars
		.flatMap((pillar) => pillar.leaves)
		.filter((leaf): leaf is Estimated => 'indicatorId' in leaf);
	const sources = new Map<string, Source[]>();
	if (leaves.length === 0) return { sources, periods: [] };
	const latest = new Map<string, Estimate>();
	for (const one of await estimates.list(sql, { unitIds })) {
		const key = `${one.indicatorId} ${one.unitId}`;
		if (!one.suppressed && one.value !== null && !latest.has(key)) latest.set(key, one);
	}
	const used: Estimate[] = [];
	for (const { code, indicatorId } of leaves)
		sources.set(
			code,
			unitIds.map((unitId) => {
				const one = latest.get(`${indicatorId} ${unitId}`);
				if (!one) return nothing;
				used.push(one);
				const { value, low, high } = one;
				// Half of a 95 % interval over 1.96; a complete count has none.
				const error = low === null || high === null ? 0 : Math.max(0, high - low) / 3.919928;
				return { value, error, low, high };
			})
		);
	return {
		sources,
		periods: used.map(({ periodFrom, periodTo }) => ({ from: periodFrom, to: periodTo }))
	};
}

type Answered = Extract<Leaf, { answer: unknown }>;
type Own = Pick<Computed, 'sources' | 'period' | 'campaign'>;

/** What each unit answered for itself in the latest campaign; nothing of units whose form is not in hand. */
async function answersOf(
	sql: Sql,
	warehouse: Warehouse,
	index: CompositeIndex,
	unitIds: number[]
): Promise<Own> {
	const leaves = index.pillars
		.flatMap((pillar) => pillar.leaves)
		.filter((leaf): leaf is Answered => 'answer' in leaf);
	const sources = new Map(leaves.map(({ code }) => [code, unitIds.map(() => nothing)]));
	const campaign = (await campaigns.list(sql)).find(
		(one) => one.surveyId === index.survey && one.state !== 'draft'
	);
	if (!campaign || leaves.length === 0) return { sources, period: null, campaign: null };
	const inHand = new Set(
		(await campaigns.expected(sql, campaign.id))
			.filter(({ state }) => isCollected(state))
			.map(({ unitId }) => unitId)
	);
	const excepted = new Set(
		(await decisions.excepted(sql, campaign.id)).map((one) => `${one.question} ${one.unitId}`)
	);
	const chosen = await chosenIn(warehouse, campaign.id, leaves, unitIds);
	for (const { code, answer } of leaves)
		sources.set(
			code,
			unitIds.map((unitId) => {
				const key = `${answer.question} ${unitId}`;
				if (!inHand.has(unitId) || excepted.has(key)) return nothing;
				return { ...nothing, value: pointsOf(answer, chosen.get(key) ?? []) };
			})
		);
	return {
		sources,
		period: { from: campaign.periodFrom, to: campaign.periodTo },
		campaign: { slug: campaign.slug, titleVi: campaign.titleVi, titleEn: campaign.titleEn }
	};
}

type Chosen = { item: string; code: string };

/** The chosen codes by question and unit; only latest versions speak. */
async function chosenIn(
	warehouse: Warehouse,
	campaign: number,
	leaves: Answered[],
	unitIds: number[]
): Promise<Map<string, Chosen[]>> {
	const rows = await warehouse.rows<Chosen & { unitId: number; question: string }>(
		`select a.unit_id as unitId, toString(a.question) as question, toString(a.item) as item,
			toString(a.code) as code
		from answers as a
		where a.campaign_id = {campaign:UInt32} and a.question in {questions:Array(String)}
			and a.unit_id in {unitIds:Array(UInt32)} and a.code != ''
			and (a.response_id, a.version) in (
				select response_id, max(version) from answers
				where campaign_id = {campaign:UInt32} group by response_id)`,
		{ campaign, questions: leaves.map(({ answer }) => answer.question), unitIds }
	);
	const found = new Map<string, Chosen[]>();
	for (const { unitId, question, item, code } of rows) {
		const key = `${question} ${unitId}`;
		const list = found.get(key);
		if (list) list.push({ item, code });
		else found.set(key, [{ item, code }]);
	}
	return found;
}
