import { may } from '#lib/access.ts';
import * as responses from '#lib/server/responses.ts';
import * as reviews from '#lib/server/reviews.ts';
import { action, field, page } from '../../../edge.ts';

export const load = page('response.read', async ({ locals, params }, user) => ({
	opened: await responses.open(locals.sql, user, params.campaign ?? ''),
	previous: await responses.previous(locals.sql, user, params.campaign ?? ''),
	mayWrite: may(user, 'response.write'),
	mayGive: may(user, 'response.delegate'),
	maySign: may(user, 'response.sign'),
	now: Date.now()
}));

export const actions = {
	ky: action('response.sign', async ({ locals }, user, form) => {
		const version = Number(field(form, 'ban'));
		await reviews.signOff(locals.sql, user, field(form, 'phieu'), version);
		return { signed: version };
	})
};
