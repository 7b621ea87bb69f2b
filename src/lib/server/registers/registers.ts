/**
 * Registers in the record: entries by indicator, unit, channel and period. An edit is a new version
 * that names the one it replaces, a withdrawal is a version without figures, and nothing that was
 * entered is ever written over.
 */
import { Problem } from '../../problem.ts';
import {
	limits,
	registerOf,
	type Entry,
	type Figures,
	type Place,
	type Register,
	type Version
} from '../../register.ts';
import {
	channelOf,
	judgeFigures,
	judgePlace,
	type Fault,
	type Given,
	type Judged
} from '../../register/judging.ts';
import { labelOf } from '../../register/periods.ts';
import { tidy } from '../../vietnamese.ts';
import * as audit from '../audit.ts';
import { atomically, constraintOf, type Json, type Sql } from '../postgres.ts';
import * as units from '../units.ts';

/** What the estimates are made of: one row per current entry, of `days` one row per document. */
export type Fact = {
	unitId: number;
	channel: string | null;
	periodFrom: string;
	periodTo: string;
	part: number | null;
	whole: number | null;
	/** the second count, where the register has one */
	beside: number | null;
	days: number | null;
	reachedOn: string | null;
};

/** The figures of a register whose periods lie within two days, both included; only what stands. */
export async function entries(
	sql: Sql,
	{ indicatorId, from, to }: { indicatorId: string; from: string; to: string }
): Promise<Fact[]> {
	return sql<Fact[]>`select e.unit_id, nullif(e.channel, '') as channel, e.period_from, e.period_to,
			v.part, v.whole, v.beside, d.days, v.reached_on
		from register_entries e
		join register_versions v on v.entry_id = e.id and v.version = e.version
		left join lateral unnest(v.days) as d (days) on true
		where e.indicator_id = ${indicatorId} and not e.withdrawn
			and e.period_from >= ${from} and e.period_to <= ${to}
		order by e.unit_id, e.channel, e.period_from, d.days`;
}

/** Changes with every entry, edit and withdrawal. */
export async function stamp(sql: Sql): Promise<string> {
	const [row] = await sql<{ stamp: string }[]>`
		select count(*) || '/' || coalesce(max(entered_at)::text, '') as stamp from register_versions`;
	return row!.stamp;
}

/** The register of an indicator. Throws `register.unknown`. */
export function find(indicatorId: string): Register {
	const register = registerOf(indicatorId);
	if (!register) throw new Problem('register.unknown', { indicator: indicatorId.slice(0, 40) });
	return register;
}

const columns = (sql: Sql) => sql`e.id, e.indicator_id, e.unit_id, nullif(e.channel, '') as channel,
	e.period_from, e.period_to, e.version, e.withdrawn as is_withdrawn,
	v.part, v.whole, v.beside, v.days, v.reached_on, v.document, v.note, u.name as entered_by,
	to_char(v.entered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as entered_at`;

const joined = (sql: Sql) => sql`register_entries e
	join register_versions v on v.entry_id = e.id and v.version = e.version
	join users u on u.id = v.entered_by`;

export type Wanted = {
	indicatorId: string;
	/** periods that meet these days */
	from?: string | undefined;
	to?: string | undefined;
	/** all unless given */
	unitIds?: number[] | undefined;
	/** those withdrawn too */
	everything?: boolean;
};

/** Entries as they stand, the latest period first. */
export async function list(sql: Sql, wanted: Wanted): Promise<Entry[]> {
	const { indicatorId, from, to, unitIds, everything = false } = wanted;
	return sql<Entry[]>`select ${columns(sql)} from ${joined(sql)}
		where e.indicator_id = ${indicatorId}
		${everything ? sql`` : sql`and not e.withdrawn`}
		${from ? sql`and e.period_to >= ${from}` : sql``}
		${to ? sql`and e.period_from <= ${to}` : sql``}
		${unitIds ? sql`and e.unit_id = any(${unitIds}::integer[])` : sql``}
		order by e.period_from desc, e.unit_id, e.channel collate "C", e.id`;
}

/** One entry as it stands. Throws `record.not-found`. */
export async function byId(sql: Sql, id: number): Promise<Entry> {
	const [entry] = await sql<Entry[]>`select ${columns(sql)} from ${joined(sql)} where e.id = ${id}`;
	if (!entry) throw new Problem('record.not-found', { entry: id });
	return entry;
}

/** All versions of an entry, the latest first. */
export async function history(sql: Sql, id: number): Promise<Version[]> {
	return sql<
		Version[]
	>`select v.version, v.replaces, v.part, v.whole, v.beside, v.days, v.reached_on,
			v.document, v.note, v.reason, u.name as entered_by,
			to_char(v.entered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as entered_at
		from register_versions v join users u on u.id = v.entered_by
		where v.entry_id = ${id} order by v.version desc`;
}

/** What is wrong with an entry that somebody wants to make; nothing is kept. */
export async function examine(
	sql: Sql,
	place: Place,
	given: Given,
	now = Date.now()
): Promise<Judged & { place: Place }> {
	const register = find(place.indicatorId);
	const unit = await units.byId(sql, place.unitId, place.periodTo);
	const named = channelOf(register, place.channel, await channelNames(sql, register));
	const { figures, faults } = judgeFigures(register, given, place.periodTo);
	const ofPlace = judgePlace(register, place, unit, now);
	if ('problem' in named) return { figures, faults: [...ofPlace, named, ...faults], place };
	const found = { ...place, channel: named.channel };
	return { figures, faults: [...ofPlace, ...faults], place: found };
}

