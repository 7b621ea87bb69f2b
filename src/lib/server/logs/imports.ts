/**
 * The import of an access log. A file is known by its first 4 KiB, so the same file again, grown or
 * packed, goes on where the last import ended. Progress is written together with the events, so an
 * import that breaks off repeats nothing; and the same line always carries the same id.
 */
import type { LogImport } from '../../log.ts';
import { Problem } from '../../problem.ts';
import * as audit from '../audit.ts';
import type { Bulk } from '../intake/bulk.ts';
import * as quarantine from '../intake/quarantine.ts';
import * as ledger from '../ledger.ts';
import { atomically, type Json, type Sql } from '../postgres.ts';
import type { Site } from './judge.ts';
import * as lines from './lines.ts';
import type { Found } from './reading.ts';
import * as secrets from './secret.ts';
import * as tallies from './tally.ts';
import * as thread from './thread.ts';

const headLength = 4096;
/** A file that is no log at all must not fill the quarantine. */
const mostQuarantined = 1000;

type Row = {
	id: number;
	siteId: number;
	site: string;
	name: string;
	fingerprint: string;
	format: string;
	layout: string;
	lines: number;
	understood: number;
	skipped: LogImport['byReason'];
	tally: Partial<tallies.Tally>;
};

/**
 * Reads a log from its first byte, skipping lines that an earlier import has read.
 * @throws log.unknown-format, log.damaged, log.under-way
 */
export async function begin(
	sql: Sql,
	bulk: Bulk,
	actorId: number,
	site: Site,
	name: string,
	bytes: lines.Bytes
): Promise<LogImport> {
	const secret = await secrets.find(sql);
	const { head, content } = await lines.peek(lines.unpack(bytes), headLength);
	if (head.length === 0) throw new Problem('request.invalid', { reason: 'the file is empty' });
	const row =
		(await recognise(sql, secret, site.id, head)) ??
		(await create(sql, actorId, site, name, secrets.fingerprint(secret, head), head.length));
	return read(sql, bulk, secret, row, content);
}

/**
 * Reads on: the body starts with line number `from` (counted from 0) of the file.
 * @throws record.not-found, log.gap, log.under-way
 */
export async function proceed(
	sql: Sql,
	bulk: Bulk,
	id: number,
	from: number,
	bytes: lines.Bytes
): Promise<LogImport> {
	const row = await find(sql, id);
	if (from > row.lines) throw new Problem('log.gap', { line: from, expected: row.lines });
	const content = lines.unpack(bytes);
	return read(sql, bulk, await secrets.find(sql), row, content, from);
}

/** All imports, the latest first. */
export async function list(sql: Sql): Promise<LogImport[]> {
	const rows = await sql<Row[]>`select ${columns(sql)} from log_imports i
		join sites s on s.id = i.site_id order by i.updated_at desc, i.id desc`;
	return rows.map((row) => toImport(row, row.lines, false));
}

/** @throws record.not-found */
async function find(sql: Sql, id: number): Promise<Row> {
	const [row] = await sql<Row[]>`select ${columns(sql)} from log_imports i
		join sites s on s.id = i.site_id where i.id = ${id}`;
	if (!row) throw new Problem('record.not-found', { import: id });
	return row;
}

const columns = (sql: Sql) =>
	sql`i.id, i.site_id, s.domain as site, i.name, i.fingerprint, i.format, i.layout, i.lines,
		i.understood, i.skipped, i.tally`;

/** The import of a file that began with these bytes, also when it was shorter then. */
async function recognise(sql: Sql, secret: Buffer, siteId: number, head: Buffer) {
	const known = await sql<{ id: number; headBytes: number; fingerprint: string }[]>`
		select id, head_bytes, fingerprint from log_imports
		where site_id = ${siteId} and head_bytes <= ${head.length} order by head_bytes desc`;
	const prints = new Map<number, string>();
	for (const { id, headBytes, fingerprint } of known) {
		const print = prints.get(headBytes) ?? secrets.fingerprint(secret, head.subarray(0, headBytes));
		prints.set(headBytes, print);
		if (print === fingerprint) return find(sql, id);
	}
	return undefined;
}

