import { json } from '@sveltejs/kit';
import * as users from '#lib/server/users.ts';
import { readJson } from '../../../../body.ts';
import { endpoint, idOf } from '../../../../edge.ts';
import { checked, shown, userChange } from '../body.ts';

export const GET = endpoint('user.manage', async ({ locals, params }) =>
	json(shown(await users.find(locals.sql, idOf(params.id))))
);

/** Changes name, role or unit, and disables or enables. */
export const PATCH = endpoint('user.manage', async ({ locals, params, request }, actor) => {
	const change = checked(userChange, await readJson(request, 16_000));
	const now = await users.find(locals.sql, idOf(params.id));
	const { name = now.name, role = now.role, unit, disabled } = change;
	const unitId = unit ? (await users.unitByCode(locals.sql, unit)).id : now.unitId;
	await users.amend(locals.sql, actor.id, now.id, { name, role, unitId, disabled });
	return json(shown(await users.find(locals.sql, now.id)));
});
