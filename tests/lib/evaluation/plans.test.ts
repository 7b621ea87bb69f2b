/** Bad plans and bad facts get named refusals, never a quiet number. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts, Plan } from '#lib/evaluation.ts';
import { evaluate } from '#lib/evaluation/evaluate.ts';
import { calendarOf } from '#lib/evaluation/periods.ts';
import { changed, checked } from '#lib/evaluation/plan.ts';
import { expanded } from '#lib/evaluation/pairs.ts';
import { Problem } from '#lib/problem.ts';
import { simulatePanel } from '#lib/simulation/panels.ts';

const plan: Plan = {
	...{ title: 'Thí điểm', kind: 'pilot', planItem: null },
	treated: [{ unitId: 1, from: '2026-03-01' }],
	...{ comparison: { how: 'others' }, outcomes: ['usage:visits'], placeboOutcome: null },
	...{ grain: 'month', before: 12, after: 6, scale: 'difference', margin: 1, seed: 1 }
};
const nameOf = (more: object): string => {
	try {
		checked({ ...plan, ...more });
	} catch (error) {
		if (error instanceof Problem) return error.problem;
		throw error;
	}
	return 'none';
};

describe('a plan', () => {
	it.each<[string, object]>([
		['evaluation.no-title', { title: '  ' }],
		['evaluation.no-title', { title: 'x'.repeat(201) }],
		['evaluation.no-treated', { treated: [] }],
		['evaluation.bad-day', { treated: [{ unitId: 1, from: '2026-13-01' }] }],
		[
			'evaluation.unit-twice',
			{
				treated: [
					{ unitId: 1, from: '2026-03-01' },
					{ unitId: 1, from: '2026-04-01' }
				]
			}
		],
		['evaluation.no-comparison', { comparison: { how: 'chosen', unitIds: [] } }],
		['evaluation.treated-compared', { comparison: { how: 'chosen', unitIds: [1, 2] } }],
		['evaluation.bad-similar', { comparison: { how: 'similar', each: 0 } }],
		['evaluation.no-outcome', { outcomes: [] }],
		['evaluation.unknown-outcome', { outcomes: ['usage:people'] }],
		['evaluation.placebo-is-outcome', { placeboOutcome: 'usage:visits' }],
		['evaluation.bad-periods', { before: 0 }],
		['evaluation.bad-periods', { before: 119, after: 2 }],
		['evaluation.bad-margin', { margin: 0 }],
		['evaluation.bad-margin', { margin: NaN }],
		['evaluation.bad-seed', { seed: 0.5 }],
		['evaluation.pairs-elsewhere', { pairs: [{ before: 1, after: 1 }] }],
		['evaluation.no-pairs', { kind: 'training', pairs: [] }],
		['evaluation.bad-pair', { kind: 'training', pairs: [{ before: 1, after: NaN }] }]
	])('is refused as %s: %j', (name, more) => {
		expect(nameOf(more)).toBe(name);
	});

	it('is taken or refused by name, whatever stands in it', () => {
		const odd = fc.oneof(fc.integer(), fc.double(), fc.constant(NaN));
		fc.assert(
			fc.property(
				fc.record({
					title: fc.string(),
					treated: fc.array(
						fc.record({
							unitId: fc.integer({ min: 1, max: 5 }),
							from: fc.string({ maxLength: 12 })
						})
					),
					outcomes: fc.array(fc.string({ maxLength: 20 })),
					before: odd,
					after: odd,
					margin: odd,
					seed: odd
				}),
				(more) => {
					expect(nameOf(more)).toMatch(/^(evaluation\.[a-z-]+|none)$/);
				}
			)
		);
	});

	it('is kept with its title tidied and outcomes once each; differences are told by field', () => {
		const kept = checked({
			...plan,
			title: ' Thí  điểm ',
			outcomes: ['usage:visits', 'usage:visits']
		});
		expect(kept.title).toBe('Thí điểm');
		expect(kept.outcomes).toEqual(['usage:visits']);
		expect(changed(kept, { ...kept, margin: 2 })).toEqual(['margin']);
	});
});

describe('the calendar', () => {
	const treated = (...from: string[]) => from.map((day, at) => ({ unitId: at + 1, from: day }));

	it('counts weeks from the first start', () => {
		const { periods, starts } = calendarOf(
			{ ...plan, grain: 'week', before: 2, after: 2, treated: treated('2026-03-04') },
			'2026-12-31'
		);
		expect(periods.map(({ from }) => from)).toEqual([
			...['2026-02-18', '2026-02-25', '2026-03-04', '2026-03-11']
		]);
		expect(starts.get(1)).toBe(2);
	});

	it('leaves out the month in which all begin but for its first day', () => {
		const of = (...days: string[]) =>
			calendarOf({ ...plan, before: 2, after: 2, treated: treated(...days) }, '2026-12-31');
		const broken = of('2026-03-15', '2026-03-15');
		expect(broken.periods.map(({ from }) => from)).toEqual([
			...['2026-01-01', '2026-02-01', '2026-04-01', '2026-05-01']
		]);
		expect(broken.starts.get(2)).toBe(2);
		expect(of('2026-03-01').periods.map(({ from }) => from)).toEqual([
			...['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01']
		]);
		const staggered = of('2026-03-15', '2026-04-10');
		expect([staggered.starts.get(1), staggered.starts.get(2)]).toEqual([2, 3]);
	});

	it('leaves out what is not over, and starts that are still to come stay outside', () => {
		const { periods, starts } = calendarOf({ ...plan, before: 2, after: 3 }, '2026-03-20');
		expect(periods).toHaveLength(2);
		expect(starts.get(1)).toBe(2);
	});
});

describe('facts that cannot answer', () => {
	const design = {
		units: 34,
		starts: Array<number>(5).fill(6),
		periods: 12,
		effect: 3,
		rho: 0,
		season: 0
	};
	const with_ = (change: (facts: Facts) => void, more: Partial<Plan> = {}) => {
		const facts = simulatePanel('bad', design);
		change(facts);
		const [finding] = evaluate({ ...plan, ...more }, facts).findings;
		return {
			verdict: finding!.verdict,
			refused: finding!.checks.filter(({ grade }) => grade === 'refuse').map(({ name }) => name),
			estimate: finding!.estimate
		};
	};
	const blank = (facts: Facts, units: number) => {
		for (let unit = 0; unit < units; unit++) facts.series[0]!.values[unit]![3] = null;
	};

	it('answer when nothing is wrong', () => {
		expect(with_(() => {})).toMatchObject({ verdict: 'above-margin', refused: [] });
	});

	it.each<[string, (facts: Facts) => void, Partial<Plan>]>([
		['missing', (facts) => blank(facts, 12), {}],
		[
			'suppressed',
			(facts) => facts.series[0]!.suppressed.slice(0, 9).forEach((row) => (row[2] = true)),
			{}
		],
		[
			'periods-before',
			(facts) => facts.units.forEach((unit) => unit.start !== null && (unit.start = 2)),
			{}
		],
		[
			'periods-after',
			(facts) => facts.units.forEach((unit) => unit.start !== null && (unit.start = 12)),
			{}
		],
		['treated-units', (facts) => facts.units.forEach((unit) => (unit.start = null)), {}],
		['comparison-units', (facts) => facts.units.forEach((unit) => (unit.start = 6)), {}],
		['no-variation', (facts) => facts.series[0]!.values.forEach((row) => row.fill(5)), {}],
		[
			'not-positive',
			(facts) => facts.series[0]!.values.slice(0, 9).forEach((row) => (row[0] = 0)),
			{ scale: 'ratio' }
		],
		[
			'breaks',
			(facts) =>
				facts.disturbances.push({
					...{ what: 'boundaries', day: '2025-07-01', detail: '' },
					unitId: facts.units.find(({ start }) => start !== null)!.id
				}),
			{}
		],
		['periods-before', () => {}, { comparison: { how: 'none' } }]
	])('are refused by the check %s', (name, change, more) => {
		const found = with_(change, more);
		expect(found.refused).toContain(name);
		expect(found).toMatchObject({ verdict: 'refused', estimate: null });
	});

	it('are refused when so few could have been chosen that chance cannot be told', () => {
		const facts = simulatePanel('few', { ...design, units: 8, starts: [6] });
		const [finding] = evaluate(plan, facts).findings;
		expect(finding).toMatchObject({ verdict: 'refused', estimate: null });
		expect(finding!.checks).toContainEqual(
			expect.objectContaining({ name: 'assignments', grade: 'refuse', found: 8, needed: 20 })
		);
	});

	it('say that units moved apart before the start, rather than give an effect', () => {
		const found = with_((facts) =>
			facts.units.forEach(({ start }, unit) => {
				if (start === null) return;
				const row = facts.series[0]!.values[unit]!;
				row.forEach((value, at) => (row[at] = value! + 2 * at));
			})
		);
		expect(found.verdict).toBe('not-parallel');
	});

	it('never give a number that is not finite, whatever is missing', () => {
		const cell = fc.oneof(
			{ weight: 20, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
			{ weight: 1, arbitrary: fc.constant(null) }
		);
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 9 }),
				fc.integer({ min: 1, max: 9 }),
				fc.array(fc.array(cell, { minLength: 10, maxLength: 10 }), { minLength: 2, maxLength: 24 }),
				fc.boolean(),
				(treated, start, values, alone) => {
					const facts = simulatePanel('any', {
						...design,
						units: values.length,
						periods: 10,
						starts: []
					});
					facts.series[0]!.values = values;
					facts.units.slice(0, treated).forEach((unit) => (unit.start = start));
					const own: Plan = { ...plan, comparison: { how: alone ? 'none' : 'others' } };
					const [finding] = evaluate(own, facts).findings;
					const { estimate, verdict } = finding!;
					if (verdict === 'refused') expect(estimate).toBeNull();
					else
						expect(
							[estimate!.effect, estimate!.low, estimate!.high, estimate!.p].every(Number.isFinite)
						).toBe(true);
				}
			),
			{ numRuns: 60 }
		);
	});
});

describe('several outcomes', () => {
	it('are judged together: wider intervals and adjusted chances', () => {
		const one = simulatePanel('two', {
			...{ units: 34, starts: Array<number>(5).fill(6), periods: 12, effect: 1, rho: 0, season: 0 }
		});
		const other = structuredClone(one.series[0]!);
		other.outcome = 'usage:pageViews';
		const both = { ...one, series: [...one.series, other] };
		const [alone] = evaluate(plan, one).findings;
		const [first, second] = evaluate(
			{ ...plan, outcomes: ['usage:visits', 'usage:pageViews'] },
			both
		).findings;
		expect(first!.estimate!.level).toBeCloseTo(0.975, 10);
		const width = ({ low, high }: { low: number; high: number }) => high - low;
		expect(width(first!.estimate!)).toBeGreaterThan(width(alone!.estimate!));
		expect(second!.adjusted).toBeGreaterThanOrEqual(second!.estimate!.p);
	});
});

describe('people before and after a course', () => {
	const training = (pairs: Plan['pairs'], margin = 5): Plan => ({
		...{ ...plan, kind: 'training', treated: [], comparison: { how: 'none' }, outcomes: ['pairs'] },
		...{ margin, ...(pairs && { pairs }) }
	});
	const none: Facts = { periods: [], units: [], series: [], disturbances: [] };

	it('who pass more often after than before are counted by who changed', () => {
		const [finding] = evaluate(training(expanded(40, 5, 30, 25)), none).findings;
		expect(finding).toMatchObject({ method: 'paired', verdict: 'above-margin', share: true });
		expect(finding!.estimate!.effect).toBeCloseTo(25, 10);
		expect(finding!.estimate!.low).toBeGreaterThan(12);
		expect(finding!.estimate!.high).toBeLessThan(37);
	});

	it('with scores are compared by their differences', () => {
		const pairs = Array.from({ length: 40 }, (_, at) => ({
			before: 10 + (at % 7),
			after: 12 + (at % 5)
		}));
		const [finding] = evaluate(training(pairs, 1), none).findings;
		expect(finding).toMatchObject({ method: 'paired', share: false });
		const mean = pairs.reduce((sum, pair) => sum + pair.after - pair.before, 0) / 40;
		expect(finding!.estimate!.effect).toBeCloseTo(mean, 10);
	});

	it('fewer than ten give nothing', () => {
		const [finding] = evaluate(training(expanded(2, 0, 5, 2)), none).findings;
		expect(finding).toMatchObject({ verdict: 'refused', estimate: null, means: { treated: [] } });
	});
});
