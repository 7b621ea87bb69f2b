/**
 * One group of citizens' answers, written in one transaction. Everything that decides whether an
 * answer is taken and counted is read here, under the locks of this transaction.
 */
import { graceHours, type Flag } from '../../citizen.ts';
import type { CampaignState } from '../../campaign.ts';
import { canonical } from '../../questionnaire/canonical.ts';
import type { Answers } from '../../questionnaire/structure.ts';
import { Problem } from '../../problem.ts';
import { atomically, type Sql } from '../postgres.ts';
import type { Place } from './directory.ts';
import * as quotas from './quotas.ts';

/** An answer whose shape was found right. */
export type Entry = {
	id: string;
	place: Place;
	versionId: number;
	source: 'link' | 'invitation' | 'paper';
	data: Answers;
	/** canonical JSON of the data, and its SHA-256 in hexadecimal */
	text: string;
	hash: string;
	seconds: number | null;
	/** hexadecimal */
	device: string | null;
	/** SHA-256 of the token in hexadecimal */
	token: string | null;
	/** milliseconds, as the browser says */
	finishedAt: number | null;
	/** ISO 8601; only for answers that were gathered elsewhere, which are taken after a close too */
	receivedAt: string | null;
	flags: Flag[];
};

export type Outcome =
	{ known: boolean; receivedAt: Date; counted: boolean; hash: string } | Problem;

type Standing = {
	campaignId: number;
	linkId: number;
	state: CampaignState;
	begun: boolean;
	locked: boolean;
	closedAt: Date | null;
	linkClosedAt: Date | null;
	now: Date;
};
type Known = { id: string; campaignId: number; hash: string; surplus: boolean; receivedAt: Date };
type Invited = { token: string; linkId: number; used: boolean; over: boolean };

/** What became of each entry, in the same order. An Error means that nothing was written. */
export async function write(sql: Sql, entries: readonly Entry[]): Promise<Outcome[]> {
	return atomically(sql, async (tx) => {
		const campaignIds = [...new Set(entries.map(({ place }) => place.campaignId))];
		const tokens = entries.flatMap(({ token }) => token ?? []);
		const [standing, known, invited, seats] = await Promise.all([
			standingOf(tx, campaignIds, [...new Set(entries.flatMap(({ place }) => place.linkId ?? []))]),
			tx<Known[]>`select id, campaign_id, encode(hash, 'hex') as hash, surplus, received_at
				from citizen_responses where id = any(${entries.map(({ id }) => id)}::uuid[])`,
			tokens.length > 0 ? invitedBy(tx, tokens) : [],
			quotas.lock(tx, campaignIds)
		]);
		const knownById = new Map(known.map((row) => [row.id, row]));
		const invitedByToken = new Map(invited.map((row) => [row.token, row]));
		const outcomes: Outcome[] = [];
		const fresh: { index: number; entry: Entry; seats: number[]; surplus: boolean }[] = [];
		for (const [index, entry] of entries.entries()) {
			const before = knownById.get(entry.id);
			if (before) {
				outcomes[index] = await again(tx, entry, before);
				continue;
			}
			const refused = refusal(entry, standing, invitedByToken);
			if (refused) {
				outcomes[index] = refused;
				continue;
			}
			const taken = quotas.allot(seats, { ...entry.place, data: entry.data });
			fresh.push({ index, entry, seats: taken ?? [], surplus: !taken });
		}
		if (fresh.length === 0) return outcomes;
		const [rows] = await Promise.all([
			insert(tx, fresh),
			quotas.move(
				tx,
				fresh.flatMap((one) => one.seats),
				1
			)
		]);
		const receivedAt = new Map(rows.map((row) => [row.id, row.receivedAt]));
		await useUp(tx, fresh);
		for (const { index, entry, surplus } of fresh)
			outcomes[index] = {
				known: false,
				receivedAt: receivedAt.get(entry.id)!,
				counted: !surplus,
				hash: entry.hash
			};
		return outcomes;
	});
}

function standingOf(tx: Sql, campaignIds: number[], linkIds: number[]) {
	return tx<Standing[]>`
		select c.id as campaign_id, coalesce(l.id, 0) as link_id, c.state, c.opens_at <= now() as begun,
			c.locked_at is not null as locked, l.closed_at as link_closed_at, now() as now,
			least(c.closed_at, case when c.closes_at < now() then c.closes_at end) as closed_at
		from campaigns c left join public_links l
			on l.campaign_id = c.id and l.id = any(${linkIds}::integer[])
		where c.id = any(${campaignIds}::integer[])`;
}

function invitedBy(tx: Sql, tokens: string[]) {
	return tx<Invited[]>`select encode(token_hash, 'hex') as token, link_id,
			response_id is not null as used,
			revoked_at is not null or coalesce(expires_at < now(), false) as over
		from invitations where token_hash in
			(select decode(hex, 'hex') from unnest(${tokens}::text[]) hex)
		order by token_hash for update`;
}

