/**
 * Extensions and exemptions of single units: added with a reason, withdrawn with a reason, never
 * changed, each with its entry in the audit.
 */
import { longestReason, type Allowance, type AllowanceKind } from '../allowance.ts';
import type { Selection } from '../completeness.ts';
import { Problem } from '../problem.ts';
import { tidy } from '../vietnamese.ts';
import * as audit from './audit.ts';
import * as campaigns from './campaigns.ts';
import * as completeness from './completeness.ts';
import { atomically, type Sql } from './postgres.ts';

export type Wanted = {
	kind: AllowanceKind;
	/** ISO 8601; of an extension */
	until?: string | undefined;
	reason: string;
};

/**
 * Gives an allowance to every unit of the selection; returns to how many. Units that are exempt
 * already are passed over. Throws `allowance.*`, `campaign.not-found`, `campaign.locked`.
 */
export async function give(
	sql: Sql,
	actorId: number,
	slug: string,
	chosen: Selection,
	{ kind, until, reason }: Wanted
): Promise<number> {
	const text = usable(reason);
	return atomically(sql, async (tx) => {
		const { id } = await standing(tx, slug);
		if (kind === 'extension') {
			const [row] = await tx`select 1 from campaigns where id = ${id}
				and ${until ?? null}::timestamptz > greatest(closes_at, now())`;
			if (!row) throw new Problem('allowance.too-early');
		}
		const units = await completeness.unitIds(tx, id, chosen);
		if (units.length === 0) throw new Problem('allowance.no-units');
		const rows = await tx<{ id: number; unitId: number }[]>`
			insert into allowances (campaign_id, unit_id, kind, until, reason, given_by)
			select ${id}, unit_id, ${kind}, ${kind === 'extension' ? until! : null}, ${text}, ${actorId}
			from unnest(${units}::integer[]) as chosen (unit_id)
			where ${kind} = 'extension' or not exists (select from standing_allowances s
				where s.campaign_id = ${id} and s.unit_id = chosen.unit_id and s.kind = ${kind})
			returning id, unit_id`;
		if (rows.length === 0) throw new Problem('allowance.standing');
		const detail = {
			...{ kind, until: until ?? null, reason: text },
			allowances: rows.map((row) => row.id),
			units: rows.map((row) => row.unitId)
		};
		await audit.record(tx, actorId, `campaign.${kind}`, `campaign/${slug}`, detail);
		return rows.length;
	});
}

/**
 * Withdraws allowances; returns how many of them still stood. Throws `allowance.withdrawn` when none
 * did, `record.not-found`, `allowance.no-reason`, `campaign.locked`.
 */
export async function withdraw(
	sql: Sql,
	actorId: number,
	slug: string,
	ids: number[],
	reason: string
): Promise<number> {
	const text = usable(reason);
	return atomically(sql, async (tx) => {
		const { id } = await standing(tx, slug);
		const found = await tx<{ id: number; unitId: number; kind: AllowanceKind }[]>`
			select id, unit_id, kind from allowances
			where campaign_id = ${id} and id = any(${ids}::integer[])`;
		if (found.length === 0) throw new Problem('record.not-found');
		const gone = await tx<{ allowanceId: number }[]>`
			insert into allowance_withdrawals (allowance_id, reason, withdrawn_by)
			select a, ${text}, ${actorId} from unnest(${found.map((one) => one.id)}::integer[]) a
			on conflict do nothing returning allowance_id`;
		if (gone.length === 0) throw new Problem('allowance.withdrawn');
		const detail = {
			reason: text,
			allowances: found.filter((one) => gone.some(({ allowanceId }) => allowanceId === one.id))
		};
		await audit.record(tx, actorId, 'campaign.withdraw', `campaign/${slug}`, detail);
		return gone.length;
	});
}

/** A unit's own, later closing time (ISO 8601), or null. */
export async function extendedUntil(
	sql: Sql,
	campaignId: number,
	unitId: number
): Promise<string | null> {
	const [row] = await sql<{ until: Date }[]>`
		select s.until from standing_allowances s join campaigns c on c.id = s.campaign_id
		where s.campaign_id = ${campaignId} and s.unit_id = ${unitId} and s.until > c.closes_at`;
	return row?.until.toISOString() ?? null;
}

/** All that were given in a campaign, the latest first; of some units where they are named. */
export async function list(
	sql: Sql,
	campaignId: number,
	{ unitIds, limit, offset = 0 }: { unitIds?: number[]; limit: number; offset?: number }
): Promise<{ total: number; allowances: Allowance[] }> {
	const only = unitIds ? sql`and a.unit_id = any(${unitIds}::integer[])` : sql``;
	const [row] = await sql<{ total: number }[]>`select count(*)::int as total from allowances a
		where a.campaign_id = ${campaignId} ${only}`;
	const allowances = await sql<Allowance[]>`
		select a.id, a.unit_id, unit_name(a.unit_id) as unit, a.kind, ${iso(sql, 'a.until')} as until,
			a.reason, ${iso(sql, 'a.given_at')} as given_at, giver.name as given_by,
			${iso(sql, 'w.withdrawn_at')} as withdrawn_at, taker.name as withdrawn_by,
			w.reason as withdrawn_for, s.id is not null as stands
		from allowances a join users giver on giver.id = a.given_by
		left join allowance_withdrawals w on w.allowance_id = a.id
		left join users taker on taker.id = w.withdrawn_by
		left join standing_allowances s on s.campaign_id = a.campaign_id and s.unit_id = a.unit_id
			and s.kind = a.kind and s.id = a.id
		where a.campaign_id = ${campaignId} ${only}
		order by a.id desc limit ${limit} offset ${offset}`;
	return { total: row?.total ?? 0, allowances };
}

function iso(sql: Sql, column: 'a.until' | 'a.given_at' | 'w.withdrawn_at') {
	return sql`to_char(${sql(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** The campaign, held, when it asks units and its results are not locked. */
async function standing(tx: Sql, slug: string) {
	const campaign = await campaigns.find(tx, slug);
	await campaigns.hold(tx, campaign.id);
	const [row] = await tx<{ locked: boolean }[]>`select locked_at is not null as locked
		from campaigns where id = ${campaign.id}`;
	if (row?.locked) throw new Problem('campaign.locked');
	if (campaign.audience !== 'units') throw new Problem('campaign.not-units');
	return campaign;
}

function usable(reason: string): string {
	const text = tidy(reason);
	if (text === '') throw new Problem('allowance.no-reason');
	if (text.length > longestReason) throw new Problem('allowance.long-reason');
	return text;
}
