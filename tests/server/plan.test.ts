import { describe, expect, it } from 'vitest';
import { byPart } from '#lib/plan.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as plan from '#lib/server/plan.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
await plan.load(sql);
await indicators.load(sql);

describe('the plan', () => {
	it('has 25 items in the order of the document, 13 in Part II and 12 in Part III', async () => {
		const items = await plan.items(sql);
		expect(items).toHaveLength(25);
		expect(items[0]?.id).toBe('II.1.a');
		expect(items.at(-1)).toMatchObject({ id: 'III.10.b', year: 2022, yearEnd: 2025 });
		expect(byPart(items).map((part) => part.items.length)).toEqual([13, 12]);
	});

	it('keeps what was mended in the scan and what contradicts itself', async () => {
		const document = await plan.document(sql);
		expect(document.number).toBe('1706/QĐ-BTP');
		expect(document.issued).toBe('2020-08-05');
		expect(document.mended).toHaveLength(24);
		expect(document.discrepancies.map((one) => one.id)).toEqual(
			[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `D${n}`)
		);
		const known = new Set((await plan.items(sql)).map((item) => item.id));
		for (const { items } of document.discrepancies)
			for (const id of items) expect(known).toContain(id);
	});

	it('is led as the document says: 19, 5 and 1 items', async () => {
		const leads = new Map<string, number>();
		for (const { leadVi } of await plan.items(sql)) leads.set(leadVi, (leads.get(leadVi) ?? 0) + 1);
		expect([...leads.values()].sort((a, b) => b - a)).toEqual([19, 5, 1]);
	});

	it('loads once', async () => {
		expect(await plan.load(sql)).toBe(false);
		expect(await indicators.load(sql)).toBe(false);
	});
});

describe('the indicators', () => {
	it('are 59 and measure every item of the plan', async () => {
		expect(await indicators.all(sql)).toHaveLength(59);
		for (const { id } of await plan.items(sql))
			expect((await plan.item(sql, id))?.indicators.length, id).toBeGreaterThan(0);
		expect(await plan.item(sql, 'V.1')).toBeUndefined();
	});

	it('carry a typed formula, all 59 of them', async () => {
		expect(await indicators.computable(sql)).toHaveLength(59);
	});

	it('name the act behind a target', async () => {
		const linked = await indicators.byId(sql, 'CT-II.3-04');
		expect(linked?.measure?.target).toMatchObject({ value: 1, year: 2020 });
		expect(linked?.measure?.target?.source).toContain('471/QĐ-TTg');
		expect(linked?.planItems).toEqual(['II.3', 'III.3.b']);
	});
});
