/**
 * Works off the exports that were ordered, one at a time. A file is written beside its place and
 * moved there when it is whole; a job that a stop or a crash interrupted begins anew at the next
 * start. Files are deleted after some days.
 */
import { createHash } from 'node:crypto';
import { mkdir, open as openFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { keptDays, type ExportFormat } from '#lib/export.ts';
import { Problem, type ProblemName } from '#lib/problem.ts';
import * as campaigns from '../campaigns.ts';
import { atomically, type Sql } from '../postgres.ts';
import * as users from '../users.ts';
import { produce } from './produce.ts';

export type Runner = {
	/** where the files lie */
	folder: string;
	/** looks for ordered exports now */
	wake: () => void;
	/** resolves when nothing is waiting any more */
	settled: () => Promise<void>;
	/** stops at once; what was running begins anew at the next start */
	close: () => Promise<void>;
};

type Job = {
	id: number;
	userId: number;
	campaign: string;
	format: ExportFormat;
	filters: { unitIds: number[] | null };
};

/** Milliseconds between two tellings of the progress; a withdrawal is noticed then. */
const tellMs = 250;

class Stopped extends Error {}

const endings: Record<ExportFormat, string> = { csv: 'zip', xlsx: 'xlsx', spss: 'zip', ddi: 'xml' };

/** Starts working. One process works on a record. @param pauseMs between two looks for orders */
export async function open(
	sql: Sql,
	{ folder, simulated }: { folder: string; simulated: boolean },
	pauseMs = 2000
): Promise<Runner> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	await sql`update exports set state = 'queued', rows = 0, total = null where state = 'running'`;
	let stopped = false;
	let woken = false;
	let wake = () => {};
	const look = () => {
		woken = true;
		wake();
	};
	const pause = () =>
		new Promise<void>((done) => {
			const timer = setTimeout(done, pauseMs);
			timer.unref();
			wake = () => (clearTimeout(timer), done());
			if (stopped || woken) wake();
		});

	async function turn(): Promise<void> {
		while (!stopped) {
			woken = false;
			const job = await claim(sql);
			if (job) await run(job);
			else {
				await tidy(sql, folder);
				await pause();
			}
		}
	}

	async function run(job: Job): Promise<void> {
		try {
			await write(sql, job, { folder, simulated }, () => stopped);
		} catch (error) {
			if (stopped || error instanceof Stopped) return;
			const name = reasonOf(error);
			if (name === 'export.fault') console.error(`Export ${job.id} failed:`, error);
			await sql`update exports set state = 'failed', error = ${name}, finished_at = now()
				where id = ${job.id} and state = 'running'`;
		}
	}

	const again = async (): Promise<void> => {
		await turn().catch(async (error: unknown) => {
			console.error('Exports wait:', error);
			await pause();
			return again();
		});
	};
	const running = again();
	return {
		folder,
		wake: look,
		settled: async () => {
			while (await isAnyWaiting(sql)) {
				look();
				await new Promise((done) => setTimeout(done, 20));
			}
		},
		close: async () => {
			stopped = true;
			wake();
			await running;
		}
	};
}

async function isAnyWaiting(sql: Sql): Promise<boolean> {
	const rows = await sql`select 1 from exports where state in ('queued', 'running') limit 1`;
	return rows.length > 0;
}

async function claim(sql: Sql): Promise<Job | undefined> {
	const [job] = await sql<Job[]>`update exports e set state = 'running' from campaigns c
		where c.id = e.campaign_id and e.id = (
			select id from exports where state = 'queued' order by id limit 1 for update skip locked)
		returning e.id, e.user_id, c.slug as campaign, e.format, e.filters`;
	return job;
}

async function write(
	sql: Sql,
	{ id, userId, campaign: slug, format, filters }: Job,
	{ folder, simulated }: { folder: string; simulated: boolean },
	isStopped: () => boolean
): Promise<void> {
	const path = `${id}.${endings[format]}`;
	const part = join(folder, `${path}.part`);
	const sum = createHash('sha256');
	let bytes = 0;
	let told = 0;
	const progress = async (rows: number, total: number) => {
		if (isStopped()) throw new Stopped();
		// Each telling is durable, which costs more than making some hundred rows.
		if (rows > 0 && Date.now() - told < tellMs) return;
		told = Date.now();
		const { count } = await sql`update exports set rows = ${rows}, total = ${total}
			where id = ${id} and state = 'running'`;
		if (count === 0) throw new Stopped();
	};
	try {
		await rm(part, { force: true });
		const file = await openFile(part, 'wx', 0o600);
		try {
			await atomically(sql, async (tx) => {
				await tx`set transaction isolation level repeatable read, read only`;
				const campaign = await campaigns.find(tx, slug);
				const madeBy = (await users.names(tx)).get(userId)?.name ?? String(userId);
				const unitIds = filters.unitIds ?? undefined;
				const beside = join(folder, String(id));
				const order = { campaign, format, unitIds, madeBy, simulated, beside };
				for await (const piece of produce(tx, order, progress)) {
					sum.update(piece);
					bytes += piece.length;
					await file.writeFile(piece);
				}
			});
			await file.sync();
		} finally {
			await file.close();
		}
		await rename(part, join(folder, path));
		const { count } = await sql`update exports set state = 'done', path = ${path},
			bytes = ${bytes}, sha256 = ${sum.digest('hex')}, finished_at = now(), rows = total
			where id = ${id} and state = 'running'`;
		// Withdrawn in the last moment.
		if (count === 0) await rm(join(folder, path), { force: true });
	} catch (error) {
		await rm(part, { force: true });
		throw error;
	}
}

/** Deletes files that are too old, were withdrawn or belong to no export. */
async function tidy(sql: Sql, folder: string): Promise<void> {
	await sql`update exports set path = null
		where path is not null and finished_at < now() - make_interval(days => ${keptDays})`;
	const kept = await sql<{ path: string }[]>`select path from exports where path is not null`;
	const names = new Set(kept.map(({ path }) => path));
	for (const name of await readdir(folder).catch(() => []))
		if (!names.has(name)) await rm(join(folder, name), { force: true });
}

function reasonOf(error: unknown): ProblemName {
	if (error instanceof Problem) return error.problem;
	return (error as { code?: unknown }).code === 'ENOSPC' ? 'export.disk-full' : 'export.fault';
}
