import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import { periodText } from '#lib/campaign.ts';
import type { Problem } from '#lib/problem.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import type { Definition } from '#lib/survey.ts';
import { seen } from '../../src/routes/api/v1/campaigns/seen.ts';
import { binh, dung } from '../people.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
let analyst: User;
let count = 0;

const day = 86_400_000;
async function draft(opensIn = -day, closesIn = day) {
	const campaign = await campaigns.create(sql, analyst.id, {
		slug: `dot-${++count}`,
		survey: 'thuc-trang',
		titleVi: 'Khảo sát thực trạng',
		titleEn: 'Status survey',
		periodFrom: '2026-01-01',
		periodTo: '2026-12-31',
		opensAt: new Date(Date.now() + opensIn).toISOString(),
		closesAt: new Date(Date.now() + closesIn).toISOString()
	});
	return campaign.slug;
}
const problemOf = (work: Promise<unknown>) =>
	work.then(
		() => 'nothing was thrown',
		(error: Problem) => error.problem
	);

beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	analyst = await binh(sql);
});

describe('a published survey', () => {
	it('gets a new version only when its content is new', async () => {
		expect(await surveys.publishFiles(sql)).toBe(0);
		const title = (vi: string) => ({ vi, en: 'Number' });
		const form = (vi: string): Definition => ({
			title: title('Phiếu'),
			pages: [
				{
					name: 'p1',
					title: title('A'),
					elements: [{ type: 'text', name: 'A1', title: title(vi) }]
				}
			]
		});
		expect(await surveys.publish(sql, analyst.id, 'thu', form('Số cuộc thi'))).toBe(true);
		expect(await surveys.publish(sql, analyst.id, 'thu', form('Số các cuộc thi'))).toBe(true);
		expect(await surveys.publish(sql, analyst.id, 'thu', form('Số cuộc thi'))).toBe(false);
		expect((await surveys.latest(sql, 'thu')).number).toBe(2);
		await expect(sql`update survey_versions set number = 9`).rejects.toThrow(/immutable/);
	});

	it('is refused with the reasons of the gate', async () => {
		const form = {
			title: 'Phiếu',
			pages: [{ name: 'p1', title: 'A', elements: [{ type: 'html', name: 'A1', html: '{ten}' }] }]
		};
		expect(await problemOf(surveys.publish(sql, analyst.id, 'xau', form))).toBe('survey.refused');
	});
});

describe('a campaign', () => {
	it('freezes the provinces of the day it opens, and they stay as they were', async () => {
		const slug = await draft();
		const campaign = await campaigns.open(sql, analyst.id, slug);
		const before = await campaigns.progress(sql, campaign.id);
		expect(before).toHaveLength(34);
		expect(before.every(({ state }) => state === 'none')).toBe(true);
		const names = before.map(({ name }) => name);
		expect(names).toEqual([...names].sort(new Intl.Collator('vi').compare));

		const lost = before[0]!.unitId;
		await sql
			.begin(async (tx) => {
				await tx`update unit_versions set valid_to = '2026-11-01'
				where unit_id = ${lost} and valid_to is null`;
				expect(await campaigns.progress(tx as unknown as typeof sql, campaign.id)).toHaveLength(34);
				const other = await draft();
				await campaigns.open(tx as unknown as typeof sql, analyst.id, other);
				const { id } = await campaigns.find(tx as unknown as typeof sql, other);
				const fewer = await campaigns.progress(tx as unknown as typeof sql, id);
				expect(fewer.map(({ unitId }) => unitId)).not.toContain(lost);
				throw new Error('undo');
			})
			.catch((error: Error) => expect(error.message).toBe('undo'));
	});

	it('takes only allowed steps, each with its row in the audit', async () => {
		const slug = await draft();
		expect(await problemOf(campaigns.pause(sql, analyst.id, slug))).toBe('campaign.wrong-step');
		expect(await problemOf(campaigns.close(sql, analyst.id, slug))).toBe('campaign.wrong-step');
		await campaigns.open(sql, analyst.id, slug);
		expect(await problemOf(campaigns.open(sql, analyst.id, slug))).toBe('campaign.wrong-step');
		await campaigns.pause(sql, analyst.id, slug);
		await campaigns.reopen(sql, analyst.id, slug);
		await campaigns.close(sql, analyst.id, slug);
		const verbs = await sql<{ verb: string }[]>`select verb from audit
			where object = ${`campaign/${slug}`} order by id`;
		expect(verbs.map(({ verb }) => verb)).toEqual([
			'campaign.create',
			'campaign.open',
			'campaign.paused',
			'campaign.open',
			'campaign.closed'
		]);
	});

	it('opens again after its closing time only with a later one', async () => {
		const slug = await draft();
		await campaigns.open(sql, analyst.id, slug);
		await sql`update campaigns set closes_at = now() - interval '1 hour' where slug = ${slug}`;
		await campaigns.close(sql, analyst.id, slug);
		expect(await problemOf(campaigns.reopen(sql, analyst.id, slug))).toBe('campaign.window-over');
		const later = new Date(Date.now() + day).toISOString();
		const campaign = await campaigns.reopen(sql, analyst.id, slug, later);
		expect(campaign).toMatchObject({ state: 'open', closesAt: later });
	});

	it('is what its units have to answer, never while it is a draft', async () => {
		const officer = await dung(sql);
		const slug = await draft();
		const slugs = async () => (await campaigns.byUnit(sql, officer)).map((one) => one.slug);
		expect(await slugs()).not.toContain(slug);
		await campaigns.open(sql, analyst.id, slug);
		expect(await slugs()).toContain(slug);
		expect(await campaigns.byUnit(sql, analyst)).toEqual([]);
	});

	it('has a name of its own', async () => {
		const slug = await draft();
		const { titleVi, titleEn, periodFrom, periodTo, opensAt, closesAt } = await campaigns.find(
			sql,
			slug
		);
		const again = { slug, survey: 'thuc-trang', titleVi, titleEn };
		const window = { periodFrom, periodTo, opensAt, closesAt };
		expect(await problemOf(campaigns.create(sql, analyst.id, { ...again, ...window }))).toBe(
			'record.exists'
		);
		const hidden = { ...again, ...window, slug: 'phieu' };
		expect(await problemOf(campaigns.create(sql, analyst.id, hidden))).toBe('record.exists');
		expect(await problemOf(campaigns.find(sql, 'khong-co'))).toBe('campaign.not-found');
	});
});

it('names periods as forms do', () => {
	expect(periodText('2026-01-01', '2026-06-30')).toBe('6 tháng đầu năm 2026');
	expect(periodText('2026-07-01', '2026-12-31')).toBe('6 tháng cuối năm 2026');
	expect(periodText('2020-01-01', '2020-12-31')).toBe('năm 2020');
	expect(periodText('2026-02-01', '2026-04-30')).toBe('từ ngày 01/02/2026 đến ngày 30/4/2026');
});

it('is unknown to people of a unit until it is opened', async () => {
	const slug = await draft();
	const officer = await dung(sql);
	expect(await problemOf(seen(sql, officer, slug))).toBe('campaign.not-found');
	expect(await seen(sql, analyst, slug)).toMatchObject({ state: 'draft' });
	await campaigns.open(sql, analyst.id, slug);
	expect(await seen(sql, officer, slug)).toMatchObject({ state: 'open' });
});
