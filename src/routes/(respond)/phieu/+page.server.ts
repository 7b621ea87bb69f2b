import * as campaigns from '#lib/server/campaigns.ts';
import { page } from '../../edge.ts';

export const load = page('response.read', async ({ locals }, user) => ({
	forms: await campaigns.byUnit(locals.sql, user),
	unit: user.unitName,
	now: Date.now()
}));
