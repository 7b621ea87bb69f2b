/** Withdraws an allowance for a reason: `{reason}`. It stays in the list, withdrawn. */
import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import * as allowances from '#lib/server/allowances.ts';
import { readJson } from '../../../../../../body.ts';
import { endpoint, idOf } from '../../../../../../edge.ts';
import { parse } from '../../../shapes.ts';
import type { RequestEvent } from './$types.js';

export const DELETE = endpoint(
	'campaign.manage',
	async ({ request, locals, params }: RequestEvent, user) => {
		const { reason } = parse(v.object({ reason: v.string() }), await readJson(request, 10_000));
		const ids = [idOf(params.id)];
		const withdrawn = await allowances.withdraw(locals.sql, user.id, params.slug, ids, reason);
		return json({ withdrawn });
	}
);
