/** The analyst reads the draft report, sees what is missing, and downloads it for Word and as PDF. */
import { expect, test, type Download, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { signIn } from './demo.ts';

async function download(page: Page, name: string): Promise<{ file: Buffer; saved: Download }> {
	const waiting = page.waitForEvent('download');
	await page.getByRole('link', { name }).click();
	const saved = await waiting;
	return { file: readFileSync(await saved.path()), saved };
}

test('an analyst checks the draft report and downloads both files', async ({ page }) => {
	await signIn(page, 'analyst');
	await page.goto('/bao-cao');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Báo cáo kết quả khảo sát/);
	await expect(page.getByText('Số, ngày tháng, chữ ký để trống')).toBeVisible();
	await expect(page.getByText('I. KHÁI QUÁT CUỘC KHẢO SÁT').first()).toBeVisible();
	await expect(page.getByText('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')).toBeVisible();
	await expect(page.getByText('DỰ THẢO · DỮ LIỆU MÔ PHỎNG')).toBeVisible();

	const word = await download(page, 'Tải DOCX');
	expect(word.saved.suggestedFilename()).toMatch(
		/^bao-cao-du-thao-\d{4}-\d\d-\d\d-mo-phong\.docx$/
	);
	expect(word.file.subarray(0, 2).toString('latin1')).toBe('PK');
	expect(word.file.includes('word/document.xml')).toBe(true);

	const print = await download(page, 'Tải PDF dự thảo');
	expect(print.saved.suggestedFilename()).toMatch(/-mo-phong\.pdf$/);
	expect(print.file.subarray(0, 5).toString('latin1')).toBe('%PDF-');
	expect(print.file.includes('pdfuaid:part')).toBe(true);
});

test('a province may neither read nor download the report', async ({ page }) => {
	await signIn(page, 'unit_officer');
	const shown = await page.goto('/bao-cao');
	expect(shown?.status()).toBe(403);
	for (const format of ['docx', 'pdf'])
		expect((await page.request.get(`/bao-cao/tai.${format}`)).status()).toBe(403);
});

test('a stranger is led to the sign-in page, and gets no file', async ({ page }) => {
	await page.goto('/bao-cao');
	await expect(page).toHaveURL(/\/dang-nhap\?tiep=%2Fbao-cao/);
	expect((await page.request.get('/bao-cao/tai.pdf')).status()).toBe(401);
});
