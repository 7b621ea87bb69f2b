/** What single units were allowed in a campaign: all of it, the latest first; and new allowances. */
import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { allowanceKinds } from '#lib/allowance.ts';
import { Problem } from '#lib/problem.ts';
import * as allowances from '#lib/server/allowances.ts';
import { readJson } from '../../../../../body.ts';
import { endpoint } from '../../../../../edge.ts';
import { seen } from '../../seen.ts';
import { selected, selectionOf } from '../../selection.ts';
import { moment, parse } from '../../shapes.ts';
import type { RequestEvent } from './$types.js';

const body = v.object({
	...selected,
	kind: v.picklist(allowanceKinds),
	until: v.optional(moment),
	reason: v.string()
});

export const GET = endpoint('campaign.manage', async ({ locals, params }: RequestEvent, user) => {
	const campaign = await seen(locals.sql, user, params.slug);
	const { simulated } = locals.platform;
	const all = await allowances.list(locals.sql, campaign.id, { limit: 1_000_000 });
	return json({ simulated, allowances: all.allowances });
});

export const POST = endpoint(
	'campaign.manage',
	async ({ request, locals, params }: RequestEvent, user) => {
		const wanted = parse(body, await readJson(request, 100_000));
		const { kind, until, reason, units, province } = wanted;
		// Everybody at once is never meant by leaving something out.
		if (!units && province === undefined) throw new Problem('allowance.no-units');
		const selection = await selectionOf(locals.sql, user, wanted);
		const given = await allowances.give(locals.sql, user.id, params.slug, selection, {
			...{ kind, until, reason }
		});
		return json({ given }, { status: 201 });
	}
);
