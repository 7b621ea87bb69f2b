import { describe, expect, it } from 'vitest';
import { conditionsOf, type Indicator, type Measure } from '#lib/indicator.ts';
import type { Definition } from '#lib/survey.ts';
import definition from '../../surveys/thuc-trang/definition.json';
import catalogue from '../../src/lib/server/reference/indicators.json';

const form = definition as Definition;
const measures = (catalogue as Indicator[]).flatMap(({ measure }) => measure ?? []);
const shares = measures.filter(
	(one): one is Extract<Measure, { kind: 'share_of_answers' }> => one.kind === 'share_of_answers'
);

describe('formulas over answers', () => {
	it('name questions and codes that stand in the form', () => {
		expect(shares.length).toBeGreaterThan(5);
		for (const measure of shares) {
			const [first, second] = conditionsOf(measure, form, 'vi');
			expect(first?.title, measure.question).not.toBe('');
			expect(first?.choices, measure.question).toHaveLength(measure.codes.length);
			if (!measure.and) continue;
			const { codes, item, question } = measure.and;
			expect(second?.choices, question).toHaveLength(item ? 1 : codes.length);
		}
	});

	it('say what counts in the words of the form', () => {
		const active = shares.find(({ question }) => question === 'TT24');
		expect(conditionsOf(active!, form, 'vi')[1]?.choices).toEqual([
			'Có bài trong 30 ngày gần nhất'
		]);
	});
});
