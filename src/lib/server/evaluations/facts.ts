/**
 * What a plan's outcomes were, by unit and period, and what disturbed them: gathered once, kept with the
 * result. Usage comes from the daily totals, indicators from their own facts.
 */
import type { Disturbance, Facts, Outcome, Period, Plan, Series } from '../../evaluation.ts';
import { calendarOf } from '../../evaluation/periods.ts';
import { Problem } from '../../problem.ts';
import type { Unit } from '../../unit.ts';
import * as campaigns from '../campaigns.ts';
import * as days from '../days.ts';
import * as estimates from '../estimates.ts';
import * as indicators from '../indicators.ts';
import type { Sql } from '../postgres.ts';
import * as sites from '../sites.ts';
import * as units from '../units.ts';
import type { Warehouse } from '../warehouse.ts';
import { similar } from './similar.ts';

/** What the units of the panel are, and which sites or units lie below each. */
type Ground = { panel: Unit[]; rootOf: Map<number, number>; today: string };

/** `others`: treatments of other evaluations, as disturbances. */
export async function gather(
	sql: Sql,
	warehouse: Warehouse,
	plan: Plan,
	today: string,
	others: readonly Disturbance[] = []
): Promise<Facts> {
	if (plan.pairs) return { periods: [], units: [], series: [], disturbances: [] };
	const wanted = wantedOf(plan);
	const waves = await wavesOf(sql, plan, wanted);
	const { periods, starts } = calendarOf(plan, today, waves);
	const panel = await panelOf(sql, plan, today);
	const ground = { panel, today, rootOf: await rootsOf(sql, panel, today) };
	const usage = await usageOf(sql, warehouse, ground, periods);
	const series: Series[] = [];
	for (const outcome of wanted)
		series.push(
			outcome.startsWith('usage:')
				? usage.of(outcome)
				: await indicatorOf(sql, warehouse, ground, periods, outcome)
		);
	const facts: Facts = {
		periods,
		units: panel.map(({ id, name }) => ({ id, name, start: starts.get(id) ?? null })),
		series,
		disturbances: []
	};
	const chosen =
		plan.comparison.how === 'similar' ? similar(facts, plan.comparison.each ?? 1) : facts;
	const kept = new Set(chosen.units.map(({ id }) => id));
	const window = { from: periods[0]?.from ?? today, to: periods.at(-1)?.to ?? today };
	const isUsed = wanted.some((outcome) => outcome.startsWith('usage:'));
	const disturbances = [
		...(await boundaries(sql, window)),
		...(isUsed ? usage.firsts.filter(({ day }) => day > window.from && day <= window.to) : []),
		...(await formVersions(sql, plan, wanted, window)),
		...others.filter((one) => one.day >= window.from && one.day <= window.to && !isOwn(plan, one))
	].filter(({ unitId }) => unitId === null || kept.has(unitId));
	return { ...chosen, disturbances };
}

/** The same thing evaluated elsewhere as well is no other treatment. */
const isOwn = ({ treated }: Plan, { unitId, day }: Disturbance) =>
	treated.some((one) => one.unitId === unitId && one.from === day);

/** Throws what makes a plan unanswerable whatever the data: unknown units, unfit outcomes or periods. */
export async function fit(sql: Sql, plan: Plan): Promise<void> {
	if (plan.pairs) return;
	const ids = [...plan.treated.map(({ unitId }) => unitId), ...(plan.comparison.unitIds ?? [])];
	const named = await units.named(sql, ids);
	const unknown = ids.find((id) => !named.has(id));
	if (unknown !== undefined)
		throw new Problem('evaluation.unknown-unit', { unit: String(unknown) });
	if (new Set([...named.values()].map(({ level }) => level)).size > 1)
		throw new Problem('evaluation.mixed-levels');
	await wavesOf(sql, plan, wantedOf(plan));
}

const wantedOf = ({ outcomes, placeboOutcome }: Plan) => [
	...outcomes,
	...(placeboOutcome ? [placeboOutcome] : [])
];

/** Treated units and those they are compared with, all of one level. Throws `evaluation.mixed-levels`. */
async function panelOf(sql: Sql, plan: Plan, today: string): Promise<Unit[]> {
	const treated = plan.treated.map(({ unitId }) => unitId);
	const named = await units.named(sql, [...treated, ...(plan.comparison.unitIds ?? [])]);
	const level = named.get(treated[0]!)?.level;
	if (!level) throw new Problem('evaluation.unknown-unit', { unit: String(treated[0]) });
	if ([...named.values()].some((unit) => unit.level !== level))
		throw new Problem('evaluation.mixed-levels');
	if (plan.comparison.how === 'none') return treated.map((id) => named.get(id)!);
	if (plan.comparison.how === 'chosen') return [...named.values()];
	const standing = await units.onDay(sql, today, { level });
	const ended = treated.filter((id) => !standing.some((unit) => unit.id === id));
	return [...standing, ...ended.map((id) => named.get(id)!)];
}

async function rootsOf(sql: Sql, panel: Unit[], today: string): Promise<Map<number, number>> {
	const ids = panel.map(({ id }) => id);
	const rows = await units.below(sql, ids, today);
	return new Map([
		...ids.map((id) => [id, id] as const),
		...rows.map(({ unitId, rootId }) => [unitId, rootId] as const)
	]);
}

