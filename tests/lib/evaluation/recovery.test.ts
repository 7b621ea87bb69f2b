/**
 * A thousand simulated panels for each way of inference, with an effect and without: how often the
 * interval holds the truth, and how often the evaluation finds nothing where there is nothing.
 */
import { describe, expect, it } from 'vitest';
import type { Method, Plan } from '#lib/evaluation.ts';
import { checksOf } from '#lib/evaluation/checks.ts';
import { estimated } from '#lib/evaluation/estimate.ts';
import { optionsOf } from '#lib/evaluation/evaluate.ts';
import { methodOf } from '#lib/evaluation/method.ts';
import { ready } from '#lib/evaluation/panel.ts';
import { trendOf } from '#lib/evaluation/trend.ts';
import { saysEffect, verdictOf } from '#lib/evaluation/verdict.ts';
import { Refusal } from '#lib/statistics/refusal.ts';
import { simulatePanel, type PanelDesign } from '#lib/simulation/panels.ts';

const runs = 1000;
const plan: Plan = {
	...{ title: 'Thí điểm', kind: 'pilot', planItem: 'II.6', treated: [] },
	...{ comparison: { how: 'others' }, outcomes: ['usage:visits'], placeboOutcome: null },
	...{ grain: 'month', before: 12, after: 6, scale: 'difference', margin: 0.5, seed: 1 }
};

/** What the evaluation says of one panel: all that its verdict rests on. */
function judged(design: PanelDesign, run: number, how: Plan['comparison']['how']) {
	const facts = simulatePanel(`panel/${run}`, design);
	const own: Plan = { ...plan, seed: run + 1, comparison: { how } };
	const [series] = facts.series;
	const panel = ready(facts, series!, own.scale);
	const method = methodOf(own, panel)!;
	const checks = checksOf({ plan: own, facts, series: series!, panel, method, level: 0.95 });
	const options = (name: string) => ({
		...optionsOf(own, name, 0.95),
		...{ draws: 199, alongside: false, steps: false }
	});
	const { estimate } = estimated(panel, method, options('effect'));
	const trend = method === 'interrupted' ? null : trendOf(panel, options('trend'));
	return { method, estimate, verdict: verdictOf(checks, trend, estimate, own.margin) };
}

/** Nothing where the inference itself refuses: no interval, and no effect that is spoken of. */
function attempt(...asked: Parameters<typeof judged>) {
	try {
		return judged(...asked);
	} catch (error) {
		if (error instanceof Refusal) return undefined;
		throw error;
	}
}

function rates(design: PanelDesign, how: Plan['comparison']['how'] = 'others') {
	let covered = 0;
	let answered = 0;
	let silent = 0;
	let sum = 0;
	let method: Method | undefined;
	for (let run = 0; run < runs; run++) {
		const found = attempt(design, run, how);
		if (!found) {
			silent++;
			continue;
		}
		answered++;
		const { low, high, effect } = found.estimate;
		method = found.method;
		sum += effect;
		if (low <= design.effect && design.effect <= high) covered++;
		if (!saysEffect(found.verdict)) silent++;
	}
	return {
		...{ method, answered: answered / runs, silent: silent / runs },
		...{ covered: covered / answered, mean: sum / answered }
	};
}

const paths: [Method, PanelDesign, Plan['comparison']['how']][] = [
	[
		'clusters',
		{ units: 34, starts: Array<number>(12).fill(12), periods: 18, effect: 1, rho: 0.4, season: 2 },
		'others'
	],
	[
		'assignment',
		{ units: 34, starts: Array<number>(5).fill(12), periods: 18, effect: 1, rho: 0.4, season: 2 },
		'others'
	],
	[
		'staggered',
		{
			units: 34,
			starts: [8, 8, 8, 11, 11, 11, 14, 14],
			periods: 18,
			effect: 1,
			rho: 0.4,
			season: 2
		},
		'others'
	],
	['interrupted', { units: 1, starts: [36], periods: 48, effect: 1, rho: 0.4, season: 2 }, 'none'],
	['interrupted', { units: 1, starts: [48], periods: 60, effect: 1, rho: 0.6, season: 2 }, 'none']
];

describe.each(paths)('%s', (method, design, how) => {
	it('holds the planted effect in 93 to 97 of 100 intervals, and is right on average', () => {
		const found = rates(design, how);
		expect(found.method).toBe(method);
		expect(found.answered).toBeGreaterThan(0.98);
		expect(found.covered).toBeGreaterThanOrEqual(0.93);
		expect(found.covered).toBeLessThanOrEqual(0.97);
		expect(Math.abs(found.mean - design.effect)).toBeLessThan(0.06);
	});

	it('says that there are no grounds in 93 to 97 of 100 where nothing was planted', () => {
		const found = rates({ ...design, effect: 0 }, how);
		expect(found.covered).toBeGreaterThanOrEqual(0.93);
		expect(found.covered).toBeLessThanOrEqual(0.97);
		expect(found.silent).toBeGreaterThanOrEqual(0.93);
		expect(found.silent).toBeLessThanOrEqual(0.97);
	});
});
