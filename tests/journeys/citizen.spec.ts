/** Citizens answer on a phone, through a lost line and with a keyboard only; an analyst runs it. */
import { AxeBuilder } from '@axe-core/playwright';
import {
	devices,
	expect,
	test,
	type Browser,
	type BrowserContext,
	type Page
} from '@playwright/test';
import type { Link } from '#lib/citizen.ts';
import { readQr } from '../qr-reading.ts';
import { readDemo, signIn } from './demo.ts';

const phone = { ...devices['Pixel 7'], viewport: { width: 375, height: 800 }, locale: 'vi-VN' };
const title = 'Nhu cầu thông tin pháp luật của người dân';

/** As an administrator's program does it. */
async function call<Answer>(page: Page, method: string, path: string, data?: object) {
	const answer = await page.request.fetch(path, {
		method,
		headers: { authorization: `Bearer ${readDemo().key}` },
		...(data && { data })
	});
	expect(answer.ok(), `${path} answered ${answer.status()}: ${await answer.text()}`).toBe(true);
	return (await answer.json()) as Answer;
}

/** An open campaign for citizens on the needs survey. */
async function campaign(page: Page, name: string): Promise<string> {
	const slug = `${name}-${Date.now().toString(36)}`;
	await call(page, 'POST', '/api/v1/campaigns', {
		slug,
		survey: 'nhu-cau',
		titleVi: title,
		titleEn: 'What citizens need to know about the law',
		periodFrom: '2022-01-01',
		periodTo: '2022-12-31',
		opensAt: '2026-01-01T00:00:00+07:00',
		closesAt: new Date(Date.now() + 30 * 86_400_000).toISOString(),
		audience: 'citizens'
	});
	await call(page, 'POST', `/api/v1/campaigns/${slug}/state`, { state: 'open' });
	return slug;
}

async function linkOf(page: Page, slug: string, wanted: object = { unit: '68' }): Promise<Link> {
	const path = `/api/v1/campaigns/${slug}/links`;
	const { links } = await call<{ links: Link[] }>(page, 'POST', path, wanted);
	return links[0]!;
}

async function received(page: Page, slug: string): Promise<number> {
	const path = `/api/v1/campaigns/${slug}/citizens`;
	return (await call<{ total: { received: number } }>(page, 'GET', path)).total.received;
}

async function accessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

/** Every control that assistive technology meets has a name. */
async function named(page: Page): Promise<void> {
	const tree = await page.locator('main').ariaSnapshot();
	const roles = 'button|link|radio|checkbox|textbox|combobox|progressbar|heading|radiogroup|dialog';
	const nameless = tree.match(new RegExp(`^\\s*- (${roles})( \\[[^\\]]*\\])*:?$`, 'gm'));
	expect(nameless ?? [], tree).toEqual([]);
}

/** The address in a QR code, read from the pixels the browser paints. */
async function scan(page: Page): Promise<string> {
	const rows = await page
		.locator('svg[data-qr]')
		.first()
		.evaluate(async (svg: SVGSVGElement) => {
			const size = svg.viewBox.baseVal.width;
			const image = new Image(size * 8, size * 8);
			const text = new XMLSerializer().serializeToString(svg);
			image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
			await image.decode();
			const canvas = document.createElement('canvas');
			canvas.width = canvas.height = size * 8;
			const pen = canvas.getContext('2d')!;
			pen.drawImage(image, 0, 0, size * 8, size * 8);
			const dark = (x: number, y: number) =>
				pen.getImageData(x * 8 + 4, y * 8 + 4, 1, 1).data[0]! < 128;
			const inner = Array.from({ length: size - 8 }, (_, index) => index + 4);
			return inner.map((y) => inner.map((x) => dark(x, y)));
		});
	return readQr(rows);
}

async function phoneOf(browser: Browser): Promise<{ context: BrowserContext; page: Page }> {
	const context = await browser.newContext(phone);
	return { context, page: await context.newPage() };
}

const choose = (page: Page, question: string, answer: string) =>
	page.locator(`[data-name="${question}"]`).getByText(answer, { exact: true }).tap();
const next = (page: Page) => page.getByRole('button', { name: 'Sang phần sau' }).tap();

async function agree(page: Page): Promise<void> {
	await expect(page.locator('[data-ready]')).toBeVisible();
	await page.getByRole('radio', { name: 'Đồng ý tham gia khảo sát' }).check();
	await page.getByRole('button', { name: 'Tiếp tục' }).tap();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('A. Thông tin chung');
}

