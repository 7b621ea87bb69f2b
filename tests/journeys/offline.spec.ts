/** A form without a network: it opens, takes answers and a file, and is submitted when the line is back. */
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { pdf } from '../crafted.ts';
import { closeCampaign, openCampaign } from './campaign.ts';
import { readDemo, signIn } from './demo.ts';
import { answerRest, choose, saved } from './form.ts';

/** One officer of several. */
function officer(fromLast: number): string {
	const { accounts, truth } = readDemo();
	const code = truth.silent.at(-fromLast);
	return accounts.find(({ unitCode }) => unitCode === code)?.email ?? '';
}

/** A campaign of its own: its forms have not been begun by another journey. */
const campaign = `mat-mang-${Date.now().toString(36)}`;
const address = () => `/phieu/${campaign}`;

test.beforeAll(({ request }) => openCampaign(request, campaign, 2017));
test.afterAll(({ request }) => closeCampaign(request, campaign));

/** Pages of forms that this browser has kept. */
const kept = (page: Page): Promise<string[]> =>
	page.evaluate(async () => {
		const found: string[] = [];
		for (const name of await caches.keys())
			for (const { url } of await (await caches.open(name)).keys())
				if (new URL(url).pathname.startsWith('/phieu/')) found.push(new URL(url).pathname);
		return found;
	});

async function openAndKeep(page: Page): Promise<void> {
	await page.goto(address());
	await expect(page.getByRole('heading', { level: 2 })).toHaveText(/^A\. /);
	await expect.poll(() => kept(page), { timeout: 20_000 }).toContain(address());
}

async function withoutNetwork(context: BrowserContext, work: () => Promise<void>): Promise<void> {
	await context.setOffline(true);
	await work();
	await context.setOffline(false);
}

test('a form opened once opens, is answered and submitted without a network', async ({
	page,
	context
}) => {
	let accepted = 0;
	page.on('response', (answer) => {
		if (answer.url().endsWith('/submission') && answer.ok()) accepted++;
	});
	await signIn(page, officer(1));
	await openAndKeep(page);
	await choose(page, 'TT05', 'Lãnh đạo đơn vị');
	await saved(page);

	await withoutNetwork(context, async () => {
		await page.reload();
		await expect(page.getByRole('heading', { level: 2 })).toHaveText(/^A\. /);
		// What the server has is there too, though the kept page is older.
		await expect(
			page.locator('[data-name="TT05"]').getByRole('radio', { checked: true })
		).toHaveCount(1);
		await answerRest(page, async () => {});
		await page
			.locator('[data-name="TT41"] input[type=file]')
			.setInputFiles({ name: 'Báo cáo.pdf', mimeType: 'application/pdf', buffer: pdf() });
		await expect(page.locator('[data-name="TT41"]')).toContainText('Chờ gửi');
		await page.getByRole('button', { name: 'Nộp phiếu' }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Nộp phiếu' }).click();
		await expect(page.getByText('Phiếu sẽ được nộp khi có mạng')).toBeVisible();
		// It survives a closed page, too.
		await page.reload();
		await expect(page.getByText('Phiếu sẽ được nộp khi có mạng')).toBeVisible();
	});

	await expect(page.getByText('Phiếu đã được nộp khi có mạng trở lại.')).toBeVisible({
		timeout: 40_000
	});
	await expect(page.getByText('Mã biên nhận', { exact: true })).toBeVisible();
	await page.goto(address());
	await expect(page.getByRole('heading', { name: 'Đã nộp phiếu' })).toBeVisible();
	await expect(
		page.getByRole('term').filter({ hasText: 'Lần nộp' }).locator('xpath=following-sibling::dd')
	).toHaveText('1');
	expect(accepted).toBe(1);
	// The form stays in the section one was in.
	await expect(page.getByRole('heading', { level: 2, name: /^I\. / })).toBeVisible();
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Tải tệp Báo cáo.pdf' }).click()
	]);
	expect(download.suggestedFilename()).toBe('Báo cáo.pdf');
});

test('the decision to submit can be taken back before the network is there', async ({
	page,
	context
}) => {
	await signIn(page, officer(2));
	await openAndKeep(page);
	await choose(page, 'TT05', 'Lãnh đạo đơn vị');
	await answerRest(page, async () => {});
	await saved(page);
	await withoutNetwork(context, async () => {
		await page.getByRole('button', { name: 'Nộp phiếu' }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Nộp phiếu' }).click();
		await page.getByRole('button', { name: 'Chưa nộp nữa, sửa tiếp' }).click();
		await expect(page.getByText('Đã bỏ yêu cầu nộp')).toBeVisible();
	});
	await page.waitForTimeout(1500);
	await page.reload();
	await expect(page.getByRole('button', { name: 'Nộp phiếu' })).toBeVisible();
});

test('whoever signs out leaves no form behind in the browser', async ({ page, context }) => {
	await signIn(page, officer(2));
	await openAndKeep(page);
	await page.request.post('/dang-xuat', { headers: { origin: new URL(page.url()).origin } });
	await page.goto('/dang-nhap');
	await expect.poll(() => kept(page)).toEqual([]);
	await withoutNetwork(context, async () => {
		await page.goto(address());
		await expect(page.getByRole('heading', { name: /Đang mất mạng/ })).toBeVisible();
	});
});

test('the form of whoever was here before goes when another person opens theirs', async ({
	page
}) => {
	await signIn(page, officer(2));
	await openAndKeep(page);
	const owners = () =>
		page.evaluate(async () => {
			const found: (string | null)[] = [];
			for (const name of await caches.keys()) {
				const cache = await caches.open(name);
				for (const request of await cache.keys())
					if (new URL(request.url).pathname.startsWith('/phieu/'))
						found.push((await cache.match(request))?.headers.get('x-nguoi-mo') ?? null);
			}
			return found;
		});
	const [first] = await owners();
	await page.context().clearCookies();
	const other = await page.request.post('/dang-nhap', {
		headers: { origin: new URL(page.url()).origin },
		form: {
			thu: officer(1),
			mat_khau: readDemo().accounts.find(({ email }) => email === officer(1))?.password ?? ''
		},
		maxRedirects: 0
	});
	expect([200, 303]).toContain(other.status());
	await page.goto(address());
	await expect.poll(async () => (await owners()).filter((one) => one !== first).length).toBe(1);
	expect(await owners()).not.toContain(first);
});
