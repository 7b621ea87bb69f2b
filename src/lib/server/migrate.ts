/**
 * Forward-only, gapless migrations: `migrations/<store>/0001-name.sql`, applied in order at start,
 * each recorded with the hash of its text. A file that was applied may never change.
 */
import { createHash } from 'node:crypto';
import type { Sql } from './postgres.ts';
import type { Warehouse } from './warehouse.ts';

export type Migration = { number: number; name: string; text: string; hash: string };

const postgresFiles = import.meta.glob<string>('/migrations/postgres/*.sql', {
	query: '?raw',
	import: 'default',
	eager: true
});
const clickhouseFiles = import.meta.glob<string>('/migrations/clickhouse/*.sql', {
	query: '?raw',
	import: 'default',
	eager: true
});

/** Sorts and checks a set of files. Throws an Error on a gap or a name without a number. */
export function inOrder(files: Record<string, string>): Migration[] {
	const list = Object.entries(files).map(([path, text]) => {
		const [, number, name] = /\/(\d{4})-([a-z0-9-]+)\.sql$/.exec(path) ?? [];
		if (!number || !name) throw new Error(`Migration ${path} is not named 0001-name.sql`);
		const hash = createHash('sha256').update(text).digest('hex');
		return { number: Number(number), name, text, hash };
	});
	list.sort((one, other) => one.number - other.number);
	list.forEach((migration, index) => {
		if (migration.number !== index + 1)
			throw new Error(
				`Migration ${index + 1} is missing: found ${migration.number}-${migration.name}`
			);
	});
	return list;
}

/** Brings PostgreSQL up to date in one transaction; a second process waits for the first. */
export async function migratePostgres(sql: Sql, files = postgresFiles): Promise<number> {
	return sql.begin(async (tx) => {
		await tx`select pg_advisory_xact_lock(1706)`;
		await tx`create table if not exists migrations (
			number integer primary key,
			name text not null,
			hash text not null,
			applied_at timestamptz not null default now()
		)`;
		const applied = await tx<
			{ number: number; hash: string }[]
		>`select number, hash from migrations`;
		const pending = remaining(inOrder(files), applied);
		for (const { number, name, text, hash } of pending) {
			await tx.unsafe(text);
			await tx`insert into migrations ${tx({ number, name, hash })}`;
		}
		return pending.length;
	});
}

/** Brings ClickHouse up to date. Statements are split at `;` ends of line and must be repeatable. */
export async function migrateClickHouse(
	warehouse: Warehouse,
	files = clickhouseFiles
): Promise<number> {
	await warehouse.command(
		`create table if not exists migrations (number UInt32, name String, hash String,
			applied_at DateTime default now()) engine = MergeTree order by number
			settings non_replicated_deduplication_window = 1000`
	);
	const applied = await warehouse.rows<{ number: number; hash: string }>(
		'select number, hash from migrations'
	);
	const pending = remaining(inOrder(files), applied);
	for (const { number, name, text, hash } of pending) {
		for (const statement of statements(text)) await warehouse.command(statement);
		await warehouse.insert('migrations', [{ number, name, hash }], `migration-${number}-${hash}`);
	}
	return pending.length;
}

function remaining(all: Migration[], applied: { number: number; hash: string }[]): Migration[] {
	const done = new Map(applied.map((row) => [row.number, row.hash]));
	for (const { number, name, hash } of all) {
		const earlier = done.get(number);
		if (earlier && earlier !== hash)
			throw new Error(`Migration ${number}-${name} was changed after it had been applied.`);
	}
	if (done.size > all.length)
		throw new Error('The database is newer than this program: install the newer version.');
	return all.filter((migration) => !done.has(migration.number));
}

function statements(text: string): string[] {
	return text
		.split(/;\s*(?:\n|$)/)
		.map((part) => part.replace(/^\s*--.*$/gm, '').trim())
		.filter(Boolean);
}
