import { describe, expect, it } from 'vitest';
import { conditionsOf, type Indicator, type Measure } from '#lib/indicator.ts';
import { elementsOf, type Definition } from '#lib/survey.ts';
import effect from '../../surveys/hieu-qua/definition.json';
import needs from '../../surveys/nhu-cau/definition.json';
import definition from '../../surveys/thuc-trang/definition.json';
import catalogue from '../../src/lib/server/reference/indicators.json';

const form = definition as Definition;
const forms: Record<string, Definition> = {
	'thuc-trang': form,
	'nhu-cau': needs as unknown as Definition,
	'hieu-qua': effect as unknown as Definition
};
const measures = (catalogue as unknown as Indicator[]).flatMap(({ measure }) => measure ?? []);
const shares = measures.filter(
	(one): one is Extract<Measure, { kind: 'share_of_answers' }> => one.kind === 'share_of_answers'
);

describe('formulas over answers', () => {
	it('name questions and codes that stand in the form', () => {
		expect(shares.length).toBeGreaterThan(5);
		for (const measure of shares) {
			const [first, second] = conditionsOf(measure, forms[measure.survey]!, 'vi');
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

describe('questions and the indicators they feed', () => {
	const questions = [form, needs as unknown as Definition, effect as unknown as Definition]
		.flatMap(elementsOf)
		.map(({ name, indicators }) => ({ name, feeds: indicators as string[] }));
	const known = new Set((catalogue as unknown as Indicator[]).map(({ id }) => id));

	/** `TT07-TT37`, `HQ16_dehieu`, `rating; HQ17`: the names and ranges of questions in a source. */
	const named = (collectedBy: string) =>
		[...collectedBy.matchAll(/\b((TT|NC|HQ)(\d+))(?:-(?:TT|NC|HQ)(\d+))?/g)].map(
			([, name = '', prefix, from, to]) => ({ name, prefix, from, to: to ?? from })
		);

	it('every question feeds at least one indicator, and only such as exist', () => {
		for (const { name, feeds } of questions) {
			expect([name, feeds.length > 0]).toEqual([name, true]);
			expect([name, feeds.filter((id) => !known.has(id))]).toEqual([name, []]);
		}
	});

	it('every indicator collected by a question names questions that stand in a form', () => {
		const surveyed = (catalogue as unknown as Indicator[]).filter(
			({ source }) => source === 'survey'
		);
		expect(surveyed.length).toBeGreaterThan(20);
		for (const { id, collectedBy } of catalogue as Indicator[])
			for (const { name, prefix, to } of named(collectedBy))
				for (const wanted of [name, `${prefix}${to}`])
					expect([id, wanted, questions.some((one) => one.name === wanted)]).toEqual([
						id,
						wanted,
						true
					]);
		for (const { id, collectedBy } of surveyed)
			expect([id, named(collectedBy).length > 0]).toEqual([id, true]);
	});

	it('a question that an indicator names says that it feeds it', () => {
		for (const { id, source, collectedBy } of catalogue as Indicator[]) {
			if (source !== 'survey') continue;
			const feeding = questions.filter(({ feeds }) => feeds.includes(id));
			const among = named(collectedBy).some(({ prefix, from, to }) =>
				feeding.some(({ name }) => {
					const number = Number(name.slice(2).replace(/\D/g, ''));
					const within = Number(from) <= number && number <= Number(to);
					return name.startsWith(String(prefix)) && within;
				})
			);
			expect([id, among]).toEqual([id, true]);
		}
	});
});
