/**
 * Simulated usage of portals with a known truth: for every site and day who came, how often, what
 * they did, plus what a counter must see through: robots, repeated deliveries, late deliveries,
 * many people behind one address with different browsers and with the same, pauses close to the
 * half hour, acts within one millisecond, visits over midnight.
 */
import { addDays, startOfDay } from '../event.ts';
import { browsers, robots } from './population.ts';
import type { Random } from './random.ts';
import * as truths from './truth.ts';
import type { DayTruth } from './truth.ts';
import * as visiting from './visiting.ts';
import type { SentEvent } from './visiting.ts';

export type { DayTruth } from './truth.ts';
export type { SentEvent } from './visiting.ts';

export type SimulatedSite = {
	domain: string;
	name: string;
	/** province code, or '' for the national portal */
	province: string;
	pilot: boolean;
	/** expected visitors on a working day before any effect */
	visitors: number;
};

export type UsagePlan = {
	firstDay: string;
	days: number;
	/** from this day on, pilot sites have `effect` more visitors (0.35 = 35 %) */
	pilotFrom: string;
	effect: number;
};

export type SimulatedDay = {
	onTime: SentEvent[];
	/** delivered only after the day has been counted once */
	late: SentEvent[];
	/** delivered a second time with the same id */
	repeated: SentEvent[];
	truth: DayTruth[];
};

const minute = 60_000;
/** A script that tries portals, and how often they answer. */
const prober = robots.find(({ name }) => name === 'curl')!;
export const shareAnswered = 0.985;

/** Everything that happens on one day, at all sites. */
export function simulateDay(
	random: Random,
	plan: UsagePlan,
	sites: SimulatedSite[],
	day: string
): SimulatedDay {
	const result: SimulatedDay = { onTime: [], late: [], repeated: [], truth: [] };
	for (const site of sites) {
		const { events, truth } = simulateSite(random, plan, site, day);
		const delivery = random.part(`${day}/${site.domain}/delivery`);
		result.truth.push(truth);
		for (const event of events) {
			(delivery.chance(0.01) ? result.late : result.onTime).push(event);
			if (delivery.chance(0.02)) result.repeated.push(event);
		}
	}
	return result;
}

/** The days of the plan, oldest first. */
export function daysOf({ firstDay, days }: UsagePlan): string[] {
	return Array.from({ length: days }, (_, index) => addDays(firstDay, index));
}

/** How many visitors a site may expect on a day. */
function expected(plan: UsagePlan, site: SimulatedSite, day: string): number {
	const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
	const pace = weekday === 0 || weekday === 6 ? 0.55 : 1;
	const lift = site.pilot && day >= plan.pilotFrom ? 1 + plan.effect : 1;
	return site.visitors * pace * lift;
}

function simulateSite(root: Random, plan: UsagePlan, site: SimulatedSite, day: string) {
	const random = root.part(`${day}/${site.domain}`);
	const { domain } = site;
	const truth = truths.silentDay(day, domain);
	const events: SentEvent[] = [];
	const from = startOfDay(day);
	const visitors = random.count(expected(plan, site, day));
	for (let visitor = 0; visitor < visitors; visitor++) {
		// Each block of browsers.length people shares one office address and differs by browser.
		const shared = visitor < visitors * 0.2;
		const address = shared ? Math.floor(visitor / browsers.length) : 1000 + visitor;
		const browser = shared ? browsers[visitor % browsers.length]! : random.pick(browsers);
		const sender = { ip: visiting.addressOf(address), userAgent: browser.userAgent };
		const begin = () =>
			from + random.between(6 * 60, 20 * 60) * minute + random.between(0, minute - 1);
		const first = begin();
		const people = [visiting.simulatePerson(random, domain, sender, first)];
		// Some offices buy one machine for all: their people look like one visitor.
		for (let more = random.chance(0.05) ? random.between(1, 3) : 0; more > 0; more--) {
			const start = random.chance(0.3) ? first : begin();
			people.push(visiting.simulatePerson(random, domain, sender, start));
		}
		truths.addSender(truth, browser.device, people);
		events.push(...people.flat(2));
	}
	for (const { device, evening } of nightOwls(root, plan, site, day)) {
		truths.addSender(truth, device, [[evening]]);
		events.push(...evening);
	}
	for (const { device, morning } of nightOwls(root, plan, site, addDays(day, -1))) {
		truths.addSender(truth, device, [[morning]]);
		events.push(...morning);
	}
	for (const probe of probes(random, domain, from)) {
		events.push(probe);
		truths.addRobot(truth, prober.name);
	}
	for (let robot = random.count(2.5); robot > 0; robot--) {
		const { name, userAgent } = random.pick(robots);
		// Some run behind the address of an office.
		const ip = random.chance(0.3) ? visiting.addressOf(0) : '198.19.255.7';
		const time = from + random.between(0, 1439) * minute;
		events.push(visiting.pageView(random, domain, { ip, userAgent }, time, ''));
		truths.addRobot(truth, name);
	}
	return { events, truth };
}

/** Trials whether the portal answers, one every six hours. */
function probes(random: Random, domain: string, from: number): SentEvent[] {
	const sender = { ip: '198.19.255.9', userAgent: prober.userAgent };
	return [0, 1, 2, 3].map((turn) => {
		const time = from + (turn * 360 + random.between(0, 359)) * minute;
		const page = visiting.pageView(random, domain, sender, time, '');
		const ok = random.chance(shareAnswered) ? '1' : '0';
		return { ...page, name: 'Probe', interactive: false, props: { ok } };
	});
}

/** Those who read over the midnight that ends a day; none before the plan begins. */
function nightOwls(root: Random, plan: UsagePlan, site: SimulatedSite, day: string) {
	if (day < plan.firstDay) return [];
	const random = root.part(`${day}/${site.domain}/midnight`);
	return Array.from({ length: random.count(expected(plan, site, day) * 0.02) }, (_, index) =>
		visiting.simulateNightOwl(random, site.domain, day, index)
	);
}
