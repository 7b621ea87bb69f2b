/** An analyst looks at citizens' answers under suspicion: keeps some, excludes others, takes it back. */
import { randomUUID } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { needs } from '../needs.ts';
import { closeCampaign, openForCitizens } from './campaign.ts';
import { signIn } from './demo.ts';
import { looks, nameOf } from './looks.ts';

const people = 22;
let slug: string;
let list: string;

test.beforeAll(async ({ request }) => {
	slug = `nghi-van-${Date.now().toString(36)}`;
	list = `/khao-sat/${slug}/nguoi-dan/nghi-van`;
	const link = await openForCitizens(request, slug);
	for (let one = 0; one < people; one++) {
		const data = needs({ NC36: `Ý kiến ${one}` });
		const sent = { link, id: randomUUID(), data, seconds: 240, website: 'http://x' };
		expect((await request.post('/api/v1/answers', { data: sent })).status()).toBe(201);
	}
});
test.afterAll(({ request }) => closeCampaign(request, slug));

async function open(page: Page) {
	await expect(async () => {
		await page.goto(list);
		await expect(page.getByText(`${people} phiếu theo bộ lọc`, { exact: true })).toBeVisible({
			timeout: 1000
		});
	}).toPass({ timeout: 30_000 });
}

for (const look of looks)
	test.describe(nameOf(look), () => {
		test.use(look);

		test('the list fits and is accessible, its decision bar leaves room to read', async ({
			page
		}) => {
			await signIn(page, 'analyst');
			await open(page);
			await page.getByText('Xem câu trả lời').first().click();
			const { violations } = await new AxeBuilder({ page }).analyze();
			expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
			const overflow = await page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth
			);
			expect(overflow).toBe(0);
			const bar = page.getByRole('group', { name: 'Quyết định cho phiếu đã chọn' });
			const { height } = (await bar.boundingBox())!;
			if (look.viewport.width === 1440) expect(height).toBeLessThan(180);
			const reason = (await page.getByLabel('Lý do', { exact: true }).boundingBox())!;
			const keep = (await bar.getByRole('button', { name: 'Giữ lại' }).boundingBox())!;
			const below = keep.y - (reason.y + reason.height);
			const beside = keep.x - (reason.x + reason.width);
			expect(Math.max(below, beside)).toBeGreaterThanOrEqual(10);
		});
	});

test('keeps, excludes and undoes; every place where the answers are counted follows', async ({
	page
}) => {
	await signIn(page, 'analyst');
	await open(page);
	await page
		.getByRole('checkbox', { name: /Chọn phiếu số/ })
		.first()
		.check();
	await page.getByRole('button', { name: 'Loại khỏi số liệu' }).click();
	await expect(page.getByLabel('Lý do', { exact: true })).toBeFocused();
	await page.getByLabel('Lý do', { exact: true }).fill('Một người điền hộ');
	await page.getByRole('button', { name: 'Loại khỏi số liệu' }).click();
	await expect(page.getByText('Đã loại 1 phiếu khỏi số liệu.')).toBeVisible();
	await expect(page.getByText(`${people - 1} phiếu theo bộ lọc`, { exact: true })).toBeVisible();
	await page.getByRole('button', { name: 'Hoàn tác' }).click();
	await expect(page.getByText('Đã hoàn tác: 1 phiếu trở về tình trạng trước.')).toBeVisible();
	await expect(page.getByText(`${people} phiếu theo bộ lọc`, { exact: true })).toBeVisible();

	await page.getByLabel(`Quyết định cho cả ${people} phiếu`).check();
	await page.getByLabel('Lý do', { exact: true }).fill('Máy dùng chung ở nhà văn hóa');
	await page.getByRole('button', { name: 'Giữ lại' }).click();
	await expect(page.getByText(`Đã giữ lại ${people} phiếu.`)).toBeVisible();
	await expect(page.getByText('Không có phiếu nào theo bộ lọc này')).toBeVisible();
	await page.getByLabel('Tình trạng').selectOption('Đã giữ lại');
	await page.getByRole('button', { name: 'Lọc', exact: true }).click();
	await expect(page.getByText('Máy dùng chung ở nhà văn hóa').first()).toBeVisible();
	await expect(page.getByText('Các quyết định trước (2)')).toHaveCount(1);
});
