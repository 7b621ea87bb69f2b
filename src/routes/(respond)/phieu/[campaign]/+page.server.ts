import { may } from '#lib/access.ts';
import type { Attachment } from '#lib/attachment.ts';
import { ownerHeader } from '#lib/offline/pages.ts';
import * as attachments from '#lib/server/attachments/attachments.ts';
import * as responses from '#lib/server/responses.ts';
import * as reviews from '#lib/server/reviews.ts';
import { action, field, page } from '../../../edge.ts';

export const load = page('response.read', async ({ locals, params, setHeaders }, user) => {
	const opened = await responses.open(locals.sql, user, params.campaign ?? '');
	const { id } = opened.response;
	const files = id ? await attachments.ofResponse(locals.sql, id) : new Map<string, Attachment>();
	// A device keeps the page for this person only.
	setHeaders({ [ownerHeader]: String(user.id) });
	return {
		opened: { ...opened, attachments: [...files.values()] },
		previous: await responses.previous(locals.sql, user, params.campaign ?? ''),
		mayWrite: may(user, 'response.write'),
		mayGive: may(user, 'response.delegate'),
		maySign: may(user, 'response.sign'),
		now: Date.now()
	};
});

export const actions = {
	ky: action('response.sign', async ({ locals }, user, form) => {
		const version = Number(field(form, 'ban'));
		await reviews.signOff(locals.sql, user, field(form, 'phieu'), version);
		return { signed: version };
	})
};
