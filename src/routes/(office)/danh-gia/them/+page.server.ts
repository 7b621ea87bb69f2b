import { redirect } from '@sveltejs/kit';
import * as evaluations from '#lib/server/evaluations/evaluations.ts';
import { action, page } from '../../../edge.ts';
import { offered, planFromForm } from '../plan-form.ts';

export const load = page('evaluation.write', async ({ locals }) => ({
	offered: await offered(locals.sql)
}));

export const actions = {
	default: action(
		'evaluation.write',
		async ({ locals }, user, form) => {
			const plan = await planFromForm(locals.sql, form);
			const id = await evaluations.create(locals.sql, user.id, plan);
			redirect(303, `/danh-gia/${id}`);
		},
		500_000
	)
};
