/** Units enter figures by hand and as a table; every version stays, and nobody sees another's. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { readDemo, signIn } from './demo.ts';

const { key, accounts } = readDemo();
const officers = accounts.filter(({ role }) => role === 'unit_officer');
const home = officers.find(({ unitCode }) => unitCode === '68')!;
const other = officers.find(({ unitCode }) => unitCode === '01')!;
const documents = '/so-lieu/CT-II.1a-02';
const answered = '/so-lieu/CT-II.7-07';
/** A period that has begun and that the simulation leaves empty. */
const now = new Date(Date.now() + 7 * 3_600_000);
const month = now.toISOString().slice(0, 7);
/** The last months of the simulation; a province enters most of them. */
const due = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 2, 15))
	.toISOString()
	.slice(0, 7);
const label = `tháng ${month.slice(5)}/${month.slice(0, 4)}`;

async function looksRight(page: Page) {
	for (const width of [1440, 375]) {
		await page.setViewportSize({ width, height: 900 });
		const { violations } = await new AxeBuilder({ page }).analyze();
		expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
		const wide = await page.evaluate(() => document.documentElement.scrollWidth);
		expect(wide, `${width} px`).toBeLessThanOrEqual(width);
	}
	await page.setViewportSize({ width: 1440, height: 900 });
}

/** Takes back what an earlier run of these journeys left for the period. */
async function clear(baseURL: string, id: string, code: string) {
	const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
	const answer = await fetch(`${baseURL}/api/v1/registers/${id}?from=${month}-01`, { headers });
	type Row = { id: number; version: number; unitCode: string };
	const { entries } = (await answer.json()) as { entries: Row[] };
	for (const one of entries.filter(({ unitCode }) => unitCode === code))
		await fetch(`${baseURL}/api/v1/registers/${id}/${one.id}`, {
			...{ method: 'DELETE', headers },
			body: JSON.stringify({ version: one.version, reason: 'chạy lại' })
		});
}

test('an officer enters figures, is told what is wrong, mends them, edits and withdraws', async ({
	page,
	baseURL
}) => {
	await clear(baseURL!, 'CT-II.7-07', '68');
	await signIn(page, home.email);
	await page.goto('/so-lieu');
	await looksRight(page);
	await page.getByRole('link', { name: /câu hỏi pháp luật được trả lời đúng hạn/ }).click();
	await page.getByRole('link', { name: new RegExp(`^${label}`) }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		`0 trong 1 đơn vị đã nhập số liệu ${label}`
	);
	await looksRight(page);
	await page.getByRole('link', { name: 'Nhập số liệu' }).first().click();
	await page.getByLabel('Câu hỏi đã trả lời đúng hạn').fill('1.300');
	await page.getByLabel('Câu hỏi đủ điều kiện trả lời').fill('1.250');
	await page.getByRole('button', { name: 'Ghi số liệu' }).click();
	await expect(page.getByRole('alert')).toHaveText('Chưa ghi: 2 chỗ cần sửa');
	const part = page.getByLabel('Câu hỏi đã trả lời đúng hạn');
	await expect(part).toHaveValue('1.300');
	await expect(part).toHaveAttribute('aria-invalid', 'true');
	await expect(part).toHaveAccessibleDescription(/Một phần không thể lớn hơn tổng/);
	await looksRight(page);
	await part.fill('1.200');
	await page.getByLabel('Căn cứ, số văn bản').fill('Báo cáo số 12/BC-STP');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('status')).toContainText('Đã ghi số liệu của');
	await expect(page.getByRole('row', { name: /Lâm Đồng.*1\.200.*1\.250.*96,0/ })).toBeVisible();

	await page.getByRole('link', { name: /^Xem, sửa/ }).click();
	await page.getByLabel('Câu hỏi đã trả lời đúng hạn').fill('1210');
	await page.getByRole('button', { name: 'Ghi phiên bản mới' }).click();
	await expect(page.getByRole('status')).toContainText('Đã ghi phiên bản 2');
	await expect(page.getByRole('row', { name: /2, đang dùng.*1\.210/ })).toBeVisible();
	await expect(page.getByRole('row', { name: /^1 .*1\.200/ })).toBeVisible();
	await looksRight(page);
	await page.getByLabel('Lý do').fill('Nhập nhầm kỳ');
	await page.getByRole('button', { name: 'Thu hồi số liệu' }).click();
	await expect(page.getByRole('status')).toContainText('Lý do: Nhập nhầm kỳ');
	await expect(page.getByRole('button', { name: 'Ghi phiên bản mới' })).toHaveCount(0);
});

