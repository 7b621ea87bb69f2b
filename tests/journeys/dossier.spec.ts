/** A province reviews its communes' forms and forwards its dossier; the ministry accepts it. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type APIRequestContext, type Page } from '@playwright/test';
import type { Unit } from '#lib/unit.ts';
import { complete } from '../answers.ts';
import { readDemo, signIn } from './demo.ts';

const { key, address } = readDemo();
const slug = 'xa-phuong-ho-so';
const password = 'mưa rào trên sông Cầu';
const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();

test.beforeAll(async ({ playwright }) => {
	const api = await playwright.request.newContext({
		baseURL: address,
		extraHTTPHeaders: { authorization: `Bearer ${key}` }
	});
	const made = await api.post('/api/v1/campaigns', {
		data: {
			...{ slug, survey: 'thuc-trang', titleVi: 'Thực trạng ở xã, phường', titleEn: 'Communes' },
			...{ periodFrom: '2026-01-01', periodTo: '2026-06-30', levels: ['commune'] },
			...{ opensAt: days(-1), closesAt: days(5) }
		}
	});
	expect([201, 409]).toContain(made.status());
	await api.post(`/api/v1/campaigns/${slug}/state`, { data: { state: 'open' } });
	const unitsOf = async (query: string) =>
		((await (await api.get(`/api/v1/units?${query}`)).json()) as { units: Unit[] }).units;
	const province = (await unitsOf('level=province')).find(({ code }) => code === '20')!;
	const units = await unitsOf(`level=commune&parent=${province.id}`);
	const people = [
		{ email: 'duyet.tinh@example.vn', name: 'Người duyệt', role: 'unit_approver', unit: '20' },
		...units.slice(0, 2).map(({ code }, index) => ({
			...{ email: `xa.${index}@example.vn`, name: `Cán bộ xã ${index}`, role: 'unit_officer' },
			unit: code
		}))
	];
	for (const person of people) {
		const answer = await api.post('/api/v1/users', { data: { ...person, password } });
		expect([201, 409], await answer.text()).toContain(answer.status());
	}
	for (const index of [0, 1]) await submit(api, `xa.${index}@example.vn`);
	await api.dispose();
});

async function submit(api: APIRequestContext, email: string): Promise<void> {
	const page = { form: { thu: email, mat_khau: password }, maxRedirects: 0 };
	const headers = { origin: address, authorization: '' };
	await api.post('/dang-nhap', { ...page, headers });
	const sent = await api.post(`/api/v1/campaigns/${slug}/submission`, {
		data: { sequence: 1, data: complete() },
		headers
	});
	expect([200, 201], await sent.text()).toContain(sent.status());
	await api.post('/dang-xuat', { headers });
}

async function enter(page: Page, email: string): Promise<void> {
	await page.context().clearCookies();
	await page.goto('/dang-nhap');
	await page.getByLabel('Thư điện tử').fill(email);
	await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
	await page.getByRole('button', { name: 'Đăng nhập' }).click();
	await page.waitForURL((url) => !url.pathname.startsWith('/dang-nhap'));
}

async function accessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test('a province approves many forms at once and forwards its dossier with a reason for the rest', async ({
	page
}) => {
	await enter(page, 'duyet.tinh@example.vn');
	await page.goto(`/tham-dinh?dot=${slug}`);
	await accessible(page);
	await page.getByRole('button', { name: 'Chọn 2 phiếu không có điểm lạ' }).click();
	await page.getByRole('button', { name: 'Duyệt 2 phiếu đã chọn' }).click();
	await expect(page.getByText('Đã duyệt 2 phiếu.')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Tỉnh đã duyệt 2' })).toBeVisible();

	await page.getByRole('link', { name: 'Hồ sơ của tỉnh' }).click();
	await accessible(page);
	await page.getByRole('button', { name: 'Chuyển hồ sơ về Bộ' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Chuyển hồ sơ về Bộ' }).click();
	await expect(page.getByRole('alert')).toContainText('chưa nêu lý do ngoại lệ');
	await page.getByLabel('Lý do chung').fill('Xã chưa gửi phiếu, đã đôn đốc hai lần.');
	await page.getByRole('button', { name: 'Chuyển hồ sơ về Bộ' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Chuyển hồ sơ về Bộ' }).click();
	await expect(page.getByText('Đã chuyển hồ sơ về Bộ.')).toBeVisible();
	await expect(page.getByText('Chờ Bộ quyết định')).toBeVisible();

	await page.context().clearCookies();
	await signIn(page, 'analyst');
	await page.goto(`/tham-dinh/ho-so?dot=${slug}`);
	await expect(page.getByRole('heading', { name: 'Tỉnh Lạng Sơn' })).toBeVisible();
	await page.getByText(/\d+ ngoại lệ/).click();
	await expect(page.getByText('đã đôn đốc hai lần').first()).toBeVisible();
	await accessible(page);
	await page.getByRole('button', { name: 'Chấp nhận hồ sơ' }).click();
	await expect(page.getByText('Đã chấp nhận hồ sơ: duyệt 2 phiếu.')).toBeVisible();
	await page.goto(`/tham-dinh?dot=${slug}&xem=approved`);
	await expect(page.getByRole('row', { name: /Lạng Sơn/ })).toHaveCount(2);
});

test('an approver lends the right to a colleague and takes it back', async ({ page }) => {
	await enter(page, 'duyet.tinh@example.vn');
	await page.goto('/tai-khoan');
	await page.getByRole('link', { name: 'Ủy quyền' }).click();
	await accessible(page);
	const day = (count: number) => days(count).slice(0, 10);
	await page.getByLabel('Từ ngày').fill(day(0));
	await page.getByLabel('Đến hết ngày').fill(day(3));
	await page.getByRole('button', { name: 'Ủy quyền' }).click();
	await expect(page.getByText('Đã ủy quyền.')).toBeVisible();
	await page.getByRole('button', { name: /^Thu lại/ }).click();
	await expect(page.getByText('Chưa ủy quyền cho ai.')).toBeVisible();
});
