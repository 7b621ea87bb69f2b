/**
 * Rows that could not be understood: kept as they came, without addresses, until someone mends and
 * replays them or discards them. Three kinds: an `item` of a batch, a `line` of the journal that the
 * warehouse could not read, a line of an access `log`. The ledger counts a row as quarantined under
 * its cause, in its site and hour, for as long as it waits.
 */
import type { Kind } from '#lib/quarantine.ts';
import * as ledger from '../ledger.ts';
import { atomically, type Sql } from '../postgres.ts';

/** A row to keep. `hour` (an ISO time) and `siteId` (0 = unknown) are those of its ledger entry. */
export type Strange = {
	kind: Kind;
	siteId: number;
	hour: string;
	/** groups rows, and is the ledger's reason */
	cause: string;
	/** says more than the cause where there is more to say */
	reason?: string;
	/** holds no client address */
	body: string;
};

/** More rows than this are counted without being kept: garbage must not fill the record. */
const mostWaiting = 100_000;

/** Keeps rows that the ledger counts in the same transaction. */
export async function keep(sql: Sql, rows: Strange[]): Promise<void> {
	if (rows.length === 0) return;
	const [{ waiting } = { waiting: 0 }] = await sql<{ waiting: number }[]>`
		select count(*) as waiting from quarantine where state = 'waiting'`;
	const list = rows.slice(0, Math.max(0, mostWaiting - waiting)).map((row) => ({
		site_id: row.siteId,
		kind: row.kind,
		cause: row.cause.slice(0, 200),
		ledger_site: row.siteId,
		hour: row.hour,
		reason: (row.reason ?? row.cause).slice(0, 500),
		body: row.body
			.slice(0, 10_000)
			.replace(/\p{Surrogate}/gu, '\ufffd')
			.replaceAll('\0', '')
	}));
	for (let start = 0; start < list.length; start += 1000)
		await sql`insert into quarantine (site_id, kind, cause, ledger_site, hour, reason, body)
			select (select id from sites where id = r.site_id), r.kind, r.cause, r.ledger_site, r.hour,
				r.reason, r.body
			from jsonb_to_recordset(${JSON.stringify(list.slice(start, start + 1000))}::text::jsonb)
				as r (site_id integer, kind text, cause text, ledger_site integer, hour timestamptz,
					reason text, body text)`;
}

/** Keeps rows that have just been received, and enters them in the ledger: both or neither. */
export async function receive(sql: Sql, rows: Omit<Strange, 'hour'>[]): Promise<void> {
	if (rows.length === 0) return;
	const hour = `${new Date().toISOString().slice(0, 13)}:00:00Z`;
	const timed = rows.map((row) => ({ ...row, hour }));
	await atomically(sql, async (tx) => {
		await keep(tx, timed);
		await ledger.enter(
			tx,
			timed.map(({ siteId, cause }) => ({
				...{ siteId, hour, outcome: 'quarantined' as const, reason: cause, events: 1 }
			}))
		);
	});
}

export type Row = {
	id: number;
	kind: Kind;
	cause: string;
	reason: string;
	/** 0 = unknown */
	siteId: number;
	at: Date;
	hour: Date;
	body: string;
	repaired: string | null;
	state: 'waiting' | 'replayed' | 'discarded';
	result: string;
	act: string | null;
	decidedAt: Date | null;
	decidedBy: number | null;
	explanation: string;
};

/** Some rows by number, or all that wait for one cause at one site (0 = unknown). */
export type Selection = { ids: number[] } | { cause: string; siteId: number; kind: Kind };

const columns = (sql: Sql) => sql`id, kind, cause, reason, ledger_site as site_id, at, hour, body,
	repaired, state, result, act, decided_at, decided_by, explanation`;

const chosen = (sql: Sql, selection: Selection) =>
	'ids' in selection
		? sql`id = any(${selection.ids})`
		: sql`cause = ${selection.cause} and ledger_site = ${selection.siteId}
			and kind = ${selection.kind}`;

export type Page = { after?: number; limit: number };

/** Waiting rows of a selection, in the order they came. */
export async function waiting(
	sql: Sql,
	selection: Selection,
	{ after = 0, limit }: Page
): Promise<Row[]> {
	return sql<Row[]>`select ${columns(sql)} from quarantine
		where state = 'waiting' and ${chosen(sql, selection)} and id > ${after}
		order by id limit ${limit}`;
}

/** The same rows, locked for the one who decides; what someone else is deciding is left out. */
export async function lock(sql: Sql, selection: Selection, limit: number): Promise<Row[]> {
	return sql<Row[]>`select ${columns(sql)} from quarantine
		where state = 'waiting' and ${chosen(sql, selection)} order by id limit ${limit}
		for update skip locked`;
}

/** How many rows of a selection wait. */
export async function count(sql: Sql, selection: Selection): Promise<number> {
	const [row] = await sql<{ rows: number }[]>`select count(*) as rows from quarantine
		where state = 'waiting' and ${chosen(sql, selection)}`;
	return row?.rows ?? 0;
}

export async function find(sql: Sql, id: number): Promise<Row | undefined> {
	const [row] = await sql<Row[]>`select ${columns(sql)} from quarantine where id = ${id}`;
	return row;
}

export type Group = {
	kind: Kind;
	cause: string;
	siteId: number;
	/** rows that wait and whose content is kept */
	rows: number;
	repaired: number;
	/** counted by the ledger, content not kept */
	lost: number;
	first: Date;
	last: Date;
	sampleId: number;
	sample: string;
};

/** What waits, by cause and site, most rows first. */
export async function groups(sql: Sql): Promise<Group[]> {
	const list = await sql<Omit<Group, 'lost' | 'sample'>[]>`
		select kind, cause, ledger_site as site_id, count(*) as rows, count(repaired) as repaired,
			min(at) as first, max(at) as last, max(id) as sample_id
		from quarantine where state = 'waiting' group by kind, cause, ledger_site
		order by rows desc, cause, ledger_site`;
	const samples = await sql<{ id: number; body: string }[]>`
		select id, left(body, 400) as body from quarantine
		where id = any(${list.map(({ sampleId }) => sampleId)})`;
	const counted = await ledger.quarantined(sql);
	const bodies = new Map(samples.map(({ id, body }) => [id, body]));
	return list.map((group) => {
		const own = (one: { siteId: number }) => one.siteId === group.siteId;
		const inLedger = counted.filter(own).find(({ reason }) => reason === group.cause)?.events ?? 0;
		const kept = list.filter(own).filter(({ cause }) => cause === group.cause);
		const lost = inLedger - kept.reduce((sum, { rows }) => sum + rows, 0);
		return { ...group, lost: Math.max(0, lost), sample: bodies.get(group.sampleId) ?? '' };
	});
}