test('an analyst pastes a table, sees every row judged, and writes it once', async ({
	page,
	baseURL
}) => {
	for (const code of ['68', '01', '04']) await clear(baseURL!, 'CT-II.7-07', code);
	await signIn(page, 'analyst');
	await page.goto('/so-lieu');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('sổ đã đủ số liệu');
	await looksRight(page);
	await page.goto(`${answered}/bang?ky=${month}`);
	const head =
		'Mã đơn vị\tKỳ\tCâu hỏi đã trả lời đúng hạn\tCâu hỏi đủ điều kiện trả lời\tCăn cứ, số văn bản';
	const rows = [
		`68\t${month}\t20\t25\tBC 1`,
		`01\t${month}\t30\t25\tBC 2`,
		`04\t${month}\t=1+1\t25\tBC 3`,
		`1\t${month}\t24\t25\tBC 4`
	];
	await page.getByLabel('Bảng số liệu').fill([head, ...rows].join('\n'));
	await page.getByRole('button', { name: 'Xem trước' }).click();
	await expect(page.getByRole('status')).toContainText(/1 dòng mới,\s+3 dòng có lỗi/);
	await expect(page.getByRole('row', { name: /^3 Có lỗi/ })).toContainText('lớn hơn');
	await expect(page.getByRole('row', { name: /^4 Có lỗi/ })).toContainText('không đọc được');
	await expect(page.getByRole('row', { name: /^5 Có lỗi/ })).toContainText('đã có ở dòng 3');
	await looksRight(page);
	await page.getByLabel('Bảng số liệu').fill([head, rows[0], rows[3]].join('\n'));
	await page.getByRole('button', { name: 'Xem trước' }).click();
	await page.getByRole('button', { name: 'Ghi 2 dòng' }).click();
	await expect(page.getByRole('status')).toContainText('Đã ghi 2 số liệu mới');
	await expect(page.getByRole('row', { name: /Hà Nội.*24.*25/ })).toBeVisible();
	await expect(page.getByText(/^Chưa nhập \(/)).toBeVisible();
	await looksRight(page);
});

test('people of one province neither read nor write figures of another; leaders only read', async ({
	page
}) => {
	const headers = { authorization: `Bearer ${key}` };
	const all = await page.request.get('/api/v1/registers/CT-II.1a-02', { headers });
	type Row = { id: number; unitId: number; unitCode: string };
	const { entries } = (await all.json()) as { entries: Row[] };
	const foreign = entries.find(({ unitCode }) => unitCode === other.unitCode)!;
	await signIn(page, home.email);
	for (const path of [
		`${documents}/${foreign.id}`,
		`/api/v1${documents.replace('so-lieu', 'registers')}/${foreign.id}`
	]) {
		const answer = await page.goto(path);
		expect(answer?.status(), path).toBe(403);
	}
	const own = await page.request.get('/api/v1/registers/CT-II.1a-02');
	const seen = ((await own.json()) as { entries: Row[] }).entries;
	expect(new Set(seen.map(({ unitCode }) => unitCode))).toEqual(new Set(['68']));
	const unitPage = `${documents}/don-vi/${foreign.unitId}`;
	expect((await page.goto(unitPage))?.status()).toBe(403);
	await page.goto(`${answered}?ky=${due}`);
	await page.getByRole('link', { name: 'Tỉnh Lâm Đồng', exact: true }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('kỳ gần đây');
	await expect(page.getByRole('row').nth(3)).toContainText('%');
	await looksRight(page);
	await page.context().clearCookies();
	await signIn(page, 'leader');
	await page.goto(documents);
	await expect(page.getByRole('link', { name: 'Nhập số liệu' })).toHaveCount(0);
	expect((await page.goto(`${documents}/nhap`))?.status()).toBe(403);
});

test('the template comes with every unit and is read back once it is filled in', async ({
	page
}) => {
	await signIn(page, home.email);
	await page.goto('/so-lieu/CT-II.9-02/bang');
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Tải tệp mẫu CSV' }).click()
	]);
	const stream = await file.createReadStream();
	const parts: Buffer[] = [];
	for await (const part of stream) parts.push(part as Buffer);
	const text = Buffer.concat(parts).toString('utf8');
	expect(text).toContain('Lâm Đồng');
	expect(text.split('\r\n').length).toBeGreaterThan(100);
	await page.getByLabel('Hoặc tệp CSV').setInputFiles({
		...{ name: 'mau.csv', mimeType: 'text/csv' },
		buffer: Buffer.from(text)
	});
	await page.getByRole('button', { name: 'Xem trước' }).click();
	await expect(page.getByRole('alert')).toContainText('Không có dòng số liệu nào');
});
