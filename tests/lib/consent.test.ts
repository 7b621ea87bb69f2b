import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { consentIn, minutesIn } from '#lib/consent.ts';
import { textOf, type Definition } from '#lib/survey.ts';

const read = (survey: string) =>
	JSON.parse(readFileSync(`surveys/${survey}/definition.json`, 'utf8')) as Definition;

describe('consent', () => {
	it.each(['nhu-cau', 'hieu-qua'])(
		'is the first thing the form %s asks, with two ways',
		(survey) => {
			const consent = consentIn(read(survey));
			expect(consent?.choices.map(({ agrees }) => agrees)).toEqual([true, false]);
			expect(textOf(consent?.about, 'en')).toMatch(/voluntary/);
			expect(minutesIn(consent?.about ?? '')).toMatch(/^\d+ đến \d+$/);
		}
	);

	it('is not asked on the form of units', () => {
		expect(consentIn(read('thuc-trang'))).toBeNull();
	});

	it('is not taken for granted when later sections do not depend on it', () => {
		const form = read('nhu-cau');
		const open = { ...form, pages: form.pages.map(({ visibleIf: _condition, ...page }) => page) };
		expect(consentIn(open)).toBeNull();
	});
});
