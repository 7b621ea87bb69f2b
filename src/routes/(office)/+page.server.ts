import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access.ts';
import { visitOption } from '#lib/charts/visits.ts';
import { dayOf } from '#lib/event.ts';
import * as drawings from '#lib/server/drawings.ts';
import * as overviews from '#lib/server/overview.ts';
import { page } from '../edge.ts';

/** The national overview; people of a unit have their forms as first page. */
export const load = page('estimate.read', async ({ locals }, user) => {
	if (!may(user, 'overview.read')) redirect(303, '/phieu');
	const today = dayOf(Date.now());
	const overview = await overviews.read(locals.sql, locals.warehouse, {
		today,
		simulated: locals.platform.simulated
	});
	const option = visitOption(overview.visits, today, locals.locale);
	return { overview, drawings: drawings.draw(option) };
});
