/**
 * A small simulated country in stores of a test's own: every province answers the status survey, has a
 * portal and keeps registers, and citizens of every province answer both open surveys. What was put
 * in is handed back, so that a test can count it by hand.
 */
import type { User } from '#lib/access.ts';
import { addDays, dayOf } from '#lib/event.ts';
import { registers as list } from '#lib/register.ts';
import type { Row } from '#lib/register/sheet.ts';
import { facts } from '#lib/server/answers.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as days from '#lib/server/days.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as batches from '#lib/server/intake/batch.ts';
import * as intakes from '#lib/server/intake/intake.ts';
import * as outbox from '#lib/server/outbox.ts';
import * as plan from '#lib/server/plan.ts';
import type { Json, Sql } from '#lib/server/postgres.ts';
import { take } from '#lib/server/registers/taking.ts';
import { simulate } from '#lib/server/simulation/registers.ts';
import * as usage from '#lib/server/simulation/usage.ts';
import * as sites from '#lib/server/sites.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import type { Warehouse } from '#lib/server/warehouse.ts';
import { answerStatusSurvey, type Answers } from '#lib/simulation/answers.ts';
import { answerNeeds } from '#lib/simulation/citizens.ts';
import { answerEffects } from '#lib/simulation/effects.ts';
import { pilotProvinces } from '#lib/simulation/population.ts';
import { seeded } from '#lib/simulation/random.ts';
import { simulateDay, type SentEvent } from '#lib/simulation/usage.ts';
import type { Unit } from '#lib/unit.ts';
import { binh } from './people.ts';

export type Country = {
	today: string;
	year: string;
	nation: Unit;
	provinces: Unit[];
	/** the days of usage, first and last */
	usage: { from: string; to: string };
	events: SentEvent[];
	/** forms of provinces, by code */
	forms: Map<string, Answers>;
	/** answers of citizens with the code of the province through whose link they came */
	needs: { province: string; data: Answers }[];
	effects: { province: string; data: Answers }[];
};

const people = 3000;
const usageDays = 8;

export async function simulateCountry(sql: Sql, warehouse: Warehouse): Promise<Country> {
	await units.load(sql);
	await plan.load(sql);
	await indicators.load(sql);
	await surveys.publishFiles(sql);
	const analyst = await binh(sql);
	const today = dayOf(Date.now());
	const random = seeded('country');
	const provinces = await units.onDay(sql, today, { level: 'province' });
	const nation = await units.nation(sql);
	const events = await use(sql, warehouse, provinces, today);
	const forms = await answer(sql, warehouse, analyst, provinces, today);
	await keepRegisters(sql, analyst, today);
	const codes = provinces.map(({ code }) => code);
	const ask = async (survey: 'nhu-cau' | 'hieu-qua') => {
		const part = random.part(survey);
		const asked = Array.from({ length: people }, () => {
			const province = codes[Math.floor(codes.length * part.next() ** 1.3)]!;
			const { data } =
				survey === 'nhu-cau'
					? answerNeeds(part, province, codes)
					: answerEffects(part, province, pilotProvinces.includes(province));
			return { province, data };
		});
		await deliver(sql, warehouse, analyst, survey, provinces, today, asked);
		return asked;
	};
	return {
		...{ today, year: today.slice(0, 4), nation, provinces, events, forms },
		usage: { from: addDays(today, -usageDays), to: addDays(today, -1) },
		needs: await ask('nhu-cau'),
		effects: await ask('hieu-qua')
	};
}

async function use(sql: Sql, warehouse: Warehouse, provinces: Unit[], today: string) {
	const random = seeded('country/usage');
	const portals = usage.sitesOf(random, provinces);
	const nation = await units.nation(sql);
	const ids = new Map(provinces.map(({ code, id }) => [code, id]));
	for (const { domain, name, province } of portals)
		await sites.create(sql, undefined, { domain, name, unitId: ids.get(province) ?? nation.id });
	const from = addDays(today, -usageDays);
	const plan = { firstDay: from, days: usageDays, pilotFrom: from, effect: 0 };
	const small = portals.map((one) => ({ ...one, visitors: one.province ? 8 : 20 }));
	const events: SentEvent[] = [];
	const intake = await intakes.open(sql, warehouse, { background: false });
	for (let day = from; day < today; day = addDays(day, 1)) {
		const { onTime, late } = simulateDay(random, plan, small, day);
		events.push(...onTime, ...late);
		await batches.take(sql, intake, JSON.stringify([...onTime, ...late]));
	}
	await intake.settle();
	await intake.close();
	await days.rebuildAll(warehouse);
	return events;
}

