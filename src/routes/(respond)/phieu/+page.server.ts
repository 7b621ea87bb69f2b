import { dayOf } from '#lib/event.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as sections from '#lib/server/sections.ts';
import * as completeness from '#lib/server/completeness.ts';
import { page } from '../../edge.ts';

export const load = page('response.read', async ({ locals }, user) => ({
	forms: await campaigns.byUnit(locals.sql, user),
	waiting: await sections.waiting(locals.sql, user),
	/** a province follows its communes */
	follows: (await completeness.scopeOf(locals.sql, user)) !== 'own',
	unit: user.unitName,
	today: dayOf(Date.now()),
	now: Date.now()
}));
