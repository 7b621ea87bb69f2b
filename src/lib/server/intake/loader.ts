/**
 * The loader: moves journal rows into the warehouse, exactly once. A load is first planned in the
 * record (which rows, which of their lines repeat a known event), then inserted with tokens that
 * follow from its content, then finished: rows deleted, days marked, ledger entered, in one
 * transaction. After a crash the same plan is carried out again and the tokens make it harmless.
 */
import { createHash } from 'node:crypto';
import { addDays } from '#lib/event.ts';
import * as ledger from '../ledger.ts';
import { atomically, type Sql } from '../postgres.ts';
import type { Warehouse } from '../warehouse.ts';
import type { Tally } from './journal.ts';
import { head, target } from './line.ts';
import * as quarantine from './quarantine.ts';

/** Small enough that reading one load holds up the senders only briefly. */
const loadEvents = 20_000;
const loadRows = 2000;
const loadMonths = 50;

type Row = { id: number; hour: string; lines: string[]; tallies: Tally[] };
type Plan = { id: number; journalIds: number[]; repeats: number[] };

/** Loads one run of journal rows. Returns false when the journal is empty. */
export async function loadNext(sql: Sql, warehouse: Warehouse): Promise<boolean> {
	const plan = (await unfinished(sql)) ?? (await makePlan(sql, warehouse));
	if (!plan) return false;
	const rows = await fetch(sql, plan.journalIds);
	const repeats = new Set(plan.repeats);
	const lines = rows.flatMap((row) => row.lines).filter((_, index) => !repeats.has(index));
	const bad = await insert(warehouse, lines);
	await finish(sql, plan, rows, bad);
	return true;
}

async function unfinished(sql: Sql): Promise<Plan | undefined> {
	const [plan] = await sql<Plan[]>`select id, journal_ids, repeats from loads order by id limit 1`;
	return plan;
}

async function makePlan(sql: Sql, warehouse: Warehouse): Promise<Plan | undefined> {
	const heads = await sql<{ id: number; events: number }[]>`
		select id, events from journal order by id limit ${loadRows}`;
	let events = 0;
	const journalIds: number[] = [];
	for (const row of heads) {
		if (journalIds.length > 0 && events + row.events > loadEvents) break;
		events += row.events;
		journalIds.push(row.id);
	}
	if (journalIds.length === 0) return undefined;
	const rows = await fetch(sql, journalIds);
	const lines = rows.flatMap((row) => row.lines);
	const repeats = await findRepeats(warehouse, lines);
	const [plan] = await sql<Plan[]>`
		insert into loads (journal_ids, repeats) values (${journalIds}, ${repeats})
		returning id, journal_ids, repeats`;
	return plan;
}

async function fetch(sql: Sql, ids: number[]): Promise<Row[]> {
	const rows = await sql<{ id: number; hour: Date; body: Buffer; tallies: Tally[] }[]>`
		select id, date_trunc('hour', coalesce(counted_at, written_at)) as hour, body, tallies
		from journal where id = any(${ids}) order by id`;
	return rows.map(({ id, hour, body, tallies }) => ({
		id,
		hour: hour.toISOString(),
		lines: body.length === 0 ? [] : body.toString().split('\n'),
		tallies
	}));
}

/** Positions of lines whose event stands earlier in this load, or in the warehouse already. */
export async function findRepeats(warehouse: Warehouse, lines: string[]): Promise<number[]> {
	const heads = lines.map(head);
	const sound = heads.filter((one) => one !== undefined);
	const own = [...new Set(sound.map(({ day }) => day))];
	const days = [...new Set(own.flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]))];
	const seen = new Set<string>();
	for (let start = 0; start < sound.length; start += 5000) {
		const known = await warehouse.rows<{ siteId: number; id: string }>(
			`select distinct site_id as siteId, toString(event_id) as id from events
			where day in {days:Array(Date)} and event_id in {ids:Array(UUID)}`,
			{ days, ids: sound.slice(start, start + 5000).map(({ id }) => id) }
		);
		for (const { siteId, id } of known) seen.add(`${siteId} ${id}`);
	}
	const repeats: number[] = [];
	heads.forEach((one, index) => {
		if (!one) return;
		const key = `${one.siteId} ${one.id}`;
		if (seen.has(key)) repeats.push(index);
		else seen.add(key);
	});
	return repeats;
}

type Bad = { line: string; reason: string };

