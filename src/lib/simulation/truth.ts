/**
 * The truth of simulated usage, counted the plain way from people whom the simulator knows. Where
 * several people share an address and a browser nobody outside can tell them apart, so the truth
 * holds both numbers: how many there were, and how many a perfect counter can see.
 */
import type { Device } from './population.ts';
import type { SentEvent } from './visiting.ts';

/** What a perfect counter reports; `visitors` are distinct pairs of address and browser. */
export type Counts = {
	visitors: number;
	visits: number;
	bounces: number;
	pageViews: number;
	events: number;
	durationMs: number;
};

/** One site on one day. */
export type DayTruth = Counts & {
	day: string;
	domain: string;
	/** the real people, those who cannot be told apart included */
	people: number;
	/** the visits that these people themselves would name */
	peopleVisits: number;
	visitsByDevice: Record<Device, number>;
	robotEvents: number;
	/** the same by the program's name */
	robots: Record<string, number>;
};

export function silentDay(day: string, domain: string): DayTruth {
	return {
		...{ day, domain, people: 0, peopleVisits: 0, ...nothing },
		visitsByDevice: { desktop: 0, mobile: 0, tablet: 0 },
		...{ robotEvents: 0, robots: {} }
	};
}

const nothing: Counts = {
	...{ visitors: 0, visits: 0, bounces: 0, pageViews: 0, events: 0, durationMs: 0 }
};

/**
 * Adds what was done from one address with one browser: by one person, whose visits are known, or by
 * several, whose visits run into each other.
 */
export function addSender(truth: DayTruth, device: Device, people: SentEvent[][][]): void {
	const [only, ...others] = people;
	if (!only) return;
	const visits = others.length === 0 ? only : runs(people.flat(2));
	truth.people += people.length;
	truth.peopleVisits += people.flat().length;
	truth.visitsByDevice[device] += visits.length;
	addVisits(truth, visits);
}

export function addRobot(truth: DayTruth, name: string): void {
	truth.robotEvents += 1;
	truth.robots[name] = (truth.robots[name] ?? 0) + 1;
}

/** Counts people's events of one site and day by nothing but address and browser. */
export function tellApart(events: SentEvent[]): Counts {
	const counts = { ...nothing };
	const senders = new Map<string, SentEvent[]>();
	for (const event of events) {
		const key = `${event.ip} ${event.userAgent}`;
		senders.set(key, [...(senders.get(key) ?? []), event]);
	}
	for (const own of senders.values()) addVisits(counts, runs(own));
	return counts;
}

export function sum(parts: Counts[]): Counts {
	const whole = { ...nothing };
	for (const part of parts)
		for (const name of Object.keys(nothing) as (keyof Counts)[]) whole[name] += part[name];
	return whole;
}

/** Events of one sender in order, parted where nothing happened for half an hour. */
function runs(events: SentEvent[]): SentEvent[][] {
	const list: SentEvent[][] = [];
	for (const event of [...events].sort((one, other) => one.time - other.time)) {
		const last = list.at(-1);
		if (last && event.time - last.at(-1)!.time < 1_800_000) last.push(event);
		else list.push([event]);
	}
	return list;
}

/** The visits of one visitor. */
function addVisits(counts: Counts, visits: SentEvent[][]): void {
	counts.visitors += 1;
	for (const events of visits) {
		const views = events.filter(({ name }) => name === 'pageview').length;
		const others = events.filter(({ name }) => name !== 'pageview' && name !== 'engagement').length;
		counts.visits += 1;
		counts.events += events.length;
		counts.pageViews += views;
		counts.bounces += views <= 1 && others === 0 ? 1 : 0;
		counts.durationMs += events.at(-1)!.time - events[0]!.time;
	}
}
