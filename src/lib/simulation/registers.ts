/**
 * What units of the simulated country enter into registers, and the totals that must come of it. In
 * pilot provinces questions are answered in time more often from a planted month on; some units
 * report late or never.
 */
import { simulatedMark } from '../csv.ts';
import type { Register } from '../register.ts';
import { keyOf, type Period } from '../register/periods.ts';
import { medianOf } from '../register/totals.ts';
import type { Unit } from '../unit.ts';
import { pilotProvinces } from './population.ts';
import type { Random } from './random.ts';

export type SentEntry = {
	unit: string;
	period: string;
	channel?: string;
	part?: number;
	whole?: number;
	beside?: number;
	days?: number[];
	reachedOn?: string;
	document: string;
	note: string;
};

/** What a register holds of one period, counted by the plain way. */
export type RegisterTruth = {
	period: string;
	expected: number;
	reported: number;
	entries: number;
	part: number;
	whole: number;
	beside: number;
	documents: number;
	median: number | null;
};

export type RegisterPlan = {
	/** first day from which pilot provinces do better, and by how much of a share */
	pilotFrom: string;
	effect: number;
};

/** A period with the units that stood on its last day. */
export type Reporting = { period: Period; units: Unit[] };

type Numbers = Pick<SentEntry, 'part' | 'whole' | 'beside' | 'days' | 'reachedOn'>;
type Moment = {
	random: Random;
	/** how large the unit is, 0.5 to 2 */
	size: number;
	/** of the period, from the first */
	index: number;
	period: Period;
	/** what the pilot adds to a share of this unit now */
	lift: number;
};
type Shape = (moment: Moment, channel: string) => Numbers;

function hits(random: Random, whole: number, share: number): number {
	let count = 0;
	for (let one = 0; one < whole; one++) if (random.chance(share)) count++;
	return count;
}
const share = (mean: number, chance: number): Shape => {
	return ({ random, size, lift }) => {
		const whole = random.count(mean * size);
		return { whole, part: hits(random, whole, chance + lift) };
	};
};
const counted = (mean: number): Shape => {
	return ({ random, size }) => ({ part: random.count(mean * size) });
};
const since = (day: string, step = 1): Shape => {
	return ({ period }) => (day <= period.to ? { part: step, reachedOn: day } : { part: 0 });
};
const audience: Record<string, number> = {
	...{ facebook: 9000, zalo_oa: 5200, youtube: 1400, tiktok: 3100, sms: 1800, zns: 900 },
	...{ van_ban: 14, infographic: 5, video: 4, podcast: 2, trac_nghiem: 1.5 }
};
const sizeOf = (channel: string, size: number) => (audience[channel] ?? 100) * size;

const dossier = ['2025-04-15', '2025-09-30', '2026-03-20', '2026-10-05'];

const shapes: Record<string, Shape> = {
	'CT-II.1a-02': counted(9),
	'CT-II.1a-03': share(12, 0.82),
	'CT-II.1b-01': since('2020-11-20'),
	'CT-II.1c-02': share(8, 0.7),
	'CT-II.3-01': ({ index }) => ({ whole: 12, part: Math.min(12, 4 + index) }),
	'CT-III.3a-01': share(30, 0.75),
	'CT-III.3b-01': since('2025-12-18'),
	'CT-II.4-07': counted(3),
	'CT-II.5-01': ({ random, size }) => {
		const part = random.count(2 * size);
		return { part, beside: part === 0 ? 0 : random.count(part * 65) };
	},
	'CT-II.5-02': counted(0.6),
	'CT-II.6-01': ({ lift, period }) => {
		return lift > 0 ? { part: 1, reachedOn: `${period.from.slice(0, 4)}-01-02` } : { part: 0 };
	},
	'CT-II.7-06': ({ random, size }) => {
		const count = 1 + random.count(4 * size);
		const days = Array.from({ length: count }, () => Math.floor(-7 * Math.log(1 - random.next())));
		return { days };
	},
	'CT-II.7-07': share(35, 0.78),
	'CT-II.8-01': ({ random, size }, kind) => ({ part: random.count(sizeOf(kind, size)) }),
	'CT-II.9-02': ({ random, size, index }, channel) => ({
		part: random.count(sizeOf(channel, size) * 1.02 ** index)
	}),
	'CT-II.9-03': ({ random, size, index }, channel) => {
		const whole = random.count(sizeOf(channel, size) * 1.6 * 1.02 ** index);
		return { whole, part: Math.min(whole, random.count(whole * 0.045)) };
	},
	'CT-II.9-04': counted(1.2),
	'CT-II.9-06': ({ random, size }, channel) => ({ part: random.count(sizeOf(channel, size)) }),
	'CT-II.11-01': ({ period }) => {
		const reached = dossier.filter((day) => day <= period.to);
		const reachedOn = reached.at(-1);
		return reachedOn ? { part: reached.length, reachedOn } : { part: 0 };
	}
};

/** Channels that a unit has: the first of the list always, others by chance, for good. */
function channelsOf({ split }: Register, random: Random, unit: Unit): string[] {
	if (!split) return [''];
	const own = random.part(`channels/${unit.level}/${unit.code}/${unit.validFrom}`);
	return split.values
		.map(({ code }) => code)
		.filter((_, index) => index < 2 || own.chance(unit.level === 'province' ? 0.55 : 0.2));
}

/** All entries of a register, and what they come to period by period; periods in order. */
export function simulateRegister(
	random: Random,
	register: Register,
	reporting: Reporting[],
	{ pilotFrom, effect }: RegisterPlan
): { entries: SentEntry[]; truth: RegisterTruth[] } {
	const shape = shapes[register.indicatorId];
	if (!shape) throw new Error(`Nothing is simulated for ${register.indicatorId}`);
	const entries: SentEntry[] = [];
	const truth = reporting.map(({ period, units }, index): RegisterTruth => {
		const asked = units.filter(({ level }) => register.levels.includes(level));
		const isLast = index === reporting.length - 1;
		const key = keyOf(period, register.rhythm);
		const sent: (SentEntry & { from: Unit })[] = asked.flatMap((unit) => {
			const own = random.part(`${register.indicatorId}/${key}/${unit.level}/${unit.code}`);
			// Of the last period some are still out; the ministry itself is never late.
			if (unit.level !== 'nation' && own.chance(isLast ? 0.12 : 0.02)) return [];
			const size = random.part(`size/${unit.level}/${unit.code}`).between(50, 200) / 100;
			const isPilot = unit.level === 'province' && pilotProvinces.includes(unit.code);
			const lift = isPilot && period.to >= pilotFrom ? effect : 0;
			return channelsOf(register, random, unit).map((channel) => ({
				...{ from: unit, unit: unit.code, period: key },
				...(channel && { channel }),
				...shape({ random: own, size, index, period, lift }, channel),
				...{ document: `Báo cáo mô phỏng ${key}`, note: simulatedMark }
			}));
		});
		const sum = (field: 'part' | 'whole' | 'beside') =>
			sent.reduce((total, one) => total + (one[field] ?? 0), 0);
		const days = sent.flatMap((one) => one.days ?? []);
		entries.push(...sent.map(({ from: _, ...entry }) => entry));
		return {
			...{ period: key, expected: asked.length, entries: sent.length },
			reported: new Set(sent.map(({ from }) => from.id)).size,
			...{ part: sum('part'), whole: sum('whole'), beside: sum('beside') },
			...{ documents: days.length, median: days.length > 0 ? medianOf(days) : null }
		};
	});
	return { entries, truth };
}
