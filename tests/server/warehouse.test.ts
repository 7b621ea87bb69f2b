import { describe, expect, it } from 'vitest';
import { freshWarehouse } from '../stores.ts';

const warehouse = await freshWarehouse();

describe('the warehouse door', () => {
	it('never hands one query the rows of another: 60 rounds of failing and innocent queries', async () => {
		let failed = 0;
		for (let round = 0; round < 60; round++) {
			const failing = warehouse
				.rows(`select throwIf(number = 250000, 'planted') as boom, number from numbers(300000)`)
				.then(
					() => 0,
					() => 1
				);
			const innocent = Array.from({ length: 5 }, async (_, index) => {
				const from = round * 1000 + index * 100;
				const rows = await warehouse.rows<{ n: number }>(
					'select number + {from:UInt32} as n from numbers(50) order by n',
					{ from }
				);
				expect(rows.map((row) => row.n)).toEqual(Array.from({ length: 50 }, (_, i) => from + i));
			});
			const [one] = await Promise.all([failing, ...innocent]);
			failed += one;
		}
		expect(failed).toBe(60);
	});

	it('refuses a result that is larger than its limit instead of cutting it', async () => {
		const read = (rows: number) => warehouse.rows('select number from numbers(4)', {}, { rows });
		expect(await read(4)).toHaveLength(4);
		await expect(read(3)).rejects.toMatchObject({ problem: 'warehouse.too-many-rows' });
	});

	it('adds rows of one token once', async () => {
		await warehouse.command(
			'create table t (a UInt8) engine = MergeTree order by a settings non_replicated_deduplication_window = 100'
		);
		for (let turn = 0; turn < 3; turn++) await warehouse.insert('t', [{ a: 1 }, { a: 2 }], 'same');
		await warehouse.insert('t', [{ a: 1 }], 'other');
		expect(await warehouse.rows('select count() as rows from t')).toEqual([{ rows: 3 }]);
	});

	it('reads no file and writes nothing through a read', async () => {
		await expect(
			warehouse.rows(`select * from file('/etc/passwd', 'LineAsString')`)
		).rejects.toThrow();
		expect(await warehouse.rows('select 1 as fine')).toEqual([{ fine: 1 }]);
	});
});