/** Answers what must be answered, up to the look over the answers. */
async function answer(page: Page): Promise<void> {
	await choose(page, 'NC01', 'Người dân');
	await page.locator('[data-name="NC02"] select').selectOption('68');
	await choose(page, 'NC03', 'Xã (nông thôn)');
	await next(page);
	await choose(page, 'NC11', 'Hằng ngày');
	await choose(page, 'NC12', 'Đất đai, nhà ở');
	await choose(page, 'NC15', 'Zalo');
	await next(page);
	await choose(page, 'NC23', 'Bài viết ngắn, hỏi - đáp');
	await next(page);
	await page.getByRole('button', { name: 'Xem lại câu trả lời' }).tap();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Xem lại trước khi gửi');
}

test('a code on paper leads to a form that survives a lost line and arrives once', async ({
	page,
	browser
}) => {
	const slug = await campaign(page, 'ma-qr');
	await signIn(page, 'analyst');
	await page.goto(`/khao-sat/${slug}`);
	await page.getByRole('link', { name: 'Đường dẫn và mã QR' }).click();
	await page.getByLabel('Cho nơi nào').selectOption('Riêng Lâm Đồng');
	await page.getByRole('button', { name: 'Tạo đường dẫn' }).click();
	await expect(page.getByText('Đã tạo 1 đường dẫn.')).toBeVisible();
	await page.getByRole('link', { name: 'Mã QR và lời mời của Lâm Đồng' }).click();
	const address = await scan(page);
	expect(address).toMatch(/\/k\/[a-hjkmnp-z2-9]{8}$/);
	await expect(page.getByText(address)).toBeVisible();

	const { context, page: there } = await phoneOf(browser);
	const bodies: string[] = [];
	there.on('request', (request) => {
		if (request.url().endsWith('/api/v1/answers')) bodies.push(request.postData() ?? '');
	});
	await there.goto(`${address}?NC01=cb_pbgdpl&unit=01`);
	await expect(there.getByText('Tỉnh Lâm Đồng').first()).toBeVisible();
	expect(await there.getByRole('radio', { checked: true }).count()).toBe(0);
	await accessible(there);
	await agree(there);
	expect(there.url()).toBe(address);
	expect(await there.getByRole('radio', { checked: true }).count()).toBe(0);
	await accessible(there);
	await answer(there);
	await accessible(there);

	await context.setOffline(true);
	await there.getByRole('button', { name: 'Gửi phiếu' }).tap();
	await expect(there.getByText('Chưa gửi: sẽ gửi khi có mạng')).toBeVisible();
	await accessible(there);
	expect(await received(page, slug)).toBe(0);
	await context.setOffline(false);
	await expect(there.getByText(/^Đã gửi lúc/)).toBeVisible();
	await expect(there.getByText(/^[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/)).toBeVisible();
	await accessible(there);
	expect(await received(page, slug)).toBe(1);
	expect(await context.cookies()).toEqual([]);
	expect(await there.evaluate(() => JSON.stringify(localStorage))).not.toContain('NC01');

	const again = await page.request.post('/api/v1/answers', {
		headers: { 'content-type': 'application/json' },
		data: bodies.at(-1) ?? ''
	});
	expect(again.status()).toBe(200);
	expect(await received(page, slug)).toBe(1);
	await page.goto(`/khao-sat/${slug}/nguoi-dan`);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Đã nhận 1 phiếu/);
	await context.close();
});

test('answers outlive a closed page and a finished form outlives the browser tab', async ({
	page,
	browser
}) => {
	const slug = await campaign(page, 'giu-lai');
	const { code } = await linkOf(page, slug);
	const { context, page: there } = await phoneOf(browser);
	await there.goto(`/k/${code}`);
	await agree(there);
	await choose(there, 'NC01', 'Người dân');
	await expect(there.getByText(/Đã lưu trên máy này lúc \d\d:\d\d/)).toBeVisible();
	const id = await there.evaluate(() => JSON.stringify(localStorage));
	await there.reload();
	await there.getByRole('button', { name: 'Trả lời tiếp' }).tap();
	await expect(there.getByRole('radio', { name: 'Người dân', exact: true })).toBeChecked();
	await answer(there);
	await context.route('**/api/v1/answers', (route) => route.abort());
	await there.getByRole('button', { name: 'Gửi phiếu' }).tap();
	await expect(there.getByText('Chưa gửi: sẽ gửi khi có mạng')).toBeVisible();
	await there.close();

	await context.unroute('**/api/v1/answers');
	const later = await context.newPage();
	const sending = later.waitForRequest('**/api/v1/answers');
	await later.goto(`/k/${code}`);
	const body = (await sending).postDataJSON() as { id: string };
	expect(id).toContain(body.id);
	await expect(later.getByText(/^Đã gửi lúc/)).toBeVisible();
	expect(await received(page, slug)).toBe(1);
	await context.close();
});

