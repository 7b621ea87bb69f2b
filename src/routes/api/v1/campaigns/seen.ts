/** A campaign as its reader may see it: one that was not opened yet only who manages them. */
import { may, type User } from '#lib/access.ts';
import type { Campaign } from '#lib/campaign.ts';
import { Problem } from '#lib/problem.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import type { Sql } from '#lib/server/postgres.ts';

export const isSeen = (user: User, { state }: Pick<Campaign, 'state'>) =>
	state !== 'draft' || may(user, 'campaign.manage');

/** Throws `campaign.not-found`. */
export async function seen(sql: Sql, user: User, slug: string): Promise<Campaign> {
	const campaign = await campaigns.find(sql, slug);
	if (!isSeen(user, campaign)) throw new Problem('campaign.not-found', { campaign: slug });
	return campaign;
}
