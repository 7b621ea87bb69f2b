/**
 * Simulated usage of portals with a known truth: for every site and day who came, how often, what
 * they did, plus what a counter must see through: robots, repeated deliveries, late deliveries,
 * many people behind one address. Visitors here are distinct pairs of address and browser, which
 * is all that a counter without cookies can know.
 */
import { addDays, startOfDay } from '../event.ts';
import { browsers, robots, referrers, pages, type Device } from './population.ts';
import type { Random } from './random.ts';

export type SimulatedSite = {
	domain: string;
	name: string;
	/** province code, or '' for the national portal */
	province: string;
	pilot: boolean;
	/** expected visitors on a working day before any effect */
	visitors: number;
};

/** One event as `POST /api/v1/events` takes it. */
export type SentEvent = {
	id: string;
	domain: string;
	time: number;
	name: string;
	url: string;
	referrer: string;
	ip: string;
	userAgent: string;
	interactive: boolean;
};

/** What a perfect counter reports for one site and day. */
export type DayTruth = {
	day: string;
	domain: string;
	visitors: number;
	visits: number;
	bounces: number;
	pageViews: number;
	events: number;
	durationMs: number;
	visitsByDevice: Record<Device, number>;
	robotEvents: number;
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

/** Everything that happens on one day, at all sites. */
export function simulateDay(
	random: Random,
	plan: UsagePlan,
	sites: SimulatedSite[],
	day: string
): SimulatedDay {
	const result: SimulatedDay = { onTime: [], late: [], repeated: [], truth: [] };
	for (const site of sites) {
		const part = random.part(`${day}/${site.domain}`);
		const { events, truth } = simulateSite(part, plan, site, day);
		result.truth.push(truth);
		for (const event of events) {
			(part.chance(0.01) ? result.late : result.onTime).push(event);
			if (part.chance(0.02)) result.repeated.push(event);
		}
	}
	return result;
}

/** The days of the plan, oldest first. */
export function daysOf({ firstDay, days }: UsagePlan): string[] {
	return Array.from({ length: days }, (_, index) => addDays(firstDay, index));
}

function simulateSite(random: Random, plan: UsagePlan, site: SimulatedSite, day: string) {
	const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
	const pace = weekday === 0 || weekday === 6 ? 0.55 : 1;
	const lift = site.pilot && day >= plan.pilotFrom ? 1 + plan.effect : 1;
	const visitors = random.count(site.visitors * pace * lift);
	const truth: DayTruth = {
		day,
		domain: site.domain,
		visitors,
		visits: 0,
		bounces: 0,
		pageViews: 0,
		events: 0,
		durationMs: 0,
		visitsByDevice: { desktop: 0, mobile: 0, tablet: 0 },
		robotEvents: random.count(2.5)
	};
	const events: SentEvent[] = [];
	const from = startOfDay(day);
	for (let person = 0; person < visitors; person++) {
		// Each block of browsers.length people shares one office address and differs by browser.
		const shared = person < visitors * 0.2;
		const address = shared ? Math.floor(person / browsers.length) : 1000 + person;
		const browser = shared ? browsers[person % browsers.length]! : random.pick(browsers);
		const sender = {
			ip: `198.${18 + (address >> 16)}.${(address >> 8) & 255}.${address & 255}`,
			userAgent: browser.userAgent
		};
		let at = from + random.between(6 * 60, 20 * 60) * minute + random.between(0, minute - 1);
		for (let visit = random.chance(0.15) ? 2 : 1; visit > 0; visit--) {
			const made = simulateVisit(random, site, sender, at);
			events.push(...made);
			addVisit(truth, made, browser.device);
			at = made.at(-1)!.time + random.between(31, 90) * minute;
		}
	}
	for (let robot = 0; robot < truth.robotEvents; robot++) {
		const time = from + random.between(0, 1439) * minute;
		const sender = { ip: '198.19.255.7', userAgent: random.pick(robots) };
		events.push(pageView(random, site, sender, time, ''));
	}
	return { events, truth };
}

type Sender = { ip: string; userAgent: string };

function simulateVisit(random: Random, site: SimulatedSite, sender: Sender, start: number) {
	const events: SentEvent[] = [];
	const views = random.chance(0.45) ? 1 : random.between(2, 6);
	let time = start;
	for (let view = 0; view < views; view++) {
		events.push(pageView(random, site, sender, time, view === 0 ? random.pick(referrers) : ''));
		if (random.chance(0.12)) {
			time += random.between(5_000, 90_000);
			events.push({ ...events.at(-1)!, id: random.uuid(), time, name: 'download', referrer: '' });
		}
		time += random.between(5_000, 8 * minute);
	}
	return events;
}

function pageView(
	random: Random,
	site: SimulatedSite,
	sender: Sender,
	time: number,
	referrer: string
): SentEvent {
	const url = `https://${site.domain}${random.pick(pages)}`;
	const what = { name: 'pageview', url, referrer, interactive: true };
	return { id: random.uuid(), domain: site.domain, time, ...sender, ...what };
}

function addVisit(truth: DayTruth, events: SentEvent[], device: Device): void {
	const views = events.filter((event) => event.name === 'pageview').length;
	truth.visits += 1;
	truth.events += events.length;
	truth.pageViews += views;
	truth.bounces += events.length === 1 ? 1 : 0;
	truth.durationMs += events.at(-1)!.time - events[0]!.time;
	truth.visitsByDevice[device] += 1;
}