test('a shared phone is left empty', async ({ page, browser }) => {
	const { code } = await linkOf(page, await campaign(page, 'may-chung'));
	const { context, page: there } = await phoneOf(browser);
	await there.goto(`/k/${code}`);
	await agree(there);
	await choose(there, 'NC01', 'Người dân');
	await there.getByRole('button', { name: 'Xóa và làm lại' }).tap();
	await there.getByRole('button', { name: 'Xóa câu trả lời' }).tap();
	await expect(there.getByText('Đã xóa câu trả lời trên máy này.')).toBeVisible();
	expect(await there.evaluate(() => Object.keys(localStorage))).toEqual([]);
	await there.reload();
	await expect(there.getByRole('button', { name: 'Trả lời tiếp' })).toHaveCount(0);
	await context.close();
});

test('an invitation works once, and its token leaves the address at once', async ({
	page,
	browser
}) => {
	const slug = await campaign(page, 'loi-moi');
	const { id, code } = await linkOf(page, slug, { unit: '68', invitedOnly: true });
	await signIn(page, 'analyst');
	await page.goto(`/khao-sat/${slug}/duong-dan/${id}`);
	await page.getByLabel('Số lời mời').fill('2');
	await page.getByRole('button', { name: 'Tạo lời mời' }).click();
	const waiting = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Tải CSV lời mời' }).click();
	const file = await (await waiting).createReadStream();
	let text = '';
	for await (const part of file) text += String(part);
	const address = /http\S+#[1-9A-HJ-NP-Za-km-z]{22,}/.exec(text)?.[0] ?? '';
	await accessible(page);

	const first = await phoneOf(browser);
	await first.page.goto(`/k/${code}`);
	await expect(first.page.getByText('Phiếu này dành cho người được mời')).toBeVisible();
	for (const [turn, there] of [first, await phoneOf(browser)].entries()) {
		await there.page.goto('about:blank');
		await there.page.goto(address);
		await agree(there.page);
		expect(there.page.url()).not.toContain('#');
		await answer(there.page);
		await there.page.getByRole('button', { name: 'Gửi phiếu' }).tap();
		const outcome = turn === 0 ? /^Đã gửi lúc/ : /Mỗi lời mời chỉ dùng được một lần/;
		await expect(there.page.getByText(outcome)).toBeVisible();
		await there.context.close();
	}
	expect(await received(page, slug)).toBe(1);
	await page.reload();
	await expect(page.getByText('1 chưa dùng, 1 đã trả lời')).toBeVisible();
});

test('a closed link and a full quota say so before anyone begins', async ({ page, browser }) => {
	const slug = await campaign(page, 'da-dong');
	const { id, code } = await linkOf(page, slug);
	await signIn(page, 'analyst');
	await page.goto(`/khao-sat/${slug}/nguoi-dan`);
	await page.getByLabel('Tên hạn mức').fill('Cả nước');
	await page.getByLabel('Số phiếu được tính', { exact: true }).fill('1');
	await page.getByRole('button', { name: 'Thêm hạn mức' }).click();
	await expect(page.getByText('0/1 phiếu')).toBeVisible();
	const { context, page: there } = await phoneOf(browser);
	await there.goto(`/k/${code}`);
	await expect(there.locator('[data-ready]')).toBeVisible();
	await there.getByRole('radio', { name: 'Không tham gia' }).check();
	await there.getByRole('button', { name: 'Gửi ý không tham gia' }).tap();
	await expect(there.getByText(/^Đã gửi lúc/)).toBeVisible();
	await there.goto(`/k/${code}`);
	await expect(there.getByText('Đã đủ số phiếu cần cho nơi này')).toBeVisible();

	await page.goto(`/khao-sat/${slug}/duong-dan`);
	await page.getByRole('button', { name: 'Đóng đường dẫn của Lâm Đồng' }).click();
	await expect(page.getByText(/Mã QR đã in không dùng được nữa/)).toBeVisible();
	await there.goto(`/k/${code}`);
	await expect(there.getByText('Đợt khảo sát đã đóng')).toBeVisible();
	expect(await there.getByRole('radio').count()).toBe(0);
	await accessible(there);
	expect(id).toBeGreaterThan(0);
	await context.close();
});

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, element: ReturnType<Page['locator']>): Promise<void> {
	for (let turn = 0; turn < 120; turn++) {
		if (await element.evaluate((one) => one === document.activeElement)) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`The keyboard does not reach ${String(element)}`);
}