/** Totals of portals: 0 where a portal that was heard before was not heard, missing before that. */
async function usageOf(sql: Sql, warehouse: Warehouse, ground: Ground, periods: Period[]) {
	const rootOfSite = new Map(
		(await sites.list(sql)).map((site) => [site.id, ground.rootOf.get(site.unitId)])
	);
	const [from, to] = [periods[0]?.from ?? ground.today, periods.at(-1)?.to ?? ground.today];
	const rows = await days.totals(warehouse, {
		...{ from, to, dimension: 'total', bySite: true, byDay: true }
	});
	const firsts = new Map<number, string[]>();
	for (const [siteId, day] of await days.firstHeard(warehouse)) {
		const root = rootOfSite.get(siteId);
		if (root !== undefined) firsts.set(root, [...(firsts.get(root) ?? []), day].sort());
	}
	const at = new Map(ground.panel.map(({ id }, index) => [id, index]));
	const of = (outcome: Outcome): Series => {
		const measure = outcome.slice('usage:'.length) as 'visits';
		const values: (number | null)[][] = ground.panel.map(({ id }) =>
			periods.map((period) => ((firsts.get(id)?.[0] ?? '9999') <= period.from ? 0 : null))
		);
		for (const row of rows) {
			const unit = at.get(rootOfSite.get(row.siteId) ?? -1);
			const period = periods.findIndex((one) => one.from <= row.day && row.day <= one.to);
			if (unit === undefined || period < 0) continue;
			const known = values[unit]![period];
			if (known !== null && known !== undefined) values[unit]![period] = known + row[measure];
		}
		return {
			outcome,
			values,
			suppressed: values.map((row) => row.map(() => false)),
			share: false,
			unit: null
		};
	};
	// a further portal of a unit that already had one lifts its total from that day on
	const added = [...firsts].flatMap(([unitId, list]) =>
		list.slice(1).map((day): Disturbance => ({ what: 'first-counted', unitId, day, detail: '' }))
	);
	return { of, firsts: added.filter(({ day, unitId }) => day !== firsts.get(unitId!)![0]) };
}

async function indicatorOf(
	sql: Sql,
	warehouse: Warehouse,
	{ panel }: Ground,
	periods: Period[],
	outcome: Outcome
): Promise<Series> {
	const indicator = await indicators.byId(sql, outcome.slice('indicator:'.length));
	if (!indicator?.measure) throw new Problem('evaluation.unknown-outcome', { outcome });
	const points = await estimates.panel(sql, warehouse, {
		...{ indicatorId: indicator.id, unitIds: panel.map(({ id }) => id), periods },
		boundaries: 'today'
	});
	const at = new Map(
		points.map((point) => [`${point.unitId} ${point.period.from}/${point.period.to}`, point])
	);
	const rows = panel.map(({ id }) => periods.map(({ from, to }) => at.get(`${id} ${from}/${to}`)));
	return {
		outcome,
		values: rows.map((row) => row.map((point) => point?.value ?? null)),
		suppressed: rows.map((row) => row.map((point) => point?.suppressed ?? false)),
		share: indicator.valueUnit === 'share',
		unit: indicator.valueUnit
	};
}

/** The survey of an outcome, where it has one. Throws `evaluation.unknown-outcome`. */
async function surveyOf(sql: Sql, outcome: Outcome): Promise<string | undefined> {
	if (outcome.startsWith('usage:')) return undefined;
	const indicator = await indicators.byId(sql, outcome.slice('indicator:'.length));
	if (!indicator?.measure) throw new Problem('evaluation.unknown-outcome', { outcome });
	const { measure } = indicator;
	return 'survey' in measure ? measure.survey : undefined;
}

/** Throws `evaluation.waves-needed` and `evaluation.no-waves` where periods and outcome do not fit. */
async function wavesOf(sql: Sql, plan: Plan, wanted: Outcome[]): Promise<Period[]> {
	const surveys = new Set<string>();
	for (const outcome of wanted) {
		const survey = await surveyOf(sql, outcome);
		if (survey && plan.grain !== 'wave') throw new Problem('evaluation.waves-needed', { outcome });
		if (!survey && plan.grain === 'wave') throw new Problem('evaluation.no-waves', { outcome });
		if (survey) surveys.add(survey);
	}
	return (await campaigns.list(sql))
		.filter((one) => surveys.has(one.surveyId) && one.state !== 'draft')
		.map(({ periodFrom, periodTo }) => ({ from: periodFrom, to: periodTo }))
		.sort((one, other) => (one.from < other.from ? -1 : 1))
		.filter(({ from }, at, all) => from !== all[at - 1]?.from);
}

/** Units that came to stand within the window: nothing before is theirs. */
async function boundaries(sql: Sql, { from, to }: Period): Promise<Disturbance[]> {
	const first = new Map<number, string>();
	for (const { id, validFrom } of await units.everyVersion(sql))
		if (!first.has(id)) first.set(id, validFrom);
	return [...first]
		.filter(([, day]) => day > from && day <= to)
		.map(([unitId, day]) => ({ what: 'boundaries', unitId, day, detail: '' }));
}

/** Waves that were asked with another version of the form than the one before. */
async function formVersions(
	sql: Sql,
	plan: Plan,
	wanted: Outcome[],
	{ from, to }: Period
): Promise<Disturbance[]> {
	if (plan.grain !== 'wave') return [];
	const surveys = new Set(await Promise.all(wanted.map((outcome) => surveyOf(sql, outcome))));
	const waves = (await campaigns.list(sql))
		.filter((one) => surveys.has(one.surveyId) && one.state !== 'draft')
		.filter(({ periodFrom }) => periodFrom >= from && periodFrom <= to)
		.sort((one, other) => (one.periodFrom < other.periodFrom ? -1 : 1));
	return waves.flatMap((wave, at): Disturbance[] => {
		const before = waves.slice(0, at).findLast(({ surveyId }) => surveyId === wave.surveyId);
		if (!before || before.surveyVersionId === wave.surveyVersionId) return [];
		const detail = `${before.surveyVersion} → ${wave.surveyVersion}`;
		return [{ what: 'form-version', unitId: null, day: wave.periodFrom, detail }];
	});
}
