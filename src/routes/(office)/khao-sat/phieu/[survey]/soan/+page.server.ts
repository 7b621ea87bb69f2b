import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { Problem } from '#lib/problem.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as drafts from '#lib/server/survey-drafts.ts';
import * as surveys from '#lib/server/surveys.ts';
import { parse } from '../../../../../api/v1/campaigns/shapes.ts';
import { action, field, page } from '../../../../../edge.ts';
import type { RequestEvent } from './$types.js';

/** The draft of a form with what it is held against; without a draft, where one may begin. */
export const load = page('survey.publish', async ({ locals, params }: RequestEvent) => {
	const { sql } = locals;
	const versions = await surveys.versions(sql, params.survey);
	const draft = await drafts.find(sql, params.survey).catch((thrown: unknown) => {
		if (thrown instanceof Problem && thrown.problem === 'survey.no-draft') return undefined;
		throw thrown;
	});
	const [newest] = versions;
	if (!draft && !newest) throw new Problem('survey.not-found', { survey: params.survey });
	return {
		survey: params.survey,
		draft,
		title: (draft?.definition ?? newest?.definition)?.title,
		numbers: versions.map(({ number }) => number),
		/** oldest first, as the gate wants them */
		earlier: draft ? versions.map(({ definition }) => definition).reverse() : [],
		indicators: draft ? (await indicators.all(sql)).map(({ id }) => id) : []
	};
});

export const actions = {
	default: action('survey.publish', async ({ locals, params }: RequestEvent, user, form) => {
		const number = v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number));
		const { version } = parse(v.object({ version: number }), { version: field(form, 'ban') });
		await drafts.begin(locals.sql, user.id, params.survey, { version });
		redirect(303, `/khao-sat/phieu/${params.survey}/soan`);
	})
};
