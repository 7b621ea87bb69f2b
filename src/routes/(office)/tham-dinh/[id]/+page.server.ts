import { Problem } from '#lib/problem.ts';
import { approvalBy, dueAfter, onDesk } from '#lib/review.ts';
import * as desks from '#lib/server/desk.ts';
import * as reviews from '#lib/server/reviews.ts';
import { action, field, page } from '../../../edge.ts';
import type { RequestEvent } from './$types.js';

/** One submitted form, read section by section, and the desk it lies on. */
export const load = page('response.read', async ({ locals, params }: RequestEvent, user) => {
	const reading = await reviews.read(locals.sql, user, params.id, locals.locale, locals.warehouse);
	const { entries } = await desks.open(locals.sql, user, reading.campaign.slug);
	const { waiting, again } = onDesk(entries);
	return {
		reading,
		queue: [...waiting, ...again].slice(0, queueLength),
		waiting: waiting.length + again.length,
		dueOn: dueAfter(Date.now())
	};
});

/** Forms named beside the one being read; the desk has them all. */
const queueLength = 12;

export const actions = {
	tra: action('response.read', async ({ locals, params }: RequestEvent, user, form) => {
		const day = field(form, 'han');
		const dueAt = `${day}T17:00:00+07:00`;
		if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(dueAt)))
			throw new Problem('review.due-passed');
		await reviews.sendBack(locals.sql, user, params.id, { ...about(form), dueAt });
		return { decided: 'returned' as const };
	}),
	duyet: action('response.read', async ({ locals, params }: RequestEvent, user, form) => {
		const { version, remarks, note } = about(form);
		await reviews.approve(locals.sql, user, params.id, { version, exceptions: remarks, note });
		return { decided: approvalBy(user.unitLevel) };
	})
};

/** The version decided on and the reasons pinned: fields named `ly_do.TT05`. */
function about(form: FormData) {
	const remarks = [...form].flatMap(([name, reason]) =>
		name.startsWith('ly_do.') && typeof reason === 'string'
			? [{ question: name.slice('ly_do.'.length), reason }]
			: []
	);
	return { version: Number(field(form, 'ban')), remarks, note: field(form, 'y_kien') };
}