async function press(page: Page, name: string): Promise<void> {
	await tabTo(page, page.getByRole('button', { name }));
	await page.keyboard.press('Enter');
}

async function tick(page: Page, question: string, index = 0): Promise<void> {
	await tabTo(page, page.locator(`[data-name="${question}"] input`).nth(index));
	await page.keyboard.press('Space');
}

test('the whole form is answered and sent with a keyboard, errors leading to their questions', async ({
	page
}) => {
	const slug = await campaign(page, 'ban-phim');
	const { code } = await linkOf(page, slug);
	await page.goto(`/k/${code}`);
	await expect(page.locator('[data-ready]')).toBeVisible();
	await named(page);
	await press(page, 'Tiếp tục');
	await expect(page.getByRole('alert')).toHaveText(/Chọn một trong hai ý/);
	await expect(page.getByRole('radio').first()).toBeFocused();
	await page.keyboard.press('Space');
	await press(page, 'Tiếp tục');
	const heading = page.getByRole('heading', { level: 1 });
	await expect(heading).toBeFocused();
	await expect(heading).toHaveText('A. Thông tin chung');
	await named(page);

	await press(page, 'Sang phần sau');
	const summary = page.getByRole('alert').first();
	await expect(summary).toBeFocused();
	await expect(summary).toContainText('Còn 3 chỗ cần sửa ở phần này');
	await named(page);
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page.locator('[data-name="NC01"] input').first()).toBeFocused();
	await page.keyboard.press('Space');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowDown');
	await expect(page.getByRole('radio', { name: 'Người dân', exact: true })).toBeChecked();
	await tabTo(page, page.locator('[data-name="NC02"] select'));
	await page.keyboard.press('ArrowDown');
	await tick(page, 'NC03');
	await press(page, 'Sang phần sau');
	await expect(heading).toHaveText(/^B\. /);
	await expect(heading).toBeFocused();
	await named(page);
	await tick(page, 'NC11');
	await tick(page, 'NC12', 1);
	await tick(page, 'NC15', 2);
	await press(page, 'Sang phần sau');
	await expect(heading).toHaveText(/^D\. /);
	await named(page);
	await tick(page, 'NC23');
	await press(page, 'Sang phần sau');
	await expect(heading).toHaveText(/^Đ\. /);
	await named(page);
	await press(page, 'Xem lại câu trả lời');
	await expect(heading).toBeFocused();
	await named(page);
	await press(page, 'Gửi phiếu');
	await expect(page.getByText(/^Đã gửi lúc/)).toBeVisible();
	await named(page);
	expect(await received(page, slug)).toBe(1);
});

test('the form speaks English without losing answers', async ({ page }) => {
	const { code } = await linkOf(page, await campaign(page, 'tieng-anh'));
	await page.goto(`/k/${code}`);
	await expect(page.locator('[data-ready]')).toBeVisible();
	await page.getByRole('radio', { name: 'Đồng ý tham gia khảo sát' }).check();
	await page.getByRole('button', { name: 'Tiếp tục' }).click();
	await page.locator('[data-name="NC01"]').getByText('Người dân', { exact: true }).click();
	await page.getByRole('link', { name: 'English' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('A. About you');
	expect(await page.locator('html').getAttribute('lang')).toBe('en');
	expect(await page.locator('[data-name="NC01"] input:checked').count()).toBe(1);
	await accessible(page);
});

test('the analysts’ pages are accessible and fit 375 and 1440 px', async ({ page }) => {
	test.slow();
	const slug = await campaign(page, 'trang');
	const { id, code } = await linkOf(page, slug);
	await call(page, 'POST', `/api/v1/campaigns/${slug}/links`, { every: 'province' });
	await signIn(page, 'analyst');
	for (const path of [
		'duong-dan',
		`duong-dan/${id}`,
		`duong-dan/in?ma=${code}`,
		'duong-dan/in',
		'nguoi-dan'
	]) {
		await page.goto(`/khao-sat/${slug}/${path}`);
		for (const width of [375, 1440]) {
			await page.setViewportSize({ width, height: 900 });
			await accessible(page);
			const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			expect(overflow, `${path} at ${width} px`).toBeLessThanOrEqual(0);
		}
	}
});
