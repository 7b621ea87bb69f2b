/**
 * The import of an access log. A file is known by its first 4 KiB, so the same file again, grown or
 * packed, goes on where the last import ended. Progress is written after the events are durable: an
 * import that breaks off repeats at most one batch, whose events carry the same ids.
 */
import type { Event } from '../../event.ts';
import type { LogImport } from '../../log.ts';
import { Problem } from '../../problem.ts';
import * as audit from '../audit.ts';
import * as agent from '../intake/agent.ts';
import * as quarantine from '../intake/quarantine.ts';
import * as ledger from '../ledger.ts';
import { atomically, type Json, type Sql } from '../postgres.ts';
import * as formats from './formats.ts';
import { judge, type Site } from './judge.ts';
import * as lines from './lines.ts';
import { redact } from './redact.ts';
import * as secrets from './secret.ts';
import * as tallies from './tally.ts';

/** Accepts events for good; resolves when they are durable. Of a log's events none is refused. */
export type Accept = (events: Event[]) => Promise<{ refused: number }>;

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
	accept: Accept,
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
	return read(sql, accept, secret, row, lines.batches(content));
}

/**
 * Reads on: the body starts with line number `from` (counted from 0) of the file.
 * @throws record.not-found, log.gap, log.under-way
 */
export async function proceed(
	sql: Sql,
	accept: Accept,
	id: number,
	from: number,
	bytes: lines.Bytes
): Promise<LogImport> {
	const row = await find(sql, id);
	if (from > row.lines) throw new Problem('log.gap', { line: from, expected: row.lines });
	const content = lines.unpack(bytes);
	return read(sql, accept, await secrets.find(sql), row, lines.batches(content, from));
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
	accept: Accept,
	secret: Buffer,
	row: Row,
	batches: AsyncIterable<lines.Batch>
): Promise<LogImport> {
	const site = { id: row.siteId, domain: row.site };
	const idOf = (line: number) => secrets.lineId(secret, site.id, row.fingerprint, line);
	const before = row.lines;
	let unfinished = false;
	for await (const batch of batches) {
		const fresh = batch.lines.slice(Math.max(0, row.lines - batch.first));
		if (fresh.length === 0) continue;
		const format = formats.named(row.format) ?? formats.recognise(fresh);
		const draft = { ...row, format: format.name };
		const { events, strange, tally, seen } = sort(draft, format, fresh, batch.ended, site, idOf);
		unfinished = seen < fresh.length;
		// Refused means that the site is not known there yet: nothing may be noted as read.
		if (events.length > 0 && (await accept(events)).refused > 0) throw new Problem('server.busy');
		await advance(sql, row, draft, seen, tally, strange);
	}
	return toImport(row, before, unfinished);
}

/** What each line of a batch becomes. Notes in `draft` a comment that changes the layout. */
function sort(
	draft: Row,
	format: formats.Format,
	fresh: string[],
	isEnded: boolean,
	site: Site,
	idOf: (line: number) => string
) {
	const tally = tallies.empty();
	const events: Event[] = [];
	const strange: string[] = [];
	const now = Date.now();
	for (const [index, line] of fresh.entries()) {
		const isWhole = isEnded || index + 1 < fresh.length;
		if (formats.isBlank(line)) {
			draft.layout = format.layout?.(line) ?? draft.layout;
			tally.blank++;
			continue;
		}
		const request = formats.understand(line, format, draft.layout, isWhole);
		if (request) {
			const judged = judge(request, site, () => idOf(draft.lines + index), now);
			const isBot = typeof judged !== 'string' && agent.read(judged.userAgent).bot !== '';
			tallies.count(tally, request.time, judged, isBot);
			if (typeof judged !== 'string') events.push(judged);
		} else if (isWhole) {
			tally.notUnderstood++;
			strange.push(redact(line));
		} else return { events, strange, tally, seen: index };
	}
	return { events, strange, tally, seen: fresh.length };
}

/** Writes progress; `row` then shows it. Two imports of one file at once cannot both go on. */
async function advance(
	sql: Sql,
	row: Row,
	{ format, layout }: Row,
	seen: number,
	added: tallies.Tally,
	strange: string[]
): Promise<void> {
	const { understood, byReason, ...tally } = tallies.add(toTally(row), added);
	const lines = row.lines + seen;
	await atomically(sql, async (tx) => {
		const moved = await tx`update log_imports set lines = ${lines}, understood = ${understood},
			skipped = ${tx.json(byReason)}, tally = ${tx.json(tally as Json)}, format = ${format},
			layout = ${layout}, updated_at = now()
			where id = ${row.id} and lines = ${row.lines}`;
		if (moved.count === 0) throw new Problem('log.under-way');
		const room = Math.max(0, mostQuarantined - (row.tally.notUnderstood ?? 0));
		const hour = `${new Date().toISOString().slice(0, 13)}:00:00Z`;
		const [kind, cause, siteId] = ['log', 'log line', row.siteId] as const;
		await quarantine.keep(
			tx,
			strange.slice(0, room).map((body) => ({ kind, siteId, hour, cause, body }))
		);
		if (strange.length > 0)
			await ledger.enter(tx, [
				{
					...{ siteId, hour, outcome: 'quarantined', reason: cause, events: strange.length }
				}
			]);
	});
	Object.assign(row, { lines, understood, skipped: byReason, tally, format, layout });
}

function toTally({ understood, skipped, tally }: Row): tallies.Tally {
	return { ...tallies.empty(), ...tally, understood, byReason: skipped };
}

function toImport(row: Row, before: number, unfinished: boolean): LogImport {
	const { id, site, name, format, lines } = row;
	return { id, site, name, format, lines, fresh: lines - before, ...toTally(row), unfinished };
}