async function create(
	sql: Sql,
	actorId: number,
	site: Site,
	name: string,
	fingerprint: string,
	headBytes: number
): Promise<Row> {
	const id = await atomically(sql, async (tx) => {
		const [row] = await tx<{ id: number }[]>`
			insert into log_imports (site_id, fingerprint, head_bytes, name)
			values (${site.id}, ${fingerprint}, ${headBytes}, ${name.slice(0, 255)})
			on conflict (site_id, fingerprint) do update set updated_at = now() returning id`;
		await audit.record(tx, actorId, 'log.import', `site/${site.id}`, { name, import: row!.id });
		return row!.id;
	});
	return find(sql, id);
}

async function read(
	sql: Sql,
	bulk: Bulk,
	secret: Buffer,
	row: Row,
	content: lines.Bytes,
	from = 0
): Promise<LogImport> {
	const before = row.lines;
	return bulk.during(async () => {
		let unfinished = false;
		let first = from;
		// What the next piece begins with, while the last one is still being written.
		let ahead = { lines: row.lines, format: row.format, layout: row.layout };
		let writing: Promise<void> = Promise.resolve();
		const salts = new Map<string, string>();
		try {
			for await (const { bytes, isEnded } of early(lines.pieces(content))) {
				const { format, layout } = ahead;
				const job = {
					...{ bytes, isEnded, first, format, layout, secret, fingerprint: row.fingerprint },
					skip: Math.max(0, ahead.lines - first),
					site: { id: row.siteId, domain: row.site },
					now: Date.now(),
					room: roomOf(row)
				};
				const found = await thread.read(job, salts, bulk.saltsOf);
				unfinished = found.seen < found.lines;
				await writing;
				first += found.lines;
				if (first <= ahead.lines) continue;
				ahead = {
					lines: first - found.lines + found.seen,
					format: found.format,
					layout: found.layout
				};
				writing = advance(sql, bulk, row, found, ahead.lines);
				writing.catch(() => {});
			}
		} finally {
			// What was read before the content broke off is kept.
			await writing.catch(() => {});
		}
		await writing;
		return toImport(row, before, unfinished);
	});
}

/** The same pieces, each asked for while the one before it is in use. */
async function* early<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
	let next = items.next();
	next.catch(() => {});
	for (let one = await next; !one.done; one = await next) {
		next = items.next();
		next.catch(() => {});
		yield one.value;
	}
}

/**
 * Writes what was found and how far the file was read, both or neither; `row` then shows it. Two
 * imports of one file at once cannot both go on.
 */
async function advance(sql: Sql, bulk: Bulk, row: Row, found: Found, lines: number): Promise<void> {
	const { format, layout, strange, body, events } = found;
	const { understood, byReason, ...tally } = tallies.add(toTally(row), found.tally);
	await atomically(sql, async (tx) => {
		const moved = await tx`update log_imports set lines = ${lines}, understood = ${understood},
			skipped = ${tx.json(byReason)}, tally = ${tx.json(tally as Json)}, format = ${format},
			layout = ${layout}, updated_at = now()
			where id = ${row.id} and lines = ${row.lines}`;
		if (moved.count === 0) throw new Problem('log.under-way');
		await bulk.put(tx, row.siteId, body, events);
		if (found.tally.notUnderstood === 0) return;
		const hour = `${new Date().toISOString().slice(0, 13)}:00:00Z`;
		const [kind, cause, siteId] = ['log', 'log line', row.siteId] as const;
		await quarantine.keep(
			tx,
			strange.slice(0, roomOf(row)).map((body) => ({ kind, siteId, hour, cause, body }))
		);
		await ledger.enter(tx, [
			{
				...{ siteId, hour, outcome: 'quarantined', reason: cause },
				events: found.tally.notUnderstood
			}
		]);
	});
	Object.assign(row, { lines, understood, skipped: byReason, tally, format, layout });
}

const roomOf = ({ tally }: Row) => Math.max(0, mostQuarantined - (tally.notUnderstood ?? 0));

function toTally({ understood, skipped, tally }: Row): tallies.Tally {
	return { ...tallies.empty(), ...tally, understood, byReason: skipped };
}

function toImport(row: Row, before: number, unfinished: boolean): LogImport {
	const { id, site, name, format, lines } = row;
	return { id, site, name, format, lines, fresh: lines - before, ...toTally(row), unfinished };
}
