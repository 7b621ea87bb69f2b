/**
 * Imports of past figures: upload, look, run dry as often as wanted, write, withdraw. The dry run is
 * the real one without its writing, and the real one is done only when it would do what the last dry
 * run showed.
 */
import { createHash } from 'node:crypto';
import { limits, openDays, type HistoryImport, type Reading, type Target } from '../../history.ts';
import { Problem } from '../../problem.ts';
import { fold, tidy } from '../../vietnamese.ts';
import * as audit from '../audit.ts';
import { kindOf } from '../imports/file.ts';
import { storable } from '../imports/imports.ts';
import { atomically, type Sql } from '../postgres.ts';
import * as figures from './figures.ts';
import { judge, type Rehearsal } from './rehearsal.ts';

export type Upload = { siteId: number; source: string; name: string; bytes: Uint8Array };

/** Takes a file in; nothing counts yet. Throws `history.no-file`, `history.not-csv`, `history.no-source`. */
export async function upload(sql: Sql, userId: number, given: Upload): Promise<number> {
	refuse(given.bytes);
	const source = await sourceOf(sql, given.siteId, given.source);
	const sha256 = hashOf(given.bytes);
	const fileName = tidy(given.name.split(/[/\\]/).at(-1) ?? '').slice(0, 200) || 'tep.csv';
	return atomically(sql, async (tx) => {
		await tx`delete from history_imports
			where state = 'open' and created_at < now() - make_interval(days => ${openDays})`;
		const [row] = await tx<{ id: number }[]>`insert into history_imports
			(site_id, user_id, source, file_name, file, size, sha256)
			values (${given.siteId}, ${userId}, ${source}, ${fileName}, ${Buffer.from(given.bytes)},
				${given.bytes.length}, ${sha256}) returning id`;
		const detail = { source, fileName, sha256, import: row!.id };
		await audit.record(tx, userId, 'history.upload', `site/${given.siteId}`, detail);
		return row!.id;
	});
}

/** Throws what a file has wrong before anything of it is read. */
export function refuse(bytes: Uint8Array): void {
	if (bytes.length === 0) throw new Problem('history.no-file');
	if (bytes.length > limits.bytes)
		throw new Problem('request.too-large', { limit: `${limits.bytes / 1_000_000} MB` });
	if (kindOf(bytes) === 'xlsx') throw new Problem('history.not-csv');
}

/** The name of a counter; as it was written the first time when only its case or marks differ. */
async function sourceOf(sql: Sql, siteId: number, given: string): Promise<string> {
	const name = tidy(given);
	if (name === '' || name.length > 60) throw new Problem('history.no-source');
	const known = await sql<{ source: string }[]>`select source from history_imports
		where site_id = ${siteId} and state <> 'open' group by source order by min(id)`;
	return known.find(({ source }) => fold(source) === fold(name))?.source ?? name;
}

const columns = (
	sql: Sql
) => sql`i.id, i.site_id, s.domain, i.source, i.file_name, i.size, i.sha256,
	i.reading, i.mapping, i.state, i.grain, i.first_day, i.last_day, i.tally, u.name as user_name,
	i.created_at, i.done_at, i.withdrawn_at, i.reason`;

/** Imports, the latest first. */
export async function list(sql: Sql, limit = 100): Promise<HistoryImport[]> {
	return sql<HistoryImport[]>`select ${columns(sql)} from history_imports i
		join sites s on s.id = i.site_id join users u on u.id = i.user_id
		order by i.id desc limit ${limit}`;
}

/** One import. Throws `record.not-found`. */
export async function find(sql: Sql, id: number): Promise<HistoryImport> {
	const [row] = await sql<HistoryImport[]>`select ${columns(sql)} from history_imports i
		join sites s on s.id = i.site_id join users u on u.id = i.user_id where i.id = ${id}`;
	if (!row) throw new Problem('record.not-found', { import: id });
	return row;
}

/** The import that wrote this very file for a source before, if it still counts. */
export async function earlier(
	sql: Sql,
	{ siteId, source, sha256 }: Pick<HistoryImport, 'siteId' | 'source' | 'sha256'>
): Promise<{ id: number; doneAt: Date } | undefined> {
	const [same] = await sql<{ id: number; doneAt: Date }[]>`select id, done_at from history_imports
		where site_id = ${siteId} and source = ${source} and sha256 = ${sha256} and state = 'done'
		order by id desc limit 1`;
	return same;
}

/** Decides how an open import is read. Throws `history.not-now`. */
export async function decide(
	sql: Sql,
	id: number,
	reading: Reading,
	mapping: Target[] | null
): Promise<void> {
	const { count } = await sql`update history_imports set reading = ${sql.json(storable(reading))},
		mapping = ${mapping && sql.json(mapping)} where id = ${id} and state = 'open'`;
	if (count === 0) throw new Problem('history.not-now');
}

/** Runs an open import dry. Throws `history.not-now`. */
export async function rehearse(sql: Sql, id: number, now = Date.now()): Promise<Rehearsal> {
	const job = await find(sql, id);
	const [kept] = await sql<{ file: Buffer | null }[]>`
		select file from history_imports where id = ${id} and state = 'open'`;
	if (!kept?.file) throw new Problem('history.not-now');
	return judge(sql, job, new Uint8Array(kept.file), now);
}

