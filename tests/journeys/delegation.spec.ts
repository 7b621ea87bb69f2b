/** Two officers of one unit share a form: one gives a section to the other, both type at once. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { addOfficer, closeCampaign, openCampaign } from './campaign.ts';
import { readDemo, signInAs } from './demo.ts';
import { answerRest, choose, chooseInRows, field, saved, section } from './form.ts';

const slug = `chung-phieu-${Date.now().toString(36)}`;
const unit = '68';

test.beforeAll(({ playwright, baseURL }) =>
	playwright.request.newContext({ baseURL: baseURL! }).then(async (request) => {
		await openCampaign(request, slug, 2024);
	})
);
test.afterAll(({ playwright, baseURL }) =>
	playwright.request.newContext({ baseURL: baseURL! }).then(async (request) => {
		await closeCampaign(request, slug);
	})
);

async function enter(browser: Browser, account: { email: string; password: string }) {
	const page = await (await browser.newContext()).newPage();
	await signInAs(page, account);
	return page;
}

/** What a reader of the page does by coming back to it: the page asks what others changed. */
const comeBack = (page: Page) =>
	page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

async function accessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test('a section is given to a colleague, both answer at once, nothing is lost, the form is submitted', async ({
	browser,
	request
}) => {
	test.setTimeout(180_000);
	const { accounts } = readDemo();
	const first = accounts.find((one) => one.unitCode === unit && one.role === 'unit_officer')!;
	const colleague = await addOfficer(request, { name: 'Đỗ Thị Giang', unit });
	const here = await enter(browser, first);
	const there = await enter(browser, colleague);

	await test.step('gives section C with a note', async () => {
		await here.goto(`/phieu/${slug}`);
		await section(here, 'Nguồn lực');
		await here.getByRole('button', { name: 'Giao phần này cho người khác' }).click();
		const dialog = here.getByRole('dialog', { name: 'Giao phần C cho ai?' });
		await accessible(here);
		await dialog.getByRole('button', { name: 'Giao phần C' }).click();
		await expect(dialog.getByRole('alert')).toHaveText('Chọn người nhận phần này.');
		await dialog.getByLabel('Cán bộ của đơn vị').selectOption({ label: colleague.name });
		await dialog.getByLabel('Lời nhắn').fill('Số liệu ở phòng Tài chính');
		await dialog.getByRole('button', { name: 'Giao phần C' }).click();
		await expect(here.getByText('Đã giao phần C cho Đỗ Thị Giang.')).toBeVisible();
		await expect(here.getByText(/Phần này chỉ Đỗ Thị Giang sửa được/)).toBeVisible();
		await expect(field(here, 'Tổng kinh phí')).not.toBeEditable();
		await accessible(here);
	});

	await test.step('the colleague finds it in the list of forms', async () => {
		await there.goto('/phieu');
		await expect(there.getByText('Số liệu ở phòng Tài chính')).toBeVisible();
		await there.getByRole('link', { name: 'C. Nguồn lực' }).click();
		await expect(there.getByRole('heading', { level: 2, name: 'C. Nguồn lực' })).toBeVisible();
		await expect(field(there, 'Tổng kinh phí')).toBeEditable();
	});

	await test.step('both type at the same time in different sections', async () => {
		await section(here, 'Chỉ đạo, điều hành');
		await choose(here, 'TT07', 'Đã ban hành kế hoạch riêng');
		const plan = here.locator('[data-name="TT07a"] input');
		await Promise.all([
			plan.pressSequentially('45/KH-UBND ngày 10/02/2024', { delay: 60 }),
			field(there, 'Tổng kinh phí').pressSequentially('1234,5', { delay: 200 })
		]);
		await Promise.all([saved(here), saved(there)]);
		await field(there, 'Báo cáo viên pháp luật').fill('30');
		await saved(there);
		await comeBack(here);
		await expect(plan).toHaveValue('45/KH-UBND ngày 10/02/2024');
		await section(here, 'Nguồn lực');
		await expect(field(here, 'Tổng kinh phí')).toHaveValue('1.234,5');
		await expect(field(here, 'Báo cáo viên pháp luật')).toHaveValue('30');
		await section(there, 'Chỉ đạo, điều hành');
		await comeBack(there);
		await expect(there.locator('[data-name="TT07a"] input')).toHaveValue(
			'45/KH-UBND ngày 10/02/2024'
		);
	});

	await test.step('the same question is shown side by side and settled', async () => {
		const box = (page: Page) => page.locator('[data-name="TT28"] input');
		await Promise.all([section(here, 'Tập huấn'), section(there, 'Tập huấn')]);
		await box(there).fill('5');
		await saved(there);
		await box(here).fill('7');
		await here.getByRole('button', { name: 'Xem hai bản' }).click();
		const dialog = here.getByRole('dialog');
		await expect(dialog).toContainText('1 câu được cả hai nơi sửa');
		await expect(dialog).toContainText('Đỗ Thị Giang');
		await dialog.getByRole('button', { name: 'Giữ câu trả lời trên máy này' }).click();
		await saved(here);
		await comeBack(there);
		await expect(box(there)).toHaveValue('7');
	});

	await test.step('the form waits for the section, then it is submitted', async () => {
		await section(there, 'Nguồn lực');
		await chooseInRows(there, 'TT14a', 'Đáp ứng tốt');
		await saved(there);
		await comeBack(here);
		await section(here, 'Thông tin đơn vị');
		await choose(here, 'TT05', 'Lãnh đạo đơn vị');
		await answerRest(here, () => Promise.resolve(), 'C');
		await saved(here);
		const submit = async () => {
			await here.getByRole('button', { name: 'Nộp phiếu' }).click();
			await here.getByRole('dialog').getByRole('button', { name: 'Nộp phiếu' }).click();
		};
		await submit();
		await expect(here.getByText(/còn phần đã giao chưa xong: C\. Nguồn lực/)).toBeVisible();
		await there.getByRole('button', { name: 'Đánh dấu phần này đã xong' }).click();
		await expect(there.getByText('Đã đánh dấu phần C xong.')).toBeVisible();
		await submit();
		await expect(here.getByRole('heading', { name: 'Đã nộp phiếu' })).toBeFocused();
		await comeBack(there);
		await expect(there.getByText(/vừa được người khác trong đơn vị nộp/)).toBeVisible();
	});
});
