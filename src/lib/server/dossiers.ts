/** Dossiers of provinces: forwarding with named exceptions, the ministry's decision on all at once. */
import { allow, type User } from '../access.ts';
import { openOnes, stands, type CommuneForm, type Dossier } from '../dossier.ts';
import { Problem } from '../problem.ts';
import { longestReason } from '../review.ts';
import { tidy } from '../vietnamese.ts';
import * as audit from './audit.ts';
import * as campaigns from './campaigns.ts';
import * as decisions from './decisions.ts';
import * as deputies from './deputies.ts';
import { atomically, type Sql } from './postgres.ts';
import * as submissions from './submissions.ts';

/** Every expected commune of a province in a campaign, by name, and how far its form has come. */
export async function communes(
	sql: Sql,
	campaignId: number,
	provinceId: number
): Promise<CommuneForm[]> {
	return sql<CommuneForm[]>`
		select c.unit_id, v.code, v.name, exists (
				select 1 from standing_allowances x where x.campaign_id = c.campaign_id
					and x.unit_id = c.unit_id and x.kind = 'exemption') as exempt,
			case when r.id is null or (r.sequence = 0 and r.version = 0) then 'none' else r.state end
				as state
		from campaign_units c
		join lateral (select code, name, parent_id from unit_versions where unit_id = c.unit_id
			order by valid_from desc limit 1) v on true
		left join responses r on r.campaign_id = c.campaign_id and r.unit_id = c.unit_id
		where c.campaign_id = ${campaignId} and v.parent_id = ${provinceId}
		order by v.name collate vi, v.code`;
}

/** The latest dossier of each province, or of one; undefined decisions are waiting. */
export async function latest(
	sql: Sql,
	campaignId: number,
	provinceId?: number
): Promise<Dossier[]> {
	return sql<Dossier[]>`
		select distinct on (d.unit_id) d.id, d.unit_id, unit_name(d.unit_id) as unit, d.note,
			to_json(d.forwarded_at) #>> '{}' as forwarded_at, u.name as forwarded_by,
			coalesce((select json_agg(json_build_object('unitId', x.unit_id,
				'name', unit_name(x.unit_id), 'reason', x.reason) order by x.unit_id)
				from dossier_exceptions x where x.dossier_id = d.id), '[]') as exceptions,
			(select json_build_object('decision', k.decision, 'note', k.note,
				'decidedAt', k.decided_at, 'decidedBy', b.name)
				from dossier_decisions k join users b on b.id = k.decided_by
				where k.dossier_id = d.id) as decision
		from dossiers d join users u on u.id = d.forwarded_by
		where d.campaign_id = ${campaignId}
			${provinceId === undefined ? sql`` : sql`and d.unit_id = ${provinceId}`}
		order by d.unit_id, d.id desc`;
}

/**
 * Forwards the dossier of the user's province. Every expected commune must be endorsed or named with
 * a reason. Throws `access.forbidden`, `campaign.*`, `dossier.*`.
 */
