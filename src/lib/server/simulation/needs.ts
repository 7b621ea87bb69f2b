/**
 * The demo's citizens answer a survey: a campaign with an open link and one link per province, and
 * answers taken in by the same rules as at the door, many at once.
 */
import { addDays } from '../../event.ts';
import { answerNeeds, type Citizen } from '../../simulation/citizens.ts';
import { answerEffects } from '../../simulation/effects.ts';
import { pilotProvinces } from '../../simulation/population.ts';
import type { Answers } from '../../simulation/answers.ts';
import type { Random } from '../../simulation/random.ts';
import type { Unit } from '../../unit.ts';
import type { Gathered } from '../citizens/citizens.ts';
import { call, type Door } from './door.ts';

export type CitizensPlan = {
	survey: 'nhu-cau' | 'hieu-qua';
	campaign: string;
	titleVi: string;
	titleEn: string;
	/** how many people answer */
	people: number;
};

/** Takes many answers in and tells what became of each. */
export type Take = (answers: readonly Gathered[]) => Promise<unknown[]>;

type Link = { code: string; unitCode: string; level: string; received: number };

/** How one person of a province answers each survey. */
const makers: Record<
	CitizensPlan['survey'],
	(random: Random, province: string, codes: string[], earlier?: Answers) => Citizen
> = {
	'nhu-cau': answerNeeds,
	'hieu-qua': (random, province) =>
		answerEffects(random, province, pilotProvinces.includes(province))
};

const chunk = 1000;
/** One person in so many comes by the open link. */
const openShare = 0.25;
const days = 20;

/**
 * Opens the campaign and has it answered; safe to repeat after it was broken off, for ids keep
 * repeats from counting. `already` answers were stored before.
 */
export async function answer(
	door: Door,
	random: Random,
	provinces: Unit[],
	today: string,
	{ survey, campaign, titleVi, titleEn, people }: CitizensPlan,
	take: Take,
	progress: (done: number) => void = () => {}
): Promise<void> {
	const year = today.slice(0, 4);
	const path = `/api/v1/campaigns/${campaign}`;
	await call(
		door,
		'POST',
		'/api/v1/campaigns',
		{
			...{ slug: campaign, survey, titleVi, titleEn, audience: 'citizens' },
			...{ periodFrom: `${year}-01-01`, periodTo: `${year}-12-31` },
			opensAt: `${addDays(today, -days)}T08:00:00+07:00`,
			closesAt: `${addDays(today, 25)}T17:00:00+07:00`
		},
		[409]
	);
	await call(door, 'POST', `${path}/state`, { state: 'open' }, [409]);
	const links = await linksOf(door, path);
	const open = links.find(({ level }) => level === 'nation')!.code;
	const codes = provinces.map(({ code }) => code);
	const own = new Map(
		links.flatMap(({ level, unitCode, code }) => (level === 'province' ? [[unitCode, code]] : []))
	);
	const start = Date.parse(`${addDays(today, -days)}T01:00:00Z`);
	const received = links.reduce((sum, link) => sum + link.received, 0);
	// Chunks are stored whole before the next begins, except the last two.
	const first = Math.max(0, Math.floor(received / chunk) - 2);
	for (let part = first; part * chunk < people; part++) {
		const mine = random.part(`citizens/${campaign}/${part}`);
		const answers: Gathered[] = [];
		let earlier: Answers | undefined;
		while (answers.length < Math.min(chunk, people - part * chunk)) {
			const province = weightedPlace(mine, codes);
			const { data, seconds } = makers[survey](mine, province, codes, earlier);
			earlier = data;
			const link = mine.chance(openShare) ? open : own.get(province)!;
			const at = start + (days - 0.5) * 86_400_000 * mine.next();
			const receivedAt = new Date(at).toISOString();
			answers.push({ id: mine.uuid(), from: { link }, data, seconds, receivedAt });
		}
		const refused = (await take(answers)).find((outcome) => outcome instanceof Error);
		if (refused) throw refused;
		progress(part * chunk + answers.length);
	}
}

/** Large and small provinces, so that some groups are too small to be shown. */
function weightedPlace(random: Random, codes: readonly string[]): string {
	return codes[Math.floor(codes.length * random.next() ** 1.8)]!;
}

async function linksOf(door: Door, path: string): Promise<Link[]> {
	const list = () => call<{ links: Link[] }>(door, 'GET', `${path}/links`);
	const { links } = await list();
	if (!links.some(({ level }) => level === 'nation'))
		await call(door, 'POST', `${path}/links`, { unit: 'vn', label: 'Liên kết mở toàn quốc' });
	if (!links.some(({ level }) => level === 'province'))
		await call(door, 'POST', `${path}/links`, { every: 'province' });
	return (await list()).links;
}
