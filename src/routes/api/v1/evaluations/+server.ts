/** Evaluations: all that the reader may see, and new ones as a plan. */
import { json } from '@sveltejs/kit';
import * as evaluations from '#lib/server/evaluations/evaluations.ts';
import { readJson } from '../../../body.ts';
import { endpoint } from '../../../edge.ts';
import { planFrom } from './shape.ts';

export const GET = endpoint('evaluation.read', async ({ locals }, user) => {
	const { simulated } = locals.platform;
	return json({ simulated, evaluations: await evaluations.list(locals.sql, user) });
});

export const POST = endpoint('evaluation.write', async ({ request, locals }, user) => {
	const { plan } = await planFrom(locals.sql, await readJson(request, 2_000_000));
	const id = await evaluations.create(locals.sql, user.id, plan);
	return json({ evaluation: id, state: 'planned' }, { status: 201 });
});
