/** An analyst plans an evaluation, fixes it, computes it and publishes it; others read it. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { readDemo, signIn } from './demo.ts';
import { looks, nameOf } from './looks.ts';

const { truth } = readDemo();
const demo = `/danh-gia/${truth.evaluation}`;

async function fits(page: Page) {
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
	const overflow = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(overflow).toBe(0);
	if (process.env.SHOTS)
		await page.screenshot({
			path: `${process.env.SHOTS}/${page.url().replace(/\W+/g, '-')}-${page.viewportSize()!.width}.png`,
			fullPage: true
		});
}

for (const look of looks)
	test.describe(nameOf(look), () => {
		test.use(look);

		test('the list, a result and the form fit and are accessible', async ({ page }) => {
			await signIn(page, 'analyst');
			for (const path of ['/danh-gia', demo, '/danh-gia/them']) {
				await page.goto(path);
				await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
				await fits(page);
			}
		});
	});

test('the planted effect of the pilot is recovered, and the trend before was alike', async ({
	page,
	request
}) => {
	const answer = await request.get(`/api/v1/evaluations/${truth.evaluation}`, {
		headers: { authorization: `Bearer ${readDemo().key}` }
	});
	const { results } = (await answer.json()) as {
		results: { result: { findings: { estimate: { low: number; high: number } }[] } }[];
	};
	const { low, high } = results[0]!.result.findings[0]!.estimate;
	expect(low).toBeLessThan(100 * truth.usage.effect);
	expect(high).toBeGreaterThan(100 * truth.usage.effect);
	expect(low).toBeGreaterThan(0);
	await signIn(page, 'leader');
	await page.goto(demo);
	await expect(page.getByText('vượt ngưỡng có ý nghĩa').first()).toBeVisible();
	await expect(page.getByRole('button', { name: 'Công bố' })).toHaveCount(0);
	// the method is one click away
	await page.getByText('Cách tính: Khác biệt kép').click();
	await expect(page.getByText('R. A. Fisher', { exact: false })).toBeVisible();
});

test('a plan is written, checked, fixed, computed, versioned and published', async ({ page }) => {
	await signIn(page, 'analyst');
	await page.goto('/danh-gia/them');
	await page.getByLabel('Tên đánh giá').fill('Chiến dịch ở ba tỉnh');
	await page.getByLabel('Loại').selectOption('campaign');
	await page.getByLabel('Ngày bắt đầu chung').fill(truth.usage.pilotFrom);
	for (const name of ['An Giang', 'Bắc Ninh', 'Cà Mau'])
		await page.getByLabel(`Vai trò của ${name}`).selectOption('treated');
	await page.getByLabel('Mỗi kỳ là').selectOption('week');
	await page.getByLabel('Số kỳ trước').fill('0');
	await page.getByLabel('Số kỳ sau').fill('4');
	await page.getByRole('button', { name: 'Lưu kế hoạch' }).click();
	await expect(page.getByRole('alert')).toContainText('Số kỳ trước');
	await expect(page.getByLabel('Tên đánh giá')).toHaveValue('Chiến dịch ở ba tỉnh');
	await expect(page.getByLabel('Vai trò của Cà Mau')).toHaveValue('treated');
	await page.getByLabel('Số kỳ trước').fill('4');
	await page.getByRole('button', { name: 'Lưu kế hoạch' }).click();
	await expect(page.getByRole('heading', { name: 'Chiến dịch ở ba tỉnh' })).toBeVisible();
	await expect(page.getByText('Số liệu có trả lời được không')).toBeVisible();
	await page.getByRole('button', { name: 'Chốt kế hoạch' }).click();
	await page.getByRole('button', { name: 'Tính kết quả' }).click();
	await expect(page.getByRole('heading', { name: 'Kết luận' })).toBeVisible();
	await expect(page.getByText('Chưa đủ cơ sở').first()).toBeVisible();
	await page.getByRole('link', { name: 'Lập phiên bản mới' }).click();
	await page.getByLabel('Ngưỡng có ý nghĩa').fill('15');
	await page.getByLabel('Lý do đổi kế hoạch').fill('Ngưỡng cũ quá thấp so với dao động tuần');
	await page.getByRole('button', { name: 'Lưu phiên bản mới' }).click();
	await expect(page.getByText('lập sau khi đã có kết quả')).toBeVisible();
	await expect(page.getByText('Thay đổi: ngưỡng')).toBeVisible();
});

test('a course before and after is compared in pairs from four counts', async ({ page }) => {
	await signIn(page, 'analyst');
	await page.goto('/danh-gia/them');
	await page.getByLabel('Tên đánh giá').fill('Tập huấn báo cáo viên đợt 1');
	await page.getByLabel('Loại').selectOption('training');
	await page.getByLabel('đạt cả hai lần').fill('40');
	await page.getByLabel('chỉ đạt lần trước').fill('5');
	await page.getByLabel('chỉ đạt lần sau').fill('30');
	await page.getByLabel('không đạt lần nào').fill('25');
	await page.getByRole('button', { name: 'Lưu kế hoạch' }).click();
	await page.getByRole('button', { name: 'Chốt kế hoạch' }).click();
	await page.getByRole('button', { name: 'Tính kết quả' }).click();
	await expect(page.getByText('+25,0 điểm').first()).toBeVisible();
	await expect(page.getByText('đi kèm với').first()).toBeVisible();
});

test('a locality reads what is published, without the figures of others', async ({ page }) => {
	await signIn(page, 'unit_officer');
	await page.goto(demo);
	await expect(page.getByRole('heading', { name: 'Kết luận' })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Tải số liệu đã dùng (CSV)' })).toHaveCount(0);
	const refused = await page.request.get(`${demo}/tai?bang=so-lieu`);
	expect(refused.status()).toBe(403);
	await page.goto('/danh-gia');
	await expect(page.getByText('Chiến dịch ở ba tỉnh')).toHaveCount(0);
});

test('a result is taken away as a paper for Word and as the rows it was made from', async ({
	page
}) => {
	await signIn(page, 'leader');
	const paper = await page.request.get(`${demo}/tai?bang=van-ban`);
	expect([paper.status(), (await paper.body()).subarray(0, 2).toString()]).toEqual([200, 'PK']);
	const rows = await (await page.request.get(`${demo}/tai?bang=so-lieu`)).text();
	expect(rows.split('\n')[0]).toContain('outcome;unitId;unit;from;to');
	expect(rows).toContain('DỮ LIỆU MÔ PHỎNG');
});

test('the quality annex of a campaign fits, is accessible, and is taken away', async ({ page }) => {
	await signIn(page, 'leader');
	for (const width of [1440, 375]) {
		await page.setViewportSize({ width, height: 900 });
		for (const slug of [readDemo().campaign, `nhu-cau-${readDemo().campaign.slice(-4)}`]) {
			await page.goto(`/khao-sat/${slug}/chat-luong`);
			await expect(page.getByRole('heading', { name: 'Câu bỏ trống' })).toBeVisible();
			await fits(page);
		}
	}
	const here = `/khao-sat/${readDemo().campaign}/chat-luong`;
	const table = await (await page.request.get(`${here}/tai.csv`)).text();
	expect(table).toContain('Tỷ lệ trả lời RR1');
	const paper = await page.request.get(`${here}/tai.docx`);
	expect((await paper.body()).subarray(0, 2).toString()).toBe('PK');
});

test('a locality does not see the quality annex', async ({ page }) => {
	await signIn(page, 'unit_officer');
	const answer = await page.goto(`/khao-sat/${readDemo().campaign}/chat-luong`);
	expect(answer?.status()).toBe(403);
});
