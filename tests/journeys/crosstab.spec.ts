/** An analyst counts answers by one another: one question, two, and by province. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { readDemo, signIn } from './demo.ts';
import { looks, nameOf } from './looks.ts';

const page = (asked: string) => `/khao-sat/${readDemo().campaign}/bang-cheo?${asked}`;
const asked = { 'one question': '', 'two questions': 'hang=TT09&cot=TT05', provinces: 'cot=tinh' };

for (const look of looks)
	test.describe(nameOf(look), () => {
		test.use(look);

		for (const [name, query] of Object.entries(asked))
			test(`a crosstab of ${name} fits and is accessible`, async ({ page: tab }) => {
				await signIn(tab, 'analyst');
				await tab.goto(page(query));
				await expect(tab.getByRole('table')).toBeVisible();
				const { violations } = await new AxeBuilder({ page: tab }).analyze();
				expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
				const overflow = await tab.evaluate(
					() => document.documentElement.scrollWidth - document.documentElement.clientWidth
				);
				expect(overflow).toBe(0);
			});
	});

test('a crosstab does not name the largest answer while rows of it are hidden', async ({
	page: tab
}) => {
	await signIn(tab, 'analyst');
	await tab.goto(page('hang=TT09&cot=TT05'));
	await expect(tab.getByRole('table')).toContainText('ẩn');
	await expect(tab.locator('h2.headline')).not.toContainText('0,0 %');
});