/** Makes an entry. Throws the first thing that {@link examine} finds, and `register.overlap`. */
export async function enter(
	sql: Sql,
	userId: number,
	wanted: Place,
	given: Given,
	now = Date.now()
): Promise<number> {
	const register = find(wanted.indicatorId);
	const { place, figures, faults } = await examine(sql, wanted, given, now);
	raise(faults);
	try {
		return await atomically(sql, async (tx) => {
			const [row] = await tx<{ id: number }[]>`insert into register_entries
				(indicator_id, unit_id, channel, period_from, period_to)
				values (${place.indicatorId}, ${place.unitId}, ${place.channel ?? ''}, ${place.periodFrom},
					${place.periodTo}) returning id`;
			await write(tx, userId, row!.id, 1, register, figures);
			const detail = { entry: row!.id, ...place, ...figures };
			await audit.record(tx, userId, 'register.enter', objectOf(place), detail);
			return row!.id;
		});
	} catch (error) {
		if (constraintOf(error) !== 'register_entries_overlap') throw error;
		const unit = await units.byId(sql, place.unitId, place.periodTo);
		const period = labelOf({ from: place.periodFrom, to: place.periodTo }, register.rhythm, 'vi');
		throw new Problem('register.overlap', { unit: unit?.fullName ?? '', period });
	}
}

/** Throws the first of some faults. */
function raise(faults: Fault[]): void {
	const [fault] = faults;
	if (fault) throw new Problem(fault.problem, fault.details);
}

function judged(register: Register, given: Given, periodTo: string): Figures {
	const { figures, faults } = judgeFigures(register, given, periodTo);
	raise(faults);
	return figures;
}

const objectOf = ({ indicatorId }: { indicatorId: string }) => `register/${indicatorId}`;

/** Names of channels that were written in by hand, by how they were written first. */
export async function channelNames(sql: Sql, { indicatorId }: Register): Promise<string[]> {
	const rows = await sql<{ channel: string }[]>`select channel from register_entries
		where indicator_id = ${indicatorId} and channel <> '' group by channel order by min(id)`;
	return rows.map(({ channel }) => channel);
}

async function write(
	tx: Sql,
	userId: number,
	id: number,
	version: number,
	{ kind }: Register,
	said: Figures & { reason?: string }
): Promise<void> {
	const { part, whole, beside, days, reachedOn, document, note, reason } = said;
	await tx`insert into register_versions (entry_id, version, replaces, kind, part, whole, beside,
			days, reached_on, document, note, reason, entered_by)
		values (${id}, ${version}, ${version > 1 ? version - 1 : null}, ${kind}, ${part}, ${whole},
			${beside}, ${days}, ${reachedOn}, ${document}, ${note}, ${reason ?? null}, ${userId})`;
}

/** Takes an entry for a change: nobody else's may come between. Throws what stands in its way. */
async function hold(tx: Sql, id: number, base: number): Promise<Entry> {
	await tx`select 1 from register_entries where id = ${id} for update`;
	const entry = await byId(tx, id);
	if (entry.version !== base) throw new Problem('register.changed', { version: entry.version });
	if (entry.isWithdrawn) throw new Problem('register.withdrawn');
	return entry;
}

/**
 * Puts new figures in the place of version `base`. Throws what is wrong with them,
 * `register.changed`, `register.same`, `register.withdrawn`.
 */
export async function edit(
	sql: Sql,
	userId: number,
	id: number,
	base: number,
	given: Given
): Promise<Entry> {
	return atomically(sql, async (tx) => {
		const entry = await hold(tx, id, base);
		const register = find(entry.indicatorId);
		const said = judged(register, given, entry.periodTo);
		const before = figuresOf(entry);
		if (JSON.stringify(said) === JSON.stringify(before)) throw new Problem('register.same');
		const version = base + 1;
		await write(tx, userId, id, version, register, said);
		await tx`update register_entries set version = ${version} where id = ${id}`;
		const detail = { entry: id, version, before, after: said };
		await audit.record(tx, userId, 'register.edit', objectOf(entry), detail as Json);
		return byId(tx, id);
	});
}

export function figuresOf(entry: Figures): Figures {
	const { part, whole, beside, days, reachedOn, document, note } = entry;
	return { part, whole, beside, days, reachedOn, document, note };
}

/** Takes an entry back. Throws `register.no-reason`, `register.changed`, `register.withdrawn`. */
export async function withdraw(
	sql: Sql,
	userId: number,
	id: number,
	base: number,
	given: string
): Promise<void> {
	const reason = tidy(given).slice(0, limits.note);
	if (reason === '') throw new Problem('register.no-reason');
	await atomically(sql, async (tx) => {
		const entry = await hold(tx, id, base);
		const version = base + 1;
		const nothing = { part: null, whole: null, beside: null, days: null, reachedOn: null };
		await write(tx, userId, id, version, find(entry.indicatorId), {
			...{ ...nothing, document: entry.document, note: '', reason }
		});
		await tx`update register_entries set version = ${version}, withdrawn = true where id = ${id}`;
		const detail = { entry: id, version, reason };
		await audit.record(tx, userId, 'register.withdraw', objectOf(entry), detail);
	});
}
