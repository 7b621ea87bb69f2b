import { describe, expect, it } from 'vitest';
import { dayOf } from '#lib/event.ts';
import { robots } from '#lib/simulation/population.ts';
import { seeded } from '#lib/simulation/random.ts';
import { tellApart } from '#lib/simulation/truth.ts';
import {
	daysOf,
	simulateDay,
	type SentEvent,
	type SimulatedSite,
	type UsagePlan
} from '#lib/simulation/usage.ts';

const plan: UsagePlan = { firstDay: '2026-10-01', days: 20, pilotFrom: '2026-10-11', effect: 0.5 };
const sites: SimulatedSite[] = [
	{ domain: 'a.example', name: 'A', province: '01', pilot: true, visitors: 200 },
	{ domain: 'b.example', name: 'B', province: '04', pilot: false, visitors: 200 }
];

const isRobot = ({ userAgent }: SentEvent) => robots.some((one) => one.userAgent === userAgent);

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

	it('knows how many people there are and how many can be told apart', () => {
		let alike = 0;
		for (const day of daysOf(plan)) {
			const { onTime, late, truth } = simulateDay(seeded('x'), plan, sites, day);
			for (const planted of truth) {
				const events = [...onTime, ...late].filter(
					(event) => event.domain === planted.domain && !isRobot(event)
				);
				const { visitors, visits, bounces, pageViews, durationMs } = planted;
				expect({ ...tellApart(events), visitors, visits, bounces, pageViews, durationMs }).toEqual(
					tellApart(events)
				);
				expect(planted.events).toBe(events.length);
				expect(planted.visits).toBeLessThanOrEqual(planted.peopleVisits);
				alike += planted.people - planted.visitors;
			}
		}
		expect(alike).toBeGreaterThan(100);
	});

	it('holds what counters trip over', () => {
		const days = daysOf(plan).map((day) => simulateDay(seeded('x'), plan, sites, day));
		const all = days.flatMap(({ onTime, late }) => [...onTime, ...late]);
		const senders = new Map<string, SentEvent[]>();
		for (const event of all.filter((one) => !isRobot(one))) {
			const key = `${event.domain} ${event.ip} ${event.userAgent}`;
			senders.set(key, [...(senders.get(key) ?? []), event]);
		}
		const pauses = new Set<number>();
		let overMidnight = 0;
		for (const events of senders.values()) {
			const times = events.map(({ time }) => time).sort((one, other) => one - other);
			times.forEach((time, index) => {
				const before = times[index - 1];
				if (before === undefined) return;
				pauses.add(time - before);
				if (time - before < 1_800_000 && dayOf(time) !== dayOf(before)) overMidnight++;
			});
		}
		for (const pause of [0, 1_799_000, 1_799_999, 1_800_000, 1_801_000])
			expect([pause, pauses.has(pause)]).toEqual([pause, true]);
		expect(overMidnight).toBeGreaterThan(10);
		const addresses = new Map<string, Set<string>>();
		for (const { ip, userAgent } of all)
			addresses.set(ip, (addresses.get(ip) ?? new Set()).add(userAgent));
		expect([...addresses.values()].filter(({ size }) => size > 8).length).toBeGreaterThan(2);
		expect(new Set(all.filter(isRobot).map(({ userAgent }) => userAgent)).size).toBe(robots.length);
		for (const part of ['late', 'repeated'] as const)
			expect(days.flatMap((day) => day[part]).length).toBeGreaterThan(100);
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
