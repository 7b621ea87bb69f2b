/**
 * What administrators decide about quarantined rows: mend, replay, discard, take a discard back.
 * Each decision is one transaction with its audit, and moves the rows in the ledger.
 *
 * How a row moves. While it waits it counts as received and quarantined, in its site and hour. A
 * replay takes both away there (−1, −1) and puts the event into the journal under the same hour; the
 * loader then enters it as received and stored (or bot, or duplicate) at the site it turned out to
 * belong to, which may be another than the unknown site 0. A discard turns quarantined into refused
 * (`discarded`) in the same place. So received = stored + duplicate + bot + quarantined + refused
 * holds at every moment, per site and hour, and nothing leaves the hour in which it was received.
 */
import { randomUUID } from 'node:crypto';
import { Problem } from '#lib/problem.ts';
import type { Outcome } from '#lib/quarantine.ts';
import * as audit from '../audit.ts';
import * as ledger from '../ledger.ts';
import { atomically, type Sql } from '../postgres.ts';
import type { Warehouse } from '../warehouse.ts';
import * as journals from './journal.ts';
import * as quarantine from './quarantine.ts';
import { apply, judge, type Rule, type Verdict } from './verdict.ts';

/** Rows of one decision. */
export const mostRows = 10_000;

export type Trial = {
	counts: Record<Outcome, number>;
	/** rows of the selection beyond those judged */
	more: number;
	/** the first of each outcome */
	samples: { row: quarantine.Row; body: string; verdict: Verdict }[];
};

const sampled = 10;

/** What a replay would do. Changes nothing. */
export async function rehearse(
	sql: Sql,
	warehouse: Warehouse,
	selection: quarantine.Selection,
	change: { rule?: Rule | undefined; body?: string | undefined } = {}
): Promise<Trial> {
	const rows = await quarantine.waiting(sql, selection, { limit: mostRows });
	const bodies = rows.map((row) => change.body ?? apply(row, change.rule));
	const verdicts = await judge(sql, warehouse, rows, bodies);
	const counts = tally(verdicts);
	const left: Record<Outcome, number> = {
		...{ stored: sampled, bot: 3, duplicate: 3, 'left-out': 3, wrong: sampled }
	};
	const samples = rows.flatMap((row, index) => {
		const verdict = verdicts[index]!;
		return left[verdict.outcome]-- > 0 ? [{ row, body: bodies[index]!, verdict }] : [];
	});
	const all = await quarantine.count(sql, selection);
	return { counts, more: Math.max(0, all - rows.length), samples };
}

function tally(verdicts: Verdict[]): Record<Outcome, number> {
	const counts: Record<Outcome, number> = {
		...{ stored: 0, bot: 0, duplicate: 0, 'left-out': 0, wrong: 0 }
	};
	for (const { outcome } of verdicts) counts[outcome]++;
	return counts;
}

const entry = (
	{ siteId, hour, cause }: quarantine.Row,
	outcome: ledger.Outcome,
	events: number,
	reason = cause
): ledger.Entry => ({ siteId, hour: hour.toISOString(), outcome, reason, events });

/**
 * Sends rows through the intake, each once. What is still wrong stays where it is.
 * @throws quarantine.nothing-waiting
 */
export async function replay(
	sql: Sql,
	warehouse: Warehouse,
	actorId: number,
	selection: quarantine.Selection,
	rule?: Rule
): Promise<Record<Outcome, number>> {
	return atomically(sql, async (tx) => {
		const rows = await quarantine.lock(tx, selection, mostRows);
		if (rows.length === 0) throw new Problem('quarantine.nothing-waiting');
		const bodies = rows.map((row) => apply(row, rule));
		const verdicts = await judge(tx, warehouse, rows, bodies);
		const counts = tally(verdicts);
		const act = randomUUID();
		const byHour = new Map<string, string[]>();
		const entries: ledger.Entry[] = [];
		const done: { id: number; result: string; repaired: string | null }[] = [];
		for (const [index, row] of rows.entries()) {
			const { outcome, reason, line } = verdicts[index]!;
			if (outcome === 'wrong') continue;
			const body = bodies[index]!;
			done.push({ id: row.id, result: outcome, repaired: body === row.body ? null : body });
			entries.push(entry(row, 'quarantined', -1));
			if (outcome === 'left-out') entries.push(entry(row, 'refused', 1, `left-out: ${reason}`));
			else {
				const hour = row.hour.toISOString();
				const list = byHour.get(hour);
				if (list) list.push(line);
				else byHour.set(hour, [line]);
			}
		}
		for (const [hour, lines] of byHour) await journals.put(tx, lines, hour);
		await ledger.enter(tx, entries);
		for (let start = 0; start < done.length; start += 1000)
			await tx`update quarantine q set state = 'replayed', result = r.result, repaired = r.repaired,
				act = ${act}, decided_at = now(), decided_by = ${actorId}
				from jsonb_to_recordset(${JSON.stringify(done.slice(start, start + 1000))}::text::jsonb)
					as r (id bigint, result text, repaired text)
				where q.id = r.id`;
		await audit.record(tx, actorId, 'quarantine.replay', objectOf(selection), {
			...{ act, counts },
			...(rule ? { rule } : {})
		});
		return counts;
	});
}

