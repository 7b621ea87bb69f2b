/**
 * A campaign is made for the whole country and followed: who is missing in one province, a reminder
 * by real mail, more time for one commune, exemption for another; the figures move and add up.
 */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { SMTPServer } from 'smtp-server';
import { text } from 'node:stream/consumers';
import { closeCampaign } from './campaign.ts';
import { readDemo, signIn } from './demo.ts';
import { mailPort } from './playwright.config.ts';

/** Cao Bằng: one province and 56 communes, of which only the province has an account. */
const code = '04';
const name = 'Cao Bằng';
const officer = readDemo().accounts.find(({ unitCode }) => unitCode === code)!;
const slug = `toan-quoc-${Date.now()}`;
const board = `/khao-sat/${slug}`;

test.describe.configure({ mode: 'serial' });

const letters: { to: string; raw: string }[] = [];
const mail = new SMTPServer({
	disabledCommands: ['AUTH', 'STARTTLS'],
	onData(stream, { envelope }, done) {
		void text(stream).then((raw) => {
			letters.push({ to: envelope.rcptTo[0]?.address ?? '', raw });
			done();
		});
	}
});
test.beforeAll(() => new Promise<void>((done) => mail.listen(mailPort, '127.0.0.1', done)));
test.afterAll(async ({ request }) => {
	await closeCampaign(request, slug);
	await new Promise<void>((done) => mail.close(done));
});

async function as(page: Page, who: string): Promise<void> {
	await page.context().clearCookies();
	await signIn(page, who);
}

/** At both widths: nothing to reproach, and nothing that has to be scrolled sideways. */
async function fine(page: Page): Promise<void> {
	for (const width of [375, 1440]) {
		await page.setViewportSize({ width, height: 900 });
		const { violations } = await new AxeBuilder({ page }).analyze();
		expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
		const wide = await page.evaluate(() => document.documentElement.scrollWidth);
		expect(wide).toBeLessThanOrEqual(width);
	}
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const inFortyDays = () => new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 16);

test('the analyst opens a campaign for the whole country and follows one province', async ({
	page
}) => {
	test.slow();
	await as(page, 'analyst');
	await page.goto('/khao-sat');
	await page.getByText('Tạo đợt mới').click();
	await page.getByLabel('Tên đợt').fill('Khảo sát toàn quốc');
	await page.getByLabel('Mã đợt trong địa chỉ').fill('Mã sai');
	await page.getByRole('button', { name: 'Tạo đợt' }).click();
	await expect(page.getByRole('alert')).toContainText('Còn 1 chỗ cần sửa');
	await expect(page.locator('#slug')).toHaveAttribute('aria-invalid', 'true');
	await expect(page.getByLabel('Tên đợt')).toHaveValue('Khảo sát toàn quốc');
	await fine(page);
	await page.getByLabel('Mã đợt trong địa chỉ').fill(slug);
	// Before the demo's own period, so that the overview keeps showing that one.
	await page.getByLabel('Ngày đầu kỳ số liệu').fill('2021-01-01');
	await page.getByLabel('Ngày cuối kỳ số liệu').fill('2021-12-31');
	await page.getByLabel('Bắt đầu nhận phiếu').fill('2026-01-02T08:00');
	await page.getByRole('button', { name: 'Tạo đợt' }).click();

	await page.getByRole('button', { name: 'Mở đợt' }).click();
	const question = page.getByRole('dialog');
	await expect(question).toContainText('34 tỉnh, thành phố, 3.321 đơn vị cấp xã');
	await question.getByRole('button', { name: 'Mở đợt' }).click();
	await expect(heading(page)).toContainText('0 trong 3.395 đơn vị đã nộp phiếu');
	await fine(page);

	await page.getByLabel('Tỉnh, thành phố', { exact: true }).selectOption(code);
	await page.getByLabel('Tình trạng').selectOption('missing');
	await page.getByRole('button', { name: 'Lọc' }).click();
	await expect(heading(page)).toContainText(`${name}: 0 trong 57 đơn vị`);
	await expect(page.getByText('Đơn vị 1 đến 50 trong 57')).toBeVisible();
	await fine(page);
	await page.getByRole('link', { name: 'Trang sau' }).click();
	await expect(page.getByText('Đơn vị 51 đến 57 trong 57')).toBeVisible();
	await page.goBack();

	await page.getByRole('link', { name: 'Nhắc 57 đơn vị chưa nộp' }).click();
	await expect(page.getByText('56 đơn vị chưa có tài khoản')).toBeVisible();
	await expect(page.getByText(`Kính gửi: Sở Tư pháp tỉnh ${name}`)).toBeVisible();
	await fine(page);
	const sends = (await page.getByText('Chưa đặt máy chủ thư').count()) === 0;
	await page.getByRole('button', { name: /^(Gửi nhắc|Lập thư nhắc cho) 1 đơn vị$/ }).click();
	await expect(page.getByText(/Đã lập 1 thư cho 1 đơn vị/)).toBeVisible();
	const done = sends ? 'Đã gửi' : 'Chưa gửi, lưu tại hệ thống';
	await expect(async () => {
		await page.goto(`${board}/nhac?tinh=${code}`);
		await expect(page.getByRole('row', { name: officer.email })).toContainText(done);
	}).toPass();
	if (sends) {
		const mine = letters.filter(({ raw }) => raw.includes(slug) || raw.includes('base64'));
		expect(mine.map(({ to }) => to)).toContain(officer.email);
	}
	await expect(page.getByText('1 đơn vị đã được nhắc hôm nay nên bỏ qua')).toBeVisible();
});

