import { redirect } from '@sveltejs/kit';
import { mostBytes } from '#lib/import.ts';
import { Problem, sentence } from '#lib/problem.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as imports from '#lib/server/imports/imports.ts';
import { action, page } from '../../../../edge.ts';
import type { RequestEvent } from './$types.js';

/** The imports of one campaign, and where a file is uploaded. */
export const load = page('response.import', async ({ locals, params }: RequestEvent, user) => ({
	campaign: await campaigns.find(locals.sql, params.slug),
	jobs: (await imports.list(locals.sql, user, params.slug)).map(
		({ id, fileName, state, changedAt, good, error }) => ({
			...{ id, fileName, state, changedAt, good },
			message: error && sentence(error, locals.locale)
		})
	)
}));

export const actions = {
	default: action(
		'response.import',
		async ({ locals, params }: RequestEvent, user, form) => {
			const file = form.get('tep');
			if (!(file instanceof File)) throw new Problem('import.no-file');
			const bytes = new Uint8Array(await file.arrayBuffer());
			const id = await imports.upload(locals.sql, user, params.slug, { name: file.name, bytes });
			redirect(303, `/khao-sat/${encodeURIComponent(params.slug)}/nhap-phieu-giay/${id}`);
		},
		mostBytes + 10_000
	)
};
