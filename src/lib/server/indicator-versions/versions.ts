/**
 * Definitions in versions: an analyst's change is a new version with a reason, what was in force stays
 * readable with its estimates, and a newer version of the files waits until somebody takes it over.
 */
import { Problem, sentence } from '../../problem.ts';
import { tidy } from '../../vietnamese.ts';
import * as audit from '../audit.ts';
import * as indicators from '../indicators.ts';
import type { Content } from '../indicators.ts';
import { atomically, type Json, type Sql } from '../postgres.ts';
import { check, type Fault } from './checking.ts';
import * as questions from './questions.ts';

export type Version = {
	version: number;
	/** the version in force when it was written */
	replaces: number | null;
	origin: 'file' | 'analyst';
	content: Content;
	reason: string;
	/** null = the program's own files */
	enteredBy: string | null;
	/** ISO 8601 */
	enteredAt: string;
};

/** All versions of an indicator, the latest first. */
export async function list(sql: Sql, id: string): Promise<Version[]> {
	return sql<Version[]>`select v.version, v.replaces, v.origin, v.content, v.reason,
			u.name as entered_by,
			to_char(v.entered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as entered_at
		from indicator_versions v left join users u on u.id = v.entered_by
		where v.indicator_id = ${id} order by v.version desc`;
}

/** Versions of the files that are newer than an analyst's version in force, by indicator. */
export async function waiting(sql: Sql): Promise<{ indicatorId: string; version: number }[]> {
	return sql<{ indicatorId: string; version: number }[]>`
		select v.indicator_id, max(v.version) as version from indicator_versions v
		join indicators i on i.id = v.indicator_id and v.version > i.version
		where v.origin = 'file' group by v.indicator_id order by v.indicator_id`;
}

/** Everything that keeps a definition from being saved. */
export async function faultsOf(sql: Sql, id: string | null, content: Content): Promise<Fault[]> {
	return check(sql, id, content, await questions.read(sql, 'vi'));
}

/**
 * Saves a definition in the place of version `base`. Throws `indicator.no-reason`,
 * `indicator.changed`, `indicator.same`, `indicator.retired`, `indicator.refused`.
 */
export async function save(
	sql: Sql,
	userId: number,
	id: string,
	base: number,
	content: Content,
	why: string
): Promise<number> {
	const reason = reasonOf(why);
	await refuse(sql, id, content);
	return atomically(sql, async (tx) => {
		const current = await hold(tx, id);
		if (current.version !== base)
			throw new Problem('indicator.changed', { version: current.version });
		if (current.isRetired) throw new Problem('indicator.retired');
		const [same] = await tx`select from indicator_versions
			where indicator_id = ${id} and version = ${base}
				and content = ${tx.json(content as unknown as Json)}::jsonb`;
		if (same) throw new Problem('indicator.same');
		const [row] = await tx<{ newest: number }[]>`select max(version) as newest
			from indicator_versions where indicator_id = ${id}`;
		const version = row!.newest + 1;
		await indicators.put(tx, id, version, content);
		await write(tx, userId, id, { version, replaces: base, content, reason });
		await audit.record(tx, userId, 'indicator.save', `indicator/${id}`, { version, base, reason });
		return version;
	});
}

/** Makes an indicator of one's own; its number comes next. Throws as {@link save}. */
export async function create(
	sql: Sql,
	userId: number,
	content: Content,
	why: string
): Promise<string> {
	const reason = reasonOf(why);
	await refuse(sql, null, content);
	return atomically(sql, async (tx) => {
		// Two that are made at the same moment wait for each other, so that each gets its number.
		await tx`select pg_advisory_xact_lock(hashtext('indicator'))`;
		const [row] = await tx<{ next: number }[]>`
			select coalesce(max(substring(id from 7)::int), 0) + 1 as next
			from indicators where id ~ '^CT-BS-[0-9]+$'`;
		const id = `CT-BS-${String(row!.next).padStart(2, '0')}`;
		await indicators.put(tx, id, 1, content, 1000 + row!.next);
		await tx`update indicators set is_own = true where id = ${id}`;
		await write(tx, userId, id, { version: 1, replaces: null, content, reason });
		await audit.record(tx, userId, 'indicator.create', `indicator/${id}`, { reason });
		return id;
	});
}

/** Ends an indicator of one's own, or brings it back; its versions and estimates stay. */
export async function retire(
	sql: Sql,
	userId: number,
	id: string,
	isRetired: boolean,
	why: string
): Promise<void> {
	const reason = reasonOf(why);
	await atomically(sql, async (tx) => {
		const current = await hold(tx, id);
		if (!current.isOwn) throw new Problem('indicator.not-own');
		const all = await indicators.all(tx);
		const user = all.find(
			({ measure, isRetired: isGone }) =>
				!isGone && measure?.kind === 'difference_of_groups' && measure.of === id
		);
		if (isRetired && user) throw new Problem('indicator.used', { indicator: user.id });
		await tx`update indicators set
			retired_at = ${isRetired ? tx`clock_timestamp()` : null},
			retired_by = ${isRetired ? userId : null}, retired_reason = ${isRetired ? reason : null}
			where id = ${id}`;
		const verb = isRetired ? 'indicator.retire' : 'indicator.restore';
		await audit.record(tx, userId, verb, `indicator/${id}`, { reason });
	});
}

function reasonOf(why: string): string {
	const reason = tidy(why);
	if (reason === '' || reason.length > 2000) throw new Problem('indicator.no-reason');
	return reason;
}

async function refuse(sql: Sql, id: string | null, content: Content): Promise<void> {
	const [first] = await faultsOf(sql, id, content);
	if (!first) return;
	const reason = sentence(first.problem, 'vi', first.details);
	throw new Problem('indicator.refused', { reason, because: first.problem, field: first.field });
}

/** The indicator, held against other changes. Throws `record.not-found`. */
async function hold(tx: Sql, id: string) {
	await tx`select from indicators where id = ${id} for update`;
	const found = await indicators.byId(tx, id);
	if (!found) throw new Problem('record.not-found', { indicator: id });
	return found;
}

async function write(
	tx: Sql,
	userId: number,
	id: string,
	{
		version,
		replaces,
		content,
		reason
	}: Pick<Version, 'version' | 'replaces' | 'content' | 'reason'>
): Promise<void> {
	await tx`insert into indicator_versions
			(indicator_id, version, replaces, origin, content, reason, entered_by)
		values (${id}, ${version}, ${replaces}, 'analyst', ${tx.json(content as unknown as Json)},
			${reason}, ${userId})`;
}
