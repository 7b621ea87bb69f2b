/**
 * The key of command-line jobs on this machine: fresh at every start, written with the address to
 * `server.json` in the data folder, readable by this account only, and revoked at the end.
 */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as keys from './keys.ts';
import { atomically, type Sql } from './postgres.ts';
import * as units from './units.ts';
import * as users from './users.ts';

export type LocalKey = { secret: string; close: () => Promise<void> };

/** Makes the key and the file; keys left behind by earlier starts are revoked. */
export async function open(sql: Sql, folder: string, address: string): Promise<LocalKey> {
	const nation = await units.nation(sql);
	const secret = await atomically(sql, async (tx) => {
		const userId = await users.system(tx, nation.id);
		await keys.revokeAll(tx, userId, userId, 'local');
		return (await keys.create(tx, userId, { name: 'local', userId })).secret;
	});
	const path = join(folder, 'server.json');
	await mkdir(folder, { recursive: true });
	// Written aside and renamed, so that a job never reads half a file or one with open rights.
	await rm(`${path}.new`, { force: true });
	await writeFile(`${path}.new`, JSON.stringify({ address, key: secret }) + '\n', { mode: 0o600 });
	await rename(`${path}.new`, path);
	return {
		secret,
		close: async () => {
			await rm(path, { force: true });
			const userId = await users.system(sql, nation.id);
			await keys.revokeAll(sql, userId, userId, 'local');
		}
	};
}
