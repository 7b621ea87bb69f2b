/**
 * Invitations: one person's right to answer once. A token is 131 random bits in letters and digits;
 * only its SHA-256 is kept, so it is shown once, when it is made, to be printed or sent. It stands
 * behind `#` in the address, where no server, log or referrer sees it.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Campaign } from '../../campaign.ts';
import type { Invitation } from '../../citizen.ts';
import { Problem } from '../../problem.ts';
import * as audit from '../audit.ts';
import { atomically, type Sql } from '../postgres.ts';
import * as links from './links.ts';

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const tokenLength = 23;

export type Made = { label: string; token: string; /** what is printed or sent */ path: string };

/** Makes one invitation per label. The tokens are not kept: this answer is the only list of them. */
export async function create(
	sql: Sql,
	actorId: number | undefined,
	campaign: Campaign,
	linkId: number,
	{ labels, expiresAt = null }: { labels: readonly string[]; expiresAt?: string | null }
): Promise<Made[]> {
	return atomically(sql, async (tx) => {
		const { code } = await links.find(tx, campaign.id, linkId);
		const made = labels.map((label) => {
			const token = newToken();
			return { label: label.normalize('NFC').slice(0, 200), token, path: `/k/${code}#${token}` };
		});
		for (let start = 0; start < made.length; start += 1000)
			await tx`insert into invitations ${tx(
				made.slice(start, start + 1000).map(({ label, token }) => ({
					token_hash: hashOf(token),
					link_id: linkId,
					label,
					created_by: actorId ?? null,
					expires_at: expiresAt
				}))
			)}`;
		const detail = { link: linkId, invitations: made.length, expiresAt };
		await audit.record(tx, actorId, 'invitation.create', `campaign/${campaign.slug}`, detail);
		return made;
	});
}

/** The invitations of a link, the newest first; without tokens. */
export async function list(sql: Sql, linkId: number): Promise<Invitation[]> {
	return sql<Invitation[]>`select left(encode(token_hash, 'hex'), 16) as id, label,
			to_json(created_at) #>> '{}' as created_at, to_json(expires_at) #>> '{}' as expires_at,
			case when response_id is not null then 'used' when revoked_at is not null then 'revoked'
				when expires_at < now() then 'expired' else 'unused' end as state
		from invitations where link_id = ${linkId} order by created_at desc, label, token_hash`;
}

/** How many invitations of a campaign were made and used, by unit; withdrawn ones were never asked. */
export async function counts(
	sql: Sql,
	campaignId: number
): Promise<{ unitId: number; made: number; used: number }[]> {
	return sql<{ unitId: number; made: number; used: number }[]>`
		select l.unit_id, count(*)::int as made, count(i.response_id)::int as used
		from invitations i join public_links l on l.id = i.link_id
		where l.campaign_id = ${campaignId} and (i.revoked_at is null or i.response_id is not null)
		group by l.unit_id order by l.unit_id`;
}

/** Withdraws unused invitations by their ids; returns how many. One that was used stays used. */
export async function revoke(
	sql: Sql,
	actorId: number,
	campaign: Campaign,
	linkId: number,
	ids: readonly string[]
): Promise<number> {
	return atomically(sql, async (tx) => {
		await links.find(tx, campaign.id, linkId);
		const { count } = await tx`update invitations set revoked_at = now()
			where link_id = ${linkId} and revoked_at is null and response_id is null
				and left(encode(token_hash, 'hex'), 16) = any(${[...ids]}::text[])`;
		if (count === 0) throw new Problem('record.not-found');
		const detail = { link: linkId, invitations: count };
		await audit.record(tx, actorId, 'invitation.revoke', `campaign/${campaign.slug}`, detail);
		return count;
	});
}

/** SHA-256 of a token. */
export function hashOf(token: string): Buffer {
	return createHash('sha256').update(token).digest();
}

/** Bytes at or above the largest multiple of 58 are left out, so that each character is as likely. */
function newToken(): string {
	let token = '';
	while (token.length < tokenLength)
		for (const byte of randomBytes(32))
			if (byte < 232 && token.length < tokenLength) token += alphabet[byte % 58];
	return token;
}
