/**
 * What several measures read from the record, read once: campaigns, how far their units are, which
 * answers an approval excepts, who takes part in the pilot. One reading serves one computation.
 */
import { isCollected, type Campaign, type UnitProgress } from '../../campaign.ts';
import { dayOf } from '../../event.ts';
import type { Indicator } from '../../indicator.ts';
import { unitSurvey } from '../../measure.ts';
import * as campaigns from '../campaigns.ts';
import * as decided from '../citizens/decided.ts';
import * as decisions from '../decisions.ts';
import * as indicators from '../indicators.ts';
import type { Sql } from '../postgres.ts';
import * as registers from '../registers/registers.ts';
import * as units from '../units.ts';
import type { Warehouse } from '../warehouse.ts';
import { cellsOf } from './answers.ts';
import { read } from './register.ts';
import type { Period } from './shape.ts';

export type Excepted = { unitId: number; question: string };

export type Reading = {
	sql: Sql;
	warehouse: Warehouse;
	/** reads what stands under a name the first time it is asked for */
	once: <Result>(name: string, read: () => Promise<Result>) => Promise<Result>;
	/** opened campaigns, the latest first */
	campaigns: () => Promise<Campaign[]>;
	expected: (campaignId: number) => Promise<UnitProgress[]>;
	excepted: (campaignId: number) => Promise<Excepted[]>;
	/** tells the warehouse which citizens' answers were left out meanwhile */
	decided: (campaignId: number) => Promise<number>;
	levels: (unitIds: readonly number[]) => Promise<Map<number, string>>;
	/** unit → `thi_diem` or `khac`, of units that said so in the latest form */
	pilots: () => Promise<Map<number, string>>;
	/** the province each unit is or lies in today */
	provinces: () => Promise<Map<number, number>>;
	/** units that stand on a day, at the latest today */
	standing: (day: string) => Promise<ReadonlySet<number>>;
	indicator: (id: string) => Promise<Indicator | undefined>;
	/** every entry of a register up to a day */
	entries: (indicatorId: string, period: Period) => Promise<registers.Fact[]>;
};

export function begin(sql: Sql, warehouse: Warehouse): Reading {
	const known = new Map<string, Promise<unknown>>();
	const once = <Result>(key: string, read: () => Promise<Result>): Promise<Result> => {
		const found = (known.get(key) as Promise<Result> | undefined) ?? read();
		known.set(key, found);
		return found;
	};
	const reading: Reading = {
		...{ sql, warehouse, once },
		campaigns: () =>
			once('campaigns', async () =>
				(await campaigns.list(sql)).filter(({ state }) => state !== 'draft')
			),
		expected: (id) => once(`expected ${id}`, () => campaigns.expected(sql, id)),
		excepted: (id) => once(`excepted ${id}`, () => decisions.excepted(sql, id)),
		decided: (id) => once(`decided ${id}`, () => decided.latest(sql, warehouse, id)),
		levels: (ids) =>
			once(`levels ${ids.length} ${ids[0] ?? ''} ${ids.at(-1) ?? ''}`, async () => {
				const named = await units.named(sql, [...ids]);
				return new Map([...named].map(([id, { level }]) => [id, level]));
			}),
		provinces: () => once('provinces', () => units.provinceIdOfEach(sql)),
		pilots: () => once('pilots', () => pilots(reading)),
		standing: (day) => {
			const today = dayOf(Date.now());
			const on = day < today ? day : today;
			return once(
				`standing ${on}`,
				async () => new Set((await units.onDay(sql, on)).map(({ id }) => id))
			);
		},
		indicator: (id) => once(`indicator ${id}`, () => indicators.byId(sql, id)),
		entries: (id, period) => once(`entries ${id} ${period.to}`, () => read(sql, id, period))
	};
	return reading;
}

/** The latest campaign of a survey that was opened and whose period meets this one. */
export async function campaignIn(
	reading: Reading,
	survey: string,
	{ from, to }: Period
): Promise<Campaign | undefined> {
	return (await reading.campaigns()).find(
		(one) => one.surveyId === survey && one.periodFrom <= to && one.periodTo >= from
	);
}

/** Units whose form is in hand: one sent back for mending is not. */
export function inHand(progress: readonly UnitProgress[]): number[] {
	return progress.filter(({ state }) => isCollected(state)).map(({ unitId }) => unitId);
}

async function pilots(reading: Reading): Promise<Map<number, string>> {
	const latest = (await reading.campaigns()).find(({ surveyId }) => surveyId === unitSurvey);
	if (!latest) return new Map();
	const units = inHand(await reading.expected(latest.id));
	const cells = await cellsOf(
		reading.warehouse,
		{ kind: 'share_of_answers', survey: unitSurvey, question: 'TT11', codes: ['co'] },
		{ campaign: latest.id, units }
	);
	return new Map(cells.map(({ unitId, y }) => [unitId, y > 0 ? 'thi_diem' : 'khac']));
}
