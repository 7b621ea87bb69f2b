/** The quality annex on a real PostgreSQL: what it counts equals what was done. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import { annexColumns, aboutOf, valueText } from '#lib/charts/quality.ts';
import { qualityAnnex } from '#lib/messages/quality-annex.ts';
import { measureNames, type AnnexLine, type MeasureName } from '#lib/quality-annex.ts';
import * as allowances from '#lib/server/allowances.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as judge from '#lib/server/logic/judge.ts';
import * as plans from '#lib/server/plan.ts';
import * as quality from '#lib/server/quality/annex.ts';
import * as responses from '#lib/server/responses.ts';
import * as reviews from '#lib/server/reviews.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import { complete } from '../answers.ts';
import { binh, dung } from '../people.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
const slug = 'chat-luong';
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
let analyst: User;
let officer: User;
let lines: AnnexLine[];
const find = (name: MeasureName, group?: string) =>
	lines.find((line) => line.name === name && (group === undefined || line.group === group))!;

async function submit(changes: Record<string, unknown> = {}): Promise<string> {
	const { response } = await responses.open(sql, officer, slug);
	const data = { ...complete(), ...changes };
	await responses.submit(sql, officer, slug, { sequence: response.sequence + 1, data });
	return (await responses.open(sql, officer, slug)).response.id!;
}

/** One province submits, is sent back, submits again, is approved but for one answer; one is exempt. */
beforeAll(async () => {
	await units.load(sql);
	await plans.load(sql);
	await indicators.load(sql);
	await surveys.publishFiles(sql);
	[analyst, officer] = [await binh(sql), await dung(sql)];
	await campaigns.create(sql, analyst.id, {
		...{ slug, survey: 'thuc-trang', titleVi: 'Khảo sát thực trạng', titleEn: 'Status survey' },
		...{ periodFrom: '2026-01-01', periodTo: '2026-06-30' },
		...{ opensAt: inDays(-1), closesAt: inDays(2), levels: ['province'] }
	});
	await campaigns.open(sql, analyst.id, slug);
	const id = await submit();
	const remark = { question: 'TT10', reason: 'Gấp mười lần kỳ trước.' };
	await reviews.sendBack(sql, analyst, id, { version: 1, remarks: [remark], dueAt: inDays(3) });
	await submit({ TT10: 5 });
	const exceptions = [{ question: 'TT35', item: 'nhan_luc', reason: 'Chưa đối chiếu.' }];
	await reviews.approve(sql, analyst, id, { version: 2, exceptions });
	const other = (await units.onDay(sql, '2026-11-01', { level: 'province' })).find(
		(unit) => unit.id !== officer.unitId
	)!;
	await allowances.give(
		sql,
		analyst.id,
		slug,
		{ unitIds: [other.id] },
		{
			...{ kind: 'exemption', reason: 'Sáp nhập trong kỳ' }
		}
	);
	({ lines } = await quality.make(sql, await campaigns.find(sql, slug)));
}, 60_000);
afterAll(() => judge.close());

describe('the annex of a campaign of units', () => {
	it('counts the list against the units that stood when it was frozen', () => {
		expect(find('listed', 'province')).toMatchObject({ value: 34, of: 34 });
		expect(find('undercovered', 'province')).toMatchObject({ value: 0, counted: 0, of: 34 });
		expect(find('overcovered', 'province')).toMatchObject({ value: 0, counted: 0, of: 34 });
		expect(find('exempt', 'province')).toMatchObject({ counted: 1, of: 34 });
	});

	it('states outcome rates over the units expected, the exempt left out', () => {
		expect(find('rr1', 'province')).toMatchObject({ value: 1 / 33, counted: 1, of: 33 });
		expect(find('cooperation', 'province')).toMatchObject({ value: 1, counted: 1, of: 1 });
		expect(find('untouched', 'province')).toMatchObject({ counted: 32, of: 33 });
	});

	it('counts what was edited, sent back, handed in again, approved and excepted', () => {
		expect(find('edited')).toMatchObject({ value: 1, counted: 1, of: 1 });
		expect(find('versions')).toMatchObject({ value: 2 });
		expect(find('sentBack')).toMatchObject({ counted: 1, of: 1 });
		expect(find('resubmitted')).toMatchObject({ counted: 1, of: 1 });
		expect(find('approved')).toMatchObject({ value: 1 });
		expect(find('excepted')).toMatchObject({ value: 1, of: 1 });
		expect(find('onTime')).toMatchObject({ value: 1 });
		expect(find('median').value).toBeCloseTo(2, 1);
	});

	it('counts a question as open only where it was asked', () => {
		const items = lines.filter(({ name }) => name === 'itemMissing');
		expect(items.every(({ of }) => of === 1)).toBe(true);
		const left = items.filter(({ counted }) => counted === 1).map(({ group }) => group);
		expect(left).toContain('TT21');
		expect(left).not.toContain('TT10');
		// spared by their conditions: nobody left them open
		const spared = ['TT05a', 'TT12', 'TT20a', 'TT26a', 'TT29', 'TT30'];
		expect(items.filter(({ group }) => spared.includes(group))).toEqual([]);
	});

	it('says that no weights are used, and which versions of the form were answered', () => {
		expect(find('unweighted')).toMatchObject({ value: 1 });
		expect(find('formVersion')).toMatchObject({ group: '1', value: 1, of: 1 });
	});

	it('names, defines and states n for every line, in both languages', () => {
		for (const locale of ['vi', 'en'] as const) {
			for (const name of measureNames) {
				const [label, definition] = qualityAnnex[locale].lines[name];
				expect(label.length).toBeGreaterThan(2);
				expect(definition.length).toBeGreaterThan(10);
			}
			for (const line of lines)
				for (const column of annexColumns(locale)) expect(typeof column.text(line)).toBe('string');
		}
		expect(aboutOf(find('rr1'), 'vi')).toBe('Cấp tỉnh');
		expect(valueText(find('cooperation'), 'vi')).toBe('100,0\u00a0%');
		expect(lines.every(({ of }) => Number.isInteger(of))).toBe(true);
	});
});

describe('the annex of a campaign that nobody answered', () => {
	it('has no rates over nothing', async () => {
		await campaigns.create(sql, analyst.id, {
			...{ slug: 'trong', survey: 'thuc-trang', titleVi: 'Khảo sát', titleEn: 'Survey' },
			...{ periodFrom: '2026-07-01', periodTo: '2026-12-31' },
			...{ opensAt: inDays(-1), closesAt: inDays(2), levels: ['agency'] }
		});
		await campaigns.open(sql, analyst.id, 'trong');
		const made = await quality.make(sql, await campaigns.find(sql, 'trong'));
		const value = (name: MeasureName) => made.lines.find((line) => line.name === name)!.value;
		expect([value('onTime'), value('median'), value('cooperation')]).toEqual([null, null, null]);
		expect(value('rr1')).toBe(0);
		expect(made).toMatchObject({ forms: 0, total: 0 });
		// the wave before asked the same form
		expect(made.lines.find(({ name }) => name === 'changedForm')).toMatchObject({ counted: 0 });
	});
});
