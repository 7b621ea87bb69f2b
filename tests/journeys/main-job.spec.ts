/**
 * The whole job once: a province finishes and submits its form, the analyst sees completion change,
 * the leader reads the overview and downloads the report for Word and as PDF.
 */
import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { readDemo, signIn } from './demo.ts';
import { answerRest, choose, saved } from './form.ts';

const { accounts, campaign, truth } = readDemo();

/** “29/34 tỉnh, thành phố đã gửi” → 29 */
async function submittedOn(page: Page): Promise<number> {
	await page.goto('/');
	const line = await page
		.getByText(/\d+\/34 tỉnh, thành phố đã gửi/)
		.first()
		.innerText();
	return Number(/(\d+)\/34/.exec(line)?.[1]);
}

async function as(page: Page, who: string): Promise<void> {
	await page.context().clearCookies();
	await signIn(page, who);
}

async function download(page: Page, name: string): Promise<Buffer> {
	const waiting = page.waitForEvent('download');
	await page.getByRole('link', { name }).click();
	return readFileSync(await (await waiting).path());
}

test('an officer submits, the analyst sees it at once, the leader downloads the report', async ({
	page
}) => {
	test.slow();
	await as(page, 'analyst');
	const before = await submittedOn(page);
	const unit = accounts.find(({ unitCode }) => unitCode === truth.silent[0])!;
	await page.goto(`/khao-sat/${campaign}`);
	const row = page.getByRole('row', { name: unit.unit.replace(/^(Tỉnh|Thành phố) /, '') });
	await expect(row).not.toContainText('Đã nộp');

	await as(page, unit.email);
	await expect(page).toHaveURL(/\/phieu$/);
	await page.getByRole('link', { name: /^Trả lời/ }).click();
	await choose(page, 'TT05', 'Chức danh khác');
	await saved(page);
	await answerRest(page, async () => {});
	await saved(page);
	await page.getByRole('button', { name: 'Nộp phiếu' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Nộp phiếu' }).click();
	await expect(page.getByRole('heading', { name: 'Đã nộp phiếu' })).toBeVisible();

	await as(page, 'analyst');
	expect(await submittedOn(page)).toBe(before + 1);
	await page.goto(`/khao-sat/${campaign}`);
	await expect(
		page.getByRole('row', { name: unit.unit.replace(/^(Tỉnh|Thành phố) /, '') })
	).toContainText('Đã nộp');

	await as(page, 'leader');
	expect(await submittedOn(page)).toBe(before + 1);
	await page.getByRole('link', { name: 'Xuất báo cáo' }).click();
	await expect(page).toHaveURL(/\/bao-cao$/);
	const word = await download(page, 'Tải DOCX');
	expect(word.subarray(0, 2).toString('latin1')).toBe('PK');
	const pdf = await download(page, 'Tải PDF dự thảo');
	expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
});