export async function forward(
	sql: Sql,
	user: User,
	slug: string,
	wanted: { exceptions: { unitId: number; reason: string }[]; note?: string }
): Promise<Dossier> {
	await deputies.allowReview(sql, user);
	if (user.unitLevel !== 'province') throw new Problem('access.forbidden');
	return atomically(sql, async (tx) => {
		const campaign = await campaigns.find(tx, slug);
		await campaigns.hold(tx, campaign.id);
		await refuseLocked(tx, campaign.id);
		const [standing] = await latest(tx, campaign.id, user.unitId);
		if (stands(standing)) throw new Problem('dossier.forwarded');
		const forms = await communes(tx, campaign.id, user.unitId);
		if (forms.length === 0) throw new Problem('dossier.nothing');
		const reasons = new Map(
			wanted.exceptions.map(({ unitId, reason }) => [unitId, tidy(reason).slice(0, longestReason)])
		);
		const open = openOnes(forms);
		const missing = open.filter(({ unitId }) => !reasons.get(unitId));
		if (missing.length > 0)
			throw new Problem('dossier.incomplete', {
				count: missing.length,
				units: missing.slice(0, 50).map(({ name }) => name)
			});
		const note = tidy(wanted.note ?? '').slice(0, longestReason);
		const [row] = await tx<{ id: number }[]>`
			insert into dossiers (campaign_id, unit_id, note, forwarded_by)
			values (${campaign.id}, ${user.unitId}, ${note}, ${user.id}) returning id`;
		for (const { unitId } of open)
			await tx`insert into dossier_exceptions (dossier_id, unit_id, reason)
				values (${row!.id}, ${unitId}, ${reasons.get(unitId)!})`;
		const detail = { dossier: row!.id, exceptions: open.length, communes: forms.length };
		await audit.record(tx, user.id, 'dossier.forward', `campaign/${slug}`, detail);
		return (await latest(tx, campaign.id, user.unitId))[0]!;
	});
}

/**
 * The ministry accepts a dossier, which approves every form the province endorsed, or returns it with
 * a reason. Returns how many forms were approved. Throws `record.not-found`, `dossier.*`, `campaign.locked`.
 */
export async function decide(
	sql: Sql,
	user: User,
	id: number,
	{ decision, note = '' }: { decision: 'accepted' | 'returned'; note?: string }
): Promise<number> {
	allow(user, 'response.review');
	if (user.unitLevel !== 'nation') throw new Problem('access.forbidden');
	const text = tidy(note).slice(0, longestReason);
	if (decision === 'returned' && text === '') throw new Problem('dossier.no-reason');
	return atomically(sql, async (tx) => {
		const [found] = await tx<{ campaignId: number; unitId: number; decided: boolean }[]>`
			select d.campaign_id, d.unit_id,
				exists (select 1 from dossier_decisions where dossier_id = d.id) as decided
			from dossiers d where d.id = ${id} for update`;
		if (!found) throw new Problem('record.not-found');
		await campaigns.hold(tx, found.campaignId);
		await refuseLocked(tx, found.campaignId);
		if (found.decided) throw new Problem('dossier.decided');
		await tx`insert into dossier_decisions (dossier_id, decision, note, decided_by)
			values (${id}, ${decision}, ${text}, ${user.id})`;
		const approved = decision === 'accepted' ? await approveAll(tx, user, found) : 0;
		const detail = { decision, note: text, approved, unitId: found.unitId };
		await audit.record(tx, user.id, `dossier.${decision}`, `dossier/${id}`, detail);
		return approved;
	});
}

/** Approves what is endorsed; the exceptions that the province pinned to questions stay pinned. */
async function approveAll(
	tx: Sql,
	user: User,
	{ campaignId, unitId }: { campaignId: number; unitId: number }
): Promise<number> {
	const forms = await tx<{ id: string; version: number }[]>`
		select r.id, r.version from responses r
		join lateral (select parent_id from unit_versions where unit_id = r.unit_id
			order by valid_from desc limit 1) v on true
		where r.campaign_id = ${campaignId} and v.parent_id = ${unitId} and r.state = 'endorsed'
		order by r.id for update of r`;
	for (const { id, version } of forms) {
		const [endorsed] = await decisions.ofResponse(tx, id);
		const remarks = endorsed?.remarks ?? [];
		const wanted = {
			responseId: id,
			version,
			decision: 'approved',
			note: '',
			dueAt: null
		} as const;
		await decisions.add(tx, user.id, { ...wanted, remarks });
		await submissions.decide(tx, id, 'approved', null);
	}
	return forms.length;
}

async function refuseLocked(tx: Sql, campaignId: number): Promise<void> {
	const { campaign } = await submissions.facts(tx, campaignId, 0);
	if (campaign.locked) throw new Problem('campaign.locked');
}
