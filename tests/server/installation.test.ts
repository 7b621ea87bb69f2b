import { expect, it } from 'vitest';
import { settleKind } from '#lib/server/installation.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();

it('never lets simulated and real data share a folder', async () => {
	await settleKind(sql, true);
	await settleKind(sql, true);
	await expect(settleKind(sql, false)).rejects.toThrow('holds simulated data');
});
