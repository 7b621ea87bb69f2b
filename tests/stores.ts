/** Real stores for tests: a fresh, migrated PostgreSQL database and an in-memory ClickHouse engine. */
import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { migrateClickHouse, migratePostgres } from '#lib/server/migrate.ts';
import { connect as connectPostgres, type Sql } from '#lib/server/postgres.ts';
import { connect as connectWarehouse, type Warehouse } from '#lib/server/warehouse.ts';

/** A migrated database of this test file's own; dropped with the server after the run. */
export async function freshPostgres(): Promise<Sql> {
	const address = inject('postgres');
	const name = `test_${randomBytes(6).toString('hex')}`;
	const admin = connectPostgres(address);
	await admin.unsafe(`create database ${name}`);
	await admin.end();
	const sql = connectPostgres(address, name);
	afterAll(() => sql.end());
	await migratePostgres(sql);
	return sql;
}

/** The engine in memory, migrated. One per test file: the process shares a single engine. */
export async function freshWarehouse(): Promise<Warehouse> {
	const warehouse = await connectWarehouse({ folder: ':memory:' });
	afterAll(() => warehouse.close());
	await migrateClickHouse(warehouse);
	return warehouse;
}
