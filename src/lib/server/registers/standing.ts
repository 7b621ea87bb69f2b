/** Who has reported and who has not: by register and period, within what a person may see. */
import type { User } from '../../access.ts';
import { dayOf } from '../../event.ts';
import { registers as all, type Entry, type Register } from '../../register.ts';
import { periodAround, periodBack, type Period } from '../../register/periods.ts';
import type { Unit } from '../../unit.ts';
import * as access from '../access.ts';
import type { Sql } from '../postgres.ts';
import * as units from '../units.ts';
import * as registers from './registers.ts';

export type Coverage = Period & { expected: number; reported: number };

/** The last periods of a register that have begun, the latest first. */
export function recent({ rhythm }: Register, count: number, now = Date.now()): Period[] {
	const latest = periodAround(dayOf(now), rhythm);
	return Array.from({ length: count }, (_, index) => periodBack(latest, rhythm, index));
}

/** The period that is over and should be in by now. */
export function due({ rhythm }: Register, now = Date.now()): Period {
	return periodBack(periodAround(dayOf(now), rhythm), rhythm);
}

/** How many of the units that have to report did, period by period. */
export async function coverage(
	sql: Sql,
	user: User,
	register: Register,
	periods: Period[]
): Promise<Coverage[]> {
	const scope = await scopeOf(sql, user);
	const { indicatorId } = register;
	const entered = await sql<{ unitId: number; periodFrom: string }[]>`
		select distinct unit_id, period_from from register_entries
		where indicator_id = ${indicatorId} and not withdrawn
			and period_from = any(${periods.map(({ from }) => from)}::date[])`;
	const reported = new Set(entered.map(({ unitId, periodFrom }) => `${unitId} ${periodFrom}`));
	return Promise.all(
		periods.map(async ({ from, to }) => {
			const asked = (await expected(sql, register, to)).filter(({ id }) => scope(id));
			const isIn = ({ id }: Unit) => reported.has(`${id} ${from}`);
			return { from, to, expected: asked.length, reported: asked.filter(isIn).length };
		})
	);
}

/** Units that have to report, as they stood on a day. */
async function expected(sql: Sql, { levels }: Register, day: string): Promise<Unit[]> {
	return (await Promise.all(levels.map((level) => units.onDay(sql, day, { level })))).flat();
}

async function scopeOf(sql: Sql, user: User): Promise<(unitId: number) => boolean> {
	const mine = await access.visibleUnits(sql, user);
	const own = mine && new Set(mine);
	return (unitId) => own === undefined || own.has(unitId);
}

export type Summary = { indicatorId: string; due: Coverage; last: string | null };

/**
 * Every register with who reported for the period that is due, and the last period entered; those
 * that ask nothing of this person's units are left out.
 */
export async function summaries(sql: Sql, user: User, now = Date.now()): Promise<Summary[]> {
	const mine = await access.visibleUnits(sql, user);
	const rows = await sql<{ indicatorId: string; last: string }[]>`
		select indicator_id, max(period_to)::text as last from register_entries
		where not withdrawn ${mine ? sql`and unit_id = any(${mine}::integer[])` : sql``}
		group by indicator_id`;
	const last = new Map(rows.map((row) => [row.indicatorId, row.last]));
	const found = await Promise.all(
		all.map(async (register) => {
			const [ofDue] = await coverage(sql, user, register, [due(register, now)]);
			const { indicatorId } = register;
			return { indicatorId, due: ofDue!, last: last.get(indicatorId) ?? null };
		})
	);
	const asks = (register: Register) => [...register.levels, ...register.also];
	const isAsked = ({ indicatorId, due: { expected: count }, last: entered }: Summary) =>
		count > 0 ||
		entered !== null ||
		asks(registers.find(indicatorId)).includes(user.unitLevel) ||
		mine === undefined;
	return found.filter(isAsked);
}

export type Line = { unit: Pick<Unit, 'id' | 'code' | 'fullName' | 'level'>; entries: Entry[] };

/**
 * One period of a register: every unit that reported, and every unit that has to and did not, in the
 * order of units.
 */
export async function board(
	sql: Sql,
	user: User,
	register: Register,
	{ from, to }: Period
): Promise<Line[]> {
	const mine = await access.visibleUnits(sql, user);
	const scope = await scopeOf(sql, user);
	const [asked, found] = await Promise.all([
		expected(sql, register, to),
		registers.list(sql, { indicatorId: register.indicatorId, from, to, unitIds: mine })
	]);
	const entries = found.filter((entry) => entry.periodFrom === from);
	const known = new Set(asked.map(({ id }) => id));
	const others = [...new Set(entries.map(({ unitId }) => unitId))].filter((id) => !known.has(id));
	const besides = await units.named(sql, others);
	return [...asked.filter(({ id }) => scope(id)), ...besides.values()].map(
		({ id, code, fullName, level }) => ({
			unit: { id, code, fullName, level },
			entries: entries.filter(({ unitId }) => unitId === id)
		})
	);
}

/** Units a person may enter figures for, as they stood on the last day of a period. */
export async function writable(
	sql: Sql,
	user: User,
	register: Register,
	{ to }: Period
): Promise<Unit[]> {
	const scope = await scopeOf(sql, user);
	const levels = [...register.levels, ...register.also];
	return (await expected(sql, { ...register, levels }, to)).filter(({ id }) => scope(id));
}
