import { describe, expect, it } from 'vitest';
import { inOrder, migratePostgres } from '#lib/server/migrate.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
const base = '/migrations/postgres/';

describe('migrations', () => {
	it('refuse a gap in the numbers', () => {
		expect(() => inOrder({ [`${base}0001-a.sql`]: '', [`${base}0003-c.sql`]: '' })).toThrow(
			'Migration 2 is missing'
		);
	});

	it('refuse a file that was changed after it had been applied', async () => {
		const applied = await sql<{ name: string }[]>`select name from migrations order by number`;
		const changed = Object.fromEntries(
			applied.map(({ name }, index) => [
				`${base}${String(index + 1).padStart(4, '0')}-${name}.sql`,
				'select 1'
			])
		);
		await expect(migratePostgres(sql, changed)).rejects.toThrow('was changed after');
	});

	it('apply nothing the second time', async () => {
		expect(await migratePostgres(sql)).toBe(0);
	});

	it('leave nothing behind when one of them fails', async () => {
		const files = Object.fromEntries(
			(await sql<{ number: number; name: string }[]>`select number, name from migrations`).map(
				(row) => [`${base}${String(row.number).padStart(4, '0')}-${row.name}.sql`, '']
			)
		);
		const next = Object.keys(files).length + 1;
		files[`${base}${String(next).padStart(4, '0')}-broken.sql`] =
			'create table half (); select 1/0';
		await expect(migratePostgres(sql, files)).rejects.toThrow();
		expect(await sql`select to_regclass('half') as found`).toEqual([{ found: null }]);
	});
});
