/**
 * A form changes while it is being answered: what was begun goes on and is submitted on its own
 * version, what begins later is asked the new one. And a form made in a spreadsheet comes in.
 */
import { expect, test, type Page } from '@playwright/test';
import { writeXlsx } from 'hucre/xlsx';
import { closeCampaign, openCampaign } from './campaign.ts';
import { readDemo, signIn } from './demo.ts';
import { answerRest, choose, saved } from './form.ts';

const { accounts, truth } = readDemo();
/** A campaign of its own: another journey's officers stay on the version they know. */
const campaign = `ban-moi-${Date.now().toString(36)}`;

test.beforeAll(({ request }) => openCampaign(request, campaign, 2018));
test.afterAll(({ request }) => closeCampaign(request, campaign));

const [, early, late] = truth.silent.map((code) =>
	accounts.find(({ unitCode }) => unitCode === code)!
);

async function as(page: Page, who: string): Promise<void> {
	await page.context().clearCookies();
	await signIn(page, who);
}

async function openEditor(page: Page, survey: string): Promise<void> {
	await page.goto(`/khao-sat/phieu/${survey}/soan`);
	const begin = page.getByRole('button', { name: 'Bắt đầu soạn' });
	if (await begin.isVisible()) await begin.click();
	await expect(page.locator('[data-ready="true"]')).toBeVisible();
}

const storedNow = (page: Page) => expect(page.getByText(/^Đã lưu lúc/)).toBeVisible();

test('a form begun stays on its version, one begun later is asked the new one', async ({
	page
}) => {
	test.slow();
	await as(page, early!.email);
	await page.goto(`/phieu/${campaign}`);
	await choose(page, 'TT05', 'Chức danh khác');
	await saved(page);

	await as(page, 'analyst');
	await openEditor(page, 'thuc-trang');
	await page.getByRole('button', { name: /Chức danh của người lập phiếu/ }).click();
	const wording = page.getByLabel('Lời hỏi (tiếng Việt)');
	await wording.fill('Chức danh của người lập phiếu này');
	await expect(page.getByText(/^Đang lưu|^Đã lưu lúc/)).toBeVisible();
	await page.getByLabel('Kiểu câu thêm vào').selectOption('boolean');
	await page.getByRole('button', { name: 'Thêm câu', exact: true }).click();
	await expect(page.getByRole('button', { name: /^Công bố phiên bản/ })).toBeDisabled();
	await expect(page.getByText(/chỗ phải sửa trước khi công bố/).first()).toBeVisible();
	await wording.fill('Đơn vị có tổ công nghệ số cộng đồng không?');
	await page.getByLabel('Lời hỏi (tiếng Anh)').fill('Is there a community digital team?');
	await expect(page.getByText('Không còn chỗ nào phải sửa')).toBeVisible();
	await page.getByRole('button', { name: 'Hoàn tác' }).click();
	await expect(page.getByText(/chỗ phải sửa trước khi công bố/).first()).toBeVisible();
	await page.getByRole('button', { name: 'Làm lại' }).click();
	await storedNow(page);
	await page.getByRole('button', { name: /^Công bố phiên bản/ }).click();
	await expect(page.getByText(/^Đã công bố phiên bản \d/)).toBeVisible();

	await page.goto(`/khao-sat/${campaign}`);
	await page.getByRole('button', { name: /^Dùng bản mới/ }).click();
	await expect(page.getByText(/^Phiếu bắt đầu từ nay dùng bản \d/)).toBeVisible();

	await as(page, early!.email);
	await page.goto(`/phieu/${campaign}`);
	await expect(page.getByText('Chức danh của người lập phiếu').first()).toBeVisible();
	await expect(page.getByText('tổ công nghệ số cộng đồng')).toHaveCount(0);
	await answerRest(page, async () => {});
	await saved(page);
	await page.getByRole('button', { name: 'Nộp phiếu' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Nộp phiếu' }).click();
	await expect(page.getByRole('heading', { name: 'Đã nộp phiếu' })).toBeVisible();

	await as(page, late!.email);
	await page.goto(`/phieu/${campaign}`);
	await expect(page.getByText('Đơn vị có tổ công nghệ số cộng đồng không?')).toBeVisible();
});

test('a form made in a spreadsheet becomes a draft, with a list of what was left behind', async ({
	page
}) => {
	await as(page, 'analyst');
	await page.goto('/khao-sat/phieu');
	const id = `nhap-thu-${Date.now()}`;
	await page.getByText('Tạo mẫu phiếu mới').click();
	await page.getByLabel('Tên phiếu (tiếng Việt)').fill('Phiếu nhập thử');
	await page.getByLabel('Tên phiếu (tiếng Anh)').fill('Imported form');
	await page.getByLabel('Mã phiếu').fill(id);
	await page.getByRole('button', { name: 'Tạo và soạn' }).click();
	await expect(page.locator('[data-ready="true"]')).toBeVisible();
	const file = await writeXlsx({
		sheets: [
			{
				name: 'survey',
				rows: [
					['type', 'name', 'label::vi', 'label::en', 'relevant'],
					['begin_group', 'chung', 'A. Chung', 'A. General', null],
					['select_one yn', 'song', 'Có sóng điện thoại không?', 'Is there a signal?', null],
					['integer', 'vach', 'Mấy vạch sóng?', 'How many bars?', "${song} = 'co'"],
					['geopoint', 'noi', 'Ở đâu?', 'Where?', null],
					['end_group', null, null, null, null]
				]
			},
			{
				name: 'choices',
				rows: [
					['list_name', 'name', 'label::vi', 'label::en'],
					['yn', 'co', 'Có', 'Yes'],
					['yn', 'khong', 'Không', 'No']
				]
			},
			{ name: 'settings', rows: [['form_title'], ['Phiếu nhập thử']] }
		]
	});
	await page.getByLabel('Nhập từ tệp').setInputFiles({
		name: 'phieu.xlsx',
		mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		buffer: Buffer.from(file)
	});
	await expect(page.getByText('Đã nhập phieu.xlsx')).toBeVisible();
	await expect(page.getByText('noi: kiểu “geopoint” không dùng được ở đây')).toBeVisible();
	await page.getByRole('button', { name: /Mấy vạch sóng/ }).click();
	await expect(page.getByLabel('Giá trị (1)')).toHaveValue('co');
	await storedNow(page);
	await page.reload();
	await expect(page.getByRole('button', { name: /Có sóng điện thoại không/ })).toBeVisible();
	await page.getByRole('button', { name: 'Bỏ bản soạn thảo' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Bỏ bản soạn thảo' }).click();
	await expect(page).toHaveURL(/\/khao-sat\/phieu$/);
	await expect(page.getByRole('link', { name: 'Phiếu nhập thử' })).toHaveCount(0);
});
