/** The demo's accounts and known truth, as `npm run demo` writes them, and ways to sign in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Demo } from '#lib/simulation/demo.ts';

export function demoFile(): string {
	return join(process.env.JOURNEY_DATA_DIR ?? './data', 'demo.json');
}

export function readDemo(): Demo {
	return JSON.parse(readFileSync(demoFile(), 'utf8')) as Demo;
}

/** Signs in through the page as the first account of a role (or the one with this e-mail). */
export async function signIn(page: Page, who: string): Promise<void> {
	const account = readDemo().accounts.find((one) => one.role === who || one.email === who);
	if (!account) throw new Error(`The demo has no account ${who}`);
	await signInAs(page, account);
}

export async function signInAs(
	page: Page,
	{ email, password }: { email: string; password: string }
): Promise<void> {
	await page.goto('/dang-nhap');
	await page.getByLabel('Thư điện tử').fill(email);
	await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
	await page.getByRole('button', { name: 'Đăng nhập' }).click();
	await page.waitForURL((url) => !url.pathname.startsWith('/dang-nhap'));
}
