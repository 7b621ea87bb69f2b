import { surveyLocalization } from 'survey-core';
import { describe, expect, it } from 'vitest';
import { english, placeholders, spoken, vietnamese } from '#lib/questionnaire/texts.ts';

const originals: Record<string, string> = surveyLocalization.locales.en;

describe("the questionnaire engine's words", () => {
	it('are all there in Vietnamese, and nothing else', () => {
		expect(Object.keys(vietnamese).sort()).toEqual(Object.keys(originals).sort());
		for (const name of Object.keys(english)) expect(originals).toHaveProperty(name);
	});

	it('keep every placeholder of the original', () => {
		for (const [name, original] of Object.entries(originals)) {
			expect([name, placeholders(vietnamese[name]!)]).toEqual([name, placeholders(original)]);
			if (english[name]) expect(placeholders(english[name])).toEqual(placeholders(original));
		}
	});

	it('are composed (NFC), never empty and never address the reader as "bạn"', () => {
		for (const text of Object.values(vietnamese)) {
			expect(text).toBe(text.normalize('NFC').trim());
			expect(text).not.toMatch(/\bbạn\b|OK|không hợp lệ/i);
			expect(text.length).toBeGreaterThan(0);
		}
	});
});

it('writes numbers put into a sentence as its reader does, and leaves words alone', () => {
	expect(spoken(1234.5, 'vi')).toBe('1.234,5');
	expect(spoken('235.5', 'vi')).toBe('235,5');
	expect(spoken('1234.5', 'en')).toBe('1,234.5');
	expect(spoken('180,5', 'vi')).toBe('180,5');
	expect(spoken('năm 2026', 'vi')).toBe('năm 2026');
});