function objectOf(selection: quarantine.Selection): string {
	return 'ids' in selection && selection.ids.length === 1
		? `quarantine/${selection.ids[0]}`
		: 'quarantine';
}

/**
 * Sets rows aside for good, with a reason; they count as refused from then on.
 * @throws quarantine.no-reason, quarantine.nothing-waiting
 */
export async function discard(
	sql: Sql,
	actorId: number,
	selection: quarantine.Selection,
	reason: string
): Promise<{ act: string; rows: number }> {
	const explanation = reason.normalize('NFC').trim().slice(0, 500);
	if (explanation === '') throw new Problem('quarantine.no-reason');
	return atomically(sql, async (tx) => {
		const rows = await quarantine.lock(tx, selection, mostRows);
		if (rows.length === 0) throw new Problem('quarantine.nothing-waiting');
		const act = randomUUID();
		await tx`update quarantine set state = 'discarded', act = ${act}, decided_at = now(),
			decided_by = ${actorId}, explanation = ${explanation}
			where id = any(${rows.map(({ id }) => id)})`;
		await ledger.enter(
			tx,
			rows.flatMap((row) => [entry(row, 'quarantined', -1), entry(row, 'refused', 1, 'discarded')])
		);
		await audit.record(tx, actorId, 'quarantine.discard', objectOf(selection), {
			...{ act, rows: rows.length, reason: explanation }
		});
		return { act, rows: rows.length };
	});
}

/**
 * Takes a discard back: its rows wait again.
 * @throws record.not-found when there is no such discard any more
 */
export async function restore(sql: Sql, actorId: number, act: string): Promise<number> {
	return atomically(sql, async (tx) => {
		const rows = await tx<quarantine.Row[]>`
			update quarantine set state = 'waiting', act = null, decided_at = null, decided_by = null,
				explanation = ''
			where act::text = ${act} and state = 'discarded'
			returning id, ledger_site as site_id, hour, cause`;
		if (rows.length === 0) throw new Problem('record.not-found', { act });
		await ledger.enter(
			tx,
			rows.flatMap((row) => [entry(row, 'refused', -1, 'discarded'), entry(row, 'quarantined', 1)])
		);
		await audit.record(tx, actorId, 'quarantine.restore', 'quarantine', { act, rows: rows.length });
		return rows.length;
	});
}

/**
 * Writes down a mended body beside what was received; null goes back to what was received.
 * @throws record.not-found, quarantine.nothing-waiting
 */
export async function repair(
	sql: Sql,
	actorId: number,
	id: number,
	body: string | null
): Promise<void> {
	await atomically(sql, async (tx) => {
		const row = await quarantine.find(tx, id);
		if (!row) throw new Problem('record.not-found', { row: id });
		const changed = await tx`update quarantine
			set repaired = ${body?.slice(0, 10_000).replaceAll('\0', '') ?? null}
			where id = ${id} and state = 'waiting'`;
		if (changed.count === 0) throw new Problem('quarantine.nothing-waiting');
		const verb = body === null ? 'quarantine.revert' : 'quarantine.repair';
		await audit.record(tx, actorId, verb, `quarantine/${id}`);
	});
}

export type Act = {
	act: string;
	state: 'replayed' | 'discarded';
	rows: number;
	cause: string;
	explanation: string;
	decidedAt: Date;
	decidedBy: number | null;
};

/** The latest decisions, newest first, as long as their rows are kept. */
export async function acts(sql: Sql, limit: number): Promise<Act[]> {
	return sql<Act[]>`select act, state, count(*) as rows, min(cause) as cause,
			max(explanation) as explanation, max(decided_at) as decided_at, max(decided_by) as decided_by
		from quarantine where act is not null group by act, state
		order by max(decided_at) desc limit ${limit}`;
}

const days = { settled: 30, waiting: 180 };

/** Forgets settled rows after 30 days; what nobody has decided after 180 is discarded. */
export async function tidy(sql: Sql): Promise<void> {
	await atomically(sql, async (tx) => {
		await tx`delete from quarantine
			where state <> 'waiting' and decided_at < now() - make_interval(days => ${days.settled})`;
		const rows = await tx<quarantine.Row[]>`
			update quarantine set state = 'discarded', decided_at = now(), explanation = 'expired'
			where state = 'waiting' and at < now() - make_interval(days => ${days.waiting})
			returning id, ledger_site as site_id, hour, cause`;
		if (rows.length === 0) return;
		await ledger.enter(
			tx,
			rows.flatMap((row) => [entry(row, 'quarantined', -1), entry(row, 'refused', 1, 'expired')])
		);
		await audit.record(tx, undefined, 'quarantine.expire', 'quarantine', { rows: rows.length });
	});
}
