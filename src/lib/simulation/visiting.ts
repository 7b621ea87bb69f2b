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
	props?: Record<string, string>;
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

/** Planted: searches without a result, quizzes begun that are finished, ratings as they fall. */
export const shareWithoutResults = 0.15;
export const shareFinished = 0.7;
export const ratings: readonly string[] = ['5', '5', '4', '4', '4', '3', '3', '2'];
const queries = ['đất đai', 'căn cước', 'khai sinh', 'mức phạt', 'ly hôn', 'bảo hiểm xã hội'];

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
			const page = events.at(-1)!;
			events.push(follow(random, page, time, 'File Download', { url: `${page.url}.pdf` }));
		}
		if (random.chance(0.1)) {
			time += random.between(second, minute);
			const load = { load_ms: String(loadTime(random)) };
			events.push(follow(random, events.at(-1)!, time, 'engagement', load));
		}
		for (const { name, props } of actsOn(random, events.at(-1)!.url)) {
			time += random.between(second, 2 * minute);
			events.push(follow(random, events.at(-1)!, time, name, props));
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

type Act = { name: string; props: Record<string, string> };

/** What people do on a page besides reading: they search, open documents, rate, take quizzes. */
function actsOn(random: Random, url: string): Act[] {
	const { pathname } = new URL(url);
	const acts: Act[] = [];
	if (random.chance(0.06)) {
		const results = random.chance(shareWithoutResults) ? 0 : random.between(1, 40);
		acts.push({
			name: 'Site Search',
			props: { query: random.pick(queries), results: String(results) }
		});
	}
	if (/^\/(van-ban|tai-lieu)\//.test(pathname) && random.chance(0.5))
		acts.push({ name: 'Document View', props: { document: pathname } });
	if (random.chance(0.025))
		acts.push({ name: 'Rating', props: { rating: random.pick(ratings), of: pathname } });
	if (pathname.startsWith('/cuoc-thi/') && random.chance(0.4)) {
		const quiz = pathname.slice('/cuoc-thi/'.length);
		acts.push({ name: 'Quiz Start', props: { quiz } });
		if (random.chance(shareFinished))
			acts.push({ name: 'Quiz Finish', props: { quiz, score: String(random.between(4, 10)) } });
	}
	return acts;
}

/** Milliseconds until a page stood: half of them under a second and a half, a long tail above. */
function loadTime(random: Random): number {
	const normal =
		Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
	return Math.round(Math.min(60_000, 1500 * Math.exp(0.55 * normal)));
}

function follow(
	random: Random,
	page: SentEvent,
	time: number,
	name: string,
	props: Record<string, string>
): SentEvent {
	const interactive = name !== 'engagement';
	return { ...page, id: random.uuid(), time, name, referrer: '', interactive, props };
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
