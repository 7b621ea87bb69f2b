/**
 * Exports: who takes which answers out, in which format. A job is ordered here, worked off by
 * `runner.ts`, and its file handed only to the person who ordered it, who must still be allowed to.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { allow, type User } from '#lib/access.ts';
import { keptDays, type ExportFormat, type ExportJob } from '#lib/export.ts';
import { Problem } from '#lib/problem.ts';
import { visibleUnits } from '../access.ts';
import * as audit from '../audit.ts';
import * as campaigns from '../campaigns.ts';
import { atomically, type Sql } from '../postgres.ts';

const mostWaiting = 5;

const columns = (sql: Sql) => sql`e.id, c.slug as campaign, e.format, e.state, e.rows, e.total,
	e.bytes, e.sha256, e.error, e.path is not null as available,
	to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at,
	to_char(e.finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as finished_at`;

/** Orders an export. Throws `campaign.not-found`, `export.too-many`. */
export async function order(
	sql: Sql,
	user: User,
	slug: string,
	format: ExportFormat
): Promise<ExportJob> {
	allow(user, 'response.export');
	const campaign = await campaigns.find(sql, slug);
	const unitIds = (await visibleUnits(sql, user)) ?? null;
	return atomically(sql, async (tx) => {
		// One order of a person after another, so that the limit holds for two at once too.
		await tx`select 1 from users where id = ${user.id} for update`;
		const [waiting] = await tx<{ count: number }[]>`select count(*)::int as count from exports
			where user_id = ${user.id} and state in ('queued', 'running')`;
		if (waiting!.count >= mostWaiting) throw new Problem('export.too-many', { most: mostWaiting });
		const filters = { campaign: slug, unitIds };
		const [row] = await tx<{ id: number }[]>`
			insert into exports (user_id, campaign_id, format, filters)
			values (${user.id}, ${campaign.id}, ${format}, ${tx.json(filters)}) returning id`;
		const detail = { format, ...filters };
		await audit.record(tx, user.id, 'response.export', `export/${row!.id}`, detail);
		return find(tx, user, row!.id);
	});
}

/** A person's own exports, the latest first; of one campaign where asked. */
export async function own(sql: Sql, user: User, slug?: string): Promise<ExportJob[]> {
	return sql<ExportJob[]>`select ${columns(sql)}
		from exports e join campaigns c on c.id = e.campaign_id
		where e.user_id = ${user.id} ${slug === undefined ? sql`` : sql`and c.slug = ${slug}`}
		order by e.id desc limit 50`;
}

/** One export. Throws `record.not-found`; `access.forbidden` when another person ordered it. */
export async function find(sql: Sql, user: User, id: number): Promise<ExportJob> {
	const [row] = await sql<(ExportJob & { userId: number })[]>`select ${columns(sql)}, e.user_id
		from exports e join campaigns c on c.id = e.campaign_id where e.id = ${id}`;
	if (!row) throw new Problem('record.not-found');
	const { userId, ...job } = row;
	if (userId !== user.id) throw new Problem('access.forbidden', { export: id });
	return job;
}

/**
 * Stops an export that waits or runs, or deletes the file of one that is done.
 * Throws as {@link find}.
 */
export async function withdraw(sql: Sql, user: User, id: number): Promise<void> {
	await atomically(sql, async (tx) => {
		await find(tx, user, id);
		await tx`update exports set state = 'failed', error = 'export.cancelled', finished_at = now()
			where id = ${id} and state in ('queued', 'running')`;
		await tx`update exports set path = null where id = ${id}`;
		await audit.record(tx, user.id, 'response.export-withdraw', `export/${id}`);
	});
}

export type ExportFile = {
	job: ExportJob;
	bytes: number;
	stream: ReturnType<typeof createReadStream>;
};

/**
 * The file of a finished export. The right and the scope are checked again, now.
 * Throws as {@link find}, `export.not-ready`, `export.gone`.
 */
export async function file(sql: Sql, folder: string, user: User, id: number): Promise<ExportFile> {
	allow(user, 'response.export');
	const job = await find(sql, user, id);
	if (job.state === 'failed') throw new Problem(job.error ?? 'export.fault');
	if (job.state !== 'done') throw new Problem('export.not-ready');
	const [row] = await sql<
		{ path: string | null; filters: { unitIds: number[] | null } }[]
	>`select path, filters from exports where id = ${id}`;
	const seen = await visibleUnits(sql, user);
	const taken = row!.filters.unitIds;
	if (seen && !taken?.every((unitId) => seen.includes(unitId)))
		throw new Problem('access.forbidden', { export: id });
	const path = join(folder, row!.path ?? '');
	const found = row!.path === null ? undefined : await stat(path).catch(() => undefined);
	if (!found?.isFile()) throw new Problem('export.gone', { days: keptDays });
	const detail = { format: job.format, campaign: job.campaign, unitIds: taken, sha256: job.sha256 };
	await audit.record(sql, user.id, 'response.download', `export/${id}`, detail);
	return { job, bytes: found.size, stream: createReadStream(path) };
}
