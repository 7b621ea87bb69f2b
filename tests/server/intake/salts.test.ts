import { expect, it } from 'vitest';
import * as salts from '#lib/server/intake/salts.ts';
import { freshPostgres } from '../../stores.ts';

const sql = await freshPostgres();

it('a salt is destroyed 48 hours after it was made, whatever day it is for', async () => {
	const salt = salts.open(sql);
	await salt.prepare(['2026-11-01', '2026-11-02']);
	const key = salt.visitor('2026-11-01', 1, '192.0.2.1', 'Firefox');
	expect(salt.visitor('2026-11-01', 1, '192.0.2.1', 'Firefox')).toBe(key);
	expect(salt.visitor('2026-11-01', 2, '192.0.2.1', 'Firefox')).not.toBe(key);
	expect(salt.visitor('2026-11-02', 1, '192.0.2.1', 'Firefox')).not.toBe(key);
	await sql`update salts set created_at = now() - interval '49 hours' where day = '2026-11-01'`;
	await salt.destroyOld();
	expect(await sql`select day from salts`).toEqual([{ day: '2026-11-02' }]);
	expect(() => salt.visitor('2026-11-01', 1, '192.0.2.1', 'Firefox')).toThrow();
	await salt.prepare(['2026-11-01']);
	expect(salt.visitor('2026-11-01', 1, '192.0.2.1', 'Firefox')).not.toBe(key);
});

it('two that ask for a new day at once get one salt', async () => {
	const [one, other] = [salts.open(sql), salts.open(sql)];
	await Promise.all([one, other, one].map((salt) => salt.prepare(['2026-12-01'])));
	expect(one.visitor('2026-12-01', 1, 'a', 'b')).toBe(other.visitor('2026-12-01', 1, 'a', 'b'));
});
