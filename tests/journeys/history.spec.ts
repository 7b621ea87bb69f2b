/** An administrator brings past figures of a portal in, corrects them, and takes them back. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { readDemo, signIn } from './demo.ts';

const { key, sites } = readDemo();
const site = sites[0]!;
const source = `GA4 ${Date.now()}`;
const head = '# ----\n# Free form 1\n# 20230101-20230103\n# ----\n\nDate,Views,Sessions\n';
const first = `${head},25,9,Grand total\n20230101,1200,500\n20230102,1300,510\n`;
const mended = `${head}20230102,1350,510\n20230103,=1+1,520\n`;

/** What stands of the counter, as programs read it. */
async function standing(baseURL: string): Promise<string[]> {
	const answer = await fetch(`${baseURL}/api/v1/history?site=${site}`, {
		headers: { authorization: `Bearer ${key}` }
	});
	type Row = { source: string; day: string; measure: string; value: number };
	const { figures } = (await answer.json()) as { figures: Row[] };
	return figures
		.filter((row) => row.source === source && row.measure === 'pageViews')
		.map(({ day, value }) => `${day} ${value}`);
}

test('figures of an earlier counter are previewed, written once, corrected and withdrawn', async ({
	page,
	baseURL
}) => {
	await signIn(page, 'administrator');
	const upload = async (name: string, text: string) => {
		await page.goto('/quan-tri/lich-su-truy-cap');
		await page.getByLabel('Trang', { exact: true }).selectOption(site);
		await page.getByLabel('Bộ đếm', { exact: true }).fill(source);
		const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
		await page.getByLabel('Tệp CSV').setInputFiles(file);
		await page.getByRole('button', { name: 'Tải lên và xem trước' }).click();
		await expect(page.getByRole('heading', { name })).toBeVisible();
	};

	await upload('ga4-2023.csv', first);
	await expect(page.getByText('Đếm bằng cách khác, không cộng vào số của hệ thống')).toBeVisible();
	await expect(page.getByText('4 số mới')).toBeVisible();
	await expect(page.getByText('1 dòng tổng, bỏ qua')).toBeVisible();
	expect(await standing(baseURL!)).toEqual([]);
	await page.getByRole('button', { name: 'Ghi 4 số liệu' }).click();
	await expect(page.getByRole('heading', { name: 'Kết quả đã ghi' })).toBeVisible();
	expect(await standing(baseURL!)).toEqual(['2023-01-01 1200', '2023-01-02 1300']);

	await upload('ga4-2023.csv', first);
	await expect(page.getByText('Không có gì để ghi')).toBeVisible();
	await page.getByRole('button', { name: 'Bỏ tệp này' }).click();
	await expect(page.getByRole('heading', { name: 'Các lần nhập' })).toBeVisible();

	await upload('ga4-sua.csv', mended);
	await expect(page.getByRole('row', { name: /^8 .*=1\+1/ })).toContainText(
		'công thức không được tính'
	);
	for (const width of [1440, 375]) {
		await page.setViewportSize({ width, height: 900 });
		const { violations } = await new AxeBuilder({ page }).analyze();
		expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
		const wide = await page.evaluate(() => document.documentElement.scrollWidth);
		expect(wide, `${width} px`).toBeLessThanOrEqual(width);
	}
	await page.getByRole('button', { name: 'Chỉ ghi 1 dòng không lỗi' }).click();
	await expect(page.getByRole('heading', { name: 'Kết quả đã ghi' })).toBeVisible();
	await expect(page.getByRole('row', { name: /1\.300.*1\.350/ })).toBeVisible();
	expect(await standing(baseURL!)).toEqual(['2023-01-01 1200', '2023-01-02 1350']);

	await page.getByLabel('Lý do').fill('Nhầm tệp');
	await page.getByRole('button', { name: 'Thu hồi lần nhập' }).click();
	await expect(page.getByText('Lý do: Nhầm tệp')).toBeVisible();
	expect(await standing(baseURL!)).toEqual(['2023-01-01 1200', '2023-01-02 1300']);
});

test('the page of sites tells what to set in trackers of other products', async ({ page }) => {
	await signIn(page, 'administrator');
	await page.goto('/quan-tri/trang');
	const row = page.getByRole('row').filter({ hasText: site }).first();
	await row.getByText(/^Bộ đếm Plausible/).click();
	for (const text of ['data-api', '/api/event', 'data-website-id', '/matomo.php'])
		await expect(row.getByText(text).first()).toBeVisible();
	await expect(row.getByText(/^[0-9a-f]{8}-[0-9a-f-]{27}$/)).toBeVisible();
});
