/**
 * The loader: moves journal rows into the warehouse, exactly once. A load is first planned in the
 * record (which rows, which of their lines repeat a known event), then inserted with tokens that
 * follow from its content, then finished: rows deleted, days marked, ledger entered, in one
 * transaction. After a crash the same plan is carried out again and the tokens make it harmless.
 */
import { createHash } from 'node:crypto';
import * as ledger from '../ledger.ts';
import { atomically, type Sql } from '../postgres.ts';
import type { Warehouse } from '../warehouse.ts';
import * as knowns from './known.ts';
import { target, type Line } from './line.ts';
import * as quarantine from './quarantine.ts';
import * as repeated from './repeats.ts';
import * as journalRows from './rows.ts';
import type { Row, Rows } from './rows.ts';

/** Small enough that reading one load holds up the senders only briefly. */
const loadEvents = 20_000;
const loadRows = 2000;
const loadMonths = 50;

type Plan = { id: number; journalIds: number[]; repeats: number[] };

/**
 * Loads one run of journal rows. Returns false when the journal is empty. `known` spares looking for
 * repeats in the warehouse, `written` reading back what was written a moment ago.
 */
export async function loadNext(
	sql: Sql,
	warehouse: Warehouse,
	known = knowns.open(warehouse),
	written = journalRows.open()
): Promise<boolean> {
	const { plan, rows } =
		(await unfinished(sql, written)) ??
		(await makePlan(sql, warehouse, known, written)) ??
		nothingToDo;
	if (!plan) return false;
	const repeats = new Set(plan.repeats);
	const lines = rows.flatMap((row) => row.lines).filter((_, index) => !repeats.has(index));
	const bad = await insert(warehouse, lines);
	await finish(sql, plan, rows, bad);
	written.forget(plan.journalIds);
	const missing = new Set(bad.map(({ line }) => line));
	for (const line of lines)
		if (line.head && !missing.has(line)) known.add(line.head.day, line.head.siteId, line.head.id);
	return true;
}

type Work = { plan: Plan; rows: Row[] };
const nothingToDo = { plan: undefined, rows: [] };

async function unfinished(sql: Sql, written: Rows): Promise<Work | undefined> {
	const [plan] = await sql<Plan[]>`select id, journal_ids, repeats from loads order by id limit 1`;
	return plan && { plan, rows: await written.fetch(sql, plan.journalIds) };
}

async function makePlan(
	sql: Sql,
	warehouse: Warehouse,
	known: knowns.Known,
	written: Rows
): Promise<Work | undefined> {
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
	const rows = await written.fetch(sql, journalIds);
	const repeats = await repeated.find(
		warehouse,
		known,
		rows.flatMap((row) => row.lines.map((line) => line.head))
	);
	const [plan] = await sql<Plan[]>`
		insert into loads (journal_ids, repeats) values (${journalIds}, ${repeats})
		returning id, journal_ids, repeats`;
	return plan && { plan, rows };
}

type Bad = { line: Line; reason: string };

/** Inserts in runs of months, as one insert may touch few partitions. Returns lines it refused. */
async function insert(warehouse: Warehouse, lines: Line[]): Promise<Bad[]> {
	const byMonth = new Map<string, Line[]>();
	const bad: Bad[] = [];
	for (const line of lines) {
		const month = line.head?.day.slice(0, 7);
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

async function insertPart(warehouse: Warehouse, lines: Line[]): Promise<Bad[]> {
	const body = lines.map(({ text }) => text).join('\n');
	const token = createHash('sha256').update(body).digest('hex');
	try {
		await warehouse.insertText(target, 'JSONCompactEachRow', body, token);
		return [];
	} catch (error) {
		if (!isUnreadable(error)) throw error;
		const [only] = lines;
		if (only && lines.length === 1) return [{ line: only, reason: String(error).slice(0, 500) }];
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
			const { siteId, day, isBot } = line.head ?? nothing;
			if (repeats.has(index++)) count(siteId, 'duplicate');
			else if (reasons.has(line)) {
				count(siteId, 'quarantined', 'unreadable');
				const reason = `unreadable: ${reasons.get(line)}`;
				const body = line.text;
				strange.push({ kind: 'line', siteId, hour, cause: 'unreadable', reason, body });
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
