/** A whole form by keyboard alone: Tab, Space, arrows and Enter, read as a screen reader reads it. */
import { expect, test, type Page } from '@playwright/test';
import { closeCampaign, openCampaign } from './campaign.ts';
import { signIn } from './demo.ts';

const slug = `ban-phim-${Date.now().toString(36)}`;

test.beforeAll(async ({ playwright, baseURL }) => {
	const request = await playwright.request.newContext({ baseURL: baseURL! });
	await openCampaign(request, slug, 2023);
});
test.afterAll(async ({ playwright, baseURL }) => {
	const request = await playwright.request.newContext({ baseURL: baseURL! });
	await closeCampaign(request, slug);
});

type Focused = { tag: string; type: string; name: string; question: string; text: string };

/** What has the focus. */
const focused = (page: Page): Promise<Focused> =>
	page.evaluate(() => {
		const field = document.activeElement as HTMLInputElement;
		return {
			tag: field.tagName,
			type: field.type ?? '',
			name: field.name ?? '',
			question: field.closest<HTMLElement>('[data-name]')?.dataset.name ?? '',
			text: field.textContent?.trim() ?? ''
		};
	});

/** Tabs on until something has the focus. */
async function tabTo(page: Page, wanted: (at: Focused) => boolean, what: string): Promise<void> {
	for (let count = 0; count < 200; count++) {
		await page.keyboard.press('Tab');
		if (wanted(await focused(page))) return;
	}
	throw new Error(`Tab never reached ${what}`);
}

const toButton = (page: Page, text: RegExp) =>
	tabTo(page, ({ tag, text: said }) => tag === 'BUTTON' && text.test(said), String(text));

/** From the first box of a question, `downs` arrows further; Space where the first one is meant. */
async function choose(page: Page, question: string, downs: number): Promise<void> {
	await tabTo(page, (at) => at.question === question && at.tag === 'INPUT', question);
	const { type } = await focused(page);
	if (type === 'checkbox') for (let at = 0; at < downs; at++) await page.keyboard.press('Tab');
	else for (let at = 0; at < downs; at++) await page.keyboard.press('ArrowDown');
	if (type === 'checkbox' || downs === 0) await page.keyboard.press('Space');
}

/** Every row of a matrix: Tab goes from row to row, Space chooses the first column. */
async function chooseRows(page: Page, question: string): Promise<void> {
	const rows = await page.locator(`[data-name="${question}"] tr[role="radiogroup"]`).count();
	expect(rows).toBeGreaterThan(0);
	for (let row = 0; row < rows; row++) {
		await tabTo(page, (at) => at.question === question && at.type === 'radio', question);
		await page.keyboard.press('Space');
	}
}

async function onward(page: Page, to: string): Promise<void> {
	await toButton(page, new RegExp(`^Lưu và sang phần ${to}$`));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 2 })).toHaveText(new RegExp(`^${to}\\. `));
	await expect(page.getByRole('heading', { level: 2 })).toBeFocused();
}

type Node = {
	ignored: boolean;
	role?: { value: string };
	name?: { value: string };
	properties?: { name: string; value: { value: unknown } }[];
};

const controls = ['textbox', 'radio', 'checkbox', 'button', 'combobox', 'link', 'spinbutton'];
const groups = ['radiogroup', 'group', 'dialog', 'navigation', 'form'];

/** The accessibility tree as a screen reader gets it. */
async function tree(page: Page): Promise<Node[]> {
	const session = await page.context().newCDPSession(page);
	const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: Node[] };
	await session.detach();
	return nodes.filter(({ ignored }) => !ignored);
}

const roleOf = (node: Node) => node.role?.value ?? '';
const nameOf = (node: Node) => node.name?.value.trim() ?? '';
const has = (node: Node, property: string) =>
	node.properties?.some(({ name, value }) => name === property && `${value.value}` === 'true');

