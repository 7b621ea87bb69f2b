/** A form is sent back with reasons, mended and resubmitted, then approved with an exception. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { readDemo, signIn } from './demo.ts';
import { saved } from './form.ts';

/** Lạng Sơn: it has submitted, and no other journey touches it. */
const code = '20';
const { accounts, campaign } = readDemo();
const officer = accounts.find(({ unitCode }) => unitCode === code)!;
const name = officer.unit.replace(/^(Tỉnh|Thành phố) /, '');

async function as(page: Page, who: string): Promise<void> {
	await page.context().clearCookies();
	await signIn(page, who);
}

async function accessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

async function pin(page: Page, question: string, reason: string): Promise<void> {
	const row = page.locator(`[data-question="${question}"]`);
	await row.getByText('Ghim lý do').click();
	await row.getByRole('textbox').fill(reason);
}

async function confirm(page: Page, button: string): Promise<void> {
	await page.getByRole('button', { name: button }).click();
	await page.getByRole('dialog').getByRole('button', { name: button }).click();
}

const boardRow = (page: Page) => page.getByRole('row', { name: new RegExp(`^${name}`) });

test('a form comes back with reasons, is mended, and is approved except one question', async ({
	page
}) => {
	test.slow();
	await as(page, 'analyst');
	await page.getByRole('link', { name: 'Thẩm định' }).first().click();
	await page.goto(`/tham-dinh?dot=${campaign}`);
	await accessible(page);
	await page.getByRole('link', { name, exact: true }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
	await expect(page.getByRole('button', { name: 'Trả lại' })).toBeDisabled();
	await pin(page, 'TT10', 'Đề nghị kiểm tra lại số cuộc.');
	await pin(page, 'TT14', 'Số tuyên truyền viên thừa một chữ số 0?');
	await accessible(page);
	await page.getByLabel('Ý kiến chung').fill('Cảm ơn đơn vị.');
	await page.getByLabel('Ý kiến chung').press('Enter');
	await expect(page.getByRole('button', { name: 'Duyệt trừ 2 câu' })).toBeVisible();
	await confirm(page, 'Trả lại kèm 2 lý do');
	await expect(page.getByText('Đã trả lại phiếu.')).toBeVisible();
	await page.goto(`/khao-sat/${campaign}`);
	await expect(boardRow(page)).toContainText('Trả lại để sửa');

	await as(page, officer.email);
	await expect(page.getByText('Bị trả lại')).toBeVisible();
	await page.getByRole('link', { name: /^Sửa và nộp lại/ }).click();
	await expect(page.getByRole('heading', { name: /Phiếu bị trả lại/ })).toBeVisible();
	await expect(page.getByText('Cảm ơn đơn vị.')).toBeVisible();
	await expect(page.locator('.sd-question').first()).toBeVisible();
	await page.getByRole('link', { name: /thừa một chữ số 0/ }).click();
	await expect(page.locator('[data-name="TT14"] .came-back')).toContainText('thừa một chữ số 0');
	await accessible(page);
	await page.getByLabel('Tuyên truyền viên pháp luật').fill('321');
	await saved(page);
	await page.getByRole('button', { name: /Đánh giá chung/ }).click();
	await page.getByRole('button', { name: 'Nộp lại phiếu' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Nộp lại phiếu' }).click();
	await expect(page.getByRole('heading', { name: 'Đã nộp phiếu' })).toBeVisible();

	await as(page, 'analyst');
	await page.goto(`/tham-dinh?dot=${campaign}&xem=again`);
	await page.getByRole('link', { name, exact: true }).click();
	const changed = page.locator('[data-question="TT14"]');
	await expect(changed).toContainText('321');
	await expect(changed.locator('s')).toBeVisible();
	await expect(page.locator('[data-question="TT05"]')).toBeHidden();
	await page.getByRole('heading', { level: 1 }).click();
	await page.keyboard.press('j');
	await page.keyboard.press('j');
	await expect(changed).toBeFocused();
	await pin(page, 'TT10', 'Chưa đối chiếu được với báo cáo năm.');
	await confirm(page, 'Duyệt trừ 1 câu');
	await expect(page.getByText('Đã duyệt phiếu.')).toBeVisible();
	await page.goto(`/khao-sat/${campaign}`);
	await expect(boardRow(page)).toContainText('Đã duyệt');

	await as(page, officer.email);
	await page.goto(`/phieu/${campaign}`);
	await expect(page.getByText('Phiếu đã duyệt, trừ các câu sau')).toBeVisible();
	await expect(page.getByText('Chưa đối chiếu được với báo cáo năm.')).toBeVisible();
});
