/** A database from before definitions had versions: what stood becomes the first version of each. */
import { randomBytes } from 'node:crypto';
import { afterAll, expect, inject, it } from 'vitest';
import * as versions from '#lib/server/indicator-versions/versions.ts';
import * as indicators from '#lib/server/indicators.ts';
import { migratePostgres } from '#lib/server/migrate.ts';
import * as plan from '#lib/server/plan.ts';
import { connect, type Sql } from '#lib/server/postgres.ts';

const files = import.meta.glob<string>('/migrations/postgres/*.sql', {
	...{ query: '?raw', import: 'default', eager: true }
});

/** A database as it was when migration `last` was the newest. */
async function databaseAt(last: number): Promise<Sql> {
	const address = inject('postgres');
	const name = `test_${randomBytes(6).toString('hex')}`;
	const admin = connect(address);
	await admin.unsafe(`create database ${name}`);
	await admin.end();
	const sql = connect(address, name);
	afterAll(() => sql.end());
	const early = Object.entries(files).filter(
		([path]) => Number(/\/(\d{4})-/.exec(path)![1]) <= last
	);
	await migratePostgres(sql, Object.fromEntries(early));
	return sql;
}

it('what stood becomes the first version, and newer files come into force after it', async () => {
	const sql = await databaseAt(25);
	await plan.load(sql);
	const old = {
		...{ id: 'CT-II.7-07', version: 1, kind: 'hieu_qua', nameVi: 'Tên cũ', nameEn: 'Old name' },
		...{ unitVi: '%', formulaVi: 'cũ', source: 'record', collectedBy: 'qa_register' }
	};
	await sql`insert into indicators ${sql({ ...old, measure: null })}`;
	await sql`insert into indicator_plan_items values (${old.id}, 'II.7', 1)`;
	await migratePostgres(sql);
	const [first] = await versions.list(sql, old.id);
	expect(first).toMatchObject({
		...{ version: 1, origin: 'file', replaces: null },
		content: { nameVi: 'Tên cũ', planItems: ['II.7'], measure: null }
	});
	await indicators.load(sql);
	const now = await indicators.byId(sql, old.id);
	const all = await versions.list(sql, old.id);
	expect(all.map(({ version }) => version)).toEqual([now!.version, 1]);
	expect(all[0]).toMatchObject({ replaces: 1, origin: 'file' });
	expect(now!.nameVi).not.toBe('Tên cũ');
	expect(await versions.waiting(sql)).toEqual([]);
});