test('more time for one commune and exemption of another move the figures, which add up', async ({
	page
}) => {
	test.slow();
	await as(page, 'analyst');
	const allow = async (row: number, kind: 'Gia hạn' | 'Miễn nộp', reason: string) => {
		await page.goto(`${board}?tinh=${code}&cap=commune`);
		const unit = page.getByRole('checkbox', { name: /^Chọn (Xã|Phường)/ }).nth(row);
		await unit.check();
		await expect(page.getByText('Đã chọn 1 đơn vị')).toBeVisible();
		await page.getByRole('button', { name: 'Gia hạn, miễn' }).click();
		await page.getByLabel(kind, { exact: true }).check();
		if (kind === 'Gia hạn') await page.getByLabel('Hạn nộp riêng').fill(inFortyDays());
		await page.getByLabel('Lý do', { exact: true }).fill(reason);
		await fine(page);
		await page.getByRole('button', { name: 'Lưu cho 1 đơn vị' }).click();
		await expect(page.getByText(/Đã lưu: .* cho 1 đơn vị/)).toBeVisible();
	};
	await allow(0, 'Gia hạn', 'Công văn số 12/UBND, mất điện do bão');
	await allow(1, 'Miễn nộp', 'Xã đang sắp xếp lại');
	await fine(page);

	await page.goto(`${board}?tinh=${code}`);
	await expect(heading(page)).toContainText(`${name}: 0 trong 56 đơn vị`);
	await expect(page.getByText('được miễn: 1')).toBeVisible();
	await page.getByLabel('Tình trạng').selectOption('extended');
	await page.getByRole('button', { name: 'Lọc' }).click();
	await expect(page.getByText('Đơn vị 1 đến 1 trong 1')).toBeVisible();
	await expect(page.getByText(/Gia hạn đến/)).toBeVisible();

	const { key } = readDemo();
	const answer = await page.request.get(`/api/v1/campaigns/${slug}/completeness`, {
		headers: { authorization: `Bearer ${key}` }
	});
	const { places } = (await answer.json()) as {
		places: { place: string; level: string; expected: number; exempt: number; faults: string[] }[];
	};
	const communes = (place: string) =>
		places.filter((one) => one.place === place && one.level === 'commune');
	const sum = (place: string) => communes(place).reduce((all, { expected }) => all + expected, 0);
	expect([sum('province'), sum('region'), sum('nation')]).toEqual([3320, 3320, 3320]);
	expect(places.flatMap(({ faults }) => faults)).toEqual([]);

	await page.goto(`${board}/gia-han`);
	await page.getByText('Đang áp dụng · Rút lại').first().click();
	await page.getByLabel('Lý do rút lại').first().fill('Nhập nhầm đơn vị');
	await page.getByRole('button', { name: 'Rút lại' }).first().click();
	await expect(page.getByText('Đã rút lại 1 quyết định.')).toBeVisible();
	await page.goto(`${board}?tinh=${code}`);
	await expect(heading(page)).toContainText(`${name}: 0 trong 57 đơn vị`);
});

test('people of a province see their own communes and no others', async ({ page }) => {
	await as(page, officer.email);
	await page.getByRole('link', { name: 'Tiến độ nộp phiếu của các xã trong tỉnh' }).click();
	await page.waitForURL('/khao-sat');
	await page.getByRole('link', { name: 'Khảo sát toàn quốc' }).first().click();
	await expect(heading(page)).toContainText(`${name}: 0 trong`);
	await page.goto(`${board}?tinh=68&tim=bao+lam`);
	await expect(heading(page)).toContainText(name);
	await expect(page.getByText('Xã Bảo Lâm 1')).toBeHidden();
	expect((await page.request.get(`${board}/gia-han`)).status()).toBe(403);
	const own = await page.request.get(
		`/api/v1/campaigns/${slug}/completeness?view=units&province=68`
	);
	const { units } = (await own.json()) as { units: { province: string | null }[] };
	expect(units.length).toBe(57);
	expect(new Set(units.map(({ province }) => province))).toEqual(new Set([null, name]));
});
