/**
 * Citizens' answers under suspicion, and what people decide about them: kept, they are suspected no
 * longer; excluded, they count nowhere; reopened, nothing is decided. A decision names its reason, is
 * never changed, and the latest on an answer holds. An exclusion frees the answer's seats in quotas for
 * those that come later; putting it back takes them again and is refused when they are gone.
 */
import type { User } from '../../access.ts';
import type { Campaign } from '../../campaign.ts';
import {
	citizenDecisions,
	mostDecided,
	type CitizenDecision,
	type CitizenStanding,
	type Flag
} from '../../citizen.ts';
import type { Locale } from '../../locale.ts';
import { Problem } from '../../problem.ts';
import { sectionsOf, type Section } from '../../questionnaire/reading.ts';
import type { Answers } from '../../questionnaire/structure.ts';
import { periodText } from '../../campaign.ts';
import { longestReason } from '../../review.ts';
import { tidy } from '../../vietnamese.ts';
import * as audit from '../audit.ts';
import { atomically, type Sql } from '../postgres.ts';
import * as surveys from '../surveys.ts';
import * as texts from '../texts/texts.ts';
import { withoutTexts } from './accepted.ts';
import { allowCitizens } from './links.ts';
import * as quotas from './quotas.ts';

export type Wanted = {
	campaignId: number;
	flag?: Flag | undefined;
	/** a unit and those right below it */
	unitId?: number | undefined;
	standing?: CitizenStanding | undefined;
};

export type Suspect = {
	id: string;
	/** in order of arrival */
	number: number;
	unitName: string;
	source: 'link' | 'invitation' | 'paper';
	receivedAt: string;
	seconds: number | null;
	flags: Flag[];
	decision: CitizenStanding;
	/** the newest first */
	history: { decision: CitizenDecision; reason: string; at: string; by: string }[];
};
/** With the answers in words, but for texts that were not cleared. */
export type Read = Suspect & { sections: Section[]; withheld: number };

export const suspectsOnPage = 20;

function where(sql: Sql, { campaignId, flag, unitId, standing }: Wanted) {
	return sql`r.campaign_id = ${campaignId} and r.flags <> '{}' and r.state = 'accepted'
		and not r.surplus
		${flag ? sql`and ${flag} = any(r.flags)` : sql``}
		${standing === undefined ? sql`` : sql`and r.decision = ${standing}`}
		${
			unitId === undefined
				? sql``
				: sql`and r.unit_id in (select ${unitId}::integer union all
					select unit_id from unit_versions where parent_id = ${unitId} and level = 'commune')`
		}`;
}

/** One page in order of arrival, behind the answer of number `after`; `next` is where to go on. */
export async function list(
	sql: Sql,
	wanted: Wanted,
	after = 0,
	size = suspectsOnPage
): Promise<{ suspects: (Suspect & Given)[]; next: number | null }> {
	const rows = await sql<(Suspect & Given)[]>`
		select r.id, r.number, unit_name(r.unit_id) as unit_name, r.source,
			to_json(r.received_at) #>> '{}' as received_at, r.seconds, r.flags, r.decision,
			r.survey_version_id, r.unasked, r.data,
			coalesce((select json_agg(json_build_object('decision', d.decision, 'reason', d.reason,
					'at', d.decided_at, 'by', u.name) order by d.id desc)
				from citizen_decision_answers a join citizen_decisions d on d.id = a.decision_id
				join users u on u.id = d.decided_by where a.number = r.number), '[]') as history
		from citizen_responses r
		where ${where(sql, wanted)} and r.number > ${after} order by r.number limit ${size + 1}`;
	const suspects = rows.slice(0, size);
	return { suspects, next: rows.length > size ? suspects.at(-1)!.number : null };
}
type Given = { surveyVersionId: number; unasked: string[]; data: Answers };

/** How many answers meet the conditions. */
export async function count(sql: Sql, wanted: Wanted): Promise<number> {
	const [row] = await sql<{ count: number }[]>`
		select count(*)::int as count from citizen_responses r where ${where(sql, wanted)}`;
	return row!.count;
}