/** Controls and groups of a page that say nothing about themselves. */
async function nameless(page: Page): Promise<string[]> {
	return (await tree(page))
		.filter((node) => [...controls, 'radiogroup', 'dialog', 'navigation'].includes(roleOf(node)))
		.filter((node) => nameOf(node) === '')
		.map(roleOf);
}

test('the status form is answered and submitted by keyboard alone, errors and all', async ({
	page
}) => {
	test.setTimeout(300_000);
	await signIn(page, 'unit_officer');
	await page.goto(`/phieu/${slug}`);
	await expect(page.getByRole('heading', { level: 2 })).toHaveText(/^A\. /);
	await expect(page.locator('[data-name="TT05"] input').first()).toBeVisible();

	await test.step('what is missing is announced, and its link leads to the question', async () => {
		await toButton(page, /^Lưu và sang phần B$/);
		await page.keyboard.press('Enter');
		const summary = page.getByRole('alert').first();
		await expect(summary).toBeFocused();
		await expect(summary).toContainText('Còn 1 chỗ cần sửa ở phần A');
		const read = await tree(page);
		const group = read.find((node) => /^.*Chức danh của người lập phiếu/.test(nameOf(node)));
		expect(group, 'the question is a named group').toBeDefined();
		expect(read.some((node) => has(node, 'required'))).toBe(true);
		expect(
			read.some((node) =>
				node.properties?.some(
					({ name, value }) => name === 'invalid' && String(value.value) === 'true'
				)
			)
		).toBe(true);
		await tabTo(page, ({ tag, text }) => tag === 'A' && /^Câu 1: /.test(text), 'the link');
		await page.keyboard.press('Enter');
		await expect(page.locator('[data-name="TT05"] input').first()).toBeFocused();
		await page.keyboard.press('Space');
		expect(await nameless(page)).toEqual([]);
	});

	await test.step('sections B to H', async () => {
		await onward(page, 'B');
		await choose(page, 'TT07', 3);
		await choose(page, 'TT08', 2);
		await choose(page, 'TT09', 1);
		await choose(page, 'TT11', 1);
		expect(await nameless(page)).toEqual([]);
		await onward(page, 'C');
		await tabTo(page, (at) => at.question === 'TT13', 'the total');
		await page.keyboard.type('1234,5');
		await chooseRows(page, 'TT14a');
		expect(await nameless(page)).toEqual([]);
		await onward(page, 'D');
		await tabTo(page, (at) => at.question === 'TT15', 'TT15');
		await page.keyboard.press('ArrowUp');
		await onward(page, 'Đ');
		const none = await page.locator('[data-name="TT22"] input').count();
		await choose(page, 'TT22', none - 1);
		expect(await nameless(page)).toEqual([]);
		await onward(page, 'E');
		const channels = await page.locator('[data-name="TT24"] input').count();
		await choose(page, 'TT24', channels - 1);
		expect(await nameless(page)).toEqual([]);
		await onward(page, 'G');
		await onward(page, 'H');
		expect(await nameless(page)).toEqual([]);
	});

	await test.step('section I and the submission', async () => {
		await onward(page, 'I');
		await chooseRows(page, 'TT35');
		await choose(page, 'TT37', 0);
		await choose(page, 'TT40', 1);
		const read = await tree(page);
		const unnamed = read.filter((node) => groups.includes(roleOf(node)) && nameOf(node) === '');
		expect(unnamed.filter((node) => roleOf(node) === 'radiogroup')).toEqual([]);
		expect(await nameless(page)).toEqual([]);
		await toButton(page, /^Nộp phiếu$/);
		await page.keyboard.press('Enter');
		await expect(page.getByRole('dialog', { name: 'Nộp phiếu này?' })).toBeVisible();
		expect(await nameless(page)).toEqual([]);
		if (!/^Nộp phiếu$/.test((await focused(page)).text)) await toButton(page, /^Nộp phiếu$/);
		await page.keyboard.press('Enter');
		await expect(page.getByRole('heading', { name: 'Đã nộp phiếu' })).toBeFocused();
	});
});
