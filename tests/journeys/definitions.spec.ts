/** An analyst edits a definition, tries it out, saves it, compares versions, and adds one of their own. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { signIn } from './demo.ts';

const id = 'CT-II.7-07';
const stamp = String(Date.now()).slice(-6);

async function looksRight(page: Page) {
	for (const width of [1440, 375]) {
		await page.setViewportSize({ width, height: 900 });
		const { violations } = await new AxeBuilder({ page }).analyze();
		expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html}`)).toEqual([]);
		const wide = await page.evaluate(() => document.documentElement.scrollWidth);
		expect(wide, `${width} px`).toBeLessThanOrEqual(width);
	}
	await page.setViewportSize({ width: 1440, height: 900 });
}

test('a definition is edited: refused by field, tried out, saved with a reason, compared, taken back', async ({
	page
}) => {
	await signIn(page, 'analyst');
	await page.goto(`/chi-so/${id}`);
	await page.getByRole('link', { name: 'Sửa định nghĩa' }).click();
	await looksRight(page);
	const goal = page.getByLabel('Mục tiêu', { exact: true });
	await goal.fill('90');
	await page.getByLabel('Năm phải đạt').fill('2027');
	await page.getByLabel('Văn bản quy định mục tiêu').fill('');
	await page.getByRole('button', { name: 'Xem thử' }).click();
	await expect(page.getByRole('alert')).toHaveText('Chưa được: 1 chỗ cần sửa');
	const source = page.getByLabel('Văn bản quy định mục tiêu');
	await expect(source).toHaveAccessibleDescription(/để trống hoặc quá ngắn/);
	await looksRight(page);
	await source.fill(`Quyết định số ${stamp}/QĐ-BTP`);
	await page.getByRole('button', { name: 'Xem thử' }).click();
	await expect(page.getByRole('status')).toContainText('Chưa lưu gì');
	await expect(page.getByRole('row', { name: /Văn bản quy định mục tiêu/ })).toContainText(stamp);
	await expect(page.getByRole('row', { name: /^Cả nước/ })).toContainText('%');
	await looksRight(page);
	await page.getByRole('button', { name: 'Lưu phiên bản mới' }).click();
	await expect(page.getByLabel('Lý do', { exact: true })).toHaveAccessibleDescription(
		/Chưa ghi lý do/
	);
	await page.getByLabel('Lý do', { exact: true }).fill('Có mục tiêu mới.');
	await page.getByRole('button', { name: 'Lưu phiên bản mới' }).click();
	await expect(page.getByRole('status')).toContainText('Đã lưu phiên bản');
	await expect(page.getByRole('row', { name: /đang dùng.*Có mục tiêu mới/ })).toBeVisible();
	await expect(page.getByRole('heading', { name: /so với phiên bản/ })).toBeVisible();
	await expect(page.getByRole('row', { name: /Văn bản quy định mục tiêu/ })).toContainText(stamp);
	await looksRight(page);
	await page.goto(`/chi-so/${id}`);
	await expect(page.getByText(`Quyết định số ${stamp}/QĐ-BTP`)).toBeVisible();
	await page.getByRole('link', { name: 'Các phiên bản' }).click();
	await page.getByLabel('Dùng phiên bản này: lý do').fill('Bỏ mục tiêu thử.');
	await page.getByRole('button', { name: 'Dùng phiên bản này' }).click();
	await expect(page.getByRole('status')).toContainText('Đã lưu phiên bản');
});

test('an indicator of one’s own is made from another, with the choices of its question, and retired', async ({
	page
}) => {
	await signIn(page, 'analyst');
	await page.goto('/chi-so/them?tu=CT-II.1a-01');
	await page.getByLabel('Tên', { exact: true }).fill(`Tỷ lệ có kế hoạch riêng ${stamp}`);
	await page.getByLabel('Tên tiếng Anh').fill(`Own plan ${stamp}`);
	await page.getByRole('button', { name: /^long_ghep/ }).click();
	await expect(page.getByLabel('Lựa chọn được tính')).toHaveValue('rieng');
	await page.getByRole('button', { name: 'Xem thử' }).click();
	await expect(page.getByRole('row', { name: /^Cả nước/ })).toContainText('%');
	await looksRight(page);
	await page.getByLabel('Cách tính', { exact: true }).selectOption('count_of_visits');
	await expect(page.getByLabel('Đếm', { exact: true })).toBeVisible();
	await page.getByLabel('Cách tính', { exact: true }).selectOption('share_of_answers');
	await page.getByLabel('Lý do', { exact: true }).fill('Theo dõi riêng.');
	await page.getByRole('button', { name: 'Thêm chỉ số' }).click();
	await expect(page.getByRole('status')).toContainText('Đã lưu phiên bản 1');
	const own = /CT-BS-\d+/.exec(page.url())![0];
	await page.goto(`/chi-so/${own}`);
	await expect(page.getByRole('heading', { level: 1 })).toContainText(stamp);
	await page.getByRole('link', { name: 'Sửa định nghĩa' }).click();
	await page.getByLabel('Ngừng dùng chỉ số: lý do').fill('Chỉ để thử.');
	await page.getByRole('button', { name: 'Ngừng dùng chỉ số' }).click();
	await expect(page.getByText('Chỉ số này đã ngừng dùng')).toBeVisible();
});

test('others read versions and do not edit', async ({ page }) => {
	await signIn(page, 'leader');
	await page.goto(`/chi-so/${id}/phien-ban`);
	await expect(page.getByRole('row', { name: /Tệp danh mục của chương trình/ })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Sửa định nghĩa' })).toHaveCount(0);
	for (const path of [`/chi-so/${id}/sua`, '/chi-so/them'])
		expect((await page.goto(path))?.status(), path).toBe(403);
});
