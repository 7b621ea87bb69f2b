/** How many citizens have answered: in all, per locality, per day and per suspicion. */
import { json } from '@sveltejs/kit';
import * as counts from '#lib/server/citizens/counts.ts';
import { endpoint } from '../../../../../edge.ts';
import { seen } from '../../seen.ts';
import type { RequestEvent } from './$types.js';

export const GET = endpoint('citizen.read', async ({ locals, params }: RequestEvent, user) => {
	const { sql, platform } = locals;
	const campaign = await seen(sql, user, params.slug);
	const [total, units, days, flags] = await Promise.all([
		counts.total(sql, campaign.id),
		counts.byUnit(sql, campaign.id),
		counts.byDay(sql, campaign.id),
		counts.byFlag(sql, campaign.id)
	]);
	return json({ simulated: platform.simulated, total, units, days, flags });
});
