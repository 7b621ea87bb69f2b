/** The status form as an officer handles it in the browser. */
import { expect, type Page } from '@playwright/test';

/** Goes to a section; on a phone the list of sections is folded. */
export async function section(page: Page, title: string): Promise<void> {
	// The list comes with the form, a moment after the page.
	await expect(page.getByRole('navigation', { name: 'Các phần' })).toBeVisible();
	const fold = page.locator('.secbtn');
	if (await fold.isVisible()) await fold.click();
	await page
		.getByRole('navigation', { name: 'Các phần' })
		.getByRole('list')
		.getByText(title)
		.click();
	await expect(page.getByRole('heading', { level: 2 })).toContainText(title);
}

export const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });

export const saved = (page: Page) => expect(page.locator('.save')).toHaveText(/Đã lưu lúc/);

export const choose = (page: Page, question: string, answer: string) =>
	page.locator(`[data-name="${question}"]`).getByText(answer, { exact: true }).click();

export async function chooseInRows(page: Page, question: string, column: string): Promise<void> {
	const rows = page.locator(`[data-name="${question}"] tr[role="radiogroup"]`);
	for (const row of await rows.all())
		await row.getByRole('radio', { name: new RegExp(`cột ${column}$`) }).check({ force: true });
}

/**
 * Answers what must be answered in sections B to I; `before` the last ones the form is not ready.
 * `without` section C when somebody else answers it.
 */
export async function answerRest(
	page: Page,
	before: () => Promise<void>,
	without?: 'C'
): Promise<void> {
	await section(page, 'Chỉ đạo, điều hành');
	await choose(page, 'TT07', 'Chưa có');
	await choose(page, 'TT08', 'Chưa có');
	await choose(page, 'TT09', 'Sơ kết');
	await choose(page, 'TT11', 'Không');
	if (without !== 'C') {
		await section(page, 'Nguồn lực');
		await chooseInRows(page, 'TT14a', 'Đáp ứng tốt');
	}
	await section(page, 'Cổng, trang');
	await choose(page, 'TT15', 'Chưa có');
	await section(page, 'Nội dung, tài liệu số');
	await choose(page, 'TT22', 'Không có');
	await section(page, 'Mạng xã hội');
	await choose(page, 'TT24', 'Chưa sử dụng kênh nào');
	await section(page, 'Đánh giá chung');
	await before();
	await chooseInRows(page, 'TT35', 'Trung bình');
	await choose(page, 'TT37', 'Thiếu kinh phí');
	await choose(page, 'TT40', 'Đã duyệt');
}
