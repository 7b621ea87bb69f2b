/** An analyst finds a text, strikes out what names a person, codes it, and lets it go out. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { complete } from '../answers.ts';
import { readDemo, signIn } from './demo.ts';

const { accounts, campaign } = readDemo();
/** Nghệ An: it has submitted, and no other journey touches it. */
const officer = accounts.find(({ unitCode }) => unitCode === '40')!;
const words = 'Thiếu thiết bị quay dựng, gọi ông Nguyễn Văn Ba 0912345678';

test.beforeAll(async ({ browser }) => {
	const page = await browser.newPage();
	await signIn(page, officer.email);
	const data = { ...complete(), 'TT37-Comment': words };
	const sent = await page.request.post(`/api/v1/campaigns/${campaign}/submission`, {
		data: { sequence: 3, data }
	});
	expect([200, 201], await sent.text()).toContain(sent.status());
	await page.close();
});

async function accessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test('a text is found, struck out by keyboard, coded and cleared; the list keeps its conditions', async ({
	page
}) => {
	await signIn(page, 'analyst');
	await page.goto(`/khao-sat/${campaign}`);
	await page.getByRole('link', { name: 'Ý kiến bằng lời' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ý kiến bằng lời');
	await accessible(page);
	await page.getByLabel('Tìm trong ý kiến').fill('thieu thiet bi 0912345678');
	await page.getByRole('combobox', { name: 'Câu hỏi' }).selectOption('TT37');
	await page.getByRole('button', { name: 'Xem', exact: true }).click();
	await expect(page).toHaveURL(/tim=/);

	await page.getByLabel('Tên mã').fill(`Mã thử ${Date.now()}`);
	await page.getByRole('button', { name: 'Thêm mã' }).click();
	await expect(page.getByText('Đã thêm mã.')).toBeVisible();
	const first = page.getByRole('article').first();
	await first.getByRole('checkbox').first().check();
	await first.getByRole('button', { name: 'Ghi mã' }).click();
	await expect(page.getByText('Đã ghi mã.')).toBeVisible();

	await expect(first).toContainText('Nghi có: tên người, số điện thoại');
	const box = first.getByLabel('Bản đưa ra');
	await box.focus();
	await page.keyboard.press('Control+Home');
	await page.keyboard.press('Shift+Control+ArrowRight');
	await first.getByRole('button', { name: 'Che phần đang chọn' }).press('Enter');
	await expect(box).toHaveValue(/^\[đã che\].*\[đã che\] \[đã che\]$/);
	await box.press('End');
	await box.pressSequentially(' thêm chữ');
	await first.getByRole('button', { name: 'Cho đưa ra', exact: true }).click();
	await expect(page.getByRole('alert')).toContainText('không sửa hay thêm chữ');
	await first.getByRole('button', { name: 'Khôi phục nguyên văn' }).click();
	await first.getByRole('button', { name: 'Cho đưa ra', exact: true }).click();
	await expect(page.getByText('Đã cho đưa ra.')).toBeVisible();
	await expect(page).toHaveURL(/tim=/);
	await accessible(page);
});
