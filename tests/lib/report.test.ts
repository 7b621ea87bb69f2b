import { describe, expect, test } from 'vitest';
import {
	countReturns,
	gather,
	inspect,
	judge,
	lastWholeDay,
	longDay,
	longMoment,
	wholeDays
} from '#lib/report.ts';
import { assemble } from '#lib/server/reports/assemble.ts';
import { days, emptyOverview, estimate, fullOverview } from '../reports.ts';

const target = { value: 0.7, year: 2026, source: '' };

describe('a target', () => {
	test('is reached or missed only outside the interval', () => {
		expect(judge(estimate({ low: 0.7, high: 0.8 }), target)).toBe('reached');
		expect(judge(estimate({ low: 0.6, high: 0.69 }), target)).toBe('missed');
		expect(judge(estimate({ low: 0.6, high: 0.7 }), target)).toBe('unclear');
	});

	test('of a full count is compared with the count itself', () => {
		const count = { low: null, high: null, method: 'count' as const };
		expect(judge(estimate({ ...count, value: 0.7 }), target)).toBe('reached');
		expect(judge(estimate({ ...count, value: 0.69 }), target)).toBe('missed');
	});

	test('says nothing without a value or without a target', () => {
		expect(judge(null, target)).toBe('none');
		expect(judge(estimate({ value: null }), target)).toBe('none');
		expect(judge(estimate({}), undefined)).toBe('none');
	});
});

describe('documents write days', () => {
	test('with a leading zero below 10, and for January and February', () => {
		expect(longDay('2020-08-05')).toBe('05 tháng 8 năm 2020');
		expect(longDay('2026-01-21')).toBe('21 tháng 01 năm 2026');
		expect(longDay('2026-02-02')).toBe('02 tháng 02 năm 2026');
	});

	test('in Vietnamese time', () => {
		expect(longMoment('2026-11-22T17:05:00Z')).toBe('00 giờ 05 phút ngày 23 tháng 11 năm 2026');
	});

	test('and leave out the day still running', () => {
		const overview = fullOverview({ visits: days(3), periodTo: '2026-11-22' });
		overview.asOf = '2026-11-21T20:00:00Z';
		expect(wholeDays(overview).map(({ day }) => day)).toEqual(['2026-11-20', '2026-11-21']);
		expect(lastWholeDay(overview)).toBe('2026-11-21');
	});
});

describe('visits in a table', () => {
	test('stand by day up to two weeks, by week from Monday up to 100 days, then by month', () => {
		expect(gather(days(14))).toMatchObject({ by: 'day' });
		expect(gather(days(14)).spells).toHaveLength(14);
		const weeks = gather(days(20));
		expect(weeks.by).toBe('week');
		expect(weeks.spells.map(({ from, to }) => [from, to])).toEqual([
			['2026-11-03', '2026-11-08'],
			['2026-11-09', '2026-11-15'],
			['2026-11-16', '2026-11-22']
		]);
		expect(gather(days(150)).by).toBe('month');
	});

	test('add up to the days whatever the step', () => {
		for (const length of [1, 14, 15, 100, 101, 400]) {
			const all = days(length);
			const total = all.reduce((sum, { visits }) => sum + visits, 0);
			const { spells } = gather(all);
			expect(spells.reduce((sum, { visits }) => sum + visits, 0)).toBe(total);
		}
	});
});

test('a form that was returned is not in hand', () => {
	expect(countReturns(fullOverview().progress)).toMatchObject({
		expected: 34,
		collected: 24,
		returned: 4,
		none: 1
	});
});

test('before the export one is told what is missing', () => {
	const failing = (overview: ReturnType<typeof fullOverview>) =>
		inspect(assemble(overview), overview)
			.filter(({ passed }) => !passed)
			.map(({ name, count }) => `${name} ${count}`);
	expect(failing(fullOverview())).toEqual(['units 10', 'gaps 3', 'simulated 0']);
	expect(failing(emptyOverview())).toEqual(['units 0', 'visits 0', 'gaps 3']);
});