/** Why an answer is not taken. An invitation that it uses is marked used for those behind it. */
function refusal(
	entry: Entry,
	standing: readonly Standing[],
	invited: Map<string, Invited>
): Problem | undefined {
	const { place, token } = entry;
	const found = standing.find(
		(row) =>
			row.campaignId === place.campaignId && (place.linkId === null || row.linkId === place.linkId)
	);
	if (!found) return new Problem('citizen.link-not-found');
	const closed = closedBecause(entry, found);
	if (closed) return closed;
	if (!token) {
		if (place.invitedOnly && entry.receivedAt === null) return new Problem('citizen.token-needed');
		return undefined;
	}
	const invitation = invited.get(token);
	if (!invitation || invitation.linkId !== place.linkId)
		return new Problem('citizen.token-unknown');
	if (invitation.used) return new Problem('citizen.token-used');
	if (invitation.over) return new Problem('citizen.token-over');
	invitation.used = true;
	return undefined;
}

function closedBecause(entry: Entry, found: Standing): Problem | undefined {
	if (found.locked) return new Problem('citizen.closed');
	if (entry.receivedAt !== null) return undefined;
	if (found.state === 'draft' || !found.begun) return new Problem('citizen.not-begun');
	const ends = [found.closedAt, found.linkClosedAt].flatMap((at) => at?.getTime() ?? []);
	if (ends.length === 0)
		return found.state === 'paused' ? new Problem('citizen.paused') : undefined;
	const end = Math.min(...ends);
	const inGrace = found.now.getTime() - end <= graceHours * 3_600_000;
	if (inGrace && entry.finishedAt !== null && entry.finishedAt <= end) {
		if (!entry.flags.includes('late')) entry.flags.push('late');
		return undefined;
	}
	return new Problem(found.closedAt ? 'citizen.closed' : 'citizen.link-closed');
}

async function again(tx: Sql, entry: Entry, before: Known): Promise<Outcome> {
	if (before.hash === entry.hash && before.campaignId === entry.place.campaignId) {
		const { hash, receivedAt, surplus } = before;
		return { known: true, receivedAt, counted: !surplus, hash };
	}
	const [row] = await tx<{ data: Answers }[]>`
		select data from citizen_responses where id = ${entry.id}`;
	const questions = differing(row?.data ?? {}, entry.data);
	return new Problem('citizen.other-content', { questions: questions.join(', ') });
}

/** Names of the questions answered differently. */
export function differing(one: Answers, other: Answers): string[] {
	const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
	return names.filter((name) => canonical(one[name]) !== canonical(other[name])).sort();
}

async function insert(
	tx: Sql,
	fresh: readonly { entry: Entry; seats: number[]; surplus: boolean }[]
): Promise<{ id: string; receivedAt: Date }[]> {
	const rows = fresh.map(({ entry, seats, surplus }) => {
		const { place, text, data: _data, flags, ...rest } = entry;
		const { id, versionId, source, hash, seconds, device, receivedAt } = rest;
		const own = { id, versionId, source, hash, seconds, device, receivedAt, seats, surplus, flags };
		const { campaignId, linkId, unitId } = place;
		// The data is canonical JSON already: it is put in as it is.
		return `${JSON.stringify({ ...own, campaignId, linkId, unitId }).slice(0, -1)},"data":${text}}`;
	});
	return tx<{ id: string; receivedAt: Date }[]>`
		insert into citizen_responses (id, received_at, campaign_id, survey_version_id, link_id, unit_id,
			seconds, surplus, source, hash, device, seats, flags, data)
		select id, coalesce("receivedAt", clock_timestamp()), "campaignId", "versionId", "linkId",
			"unitId", seconds, surplus, source, decode(hash, 'hex'), decode(device, 'hex'), seats, flags,
			data
		from jsonb_to_recordset(${`[${rows.join(',')}]`}::text::jsonb) as r (id uuid,
			"receivedAt" timestamptz, "campaignId" integer, "versionId" integer, "linkId" integer,
			"unitId" integer, seconds integer, surplus boolean, source text, hash text, device text,
			seats integer[], flags text[], data jsonb)
		returning id, received_at`;
}

async function useUp(tx: Sql, fresh: readonly { entry: Entry }[]): Promise<void> {
	const used = fresh.flatMap(({ entry }) => (entry.token ? [entry] : []));
	if (used.length === 0) return;
	const { count } = await tx`update invitations set response_id = used.id::uuid
		from unnest(${used.map(({ token }) => token)}::text[], ${used.map(({ id }) => id)}::text[])
			used (token, id)
		where token_hash = decode(used.token, 'hex') and response_id is null`;
	if (count !== used.length) throw new Error('An invitation was used twice.');
}