/** Inserts in runs of months, as one insert may touch few partitions. Returns lines it refused. */
async function insert(warehouse: Warehouse, lines: string[]): Promise<Bad[]> {
	const byMonth = new Map<string, string[]>();
	const bad: Bad[] = [];
	for (const line of lines) {
		const month = head(line)?.day.slice(0, 7);
		if (month === undefined) {
			bad.push({ line, reason: 'not an event' });
			continue;
		}
		const list = byMonth.get(month);
		if (list) list.push(line);
		else byMonth.set(month, [line]);
	}
	const months = [...byMonth.values()];
	for (let start = 0; start < months.length; start += loadMonths)
		bad.push(...(await insertPart(warehouse, months.slice(start, start + loadMonths).flat())));
	return bad;
}

async function insertPart(warehouse: Warehouse, lines: string[]): Promise<Bad[]> {
	const body = lines.join('\n');
	const token = createHash('sha256').update(body).digest('hex');
	try {
		await warehouse.insertText(target, 'JSONCompactEachRow', body, token);
		return [];
	} catch (error) {
		if (!isUnreadable(error)) throw error;
		if (lines.length === 1) return [{ line: body, reason: String(error).slice(0, 500) }];
		const half = lines.length >> 1;
		return [
			...(await insertPart(warehouse, lines.slice(0, half))),
			...(await insertPart(warehouse, lines.slice(half)))
		];
	}
}

/** ClickHouse's names for text it can never read; anything else may pass with time. */
const unreadable =
	/CANNOT_PARSE|INCORRECT_DATA|TYPE_MISMATCH|ARGUMENT_OUT_OF_BOUND|UNEXPECTED_END|CANNOT_READ_ALL|INCORRECT_NUMBER_OF_COLUMNS|OUT_OF_RANGE|ILLEGAL_TYPE|TOO_DEEP_RECURSION|Cannot parse|TOO_LARGE_STRING_SIZE/;

function isUnreadable(error: unknown): boolean {
	const { type, message } = error as { type?: string; message?: string };
	return unreadable.test(`${type ?? ''} ${message ?? ''}`);
}

/** Stands for a line that is none. */
const nothing = { siteId: 0, day: '', isBot: false };

async function finish(sql: Sql, plan: Plan, rows: Row[], bad: Bad[]): Promise<void> {
	const repeats = new Set(plan.repeats);
	const entries = new Map<string, ledger.Entry>();
	const days = new Set<string>();
	const reasons = new Map(bad.map(({ line, reason }) => [line, reason]));
	const strange: quarantine.Strange[] = [];
	let index = 0;
	for (const { hour, lines, tallies } of rows) {
		const count = (siteId: number, outcome: ledger.Outcome, reason = '', events = 1) => {
			const key = `${siteId} ${hour} ${outcome} ${reason}`;
			const entry = entries.get(key);
			if (entry) entry.events += events;
			else entries.set(key, { siteId, hour, outcome, reason, events });
		};
		for (const tally of tallies) count(...tally);
		for (const line of lines) {
			const { siteId, day, isBot } = head(line) ?? nothing;
			if (repeats.has(index++)) count(siteId, 'duplicate');
			else if (reasons.has(line)) {
				count(siteId, 'quarantined', 'unreadable');
				const reason = `unreadable: ${reasons.get(line)}`;
				strange.push({ kind: 'line', siteId, hour, cause: 'unreadable', reason, body: line });
			} else {
				count(siteId, isBot ? 'bot' : 'stored');
				days.add(day);
			}
		}
	}
	await atomically(sql, async (tx) => {
		await ledger.enter(tx, [...entries.values()]);
		await quarantine.keep(tx, strange);
		if (days.size > 0)
			await tx`insert into dirty_days (day) select unnest(${[...days]}::date[])
				on conflict (day) do update set changes = dirty_days.changes + 1`;
		await tx`delete from journal where id = any(${plan.journalIds})`;
		await tx`delete from loads where id = ${plan.id}`;
	});
}

/** How much waits in the journal. */
export async function depth(
	sql: Sql
): Promise<{ rows: number; events: number; oldest: Date | null }> {
	const [row] = await sql<{ rows: number; events: number; oldest: Date | null }[]>`
		select count(*) as rows, coalesce(sum(events), 0)::bigint as events, min(written_at) as oldest
		from journal`;
	return row ?? { rows: 0, events: 0, oldest: null };
}
