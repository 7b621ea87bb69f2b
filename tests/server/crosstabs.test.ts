import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import type { Campaign } from '#lib/campaign.ts';
import type { Asked } from '#lib/crosstab.ts';
import type { Problem } from '#lib/problem.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as crosstabs from '#lib/server/crosstabs.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import { binh } from '../people.ts';
import { freshPostgres, freshWarehouse } from '../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
let analyst: User;
let campaign: Campaign;
let people = 0;
const rows: object[] = [];

/** So many people of a province with these answers. */
function say(
	count: number,
	unitId: number,
	answers: Record<string, string[]>,
	flags: string[] = []
) {
	for (let turn = 0; turn < count; turn++) {
		const respondent = ++people;
		for (const [question, codes] of Object.entries(answers))
			for (const code of codes)
				rows.push({
					...{ campaign_id: campaign.id, question, item: '', respondent, unit_id: unitId },
					...{ code, number: null, flags, received_at: '2026-11-20 01:00:00' }
				});
	}
}

const ask = (wanted: Partial<Asked>) => crosstabs.make(sql, warehouse, analyst, campaign, wanted);

beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	analyst = await binh(sql);
	campaign = await campaigns.create(sql, analyst.id, {
		slug: 'nhu-cau-2026',
		survey: 'nhu-cau',
		titleVi: 'Khảo sát nhu cầu',
		titleEn: 'Needs survey',
		periodFrom: '2026-01-01',
		periodTo: '2026-12-31',
		opensAt: '2026-11-01T00:00:00Z',
		closesAt: '2026-12-01T00:00:00Z',
		audience: 'citizens'
	});
	const id = async (code: string) => (await units.find(sql, code, 'province', '2026-11-01'))!.id;
	const [hanoi, lamDong] = [await id('01'), await id('68')];
	say(40, hanoi, { NC05: ['nam'], NC10: ['dien_thoai', 'may_tinh'] });
	say(30, hanoi, { NC05: ['nu'], NC10: ['dien_thoai'] });
	say(20, hanoi, { NC05: ['ktl'], NC10: ['dien_thoai'] });
	say(25, lamDong, { NC05: ['nam'], NC10: ['may_tinh'] });
	say(15, lamDong, { NC05: ['nu'], NC10: ['dien_thoai'] }, ['fast']);
	say(4, lamDong, { NC05: ['khac'], NC10: ['tv'] });
	say(12, lamDong, { NC05: ['nu'] });
	const binhThuan = (await units.find(sql, '60', 'province', '2025-01-01'))!.id;
	say(20, lamDong, { NC11: ['khi_can'] });
	say(15, binhThuan, { NC11: ['khi_can'] });
	await warehouse.insert('citizen_answers', rows, 'crosstab-1');
}, 60_000);

const cellOf = ({ table }: crosstabs.Crosstab, row: string, column?: string) => {
	const line = table.rows.find(({ heading }) => heading.code === row)!;
	const at = table.columns.findIndex(({ code }) => code === column);
	return column === undefined ? line.total : line.cells[at]!;
};

describe('a table of citizens’ answers', () => {
	it('counts answers of a unit that has since merged once, where its successor lies', async () => {
		expect(cellOf(await ask({ row: 'NC11' }), 'khi_can').n).toBe(35);
		expect(cellOf(await ask({ row: 'NC11', province: '68' }), 'khi_can').n).toBe(35);
		const whole = await ask({ row: 'NC11', column: 'tinh' });
		expect(cellOf(whole, 'khi_can', '68').n).toBe(35);
	});

	it('counts respondents, not choices, and keeps the two kinds of share apart', async () => {
		const made = await ask({ row: 'NC10' });
		// 134 people answered; 105 named the phone; 174 choices were made.
		expect(cellOf(made, 'dien_thoai')).toMatchObject({ n: 105, base: 134 });
		expect(cellOf(made, 'dien_thoai').share).toBeCloseTo(105 / 134, 10);
		const ofChoices = await ask({ row: 'NC10', of: 'choices' });
		expect(cellOf(ofChoices, 'dien_thoai')).toMatchObject({ n: 105, base: 174, low: null });
		const shares = made.table.rows.flatMap(({ total }) => total.share ?? []);
		expect(Math.max(...shares)).toBeLessThanOrEqual(1);
	});

	it('shows “prefer not to answer” and leaves it out of the base when asked to', async () => {
		const within = await ask({ row: 'NC05' });
		const without = await ask({ row: 'NC05', unsure: false });
		expect(cellOf(within, 'ktl').n).toBe(20);
		expect(cellOf(within, 'nam').base! - cellOf(without, 'nam').base!).toBe(20);
		expect(cellOf(without, 'ktl')).toMatchObject({ n: 20, share: null });
	});

	it('hides a group of four, and another with it, in every filter and every table', async () => {
		for (const wanted of [
			{ row: 'NC05' },
			{ row: 'NC05', province: '68' },
			{ row: 'NC05', column: 'tinh' },
			{ row: 'NC05', column: 'NC10' }
		]) {
			const { table } = await ask(wanted);
			const line = table.rows.find(({ heading }) => heading.code === 'khac')!;
			for (const { n } of [...line.cells, line.total]) expect(n === null || n === 0).toBe(true);
			expect(table.hidden).toBeGreaterThan(1);
			const known = table.rows.map(({ total }) => total.n);
			const missing = known.filter((n) => n === null).length;
			expect(missing >= 2 || table.total.total.n === null).toBe(true);
		}
	});

	it('does not give a place away by the difference of two filters', async () => {
		const nation = await ask({ row: 'NC05' });
		const hanoi = await ask({ row: 'NC05', province: '01' });
		for (const { heading, total } of nation.table.rows) {
			const one = cellOf(hanoi, heading.code).n;
			if (total.n === null || one === null) continue;
			const left = total.n - one;
			expect(left === 0 || left >= 10).toBe(true);
		}
	});

	it('leaves answers under suspicion out on request, and never tells how many when they are few', async () => {
		const all = await ask({ row: 'NC10', province: '68' });
		const clean = await ask({ row: 'NC10', province: '68', flagged: false });
		expect(all.suspicions).toBe(true);
		expect(cellOf(clean, 'dien_thoai').n ?? 0).toBe(0);
		for (const { heading, total } of all.table.rows) {
			const other = cellOf(clean, heading.code).n;
			if (total.n === null || other === null) continue;
			expect(total.n === other || total.n - other >= 10).toBe(true);
		}
	});

	it('shows nothing for a place where nobody answered, and divides by nobody', async () => {
		const { table } = await ask({ row: 'NC05', province: '79' });
		for (const { total } of table.rows) expect(total).toMatchObject({ n: 0, share: null });
	});

	it('refuses what the campaign does not have', async () => {
		for (const wanted of [{ row: 'XX' }, { column: "'; drop" }, { province: '999' }])
			await ask(wanted).then(
				() => expect.unreachable(),
				(error: Problem) => expect(error.status).toBe(400)
			);
	});
});
