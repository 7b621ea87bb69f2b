/**
 * A country in full size, beside the demo: a status campaign of every province, commune and agency
 * with forms in every state, and as many citizens' answers as asked for. Broken off, it goes on.
 */
import { addDays } from '../../event.ts';
import { answerStatusSurvey } from '../../simulation/answers.ts';
import type { Random } from '../../simulation/random.ts';
import type { Unit } from '../../unit.ts';
import * as campaigns from '../campaigns.ts';
import type { Platform } from '../platform.ts';
import type { Json, Sql } from '../postgres.ts';
import { atomically } from '../postgres.ts';
import * as outbox from '../outbox.ts';
import * as surveys from '../surveys.ts';
import * as users from '../users.ts';
import { call, type Door } from './door.ts';
import * as needs from './needs.ts';

export type LargeSettings = {
	provinces: Unit[];
	today: string;
	/** citizens' answers */
	people: number;
	say: (text: string) => void;
};

const questions = 40;

/** Loads what is missing; returns the slugs of both campaigns. */
export async function load(
	platform: Platform,
	door: Door,
	random: Random,
	{ provinces, today, people, say }: LargeSettings
): Promise<{ units: string; citizens: string }> {
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	const year = today.slice(0, 4);
	const units = `thuc-trang-toan-quoc-${year}`;
	const forms = await fillUnits(platform.sql, door, random, units, today);
	say(`${forms} phiếu của đơn vị · forms of units: ${seconds()} s`);
	const citizens = `nhu-cau-lon-${year}`;
	const plan = {
		survey: 'nhu-cau' as const,
		campaign: citizens,
		titleVi: `Khảo sát nhu cầu năm ${year} (quy mô lớn)`,
		titleEn: `Needs survey ${year} (large)`,
		people
	};
	let shown = 0;
	await needs.answer(door, random, provinces, today, plan, platform.citizens.store, (done) => {
		if (done - shown < people / 20 && done < people) return;
		shown = done;
		say(`Câu trả lời của người dân · citizens’ answers: ${done}/${people}, ${seconds()} s`);
	});
	await platform.citizens.settle();
	await platform.outbox.settle();
	say(`Quy mô lớn đã sẵn sàng · large data ready: ${seconds()} s`);
	return { units, citizens };
}

/** What becomes of a unit's form, in hundredths. */
const fates = [
	['none', 12],
	['draft', 12],
	['returned', 7],
	['submitted', 26],
	['endorsed', 8],
	['approved', 35]
] as const;
type Fate = (typeof fates)[number][0];

type Form = {
	id: string;
	unitId: number;
	state: Exclude<Fate, 'none'>;
	data: Record<string, unknown>;
	/** hours before the closing time; negative when late */
	early: number;
};

async function fillUnits(
	sql: Sql,
	door: Door,
	random: Random,
	slug: string,
	today: string
): Promise<number> {
	const year = today.slice(0, 4);
	const body = {
		...{ slug, survey: 'thuc-trang', levels: ['province', 'commune', 'agency'] },
		titleVi: `Khảo sát thực trạng toàn quốc năm ${year} (quy mô lớn)`,
		titleEn: `Status survey of all units ${year} (large)`,
		...{ periodFrom: `${year}-01-01`, periodTo: `${year}-06-30` },
		opensAt: `${addDays(today, -45)}T08:00:00+07:00`,
		closesAt: `${addDays(today, 5)}T17:00:00+07:00`
	};
	await call(door, 'POST', '/api/v1/campaigns', body, [409]);
	await call(door, 'POST', `/api/v1/campaigns/${slug}/state`, { state: 'open' }, [409]);
	const campaign = await campaigns.find(sql, slug);
	// Some came in after the closing time, which lies behind us: no door may set that.
	await sql`update campaigns set closes_at = ${`${addDays(today, -5)}T17:00:00+07:00`}
		where id = ${campaign.id}`;
	const version = await surveys.version(sql, campaign.surveyVersionId);
	const author = (await users.list(sql)).find(({ role }) => role === 'analyst');
	if (!author) throw new Error('The demo has no analyst yet.');
	const empty = await sql<{ unitId: number }[]>`select u.unit_id from campaign_units u
		where u.campaign_id = ${campaign.id} and not exists (select from responses r
			where r.campaign_id = u.campaign_id and r.unit_id = u.unit_id) order by u.unit_id`;
	const forms = empty.flatMap(({ unitId }) => formOf(random.part(`large/${unitId}`), unitId) ?? []);
	const closesAt = Date.parse(`${addDays(today, -5)}T17:00:00+07:00`);
	for (let start = 0; start < forms.length; start += 200) {
		const group = forms.slice(start, start + 200);
		await write(sql, campaign.id, version.id, author.id, closesAt, group);
		await new Promise((done) => setImmediate(done));
	}
	return forms.length;
}

function formOf(random: Random, unitId: number): Form | undefined {
	let left = random.next() * 100;
	const [state] = fates.find(([, share]) => (left -= share) < 0) ?? fates[0];
	if (state === 'none') return undefined;
	const data = answerStatusSurvey(random, random.chance(0.15));
	const early = random.chance(0.1) ? -random.between(1, 96) : random.between(1, 700);
	return { id: random.uuid(), unitId, state, data, early };
}

async function write(
	sql: Sql,
	campaignId: number,
	versionId: number,
	authorId: number,
	closesAt: number,
	forms: readonly Form[]
): Promise<void> {
	const sent = forms.filter(({ state }) => state !== 'draft');
	await atomically(sql, async (tx) => {
		await tx`insert into responses ${tx(
			forms.map(({ id, unitId, state, data, early }) => ({
				...{ id, state, campaign_id: campaignId, unit_id: unitId, survey_version_id: versionId },
				draft: tx.json((state === 'draft' ? firstOf(data) : data) as Json),
				sequence: state === 'draft' ? 1 : 2,
				answered: Object.keys(state === 'draft' ? firstOf(data) : data).length,
				answerable: questions,
				saved_by: authorId,
				version: state === 'draft' ? 0 : 1,
				submitted_at: state === 'draft' ? null : new Date(closesAt - early * 3_600_000)
			}))
		)} on conflict do nothing`;
		if (sent.length === 0) return;
		await tx`insert into response_versions ${tx(
			sent.map(({ id, data, early }) => ({
				...{ response_id: id, version: 1, survey_version_id: versionId, submitted_by: authorId },
				data: tx.json(data as Json),
				hash: surveys.hashOf(data),
				submitted_at: new Date(closesAt - early * 3_600_000)
			}))
		)} on conflict do nothing`;
		const decided = sent.filter(({ state }) => state !== 'submitted');
		if (decided.length > 0)
			await tx`insert into reviews ${tx(
				decided.map(({ id, state }) => ({
					...{ response_id: id, version: 1, decision: state, decided_by: authorId },
					note: state === 'returned' ? 'Đề nghị kiểm tra lại số kinh phí (mô phỏng).' : '',
					due_at: state === 'returned' ? new Date(Date.now() + 5 * 86_400_000) : null
				}))
			)}`;
		for (const { id } of sent) await outbox.add(tx, 'response', `${id}/1`);
	});
}

const firstOf = (data: Record<string, unknown>) =>
	Object.fromEntries(Object.entries(data).slice(0, 12));
