/**
 * Works off the runs of imports that were ordered, one at a time, in the background: a reload of the
 * page changes nothing, a stop takes effect at the next row, and a run that a crash interrupted
 * begins anew at the next start. Files are deleted some days after their import.
 */
import type { User } from '#lib/access.ts';
import { fileDays, type ImportJob } from '#lib/import.ts';
import { Problem } from '#lib/problem.ts';
import type { Sql } from '../postgres.ts';
import { repeat } from '../repeat.ts';
import * as users from '../users.ts';
import * as imports from './imports.ts';
import { run } from './run.ts';

export type Runner = {
	/** works off what is ordered now */
	settle: () => Promise<void>;
	/** looks for orders soon */
	wake: () => void;
	close: () => Promise<void>;
};

class Stopped extends Error {}

/** Starts working. One process works on a record. @param pauseMs between two looks for orders */
export async function open(sql: Sql, pauseMs = 500): Promise<Runner> {
	await sql`update imports set state = 'queued', rows = 0 where state = 'running'`;
	let stopped = false;
	let turn: Promise<void> = Promise.resolve();
	const settle = () => {
		const next = turn.then(() => work(sql, () => stopped));
		turn = next.catch(() => {});
		return next;
	};
	const worker = repeat('importing paper forms', pauseMs, settle);
	worker.start();
	return {
		settle,
		wake: worker.wake,
		close: async () => {
			stopped = true;
			await worker.stop();
			await turn;
		}
	};
}

async function work(sql: Sql, isStopped: () => boolean): Promise<void> {
	for (;;) {
		if (isStopped()) return;
		const [claimed] = await sql<{ id: number; userId: number; outcome: string | null }[]>`
			update imports set state = 'running' where id = (select id from imports
				where state = 'queued' order by changed_at limit 1 for update skip locked)
			returning id, user_id, outcome`;
		if (!claimed) {
			await sql`update imports set file = null where file is not null
				and changed_at < now() - make_interval(days => ${fileDays})`;
			return;
		}
		const user = await users.find(sql, claimed.userId).catch(() => undefined);
		await one(sql, user, claimed.id, claimed.outcome, isStopped);
	}
}

async function one(
	sql: Sql,
	user: (User & { disabledAt: Date | null }) | undefined,
	id: number,
	outcome: string | null,
	isStopped: () => boolean
): Promise<void> {
	let job: ImportJob | undefined;
	try {
		if (!user || user.disabledAt) throw new Problem('access.forbidden');
		job = await imports.find(sql, user, id);
		let said = 0;
		const progress = async (rows: number, total: number) => {
			if (isStopped()) throw new Stopped();
			if (rows > 0 && rows < total && Date.now() - said < 200) return;
			said = Date.now();
			const { count } = await sql`update imports set rows = ${rows}, total = ${total}
				where id = ${id} and state = 'running'`;
			if (count === 0) throw new Stopped();
		};
		const result = await run(sql, user, job, outcome, progress);
		if (job.task === 'dry')
			await sql`update imports set state = 'checked', good = ${result.good}, bad = ${result.bad},
				outcome = ${result.outcome}, rows = total, changed_at = clock_timestamp()
				where id = ${id} and state = 'running'`;
	} catch (error) {
		if (error instanceof Stopped) return;
		const known = error instanceof Problem;
		if (!known) console.error(`Import ${id} failed:`, error);
		const name = known ? error.problem : 'import.fault';
		const details = known ? imports.storable(error.details) : {};
		await sql`update imports set state = 'joining', error = ${name}, details = ${sql.json(details)},
			changed_at = clock_timestamp() where id = ${id} and state = 'running'`;
	}
}
