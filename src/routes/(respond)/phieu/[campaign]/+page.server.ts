import { may } from '#lib/access.ts';
import * as responses from '#lib/server/responses.ts';
import { page } from '../../../edge.ts';

export const load = page('response.read', async ({ locals, params }, user) => ({
	opened: await responses.open(locals.sql, user, params.campaign ?? ''),
	mayWrite: may(user, 'response.write'),
	now: Date.now()
}));
