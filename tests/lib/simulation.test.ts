import { describe, expect, it } from 'vitest';
import { seeded } from '#lib/simulation/random.ts';
import { daysOf, simulateDay, type SimulatedSite, type UsagePlan } from '#lib/simulation/usage.ts';

const plan: UsagePlan = { firstDay: '2026-10-01', days: 20, pilotFrom: '2026-10-11', effect: 0.5 };
const sites: SimulatedSite[] = [
	{ domain: 'a.example', name: 'A', province: '01', pilot: true, visitors: 200 },
	{ domain: 'b.example', name: 'B', province: '04', pilot: false, visitors: 200 }
];

describe('the simulated country', () => {
	it('is the same for the same seed and another for another', () => {
		const one = simulateDay(seeded('x'), plan, sites, '2026-10-01');
		expect(simulateDay(seeded('x'), plan, sites, '2026-10-01')).toEqual(one);
		expect(simulateDay(seeded('y'), plan, sites, '2026-10-01')).not.toEqual(one);
	});

	it('keeps every event of a day inside the day in Vietnam', () => {
		for (const day of daysOf(plan)) {
			const { onTime, late } = simulateDay(seeded('x'), plan, sites, day);
			for (const event of [...onTime, ...late])
				expect(new Date(event.time + 7 * 3_600_000).toISOString().slice(0, 10)).toBe(day);
		}
	});

	it('gives every visitor of a site and day an address and browser of their own', () => {
		const { onTime, late, truth } = simulateDay(seeded('x'), plan, sites, '2026-10-05');
		for (const { domain, visitors } of truth) {
			const people = [...onTime, ...late].filter(
				(event) => event.domain === domain && event.ip !== '198.19.255.7'
			);
			expect(new Set(people.map((event) => `${event.ip} ${event.userAgent}`)).size).toBe(visitors);
		}
	});

	it('plants the pilot effect in pilot sites only', () => {
		const mean = (domain: string, pilot: boolean) => {
			const counts = daysOf(plan)
				.filter((day) => day >= plan.pilotFrom === pilot)
				.map((day) => simulateDay(seeded('x'), plan, sites, day).truth)
				.map((truth) => truth.find((row) => row.domain === domain)!.visitors);
			return counts.reduce((sum, count) => sum + count, 0) / counts.length;
		};
		expect(mean('a.example', true) / mean('a.example', false)).toBeGreaterThan(1.35);
		expect(mean('b.example', true) / mean('b.example', false)).toBeLessThan(1.15);
	});
});