/** Whether the results of the campaign are locked, and with them its decisions. */
export async function areLocked(sql: Sql, campaignId: number): Promise<boolean> {
	const [row] = await sql<{ locked: boolean }[]>`select locked_at is not null as locked
		from campaigns where id = ${campaignId}`;
	return row?.locked ?? false;
}

/** As {@link list}, with the answers in words. */
export async function read(
	sql: Sql,
	campaign: Campaign,
	wanted: Wanted,
	after: number,
	locale: Locale
): Promise<{ suspects: Read[]; next: number | null }> {
	const { suspects, next } = await list(sql, wanted, after);
	const cleared = await texts.cleared(
		sql,
		suspects.map(({ id }) => id)
	);
	const variables = { kyBaoCao: periodText(campaign.periodFrom, campaign.periodTo) };
	const versions = new Map<number, Awaited<ReturnType<typeof surveys.version>>>();
	for (const { surveyVersionId } of suspects)
		if (!versions.has(surveyVersionId))
			versions.set(surveyVersionId, await surveys.version(sql, surveyVersionId));
	return {
		next,
		suspects: suspects.map(({ surveyVersionId, unasked, data, ...suspect }) => {
			const whole = { ...data };
			for (const name of unasked) delete whole[name];
			const { fields } = versions.get(surveyVersionId)!;
			const shown = withoutTexts(fields, whole, cleared.get(suspect.id) ?? []);
			return {
				...suspect,
				withheld: shown.withheld.size,
				sections: sectionsOf(fields, {
					...{ data: shown.data, earlier: undefined, remarks: [], points: [] },
					...{ variables, locale }
				})
			};
		})
	};
}

/** A decision that was taken, 0 when it held already, and about how many answers. */
export type Decided = { id: number; answers: number };

/**
 * Decides about answers by id, but for those of which this holds already.
 * Throws `citizen.no-reason`, `citizen.none-chosen`, `citizen.too-many-chosen`,
 * `citizen.not-suspected`, `citizen.quota-full`, `campaign.locked`.
 */
export async function decide(
	sql: Sql,
	user: User,
	campaign: Campaign,
	wanted: { answers: readonly string[]; decision: CitizenDecision; reason: string }
): Promise<Decided> {
	allowCitizens(campaign);
	const reason = tidy(wanted.reason).slice(0, longestReason);
	if (reason === '') throw new Problem('citizen.no-reason');
	const ids = [...new Set(wanted.answers)];
	if (ids.length === 0) throw new Problem('citizen.none-chosen');
	if (ids.length > mostDecided)
		throw new Problem('citizen.too-many-chosen', { most: mostDecided, count: ids.length });
	const { decision } = wanted;
	const standing: CitizenStanding = decision === 'reopen' ? '' : decision;
	return atomically(sql, async (tx) => {
		const held = (await hold(tx, campaign.id, ids)).filter((row) => row.decision !== standing);
		if (held.length === 0) return { id: 0, answers: 0 };
		const back = await moveSeats(tx, campaign.id, held, standing);
		const [made] = await tx<{ id: number }[]>`
			insert into citizen_decisions (campaign_id, decision, reason, decided_by)
			values (${campaign.id}, ${decision}, ${reason}, ${user.id}) returning id`;
		const rows = held.map(({ number, seats }) => ({
			...{ number, seats: back.get(number) ?? (standing === 'exclude' ? [] : seats) },
			freed: standing === 'exclude' ? seats : []
		}));
		const recordset = tx`jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
			as d (number bigint, seats integer[], freed integer[])`;
		await tx`insert into citizen_decision_answers (decision_id, number, seats)
			select ${made!.id}, d.number, d.freed from ${recordset}`;
		await tx`update citizen_responses r set decision = ${standing}, seats = d.seats
			from ${recordset} where r.number = d.number`;
		await tx`insert into citizen_decisions_untold values (${made!.id})`;
		const detail = { id: made!.id, decision, reason, answers: held.length };
		await audit.record(tx, user.id, 'citizen.decide', `campaign/${campaign.slug}`, detail);
		return { id: made!.id, answers: held.length };
	});
}

