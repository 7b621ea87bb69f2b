/** An analyst brings paper forms in: bad rows explained, the file mended, the board counts the forms. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { encode } from '#lib/encoding/decode.ts';
import { readDemo, signIn } from './demo.ts';

const { campaign } = readDemo();
const address = `/khao-sat/${campaign}/nhap-phieu-giay`;

/** Điện Biên and Cà Mau have not opened the form; other journeys leave them alone. */
const silent = ['11', '96'];

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
	await accessible(page);
	await page.getByRole('button', { name: 'Chạy thử' }).click();
	await expect(page.getByRole('heading', { name: /^Chạy thử: / })).toBeVisible({ timeout: 60_000 });
}

async function accessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test('bad rows are explained, the mended file is written as the dry run said, and the board counts it', async ({
	page
}) => {
	test.slow();
	await signIn(page, 'analyst');
	await page.goto(address);
	await accessible(page);
	const bad = csv([
		{ unit_code: '999' },
		{ unit_code: silent[0]! },
		{ unit_code: silent[0]! },
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
	await accessible(page);
	await dryRun(page);
	await expect(page.getByRole('heading', { level: 2 }).first()).toContainText('10 dòng có lỗi');
	for (const sentence of [
		/Không có đơn vị này/,
		/Đơn vị này đã có ở dòng 3/,
		/Không có lựa chọn này/,
		/Không phải số/,
		/Nội dung dài quá mức/,
		/Số nhỏ hơn mức cho phép/,
		/phiếu đã nộp không bị ghi đè/,
		/Mã bị bảng tính đổi thành số mũ/
	])
		await expect(page.getByRole('cell', { name: sentence }).first()).toBeVisible();
	await accessible(page);
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: /Tải báo cáo lỗi/ }).click()
	]);
	expect(file.suggestedFilename()).toMatch(/^bao-cao-loi-\d+\.xlsx$/);

	await upload(page, 'phieu.csv', Buffer.from(csv([{ unit_code: silent[0]! }])));
	await dryRun(page);
	await expect(page.getByText('Không có lỗi.')).toBeVisible();
	await page.getByRole('button', { name: 'Ghi 1 phiếu' }).click();
	await expect(page.getByRole('heading', { name: 'Đã ghi 1 phiếu' })).toBeVisible({
		timeout: 60_000
	});
	await accessible(page);
	await page.getByLabel('Lý do thu hồi').fill('Thử nghiệm');
	await page.getByRole('button', { name: 'Thu hồi lần nhập này' }).click();
	await expect(page.getByText('Đã thu hồi. Lý do: Thử nghiệm')).toBeVisible();
});

test('a TCVN3 file is shown in its letters, and converted once that was confirmed', async ({
	page
}) => {
	await signIn(page, 'analyst');
	const text = csv([
		{ unit_code: silent[1]!, TT38: 'Đề nghị bố trí kinh phí, tập huấn cho cán bộ' }
	]);
	await upload(page, 'tcvn3.csv', Buffer.from(encode(text, 'tcvn3')));
	await expect(page.getByLabel('Bảng mã')).toHaveValue('tcvn3');
	await expect(page.getByRole('cell', { name: /Đề nghị bố trí kinh phí/ })).toBeVisible();
	await expect(page.getByText('Chữ được chuyển từ TCVN3 (ABC) sang Unicode.')).toBeVisible();
	await accessible(page);
});
