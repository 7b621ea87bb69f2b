import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import * as keys from '#lib/server/keys.ts';
import * as users from '#lib/server/users.ts';
import { readJson } from '../../../body.ts';
import { endpoint } from '../../../edge.ts';
import { checked } from '../users/body.ts';

const newKey = v.strictObject({
	name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
	userEmail: v.optional(v.pipe(v.string(), v.maxLength(300)))
});

/** Every key, without its secret. */
export const GET = endpoint('key.manage', async ({ locals }) =>
	json({ keys: await keys.list(locals.sql) })
);

/** Makes a key, for oneself unless another person is named; the secret is in this answer only. */
export const POST = endpoint('key.manage', async ({ locals, request }, actor) => {
	const { name, userEmail } = checked(newKey, await readJson(request, 16_000));
	const userId = userEmail ? (await users.findByEmail(locals.sql, userEmail)).id : actor.id;
	const { key, secret } = await keys.create(locals.sql, actor.id, { name, userId });
	return json({ ...key, secret }, { status: 201 });
});
