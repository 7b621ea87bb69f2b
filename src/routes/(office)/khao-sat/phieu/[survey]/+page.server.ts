import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access.ts';
import { Problem } from '#lib/problem.ts';
import { difference } from '#lib/questionnaire/difference.ts';
import * as drafts from '#lib/server/survey-drafts.ts';
import * as surveys from '#lib/server/surveys.ts';
import { page } from '../../../../edge.ts';
import type { RequestEvent } from './$types.js';

/** One form: its versions, the difference between two (`?tu=1&den=2`), one to look at (`?xem=2`). */
export const load = page('campaign.read', async ({ locals, params, url }: RequestEvent, user) => {
	if (!may(user, 'overview.read')) redirect(303, '/phieu');
	const versions = await surveys.versions(locals.sql, params.survey);
	const [newest] = versions;
	if (!newest) throw new Problem('survey.not-found', { survey: params.survey });
	const asked = (name: string) => {
		const number = Number(url.searchParams.get(name));
		return versions.find((one) => one.number === number);
	};
	const to = asked('den') ?? newest;
	const from = asked('tu') ?? versions.find(({ number }) => number < to.number);
	const shown = asked('xem') ?? to;
	const writes = may(user, 'survey.publish');
	const drafted = writes ? await drafts.list(locals.sql) : [];
	const published = Number(url.searchParams.get('moi'));
	return {
		writes,
		draft: drafted.find(({ survey }) => survey === params.survey),
		published: versions.some(({ number }) => number === published) ? published : undefined,
		survey: params.survey,
		versions: versions.map(({ number, hash, publishedAt }) => ({ number, hash, publishedAt })),
		compared: from && {
			from: from.number,
			to: to.number,
			changes: difference(from.definition, to.definition)
		},
		shown: { number: shown.number, definition: shown.definition }
	};
});