/** As {@link decide}, about all answers that meet the conditions. */
export async function decideAll(
	sql: Sql,
	user: User,
	campaign: Campaign,
	wanted: Omit<Wanted, 'campaignId'> & { decision: CitizenDecision; reason: string }
): Promise<Decided> {
	const rows = await sql<{ id: string }[]>`select r.id from citizen_responses r
		where ${where(sql, { ...wanted, campaignId: campaign.id })} limit ${mostDecided + 1}`;
	return decide(sql, user, campaign, { ...wanted, answers: rows.map(({ id }) => id) });
}

/**
 * Takes a decision back by new ones: each answer on which it is the latest stands again as before.
 * Returns how many. Throws as {@link decide}, `record.not-found`.
 */
export async function undo(
	sql: Sql,
	user: User,
	campaign: Campaign,
	{ id, reason }: { id: number; reason: string }
): Promise<number> {
	return atomically(sql, async (tx) => {
		const rows = await tx<{ answer: string; before: CitizenDecision; last: boolean }[]>`
			select r.id as answer, coalesce(before.decision, 'reopen') as before,
				not exists (select 1 from citizen_decision_answers l
					where l.number = a.number and l.decision_id > a.decision_id) as last
			from citizen_decisions d join citizen_decision_answers a on a.decision_id = d.id
			join citizen_responses r on r.number = a.number
			left join lateral (select e.decision from citizen_decision_answers b
				join citizen_decisions e on e.id = b.decision_id
				where b.number = a.number and e.id < d.id order by e.id desc limit 1) before on true
			where d.id = ${id} and d.campaign_id = ${campaign.id}`;
		if (rows.length === 0) throw new Problem('record.not-found');
		let undone = 0;
		for (const decision of citizenDecisions) {
			const answers = rows
				.filter(({ last, before }) => last && before === decision)
				.map(({ answer }) => answer);
			if (answers.length > 0)
				undone += (await decide(tx, user, campaign, { answers, decision, reason })).answers;
		}
		return undone;
	});
}

type Held = { number: number; decision: CitizenStanding; seats: number[] };

/** The answers, locked, in a campaign that is not. */
async function hold(tx: Sql, campaignId: number, ids: readonly string[]): Promise<Held[]> {
	const [campaign] = await tx<{ locked: boolean }[]>`
		select locked_at is not null as locked from campaigns where id = ${campaignId} for share`;
	if (campaign?.locked) throw new Problem('campaign.locked');
	const held = await tx<Held[]>`select r.number, r.decision, r.seats from citizen_responses r
		where ${where(tx, { campaignId })} and r.id = any(${[...ids]}::uuid[])
		order by r.number for update`;
	if (held.length < ids.length)
		throw new Problem('citizen.not-suspected', { count: ids.length - held.length });
	return held;
}

/** Frees the seats of what is excluded; takes again those of what comes back, and returns them. */
async function moveSeats(
	tx: Sql,
	campaignId: number,
	held: readonly Held[],
	standing: CitizenStanding
): Promise<Map<number, number[]>> {
	if (standing === 'exclude') {
		await quotas.lock(tx, [campaignId]);
		await quotas.move(
			tx,
			held.flatMap(({ seats }) => seats),
			-1
		);
		return new Map();
	}
	const returning = held.filter(({ decision }) => decision === 'exclude');
	if (returning.length === 0) return new Map();
	const freed = await tx<{ number: number; seats: number[] }[]>`
		select distinct on (number) number, seats from citizen_decision_answers
		where number = any(${returning.map(({ number }) => number)}::bigint[])
		order by number, decision_id desc`;
	const wanted = freed.flatMap(({ seats }) => seats);
	for (const { id, title, taken, most } of await quotas.lock(tx, [campaignId]))
		if (taken + wanted.filter((seat) => seat === id).length > most)
			throw new Problem('citizen.quota-full', { title });
	await quotas.move(tx, wanted, 1);
	return new Map(freed.map(({ number, seats }) => [number, seats]));
}
