/** A unit's officer answers the form: saved while typing, through a lost line and a second browser. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { readDemo, signIn } from './demo.ts';
import { answerRest, choose, field, saved, section } from './form.ts';

/** The officer of a unit that has not begun; each journey has its own. */
function officer(index: number): string {
	const { accounts, truth } = readDemo();
	const code = truth.silent[index];
	return accounts.find(({ unitCode }) => unitCode === code)?.email ?? '';
}

async function open(page: Page): Promise<void> {
	await page.goto('/phieu');
	await page.getByRole('link', { name: /^Trả lời/ }).click();
	await expect(page.getByRole('heading', { level: 2 })).toHaveText(/^A\. /);
}

async function accessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test('answers are saved while typing and are there after a reload', async ({ page }) => {
	await signIn(page, officer(0));
	await open(page);
	await section(page, 'Nguồn lực');
	await field(page, 'Tổng kinh phí').pressSequentially('1234,5');
	await expect(field(page, 'Tổng kinh phí')).toHaveValue('1.234,5');
	await saved(page);
	await page.reload();
	await expect(field(page, 'Tổng kinh phí')).toHaveValue('1.234,5');
	await accessible(page);
});

test('a lost line loses nothing: answers stay here and go out when it is back', async ({
	page,
	context
}) => {
	await signIn(page, officer(0));
	await page.goto(`/phieu/${readDemo().campaign}`);
	await section(page, 'Nguồn lực');
	const count = String(Date.now() % 1000);
	await context.setOffline(true);
	await field(page, 'Báo cáo viên pháp luật').fill(count);
	await expect(page.getByText('Đang mất mạng.')).toBeVisible();
	await expect(page.locator('.save')).toHaveText(/Chưa gửi: 1 thay đổi, đã giữ trên máy này lúc/);
	await context.setOffline(false);
	await saved(page);
	await page.reload();
	await expect(field(page, 'Báo cáo viên pháp luật')).toHaveValue(count);
});

async function second(browser: Browser, email: string): Promise<Page> {
	const page = await (await browser.newContext()).newPage();
	await signIn(page, email);
	await page.goto(`/phieu/${readDemo().campaign}`);
	await section(page, 'Nguồn lực');
	return page;
}

test('two browsers never overwrite each other silently', async ({ browser }) => {
	const here = await second(browser, officer(1));
	const there = await second(browser, officer(1));
	await field(there, 'Báo cáo viên pháp luật').fill('5');
	await saved(there);
	await field(here, 'Báo cáo viên pháp luật').fill('7');
	await here.getByRole('button', { name: 'Xem hai bản' }).click();
	const dialog = here.getByRole('dialog');
	await expect(dialog).toContainText('7 người');
	await expect(dialog).toContainText('5 người');
	await accessible(here);
	await dialog.getByRole('button', { name: /Giữ câu trả lời đã lưu/ }).click();
	await expect(field(here, 'Báo cáo viên pháp luật')).toHaveValue('5');
	await field(here, 'Báo cáo viên pháp luật').fill('8');
	await saved(here);
});

test('the form says what is missing, is submitted on a phone, and can be edited again', async ({
	page
}) => {
	await page.setViewportSize({ width: 375, height: 800 });
	await signIn(page, officer(2));
	await open(page);
	await page.getByRole('button', { name: 'Lưu và sang phần B' }).click();
	await expect(page.getByRole('alert').first()).toBeFocused();
	await page.getByRole('link', { name: /^Câu 1: / }).click();
	await expect(page.locator('[data-name="TT05"] input').first()).toBeFocused();
	await accessible(page);
	await choose(page, 'TT05', 'Lãnh đạo đơn vị');

	const submit = page.getByRole('button', { name: 'Nộp phiếu' });
	await answerRest(page, () => expect(submit).toHaveAttribute('aria-disabled', 'true'));
	await submit.click();
	const overflow = () =>
		page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
	expect(await overflow()).toBeLessThanOrEqual(0);
	await page.getByRole('dialog').getByRole('button', { name: 'Nộp phiếu' }).click();
	await expect(page.getByRole('heading', { name: 'Đã nộp phiếu' })).toBeFocused();
	await expect(page.getByText(/^[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/)).toBeVisible();

	await page.getByRole('button', { name: 'Sửa phiếu' }).click();
	await expect(page.locator('.save')).toBeVisible();
	await section(page, 'Nguồn lực');
	await field(page, 'Tổng kinh phí').fill('10');
	await saved(page);
	await page.reload();
	await expect(page.getByText(/có thay đổi đã lưu nhưng chưa nộp lại/)).toBeVisible();
	await section(page, 'Đánh giá chung');
	await page.getByRole('button', { name: 'Nộp lại phiếu' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Nộp lại phiếu' }).click();
	await expect(page.getByRole('heading', { name: 'Đã nộp phiếu' })).toBeFocused();
});
