/**
 * What people do on a portal: visits, the pauses between them, and visits that are under way when
 * the day ends.
 */
import { addDays, startOfDay } from '../event.ts';
import { browsers, pages, referrers, type Device } from './population.ts';
import type { Random } from './random.ts';

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

export type Sender = { ip: string; userAgent: string };

const second = 1000;
const minute = 60 * second;

/** Pauses close to the half hour that ends a visit, and whether they end it. */
const closePauses = [
	{ length: 30 * minute - second, ends: false },
	{ length: 30 * minute - 1, ends: false },
	{ length: 30 * minute, ends: true },
	{ length: 30 * minute + second, ends: true }
] as const;

/** The address with a number of its own, from those set aside for trials. */
export function addressOf(number: number): string {
	return `198.${18 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`;
}

/** The visits of one person from `start` on: one, or two with a pause of any length in between. */
export function simulatePerson(
	random: Random,
	domain: string,
	sender: Sender,
	start: number
): SentEvent[][] {
	const visit = simulateVisit(random, domain, sender, start);
	const last = visit.at(-1)!.time;
	if (random.chance(0.06)) {
		const { length, ends } = random.pick(closePauses);
		const more = simulateVisit(random, domain, sender, last + length);
		return ends ? [visit, more] : [[...visit, ...more]];
	}
	if (!random.chance(0.15)) return [visit];
	const later = last + random.between(31, 90) * minute;
	return [visit, simulateVisit(random, domain, sender, later)];
}

function simulateVisit(random: Random, domain: string, sender: Sender, start: number): SentEvent[] {
	const events: SentEvent[] = [];
	const views = random.chance(0.45) ? 1 : random.between(2, 6);
	let time = start;
	for (let view = 0; view < views; view++) {
		const referrer = view === 0 ? random.pick(referrers) : '';
		events.push(pageView(random, domain, sender, time, referrer));
		if (random.chance(0.12)) {
			// Some browsers report the page and the file in the same millisecond.
			if (!random.chance(0.2)) time += random.between(5 * second, 90 * second);
			events.push(follow(random, events.at(-1)!, time, 'download'));
		}
		if (random.chance(0.1)) {
			time += random.between(second, minute);
			events.push(follow(random, events.at(-1)!, time, 'engagement'));
		}
		time += random.between(5 * second, 8 * minute);
	}
	return events;
}

export function pageView(
	random: Random,
	domain: string,
	sender: Sender,
	time: number,
	referrer: string
): SentEvent {
	const url = `https://${domain}${random.pick(pages)}`;
	const what = { name: 'pageview', url, referrer, interactive: true };
	return { id: random.uuid(), domain, time, ...sender, ...what };
}

function follow(random: Random, page: SentEvent, time: number, name: string): SentEvent {
	const interactive = name !== 'engagement';
	return { ...page, id: random.uuid(), time, name, referrer: '', interactive };
}

export type NightOwl = { device: Device; evening: SentEvent[]; morning: SentEvent[] };

/** Someone reading at midnight in Vietnam: a visit on the day that ends and one on the next. */
export function simulateNightOwl(
	random: Random,
	domain: string,
	day: string,
	index: number
): NightOwl {
	const midnight = startOfDay(addDays(day, 1));
	const { userAgent, device } = random.pick(browsers);
	// Neighbouring days use different addresses, so that nobody is mistaken for another night's reader.
	const number = 50_000 + ((midnight / 86_400_000) & 1) * 1000 + index;
	const sender = { ip: addressOf(number), userAgent };
	const read = (time: number) => pageView(random, domain, sender, time, '');
	const evening = [read(midnight - random.pick([1, second, 5 * minute]))];
	const morning = [read(midnight + random.pick([0, 1, 5 * minute]))];
	for (let more = random.between(0, 2); more > 0; more--) {
		evening.unshift(read(evening[0]!.time - random.between(5 * second, 8 * minute)));
		morning.push(read(morning.at(-1)!.time + random.between(5 * second, 8 * minute)));
	}
	return { device, evening, morning };
}
