/** A leader reads a composite index: groups, a locality's profile, other weights, the numbers behind. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { signIn } from './demo.ts';
import { looks, nameOf } from './looks.ts';

for (const look of looks)
	test.describe(nameOf(look), () => {
		test.use(look);

		test('composite indices fit and are accessible', async ({ page }) => {
			await signIn(page, 'leader');
			for (const path of ['', '/CT-II.4-03', '/CT-II.4-06', '/CT-II.4-06/01']) {
				await page.goto(`/chi-so/tong-hop${path}`);
				await expect(page.locator('h1')).toBeVisible();
				const { violations } = await new AxeBuilder({ page }).analyze();
				expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
				const overflow = await page.evaluate(
					() => document.documentElement.scrollWidth - document.documentElement.clientWidth
				);
				expect(overflow, path).toBe(0);
			}
		});
	});

test('a leader finds who stands where and why, tries other weights and takes the numbers along', async ({
	page
}) => {
	await signIn(page, 'leader');
	await page.goto('/chi-so');
	await page.getByRole('link', { name: 'Chỉ số tổng hợp' }).click();
	await page.getByRole('link', { name: 'Chỉ số hiệu quả PBGDPL qua CNTT' }).click();
	await expect(page.getByRole('rowheader', { name: /^Nhóm 1/ })).toBeVisible();
	const snapshot = page.locator('.snapshot');
	const published = await snapshot.textContent();

	await page.getByLabel('Trọng số: Hiểu biết').fill('3');
	await page.getByRole('button', { name: /Thử trọng số khác/ }).click();
	await expect(page.getByRole('status')).toContainText('không phải kết quả công bố');
	expect(await snapshot.textContent()).not.toBe(published);
	await page.getByLabel('Trọng số: Hiểu biết').fill('nhiều');
	await page.getByRole('button', { name: /Thử trọng số khác/ }).click();
	await expect(page.getByText('Trọng số phải là số từ 0 đến 100')).toBeVisible();

	await page.goto('/chi-so/tong-hop/CT-II.4-06');
	const row = page
		.getByRole('row')
		.filter({ has: page.getByRole('link', { name: 'Thành phố Hà Nội' }) });
	const score = await row.getByRole('cell').first().textContent();
	const file = await page.request.get('/chi-so/tong-hop/CT-II.4-06/so-lieu');
	const line = (await file.text()).split('\n').find((one) => one.includes('Thành phố Hà Nội'))!;
	const exact = Number(line.split(';')[7]!.replace(',', '.'));
	expect(exact.toFixed(1).replace('.', ',')).toBe(score?.trim());
	await row.getByRole('link').click();
	await expect(page.locator('h1')).toHaveText('Thành phố Hà Nội');
	await expect(page.getByText(`${score?.trim()} điểm`)).toBeVisible();
});

test('a locality may not compare all provinces', async ({ page }) => {
	await signIn(page, 'unit_officer');
	const answer = await page.goto('/chi-so/tong-hop/CT-II.4-06');
	expect(answer?.status()).toBe(403);
	await page.goto('/chi-so');
	await expect(page.getByRole('link', { name: 'Chỉ số tổng hợp' })).toHaveCount(0);
});