async function open(sql: Sql, actor: User, survey: string, today: string) {
	const year = today.slice(0, 4);
	const slug = `${survey}-${year}`;
	await campaigns.create(sql, actor.id, {
		...{ slug, survey, titleVi: slug, titleEn: slug },
		...{ periodFrom: `${year}-01-01`, periodTo: `${year}-12-31` },
		opensAt: `${addDays(today, -20)}T00:00:00Z`,
		closesAt: `${addDays(today, 20)}T00:00:00Z`,
		audience: survey === 'thuc-trang' ? 'units' : 'citizens'
	});
	return campaigns.open(sql, actor.id, slug);
}

/** Three provinces stay silent. */
async function answer(
	sql: Sql,
	warehouse: Warehouse,
	actor: User,
	provinces: Unit[],
	today: string
): Promise<Map<string, Answers>> {
	const campaign = await open(sql, actor, 'thuc-trang', today);
	const forms = new Map<string, Answers>();
	for (const { id: unitId, code } of provinces.slice(3)) {
		const random = seeded(`country/${code}`);
		const data = answerStatusSurvey(random, pilotProvinces.includes(code));
		const id = random.uuid();
		const common = { survey_version_id: campaign.surveyVersionId };
		await sql`insert into responses ${sql({
			...{ id, campaign_id: campaign.id, unit_id: unitId, state: 'submitted', ...common },
			...{ sequence: 1, version: 1, submitted_at: new Date(), draft: sql.json(data as Json) }
		})}`;
		await sql`insert into response_versions ${sql({
			...{ response_id: id, version: 1, hash: surveys.hashOf(data), submitted_by: actor.id },
			...{ data: sql.json(data as Json), ...common }
		})}`;
		await outbox.add(sql, 'response', `${id}/1`);
		forms.set(code, data);
	}
	await outbox.settle(sql, warehouse);
	return forms;
}

async function keepRegisters(sql: Sql, actor: User, today: string): Promise<void> {
	const unitsOn = async (day: string) =>
		(await units.onDay(sql, day)).filter(({ level }) => level !== 'commune');
	const now = Date.parse(`${today}T12:00:00Z`);
	for (const { indicatorId, entries } of await simulate(seeded('registers'), today, unitsOn)) {
		const register = list.find((one) => one.indicatorId === indicatorId)!;
		for (let at = 0; at < entries.length; at += 4000) {
			const rows = entries
				.slice(at, at + 4000)
				.map(({ unit, period, channel = '', ...given }, index): Row => ({
					...{ line: index + 1, unit, unitName: '', period, channel, given }
				}));
			await take(sql, actor, register, rows, { isDry: false, goodOnly: false }, now);
		}
	}
}

async function deliver(
	sql: Sql,
	warehouse: Warehouse,
	actor: User,
	survey: string,
	provinces: Unit[],
	today: string,
	asked: { province: string; data: Answers }[]
): Promise<void> {
	const campaign = await open(sql, actor, survey, today);
	const { fields } = await surveys.version(sql, campaign.surveyVersionId);
	const ids = new Map(provinces.map(({ code, id }) => [code, id]));
	const rows = asked.flatMap(({ province, data }, respondent) =>
		facts(fields, data)
			.filter(({ code, number }) => code !== '' || number !== null)
			.map(({ text: _, ...fact }) => ({
				...fact,
				...{ campaign_id: campaign.id, respondent, unit_id: ids.get(province)!, flags: [] },
				received_at: `${today} 03:00:00`
			}))
	);
	await warehouse.insert('citizen_answers', rows, `country-${survey}`);
}
