/** Sends the simulated usage in: history through the batch door, a few live visits by tracker. */
import { addDays, dayOf } from '../../event.ts';
import { pilotProvinces } from '../../simulation/population.ts';
import type { Random } from '../../simulation/random.ts';
import {
	daysOf,
	simulateDay,
	type DayTruth,
	type SentEvent,
	type SimulatedSite,
	type UsagePlan
} from '../../simulation/usage.ts';
import type { Unit } from '../../unit.ts';
import { call, type Door } from './door.ts';

const batch = 4000;

/** One national portal and one per province. */
export function sitesOf(random: Random, provinces: Unit[]): SimulatedSite[] {
	const part = random.part('sites');
	const national = {
		domain: 'pbgdpl.trung-uong.example',
		name: 'Cổng PBGDPL (mô phỏng)',
		province: '',
		pilot: false,
		visitors: 240
	};
	const local = provinces.map(({ code, name, slug }) => ({
		domain: `pbgdpl.${slug}.example`,
		name: `Trang PBGDPL ${name} (mô phỏng)`,
		province: code,
		pilot: pilotProvinces.includes(code),
		visitors: part.between(14, 40)
	}));
	return [national, ...local];
}

/** Eight weeks that end yesterday; pilots begin in the middle. */
export function planOf(today: string): UsagePlan & { lastDay: string } {
	const days = 56;
	const firstDay = addDays(today, -days);
	return {
		firstDay,
		days,
		lastDay: addDays(today, -1),
		pilotFrom: addDays(firstDay, 28),
		effect: 0.35
	};
}

/**
 * Sends all days on time, has them counted, then sends what is late and what is repeated.
 * Returns the truth of every site and day.
 */
export async function sendHistory(
	door: Door,
	random: Random,
	plan: UsagePlan,
	sites: SimulatedSite[],
	settle: () => Promise<void>,
	progress: (share: number) => void
): Promise<DayTruth[]> {
	const truth: DayTruth[] = [];
	const afterwards: SentEvent[] = [];
	const waiting: SentEvent[] = [];
	const days = daysOf(plan);
	for (const [index, day] of days.entries()) {
		const made = simulateDay(random, plan, sites, day);
		truth.push(...made.truth);
		afterwards.push(...made.late, ...made.repeated);
		waiting.push(...made.onTime);
		while (waiting.length >= batch) await sendBatch(door, waiting.splice(0, batch));
		progress((index + 1) / days.length);
	}
	await sendBatch(door, waiting);
	await settle();
	while (afterwards.length) await sendBatch(door, afterwards.splice(0, batch));
	await settle();
	return truth;
}

async function sendBatch(door: Door, events: SentEvent[]): Promise<void> {
	if (events.length) await call(door, 'POST', '/api/v1/events', events);
}

/** A few visits as trackers send them now: no id of ours, no time, one event a request. */
export async function sendLive(door: Door, random: Random, site: SimulatedSite, people: number) {
	const day = dayOf(Date.now());
	for (let person = 0; person < people; person++) {
		const response = await fetch(`${door.address}/api/event`, {
			method: 'POST',
			headers: {
				'content-type': 'text/plain',
				'user-agent': `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.${person}.${random.between(0, 99)} Safari/537.36`
			},
			body: JSON.stringify({ n: 'pageview', u: `https://${site.domain}/`, d: site.domain, r: null })
		});
		if (response.status !== 202) throw new Error(`A live event was answered ${response.status}`);
	}
	return { day, domain: site.domain, visits: people };
}
