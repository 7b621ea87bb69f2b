/** Intervals from who was chosen, against counting by hand; shifts of a series; contrasts against the packages' numbers. */
import { describe, expect, it } from 'vitest';
import { beforeAfter, figure, groupTime, scoresOf } from '#lib/evaluation/contrast.ts';
import { ready } from '#lib/evaluation/panel.ts';
import { simulatePanel } from '#lib/simulation/panels.ts';
import { seeded } from '#lib/simulation/random.ts';
import { assignmentTest, jointTest, orders } from '#lib/statistics/pilot/assignment.ts';
import { fixedEffects } from '#lib/statistics/pilot/panel.ts';
import { permutationTest } from '#lib/statistics/pilot/permutation.ts';
import { aggregatedEffects, groupTimes } from '#lib/statistics/pilot/staggered.ts';
import { shift } from '#lib/statistics/series/shift.ts';
import { reasonOf } from '../../refusals.ts';

/** Difference of means of the first k in an order, for values and for the treatment itself. */
function linears(values: readonly number[], k: number, list: readonly Int32Array[]) {
	const n = values.length;
	const difference = (of: (unit: number) => number, order: ArrayLike<number>) => {
		let [inside, outside] = [0, 0];
		for (let at = 0; at < n; at++)
			if (at < k) inside += of(order[at]!) / k;
			else outside += of(order[at]!) / (n - k);
		return inside - outside;
	};
	const one = (order: ArrayLike<number>) => ({
		a: difference((unit) => values[unit]!, order),
		b: difference((unit) => (unit < k ? 1 : 0), order)
	});
	return { own: one(values.map((_, at) => at)), others: list.map(one) };
}

const values = [9.1, 7.4, 8.8, 3.2, 4.7, 5.1, 2.2, 6.3, 4.4, 5.9, 3.8, 4.1];

describe('the test of the assignment', () => {
	const { list, exact } = orders(12, { chosen: 3 });
	const { own, others } = linears(values, 3, list);

	it('agrees with the plain permutation test', () => {
		const found = assignmentTest(own.a, others, { exact });
		const plain = permutationTest(values, [0, 1, 2]);
		expect(exact).toBe(true);
		expect(found.assignments).toBe(plain.assignments);
		expect(found.p).toBeCloseTo(plain.p, 12);
		expect(found.estimate).toBeCloseTo(plain.effect, 12);
	});

	it('keeps exactly the effects that the test does not refuse', () => {
		const { low, high } = assignmentTest(own.a, others);
		const p = (effect: number) =>
			permutationTest(
				values.map((value, at) => (at < 3 ? value - effect : value)),
				[0, 1, 2]
			).p;
		for (const inside of [low + 1e-6, own.a, high - 1e-6]) expect(p(inside)).toBeGreaterThan(0.05);
		for (const outside of [low - 1e-6, high + 1e-6]) expect(p(outside)).toBeLessThanOrEqual(0.05);
	});

	it('refuses so few assignments that nothing could be told', () => {
		const few = orders(6, { chosen: 1 });
		const { own, others } = linears(values.slice(0, 6), 1, few.list);
		expect(reasonOf(() => assignmentTest(own.a, others))).toBe('too-few');
		expect(reasonOf(() => orders(40, { chosen: 20 }))).toBe('missing');
	});

	it('counts the real assignment in a joint test', () => {
		expect(jointTest(5, [1, 2, 6]).p).toBe(0.5);
	});
});

describe('contrasts', () => {
	const panelOf = (starts: number[]) => {
		const facts = simulatePanel('contrast', {
			...{ units: 20, starts, periods: 10, effect: 2, rho: 0.3, season: 1 }
		});
		return ready(facts, facts.series[0]!, 'difference');
	};
	const long = (panel: ReturnType<typeof panelOf>) => {
		const rows = panel.values.flatMap((row, unit) =>
			[...row].map((outcome, period) => ({ outcome, period, unit, start: panel.starts[unit]! }))
		);
		const column = (key: 'outcome' | 'period' | 'unit' | 'start') => rows.map((row) => row[key]);
		return {
			outcome: column('outcome'),
			period: column('period'),
			unit: column('unit'),
			start: column('start')
		};
	};

	it('with one start are the two-way fixed effects', () => {
		const panel = panelOf([6, 6, 6, 6, 6, 6]);
		const contrast = beforeAfter(panel);
		const { outcome, period, unit, start } = long(panel);
		const treated = period.map((at, row) => (at >= start[row]! ? 1 : 0));
		const { fit } = fixedEffects(outcome, [treated], [unit, period]);
		expect(figure(contrast, scoresOf(contrast, panel.values))).toBeCloseTo(fit.coefficients[0]!, 9);
	});

	it('with several starts are the group-time effects, weighted by cohorts', () => {
		const panel = panelOf([4, 4, 4, 6, 6, 8, 8]);
		const contrast = groupTime(panel);
		const { simple } = aggregatedEffects(groupTimes(long(panel)));
		expect(figure(contrast, scoresOf(contrast, panel.values))).toBeCloseTo(simple.effect, 9);
	});
});

describe('the shift of a series', () => {
	const series = (rho: number, name: string) => {
		const random = seeded(name);
		const normal = () =>
			Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
		let error = normal();
		return Array.from({ length: 60 }, (_, at) => {
			error = rho * error + normal() * Math.sqrt(1 - rho ** 2);
			return 10 + 0.1 * at + (at >= 40 ? 3 : 0) + 2 * Math.sin((2 * Math.PI * at) / 12) + error;
		});
	};

	it('finds a lasting change beside trend and season, and what would have been without it', () => {
		const found = shift(series(0.3, 'shift'), 40, seeded('draws').next, { pairs: 1 });
		expect(found.low).toBeLessThan(3);
		expect(found.high).toBeGreaterThan(3);
		expect(found.p).toBeLessThan(0.05);
		expect(found.counterfactual[45]).toBeCloseTo(14.5 + 2 * Math.sin((2 * Math.PI * 45) / 12), -1);
	});

	it('widens as errors cling to each other, and refuses where they drift', () => {
		const widths = [0, 0.5].map((rho) => {
			const found = shift(series(rho, 'width'), 40, seeded('draws').next, { pairs: 1 });
			return found.width;
		});
		expect(widths[1]).toBeGreaterThan(widths[0]!);
		const random = seeded('drift');
		let level = 0;
		const drift = Array.from({ length: 60 }, () => (level += random.next() - 0.5));
		expect(reasonOf(() => shift(drift, 40, random.next))).toBe('not-converged');
	});

	it('refuses series too short for what is fitted', () => {
		expect(reasonOf(() => shift(series(0, 'x').slice(0, 10), 5, seeded('d').next))).toBe('too-few');
	});
});
