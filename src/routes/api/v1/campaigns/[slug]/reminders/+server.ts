/** Reminders of a campaign: what became of them, and new ones for units that have not answered. */
import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import * as completeness from '#lib/server/completeness.ts';
import * as reminders from '#lib/server/reminders.ts';
import { readJson } from '../../../../../body.ts';
import { endpoint } from '../../../../../edge.ts';
import { seen } from '../../seen.ts';
import { selected, selectionOf } from '../../selection.ts';
import { parse } from '../../shapes.ts';
import type { RequestEvent } from './$types.js';

/** `again`: also units that were reminded today. */
const body = v.object({ ...selected, again: v.optional(v.boolean(), false) });

export const GET = endpoint('reminder.send', async ({ locals, params }: RequestEvent, user) => {
	const { sql, platform } = locals;
	const campaign = await seen(sql, user, params.slug);
	const scope = await completeness.scopeOf(sql, user);
	const unitId = scope === 'all' ? undefined : scope === 'own' ? user.unitId : scope.unitId;
	const all = await reminders.list(sql, campaign.id, { provinceId: unitId, limit: 1_000_000 });
	return json({ simulated: platform.simulated, sends: platform.postman.sends, ...all });
});

export const POST = endpoint(
	'reminder.send',
	async ({ request, locals, params }: RequestEvent, user) => {
		const { sql, platform } = locals;
		const { again, ...wanted } = parse(body, await readJson(request, 100_000));
		const campaign = await seen(sql, user, params.slug);
		const selection = await selectionOf(sql, user, wanted);
		const place = { origin: platform.postman.origin, simulated: platform.simulated, again };
		const ordered = await reminders.order(sql, user.id, campaign.slug, selection, place);
		platform.postman.wake();
		return json(ordered, { status: 201 });
	}
);
