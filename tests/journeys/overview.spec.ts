/** A leader reads the overview: at both widths and in both themes, by keyboard, without scripts. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { readDemo, signIn } from './demo.ts';
import { looks, nameOf } from './looks.ts';

const leader = () => readDemo().accounts.find(({ role }) => role === 'leader')?.email ?? '';

async function read(page: Page): Promise<void> {
	await signIn(page, leader());
	await page.goto('/');
	await expect(page.locator('#luot-truy-cap .live svg')).toBeVisible();
}

for (const look of looks)
	test.describe(nameOf(look), () => {
		test.use(look);

		test('the overview fits, is accessible and asks nothing of other hosts', async ({
			page,
			baseURL
		}) => {
			const foreign: string[] = [];
			page.on('request', (request) => {
				const url = request.url();
				if (!url.startsWith(baseURL!) && !url.startsWith('data:')) foreign.push(url);
			});
			await read(page);
			const { violations } = await new AxeBuilder({ page }).analyze();
			expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
			const overflow = await page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth
			);
			expect(overflow).toBe(0);
			expect(foreign).toEqual([]);
		});
	});

test('the faces of a chart and the tiles of the map are walked with the keyboard', async ({
	page
}) => {
	await read(page);
	const faces = page.locator('#tien-do [role=tablist]');
	await faces.getByRole('tab', { name: 'Bản đồ' }).focus();
	await page.keyboard.press('ArrowRight');
	await expect(faces.getByRole('tab', { name: 'Bảng số liệu' })).toBeFocused();
	await expect(page.locator('#tien-do table')).toBeVisible();
	await page.keyboard.press('Home');
	await page.getByRole('link', { name: /^Lai Châu:/ }).focus();
	await page.keyboard.press('ArrowRight');
	await expect(page.getByRole('link', { name: /^Lào Cai:/ })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/#tinh-15$/);
});

test('what the chart shows is what its table and its file hold', async ({ page }) => {
	await read(page);
	const rows = await page.locator('#luot-truy-cap tbody tr').count();
	const file = await (await page.request.get('/bieu-do/luot-truy-cap.csv')).text();
	const lines = file.trim().split('\r\n');
	expect(lines.length - 1).toBe(rows);
	for (const line of lines.slice(1)) expect(line).toMatch(/;DỮ LIỆU MÔ PHỎNG$/);
});

test('an officer is led to the unit’s own forms', async ({ page }) => {
	const officer = readDemo().accounts.find(({ role }) => role === 'unit_officer');
	await signIn(page, officer?.email ?? '');
	await page.goto('/');
	await expect(page).toHaveURL(/\/phieu$/);
	const navigation = page.getByRole('navigation', { name: 'Chính' });
	await expect(navigation.getByRole('link', { name: 'Báo cáo' })).toHaveCount(0);
});

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false, viewport: { width: 375, height: 900 } });

	test('chart, table and menu are there all the same', async ({ page }) => {
		await signIn(page, leader());
		await page.goto('/');
		await expect(page.locator('#luot-truy-cap .still.only-narrow svg')).toBeVisible();
		await expect(page.locator('#luot-truy-cap table')).toBeVisible();
		await page.getByText('Mục lục').click();
		await page.getByRole('link', { name: 'Chỉ số', exact: true }).click();
		await expect(page).toHaveURL(/\/chi-so$/);
	});
});
