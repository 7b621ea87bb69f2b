import { redirect } from '@sveltejs/kit';
import * as evaluations from '#lib/server/evaluations/evaluations.ts';
import * as units from '#lib/server/units.ts';
import { action, field, idOf, page } from '../../../../edge.ts';
import { offered, planFromForm, valuesOf } from '../../plan-form.ts';
import type { RequestEvent } from './$types.js';

export const load = page('evaluation.write', async ({ locals, params }: RequestEvent, user) => {
	const { sql } = locals;
	const { plan, state, id } = await evaluations.find(sql, user, idOf(params.id));
	const ids = [...plan.treated.map(({ unitId }) => unitId), ...(plan.comparison.unitIds ?? [])];
	const named = await units.named(sql, ids);
	const codes = new Map([...named].map(([unitId, { code }]) => [unitId, code]));
	return { id, state, offered: await offered(sql), values: valuesOf(plan, codes) };
});

export const actions = {
	default: action(
		'evaluation.write',
		async ({ locals, params }: RequestEvent, user, form) => {
			const id = idOf(params.id);
			const plan = await planFromForm(locals.sql, form);
			await evaluations.revise(locals.sql, user.id, id, plan, field(form, 'ly_do'));
			redirect(303, `/danh-gia/${id}`);
		},
		500_000
	)
};
