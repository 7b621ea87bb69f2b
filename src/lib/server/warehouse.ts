/**
 * The warehouse: events, visits, daily totals, answer facts. Always rebuildable from the record.
 * The only file that knows ClickHouse, whether it is the engine inside this process (chDB) or a
 * server, and the only door to it.
 *
 * The embedded engine can hand one query's rows to another: when a query fails after it has begun
 * to output, its partial output is put before the next result, also a stranger's. So the door
 * (a) asks for single-document output only and parses it strictly, (b) gives every query a column
 * of its own name and refuses a result without it, (c) lets nothing new start after an error until
 * the queries under way have ended and throw-away queries come back clean, (d) asks a garbled
 * read again. Limits never throw: ask for n + 1 rows instead.
 */
import { createClient, type ClickHouseClient } from '@clickhouse/client';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { Problem } from '../problem.ts';

export type Parameters = Record<string, unknown>;
export type ReadLimits = {
	/** rows at most (a million); more are refused, for a cut result would pass for a whole one */
	rows?: number;
	/** seconds */
	seconds?: number;
	/** bytes of memory */
	memory?: number;
};

export type Warehouse = {
	/**
	 * Rows of one SELECT (no FORMAT, no SETTINGS, no `;`), values bound as `{name:Type}`. Throws
	 * `warehouse.too-many-rows`.
	 */
	rows: <Row extends object>(
		query: string,
		parameters?: Parameters,
		limits?: ReadLimits
	) => Promise<Row[]>;
	/** Runs a statement without a result: DDL, INSERT … SELECT, ALTER. */
	command: (statement: string, parameters?: Parameters) => Promise<void>;
	/** Adds rows once: the same token again adds nothing (the table keeps a window of tokens). */
	insert: (table: string, rows: object[], token: string) => Promise<void>;
	/** As `insert`, from text in a ClickHouse input format (such as TSV or JSONCompactEachRow). */
	insertText: (table: string, format: string, body: string, token: string) => Promise<void>;
	version: () => Promise<string>;
	close: () => Promise<void>;
};

export type WarehouseAddress = { url: string } | { folder: string };

/** Opens the engine. One process may own a folder: a second one is refused by the engine. */
export async function connect(address: WarehouseAddress): Promise<Warehouse> {
	const client = 'url' in address ? server(address.url) : await embedded(address.folder);
	return guard(client);
}

function server(url: string): ClickHouseClient {
	return createClient({ url, application: 'thuoc-do', max_open_connections: 16 });
}

async function embedded(folder: string): Promise<ClickHouseClient> {
	// A static import would load the engine during `vite build` and in worker threads, and crash.
	const { createChdbConnection } = await import('chdb/connection');
	const path = folder === ':memory:' ? folder : resolve(folder);
	if (path !== ':memory:') mkdirSync(path, { recursive: true });
	const connection = createChdbConnection({ path });
	return createClient({ connection } as unknown as Parameters);
}

class Garbled extends Error {}

function guard(client: ClickHouseClient): Warehouse {
	let underWay = 0;
	let mending: Promise<void> | undefined;
	let wake: (() => void) | undefined;

	async function enter<Result>(action: () => Promise<Result>): Promise<Result> {
		while (mending) await mending;
		underWay++;
		try {
			return await action();
		} catch (error) {
			mending ??= mend().finally(() => (mending = undefined));
			throw error;
		} finally {
			underWay--;
			wake?.();
		}
	}

	async function mend(): Promise<void> {
		while (underWay > 0) await new Promise<void>((done) => (wake = done));
		for (let turn = 0, clean = 0; clean < 2 && turn < 50; turn++) {
			const fine = await read(client, 'select 0 as zero', {}, { rows: 1 }).then(
				() => true,
				() => false
			);
			clean = fine ? clean + 1 : 0;
		}
	}

	async function rows<Row extends object>(
		query: string,
		parameters = {},
		{ rows: most = 1_000_000, ...limits }: ReadLimits = {}
	) {
		for (let attempt = 1; ; attempt++) {
			try {
				const found = await enter(() => read(client, query, parameters, { rows: most, ...limits }));
				if (found.length > most) throw new Problem('warehouse.too-many-rows', { most });
				return found as Row[];
			} catch (error) {
				if (!(error instanceof Garbled) || attempt >= 8) throw error;
			}
		}
	}

	async function insertText(table: string, format: string, body: string, token: string) {
		if (!/^[\w-]+$/.test(token)) throw new Error(`Unusable insert token ${token}`);
		const target = `${table} SETTINGS insert_deduplication_token = '${token}'`;
		// The client would stringify rows itself; text goes through as it is.
		const query = `INSERT INTO ${target} FORMAT ${format}`;
		if (body.length > 0) await enter(async () => void (await run(client, `${query}\n${body}`)));
	}

	return {
		rows,
		insertText,
		command: (statement, query_params = {}) =>
			enter(async () => void (await client.command({ query: statement, query_params }))),
		insert: (table, list, token) =>
			insertText(table, 'JSONEachRow', list.map((row) => JSON.stringify(row)).join('\n'), token),
		version: async () =>
			(await rows<{ version: string }>('select version() as version'))[0]!.version,
		close: async () => {
			while (mending) await mending;
			await client.close();
		}
	};
}

async function run(client: ClickHouseClient, query: string): Promise<void> {
	await client.command({ query });
}

async function read(
	client: ClickHouseClient,
	query: string,
	query_params: Parameters,
	{ rows, seconds = 30, memory = 2_000_000_000 }: ReadLimits & { rows: number }
): Promise<Record<string, unknown>[]> {
	const proof = `proof_${randomBytes(8).toString('hex')}`;
	const settings =
		`readonly = 1, max_execution_time = ${Number(seconds)}, max_memory_usage = ${Number(memory)}, ` +
		'output_format_json_quote_64bit_integers = 0, output_format_json_quote_denormals = 0';
	const guarded = `SELECT *, 1 AS ${proof} FROM (${query}) LIMIT ${rows + 1} SETTINGS ${settings}`;
	const result = await client.query({ query: guarded, query_params, format: 'JSONCompact' });
	return parse(await result.text(), proof);
}

function parse(text: string, proof: string): Record<string, unknown>[] {
	let document: { meta: { name: string }[]; data: unknown[][]; rows: number };
	try {
		document = JSON.parse(text);
	} catch {
		throw new Garbled('The engine mixed two results.');
	}
	const names = document.meta.map((column) => column.name);
	if (names.pop() !== proof || document.data.length !== document.rows)
		throw new Garbled("The engine answered with another query's result.");
	return document.data.map((values) =>
		Object.fromEntries(names.map((name, index) => [name, values[index]]))
	);
}