export type Order = {
	/** of the dry run that was shown; undefined = whatever it comes to */
	outcome?: string | undefined;
	/** the rows without errors are enough */
	goodOnly: boolean;
};

/**
 * Writes an open import. Throws what its file has wrong, `history.has-errors`,
 * `history.no-good-rows`, `history.nothing-new`, `history.changed`, `history.not-now`.
 */
export async function write(
	sql: Sql,
	userId: number,
	id: number,
	{ outcome, goodOnly }: Order,
	now = Date.now()
): Promise<Rehearsal> {
	return atomically(sql, async (tx) => {
		const { siteId, source } = await find(tx, id);
		// Two imports of one site wait for each other, so that each sees what the other wrote.
		await tx`select pg_advisory_xact_lock(hashtext('history'), ${siteId})`;
		const found = await rehearse(tx, id, now);
		const { tally, fault, errors } = found;
		if (fault) throw new Problem(fault.problem, fault.details);
		if (found.good === 0) throw new Problem('history.no-good-rows');
		if (tally.bad > 0 && !goodOnly)
			throw new Problem('history.has-errors', { bad: tally.bad, line: errors[0]?.line ?? 0 });
		if (outcome !== undefined && outcome !== found.outcome) throw new Problem('history.changed');
		if (tally.fresh + tally.changed + tally.gone === 0) throw new Problem('history.nothing-new');
		const owner = { siteId, source, grain: found.grain };
		await figures.write(tx, id, owner, found.figures, found.changes);
		const { count } = await tx`update history_imports set state = 'done', file = null,
			done_at = clock_timestamp(), user_id = ${userId}, grain = ${found.grain},
			first_day = ${found.firstDay}, last_day = ${found.lastDay}, tally = ${tx.json(tally)},
			mapping = ${tx.json(found.mapping)} where id = ${id} and state = 'open'`;
		if (count === 0) throw new Problem('history.not-now');
		const detail = { source, import: id, from: found.firstDay, to: found.lastDay, ...tally };
		await audit.record(tx, userId, 'history.import', `site/${siteId}`, detail);
		return found;
	});
}

export type Given = Upload & { reading: Reading };

/**
 * Takes a file as programs give it: whole, in one step, or not at all. `id` names the import that
 * holds the figures; null after a dry run of something new. Throws as {@link write} except that a
 * file without anything new is no error, and `history.encoding-doubtful`.
 */
export async function take(
	sql: Sql,
	userId: number,
	{ reading, ...given }: Given,
	{ isDry, goodOnly }: { isDry: boolean; goodOnly: boolean },
	now = Date.now()
): Promise<{ id: number | null; isWritten: boolean; found: Rehearsal }> {
	refuse(given.bytes);
	const source = await sourceOf(sql, given.siteId, given.source);
	const asked = { siteId: given.siteId, source, reading, mapping: null };
	const found = await judge(sql, asked, given.bytes, now);
	const { seen, fault } = found;
	if (!reading.encoding && seen.confidence !== 'sure')
		throw new Problem('history.encoding-doubtful', {
			encodings: seen.candidates.map(({ encoding }) => encoding).join(', ')
		});
	if (fault) throw new Problem(fault.problem, fault.details);
	if (!isDry)
		try {
			return await atomically(sql, async (tx) => {
				const id = await upload(tx, userId, given);
				await decide(tx, id, reading, null);
				return { id, isWritten: true, found: await write(tx, userId, id, { goodOnly }, now) };
			});
		} catch (thrown) {
			if (!(thrown instanceof Problem) || thrown.problem !== 'history.nothing-new') throw thrown;
		}
	const same = await earlier(sql, { siteId: given.siteId, source, sha256: hashOf(given.bytes) });
	const seenNow = isDry ? found : await judge(sql, asked, given.bytes, now);
	return { id: same?.id ?? null, isWritten: false, found: seenNow };
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Throws an upload away that was never written. Throws `history.not-now`. */
export async function drop(sql: Sql, userId: number, id: number): Promise<void> {
	const { siteId, source } = await find(sql, id);
	await atomically(sql, async (tx) => {
		const { count } = await tx`delete from history_imports where id = ${id} and state = 'open'`;
		if (count === 0) throw new Problem('history.not-now');
		await audit.record(tx, userId, 'history.drop', `site/${siteId}`, { source, import: id });
	});
}

/**
 * Takes an import back: its figures stand no more, and those it had replaced stand again. Throws
 * `history.no-reason`, `history.not-now`.
 */
export async function withdraw(sql: Sql, userId: number, id: number, given: string): Promise<void> {
	const reason = tidy(given).slice(0, 1000);
	if (reason === '') throw new Problem('history.no-reason');
	const { siteId, source } = await find(sql, id);
	await atomically(sql, async (tx) => {
		await tx`select pg_advisory_xact_lock(hashtext('history'), ${siteId})`;
		const { count } = await tx`update history_imports set state = 'withdrawn',
			withdrawn_at = clock_timestamp(), withdrawn_by = ${userId}, reason = ${reason}
			where id = ${id} and state = 'done'`;
		if (count === 0) throw new Problem('history.not-now');
		const detail = { source, import: id, reason };
		await audit.record(tx, userId, 'history.withdraw', `site/${siteId}`, detail);
	});
}
