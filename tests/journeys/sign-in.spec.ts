/** Signing in on a slow line: what is typed before the page is enlivened stays. */
import { expect, test } from '@playwright/test';
import { readDemo } from './demo.ts';

test('an address typed before the scripts have come is still there afterwards', async ({
	page
}) => {
	const account = readDemo().accounts.find(({ role }) => role === 'analyst')!;
	let release = () => {};
	const held = new Promise<void>((done) => (release = done));
	await page.route('**/_app/**/*.js', async (route) => {
		await held;
		await route.continue();
	});
	await page.goto('/dang-nhap', { waitUntil: 'commit' });
	await page.getByLabel('Thư điện tử').fill(account.email);
	await page.getByLabel('Mật khẩu', { exact: true }).fill(account.password);
	release();
	// The button that shows the password comes with the scripts.
	await expect(page.getByRole('button', { name: 'Hiện mật khẩu' })).toBeVisible();
	await expect(page.getByLabel('Thư điện tử')).toHaveValue(account.email);
	await page.getByRole('button', { name: 'Đăng nhập' }).click();
	await expect(page.getByRole('button', { name: 'Đăng xuất' })).toBeVisible();
});
