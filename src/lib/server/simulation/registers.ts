/** Sends what simulated units enter into registers through the door for programs. */
import { registers } from '../../register.ts';
import { periodAround, periodBack, type Period, type Rhythm } from '../../register/periods.ts';
import type { Random } from '../../simulation/random.ts';
import {
	simulateRegister,
	type RegisterPlan,
	type RegisterTruth,
	type Reporting,
	type SentEntry
} from '../../simulation/registers.ts';
import type { Unit } from '../../unit.ts';
import { call, type Door } from './door.ts';

/** Units of the nation, the agencies and the provinces, as they stood on a day. */
export type UnitsOn = (day: string) => Promise<Unit[]>;

const batch = 4000;
/** Two years of each rhythm, up to the last period that is over. */
const spans: Record<Rhythm, number> = { month: 24, quarter: 8, year: 2 };

/** Pilot provinces answer more questions in time during the last twelve months. */
export function planOf(today: string): RegisterPlan {
	const due = periodBack(periodAround(today, 'month'), 'month');
	return { pilotFrom: periodBack(due, 'month', 11).from, effect: 0.12 };
}

export function periodsOf(rhythm: Rhythm, today: string): Period[] {
	const running = periodAround(today, rhythm);
	return Array.from({ length: spans[rhythm] }, (_, index) =>
		periodBack(running, rhythm, spans[rhythm] - index)
	);
}

/** All registers as they are simulated, for the tests too. */
export async function simulate(
	random: Random,
	today: string,
	unitsOn: UnitsOn
): Promise<{ indicatorId: string; entries: SentEntry[]; truth: RegisterTruth[] }[]> {
	const known = new Map<string, Unit[]>();
	const made = [];
	for (const register of registers) {
		const reporting: Reporting[] = [];
		for (const period of periodsOf(register.rhythm, today)) {
			const units = known.get(period.to) ?? (await unitsOn(period.to));
			known.set(period.to, units);
			reporting.push({ period, units });
		}
		const part = random.part('registers');
		const { entries, truth } = simulateRegister(part, register, reporting, planOf(today));
		made.push({ indicatorId: register.indicatorId, entries, truth });
	}
	return made;
}

/** Enters everything; what is there already from a broken-off load counts once. */
export async function enter(
	door: Door,
	random: Random,
	today: string,
	unitsOn: UnitsOn
): Promise<Record<string, RegisterTruth[]>> {
	const made = await simulate(random, today, unitsOn);
	for (const { indicatorId, entries } of made) {
		const waiting = [...entries];
		while (waiting.length > 0) {
			const body = { entries: waiting.splice(0, batch) };
			await call(door, 'POST', `/api/v1/registers/${indicatorId}`, body, [409]);
		}
	}
	return Object.fromEntries(made.map(({ indicatorId, truth }) => [indicatorId, truth]));
}
