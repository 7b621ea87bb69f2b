/** Conclusions say no more than interval and margin allow, in both languages. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { methods, verdicts, type Finding, type Plan } from '#lib/evaluation.ts';
import { numberOf } from '#lib/evaluation/number.ts';
import { paperOf } from '#lib/evaluation/paper.ts';
import { saysEffect, verdictOf } from '#lib/evaluation/verdict.ts';
import { amount, conclusionOf, limitsOf } from '#lib/evaluation/wording.ts';
import { locales } from '#lib/locale.ts';

const plan: Plan = {
	...{ title: 'Thí điểm', kind: 'pilot', planItem: 'II.6' },
	treated: [{ unitId: 1, from: '2026-03-01' }],
	...{ comparison: { how: 'others' }, outcomes: ['usage:visits'], placeboOutcome: null },
	...{ grain: 'month', before: 12, after: 6, scale: 'ratio', margin: 10, seed: 1 }
};
const findingOf = (more: Partial<Finding>): Finding => ({
	...{ outcome: 'usage:visits', share: false, unit: null, method: 'assignment', checks: [] },
	...{ verdict: 'inconclusive', adjusted: null, placebos: null, counterfactual: null },
	estimate: {
		...{ effect: 12.34, low: 2, high: 25, level: 0.95, p: 0.03, error: null, degrees: null },
		...{ draws: 999, treated: 5, comparison: 29, n: 272, alongside: [], rho: null }
	},
	...{ trend: { p: 0.4, steps: [] }, means: { treated: [], comparison: [] } },
	...more
});

describe('a verdict', () => {
	const span = (low: number, high: number, trend: number | null = 0.5) =>
		verdictOf([], { p: trend }, { low, high }, 10);

	it('follows from interval and margin', () => {
		expect(span(12, 20)).toBe('above-margin');
		expect(span(-20, -12)).toBe('above-margin');
		expect(span(2, 8)).toBe('below-margin');
		expect(span(2, 20)).toBe('effect');
		expect(span(-20, 3)).toBe('inconclusive');
		expect(span(-4, 3)).toBe('negligible');
		expect(span(12, 20, 0.01)).toBe('not-parallel');
		expect(span(12, 20, null)).toBe('above-margin');
	});

	it('never speaks of an effect while the interval holds none', () => {
		const side = fc.double({ min: -100, max: 100, noNaN: true });
		fc.assert(
			fc.property(
				side,
				side,
				fc.double({ min: 0.01, max: 50, noNaN: true }),
				(one, other, margin) => {
					const [low, high] = one < other ? [one, other] : [other, one];
					const verdict = verdictOf([], { p: 0.5 }, { low, high }, margin);
					if (low <= 0 && high >= 0) expect(saysEffect(verdict)).toBe(false);
					else expect(saysEffect(verdict)).toBe(true);
				}
			)
		);
	});
});

describe('a conclusion', () => {
	it('says that there are no grounds wherever no effect is spoken of, and proves nothing', () => {
		for (const verdict of verdicts)
			for (const method of methods) {
				const finding = findingOf({ verdict, method, estimate: findingOf({}).estimate });
				const [vi, en] = locales.map((locale) => conclusionOf(plan, finding, locale, {}));
				const none = !saysEffect(verdict);
				expect(vi!.includes('Chưa đủ cơ sở')).toBe(none);
				expect(en!.includes('no grounds')).toBe(none);
				expect(vi).not.toMatch(/chứng minh|chứng tỏ|khẳng định/i);
				expect(en).not.toMatch(/prove|demonstrate|cause[sd]? by/i);
			}
	});

	it('does not ascribe a change where nothing was compared with', () => {
		const finding = findingOf({ verdict: 'above-margin', method: 'interrupted' });
		expect(conclusionOf(plan, finding, 'vi', {})).toContain('đi kèm với');
		expect(conclusionOf(plan, findingOf({ verdict: 'above-margin' }), 'vi', {})).not.toContain(
			'đi kèm với'
		);
	});

	it('says so when the outcome that should not move moved as well', () => {
		const moved = { ...findingOf({}).estimate!, low: 1, high: 3 };
		const finding = findingOf({
			verdict: 'above-margin',
			placebos: { dates: [], units: [], asLarge: null, outcome: moved }
		});
		expect(conclusionOf(plan, finding, 'vi', {})).toContain('Chỉ số đối chứng');
	});

	it('writes amounts in the outcome’s own unit', () => {
		const at = (scale: Plan['scale'], more: Partial<Finding>) =>
			amount(12.34, { scale }, findingOf(more), 'vi');
		expect(at('ratio', {})).toBe('+12,3\u00a0%');
		expect(at('difference', { share: true, unit: 'share' })).toBe('+12,3\u00a0điểm');
		expect(at('difference', {})).toBe('+12,3\u00a0lượt');
		expect(at('difference', { unit: 'days' })).toBe('+12,3\u00a0ngày');
		expect(amount(-1500, { scale: 'difference' }, findingOf({}), 'vi')).toBe('−1.500\u00a0lượt');
	});

	it('lists limits, and that the plan was changed after results', () => {
		const told = (revised: boolean) =>
			limitsOf(plan, findingOf({}), 'vi', { simulated: true, revised }).join(' ');
		expect(told(true)).toContain('Kế hoạch đã đổi sau khi có kết quả');
		expect(told(false)).not.toContain('Kế hoạch đã đổi');
		expect(told(false)).toContain('mô phỏng');
	});

	it('stands in the paper with the same words as on the page', () => {
		const finding = findingOf({ verdict: 'effect' });
		const blocks = paperOf(
			{
				...{ plan, findings: [finding], version: 1, isRevised: false, factsSha256: 'ab', seed: 1 },
				...{ rules: 1, units: { 1: 'Lâm Đồng' }, names: {}, simulated: false }
			},
			'vi'
		);
		const texts = blocks.map((block) => ('text' in block ? block.text : ''));
		expect(texts).toContain(conclusionOf(plan, finding, 'vi', {}));
		expect(JSON.stringify(blocks)).toContain('Lâm Đồng');
	});
});

describe('numbers as typed', () => {
	it('are read the Vietnamese way or not at all', () => {
		expect(['12,5', '1.234,5', '12.5', '-3', '−3'].map(numberOf)).toEqual([
			12.5, 1234.5, 12.5, -3, -3
		]);
		expect(['', 'mười', '1,2,3', '1e5'].map(numberOf).every(Number.isNaN)).toBe(true);
	});
});
