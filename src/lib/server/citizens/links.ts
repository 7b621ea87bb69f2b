/**
 * Links that citizens come in by: one open link of the nation, one per locality, each with a code of
 * eight characters. Making and closing them is written to the audit.
 */
import { randomInt } from 'node:crypto';
import { periodText, type Campaign } from '../../campaign.ts';
import {
	codeLength,
	codeLetters,
	isCode,
	type Link,
	type LinkState,
	type OpenLink
} from '../../citizen.ts';
import { dayOf } from '../../event.ts';
import { Problem } from '../../problem.ts';
import { forRespondent } from '../../survey.ts';
import type { Level } from '../../unit.ts';
import * as audit from '../audit.ts';
import * as campaigns from '../campaigns.ts';
import { atomically, type Sql } from '../postgres.ts';
import * as surveys from '../surveys.ts';
import * as units from '../units.ts';

export type NewLink = { unitId: number; label?: string; invitedOnly?: boolean };

/** The group that forms know citizens by; no form of a unit has it. */
export const citizenGroup = 'nguoi_dan';

const columns = (sql: Sql) => sql`
	l.id, l.code, l.label, l.unit_id, v.code as unit_code, v.name as unit_name, v.level,
	l.invited_only, to_json(l.created_at) #>> '{}' as created_at,
	to_json(l.closed_at) #>> '{}' as closed_at,
	(select count(*)::int from citizen_responses r where r.campaign_id = l.campaign_id
		and r.unit_id = l.unit_id and r.link_id = l.id) as received`;

const tables = (sql: Sql) => sql`public_links l join lateral (select code, name, level
	from unit_versions where unit_id = l.unit_id order by valid_from desc limit 1) v on true`;

/** Throws `citizen.not-asked` when the campaign asks units. */
export function allowCitizens({ audience }: Campaign): void {
	if (audience !== 'citizens') throw new Problem('citizen.not-asked');
}

/** Makes one link per unit given, in one go. Throws `citizen.not-asked`, `record.not-found`. */
export async function create(
	sql: Sql,
	actorId: number | undefined,
	campaign: Campaign,
	wanted: readonly NewLink[]
): Promise<Link[]> {
	allowCitizens(campaign);
	return atomically(sql, async (tx) => {
		const known = await tx`select id from units where id = any(${wanted.map((one) => one.unitId)})`;
		const ids = new Set(known.map(({ id }) => id as number));
		if (wanted.some(({ unitId }) => !ids.has(unitId))) throw new Problem('record.not-found');
		const made: number[] = [];
		for (let start = 0; start < wanted.length; start += 1000) {
			const rows = wanted.slice(start, start + 1000).map((one) => ({
				campaign_id: campaign.id,
				unit_id: one.unitId,
				code: newCode(),
				label: (one.label ?? '').normalize('NFC').slice(0, 200),
				invited_only: one.invitedOnly ?? false,
				created_by: actorId ?? null
			}));
			const inserted = await tx<
				{ id: number }[]
			>`insert into public_links ${tx(rows)} returning id`;
			made.push(...inserted.map(({ id }) => id));
		}
		const detail = { links: made.length, first: made[0] ?? null };
		await audit.record(tx, actorId, 'link.create', `campaign/${campaign.slug}`, detail);
		return tx<Link[]>`select ${columns(tx)} from ${tables(tx)}
			where l.id = any(${made}) order by l.id`;
	});
}

/** One link for every unit of a level that stands today and has no open link in the campaign yet. */
export async function createForLevel(
	sql: Sql,
	actorId: number | undefined,
	campaign: Campaign,
	level: Level
): Promise<Link[]> {
	const standing = await units.onDay(sql, dayOf(Date.now()), { level });
	const taken = await sql<{ unitId: number }[]>`select unit_id from public_links
		where campaign_id = ${campaign.id} and closed_at is null`;
	const has = new Set(taken.map(({ unitId }) => unitId));
	const missing = standing.filter(({ id }) => !has.has(id));
	return create(
		sql,
		actorId,
		campaign,
		missing.map(({ id }) => ({ unitId: id }))
	);
}

/** Eight letters at random: a million links leave 850,000 codes free for each one taken. */
export function newCode(): string {
	return Array.from({ length: codeLength }, () => codeLetters[randomInt(codeLetters.length)]).join(
		''
	);
}

/** All links of a campaign, the nation's first, then by name. */
export async function list(sql: Sql, campaignId: number): Promise<Link[]> {
	return sql<Link[]>`select ${columns(sql)} from ${tables(sql)} where l.campaign_id = ${campaignId}
		order by array_position(array['nation', 'province', 'commune', 'agency'], v.level),
			v.name collate vi, l.id`;
}

/** A link of a campaign. Throws `record.not-found`. */
export async function find(sql: Sql, campaignId: number, id: number): Promise<Link> {
	const [link] = await sql<Link[]>`select ${columns(sql)} from ${tables(sql)}
		where l.campaign_id = ${campaignId} and l.id = ${id}`;
	if (!link) throw new Problem('record.not-found');
	return link;
}

/** Closes a link or opens it again. Throws `record.not-found`. */
export async function close(
	sql: Sql,
	actorId: number,
	campaign: Campaign,
	id: number,
	closed = true
): Promise<Link> {
	return atomically(sql, async (tx) => {
		await find(tx, campaign.id, id);
		await tx`update public_links set closed_at = ${closed ? tx`coalesce(closed_at, now())` : null}
			where id = ${id}`;
		const verb = closed ? 'link.close' : 'link.reopen';
		await audit.record(tx, actorId, verb, `campaign/${campaign.slug}`, { link: id });
		return find(tx, campaign.id, id);
	});
}

/** What the page behind a link needs. Throws `citizen.link-not-found`. */
export async function open(sql: Sql, code: string): Promise<OpenLink> {
	const [row] = isCode(code)
		? await sql<{ slug: string; unitId: number; invitedOnly: boolean; state: LinkState }[]>`
			select c.slug, l.unit_id, l.invited_only, ${stateOf(sql)} as state
			from public_links l join campaigns c on c.id = l.campaign_id where l.code = ${code}`
		: [];
	if (!row) throw new Problem('citizen.link-not-found');
	const campaign = await campaigns.find(sql, row.slug);
	const unit = await units.byId(sql, row.unitId, dayOf(Date.now()));
	if (!unit) throw new Problem('citizen.link-not-found');
	const version = await surveys.version(sql, campaign.surveyVersionId);
	const { slug, titleVi, titleEn, closesAt } = campaign;
	const { id, name, fullName, level } = unit;
	return {
		code,
		state: row.state,
		invitedOnly: row.invitedOnly,
		campaign: { slug, titleVi, titleEn, closesAt },
		unit: { id, name, fullName, level },
		survey: { id: version.surveyId, version: version.number },
		versionId: version.id,
		definition: forRespondent(version.definition),
		variables: variablesOf(campaign)
	};
}

/** Values the platform supplies to a citizen's form. */
export function variablesOf({ periodFrom, periodTo }: Pick<Campaign, 'periodFrom' | 'periodTo'>) {
	return { kyBaoCao: periodText(periodFrom, periodTo), nhom: citizenGroup };
}

const stateOf = (sql: Sql) => sql`case
	when c.state = 'draft' or c.opens_at > now() then 'not-begun'
	when c.state = 'closed' or c.closes_at < now() or l.closed_at is not null then 'closed'
	when c.state = 'paused' then 'paused' else 'open' end`;
