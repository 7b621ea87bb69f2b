import { expect, it } from 'vitest';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();

it('gives columns in camelCase and leaves the keys inside JSON alone', async () => {
	const answers = { bao_cao_vien: 3, TT13: { nsnn_giao: 1.5 } };
	const [row] = await sql`select ${sql.json(answers)}::jsonb as some_answers`;
	expect(row).toEqual({ someAnswers: answers });
});

it('gives calendar days as text and 64-bit numbers as numbers', async () => {
	const [row] = await sql`select date '2026-04-30' as day, 9007199254740991::bigint as most`;
	expect(row).toEqual({ day: '2026-04-30', most: Number.MAX_SAFE_INTEGER });
});
