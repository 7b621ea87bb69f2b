/** The key of command-line jobs: readable by its owner only, gone at the end. */
import { mkdtempSync, readFileSync, existsSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as keys from '#lib/server/keys.ts';
import * as localKey from '#lib/server/local-key.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as units from '#lib/server/units.ts';
import * as users from '#lib/server/users.ts';
import { freshPostgres } from '../stores.ts';

let sql: Sql;
const folder = mkdtempSync(join(tmpdir(), 'thuocdo-key-'));
const path = join(folder, 'server.json');
beforeAll(async () => {
	sql = await freshPostgres();
	await units.load(sql);
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = () => JSON.parse(readFileSync(path, 'utf8')) as { address: string; key: string };

test('each start makes a new key and revokes the one before', async () => {
	await localKey.open(sql, folder, 'http://localhost:1');
	const old = read();
	await localKey.open(sql, folder, 'http://localhost:2');
	const now = read();
	expect(now.address).toBe('http://localhost:2');
	expect(await keys.find(sql, old.key)).toBeUndefined();
	expect(await keys.find(sql, now.key)).toMatchObject({ role: 'administrator' });
	expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('at the end the file is gone and the key opens nothing', async () => {
	const open = await localKey.open(sql, folder, 'http://localhost:3');
	const { key } = read();
	await open.close();
	expect(existsSync(path)).toBe(false);
	expect(await keys.find(sql, key)).toBeUndefined();
});

test('the system is neither listed nor counted as an administrator', async () => {
	expect(await users.list(sql)).toEqual([]);
	expect(await users.hasAdministrator(sql)).toBe(false);
});
