/** An analyst brings paper forms in: bad rows explained, the file mended, the board counts the forms. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { encode } from '#lib/encoding/decode.ts';
import { closeCampaign, openCampaign } from './campaign.ts';
import { signIn } from './demo.ts';

const slug = `phieu-giay-${Date.now().toString(36)}`;
const board = `/khao-sat/${slug}`;
const address = `${board}/nhap-phieu-giay`;

test.describe.configure({ mode: 'serial' });
test.beforeAll(({ request }) => openCampaign(request, slug, 2022));
test.afterAll(({ request }) => closeCampaign(request, slug));

const paper: Record<string, string> = {
	...{ TT05: 'phu_trach_pbgdpl', TT07: 'chua', TT08: 'chua', TT09: 'so_ket', TT11: 'khong' },
	...{ 'TT13.tong': '180,5', 'TT13.nsnn_giao': '140', 'TT14a.may_tinh': 'tot' },
	...{ 'TT14a.internet': 'tot', 'TT14a.hop_truc_tuyen': 'tot', 'TT14a.truyen_thanh': 'tot' },
	...{ 'TT14a.san_xuat_nd': 'tot', TT15: 'chua', TT22: 'none', TT24: 'none' },
	...{ 'TT35.chi_dao': '3', 'TT35.kinh_phi': '3', 'TT35.nhan_luc': '3', 'TT35.ha_tang': '3' },
	...{
		'TT35.noi_dung': '3',
		'TT35.tuong_tac': '3',
		TT37: 'kinh_phi',
		TT38: 'Thiếu kinh phí',
		TT40: '1'
	}
};

function csv(rows: Record<string, string>[]): string {
	const columns = ['unit_code', ...Object.keys(paper)];
	const lines = rows.map((row) => columns.map((name) => row[name] ?? paper[name] ?? '').join(';'));
	return [columns.join(';'), ...lines, ''].join('\r\n');
}

async function upload(page: Page, name: string, buffer: Buffer): Promise<void> {
	await page.goto(address);
	await page.getByLabel('Tệp CSV hoặc XLSX').setInputFiles({ name, mimeType: 'text/csv', buffer });
	await page.getByRole('button', { name: 'Tải tệp lên' }).click();
	await expect(page.getByRole('heading', { name: 'Tệp được nhận dạng như sau' })).toBeVisible();
}

async function dryRun(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Đúng, ghép cột' }).click();
	await page.getByRole('button', { name: 'Chạy thử' }).click();
	await expect(page.getByRole('heading', { name: /^Chạy thử: / })).toBeVisible({ timeout: 60_000 });
}

async function accessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

async function write(page: Page, forms: number): Promise<void> {
	await page.getByRole('button', { name: `Ghi ${forms} phiếu` }).click();
	await expect(page.getByRole('heading', { name: `Đã ghi ${forms} phiếu` })).toBeVisible({
		timeout: 60_000
	});
}

/** What the board says in its headline. */
async function counted(page: Page, submitted: number): Promise<void> {
	await page.goto(board);
	await expect(page.getByRole('heading', { level: 1 })).toContainText(
		`${submitted} trong 34 tỉnh, thành phố đã nộp phiếu`
	);
}

test('ten kinds of bad rows are explained, each at its line and in the report', async ({
	page
}) => {
	await signIn(page, 'analyst');
	await page.goto(address);
	await accessible(page);
	// One form arrives first, so that there is one which must not be overwritten.
	await upload(page, 'phieu-dau.csv', Buffer.from(csv([{ unit_code: '19' }])));
	await accessible(page);
	await dryRun(page);
	await write(page, 1);

	const bad = csv([
		{ unit_code: '11' },
		{ unit_code: '999' },
		{ unit_code: '11' },
		{ unit_code: '01', TT05: 'Giám đốc' },
		{ unit_code: '04', 'TT13.tong': '12e3' },
		{ unit_code: '08', TT38: 'x'.repeat(5000) },
		{ unit_code: '12', 'TT13.tong': '-5', 'TT13.nsnn_giao': '' },
		{ unit_code: '14', TT05: '' },
		{ unit_code: '15', 'TT13.tong': '10,5', 'TT13.nsnn_giao': '200' },
		{ unit_code: '19' },
		{ unit_code: '1,2E+01' }
	]);
	await upload(page, 'phieu-loi.csv', Buffer.from(bad));
	await dryRun(page);
	await expect(page.getByRole('heading', { level: 2 }).first()).toContainText(
		'1 dòng ghi được, 10 dòng có lỗi'
	);
	const wrong: [number, RegExp][] = [
		[3, /Không có đơn vị này/],
		[4, /Đơn vị này đã có ở dòng 2/],
		[5, /Không có lựa chọn này/],
		[6, /Không phải số/],
		[7, /Nội dung dài quá mức/],
		[8, /Số nhỏ hơn mức cho phép/],
		[9, /Câu này cần trả lời/],
		[10, /Tổng \(10,5\) phải bằng hoặc lớn hơn ngân sách/],
		[11, /phiếu đã nộp không bị ghi đè/],
		[12, /Mã bị bảng tính đổi thành số mũ/]
	];
	for (const [line, sentence] of wrong)
		await expect(
			page
				.getByRole('row')
				.filter({ has: page.getByRole('rowheader', { name: String(line), exact: true }) })
				.filter({ has: page.getByRole('cell', { name: sentence }) })
		).not.toHaveCount(0);
	await accessible(page);
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: /Tải báo cáo lỗi/ }).click()
	]);
	expect(file.suggestedFilename()).toMatch(/^bao-cao-loi-\d+\.xlsx$/);
	await counted(page, 1);
});

test('a TCVN3 file is shown in its letters, and written once that was confirmed', async ({
	page
}) => {
	await signIn(page, 'analyst');
	const wish = 'Đề nghị bố trí kinh phí, tập huấn cho cán bộ';
	await upload(
		page,
		'tcvn3.csv',
		Buffer.from(encode(csv([{ unit_code: '96', TT38: wish }]), 'tcvn3'))
	);
	await expect(page.getByLabel('Bảng mã')).toHaveValue('tcvn3');
	await expect(page.getByRole('cell', { name: wish })).toBeVisible();
	await expect(page.getByText('Chữ được chuyển từ TCVN3 (ABC) sang Unicode.')).toBeVisible();
	await page.getByRole('button', { name: 'Đúng, ghép cột' }).click();
	await accessible(page);
	await page.getByRole('button', { name: 'Chạy thử' }).click();
	await expect(page.getByText('Không có lỗi.')).toBeVisible();
	await write(page, 1);
});

test('the mended file is written as the dry run said, the board counts it, and no longer once withdrawn', async ({
	page
}) => {
	await signIn(page, 'analyst');
	const mended = ['11', '01', '04', '08'].map((unit_code) => ({ unit_code }));
	await upload(page, 'phieu.csv', Buffer.from(csv(mended)));
	await dryRun(page);
	await expect(page.getByText('Không có lỗi.')).toBeVisible();
	await write(page, 4);
	await accessible(page);
	const result = page.url();
	await counted(page, 6);
	await page.goto(result);
	await page.getByLabel('Lý do thu hồi').fill('Thử nghiệm');
	await page.getByRole('button', { name: 'Thu hồi lần nhập này' }).click();
	await expect(page.getByText('Đã thu hồi. Lý do: Thử nghiệm')).toBeVisible();
	await counted(page, 2);
});
