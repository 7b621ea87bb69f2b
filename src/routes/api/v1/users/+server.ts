import { json } from '@sveltejs/kit';
import * as users from '#lib/server/users.ts';
import { readJson } from '../../../body.ts';
import { endpoint } from '../../../edge.ts';
import { checked, newUser, shown } from './body.ts';

/** Every account. */
export const GET = endpoint('user.manage', async ({ locals }) =>
	json({ users: (await users.list(locals.sql)).map(shown) })
);

/** Adds a person; without a password they choose one by a link. */
export const POST = endpoint('user.manage', async ({ locals, request }, actor) => {
	const { unit, ...person } = checked(newUser, await readJson(request, 16_000));
	const { id: unitId } = await users.unitByCode(locals.sql, unit);
	const { id } = await users.create(locals.sql, actor.id, { ...person, unitId });
	const location = `/api/v1/users/${id}`;
	return json(shown(await users.find(locals.sql, id)), { status: 201, headers: { location } });
});
