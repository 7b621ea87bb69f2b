/** An administrator mends what came in wrongly, tries it, replays it once, and takes a discard back. */
import { expect, test } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
import { readDemo, signIn } from './demo.ts';

const { key, sites } = readDemo();
const site = sites[0]!;
const old = `cu-${Date.now()}.example`;

async function send(baseURL: string, items: object[]): Promise<void> {
	const answer = await fetch(`${baseURL}/api/v1/events`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
		body: JSON.stringify(items)
	});
	expect(answer.status).toBe(200);
}

/** Events of a page of ours, as the dashboards count them. */
async function counted(baseURL: string, path: string): Promise<number> {
	const answer = await fetch(`${baseURL}/api/v1/daily?dimension=page&site=${site}`, {
		headers: { authorization: `Bearer ${key}` }
	});
	const { days } = (await answer.json()) as { days: { value: string; pageViews: number }[] };
	return days.filter(({ value }) => value === path).reduce((sum, day) => sum + day.pageViews, 0);
}

test('events of an old domain are tried, mapped to a portal and counted once', async ({
	page,
	baseURL
}) => {
	const path = `/${old}`;
	await send(
		baseURL!,
		[1, 2, 3].map((id) => ({
			id: `${old}-${id}`,
			domain: old,
			url: path,
			time: Date.now() - 2 * 86_400_000
		}))
	);
	await signIn(page, 'administrator');
	await page.goto('/quan-tri/cach-ly');
	await page.getByRole('link', { name: /Trang chưa khai báo/ }).click();
	await expect(page.getByRole('heading', { name: 'Trang chưa khai báo' })).toBeVisible();

	await page.getByLabel('Cách sửa').selectOption('Gán vào trang có tên miền');
	await page.getByLabel('Giá trị').fill(site);
	await page.getByRole('button', { name: 'Chạy thử' }).click();
	const trial = page.getByRole('status').filter({ hasText: 'chưa thay đổi gì' });
	await expect(trial).toContainText('sẽ được tính');
	await expect(page.getByLabel('Giá trị')).toHaveValue(site);
	expect(await counted(baseURL!, path)).toBe(0);

	await page.getByRole('button', { name: /^Phát lại/ }).click();
	await expect(page.getByRole('status').filter({ hasText: 'Đã phát lại' })).toBeVisible();
	await expect(page.getByText('không còn dòng nào chờ xử lý')).toBeVisible();
	await expect.poll(() => counted(baseURL!, path), { timeout: 40_000, intervals: [1000] }).toBe(3);
});

test('one row is mended by hand, replayed, and its history says who did it', async ({
	page,
	baseURL
}) => {
	await send(baseURL!, [{ domain: site, url: `/mot-${old}`, engagementMs: 'lâu' }]);
	await signIn(page, 'administrator');
	await page.goto('/quan-tri/cach-ly');
	await page.getByRole('link', { name: /engagementMs, scroll phải là số/ }).click();
	await page.getByRole('link', { name: /^Sửa/ }).last().click();
	const body = page.getByLabel('Nội dung nhận được');
	await expect(body).toHaveValue(/"lâu"/);
	await page.getByRole('button', { name: 'Chạy thử' }).click();
	await expect(page.getByText('vẫn chưa đọc được').first()).toBeVisible();
	await body.fill((await body.inputValue()).replace('"lâu"', '4200'));
	await page.getByRole('button', { name: 'Chạy thử' }).click();
	await expect(page.getByText('sẽ được tính').first()).toBeVisible();
	await expect(body).toHaveValue(/4200/);
	await page.getByRole('button', { name: 'Phát lại dòng này' }).click();
	await expect(page.getByRole('status').filter({ hasText: 'Đã phát lại: 1' })).toBeVisible();
	await expect(page.getByText(/Phát lại dòng cách ly/)).toBeVisible();
	await expect(page.getByRole('button', { name: /Phát lại/ })).toHaveCount(0);
});

test('a discard wants a reason and is taken back with one button', async ({ page, baseURL }) => {
	await send(baseURL!, [{ domain: site, url: '/x', interactive: 'có' }]);
	await signIn(page, 'administrator');
	await page.goto('/quan-tri/cach-ly');
	await page.getByRole('link', { name: /interactive phải là/ }).click();
	await page.getByLabel('Lý do loại bỏ').fill('Thử máy chủ');
	await page.getByRole('button', { name: /^Loại bỏ/ }).click();
	await expect(page.getByRole('status').filter({ hasText: 'Đã loại bỏ' })).toBeVisible();
	await page.getByRole('button', { name: 'Hoàn tác' }).click();
	await expect(page.getByRole('status')).toContainText('Đã hoàn tác');
	await expect(page.getByRole('link', { name: /interactive phải là/ })).toBeVisible();
});

test('the page of the intake balances, can be read aloud and keeps the focus', async ({ page }) => {
	await signIn(page, 'administrator');
	await page.goto('/quan-tri/tiep-nhan');
	await expect(page.getByRole('heading', { name: /Sổ cái khớp/ })).toBeVisible();
	await expect(page.getByText('Cộng lại bằng số đã nhận')).toBeVisible();
	await expect(page.getByRole('row', { name: new RegExp(site) })).toBeVisible();
	const pause = page.getByRole('button', { name: 'Tạm dừng làm mới' });
	await pause.focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('button', { name: 'Tiếp tục làm mới' })).toBeFocused();
	for (const address of ['/quan-tri/tiep-nhan', '/quan-tri/cach-ly']) {
		await page.goto(address);
		const { violations } = await new AxeBuilder({ page }).analyze();
		expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
	}
});
