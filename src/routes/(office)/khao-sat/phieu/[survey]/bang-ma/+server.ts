import { allow } from '#lib/access.ts';
import { Problem } from '#lib/problem.ts';
import { codebook } from '#lib/questionnaire/codebook.ts';
import * as surveys from '#lib/server/surveys.ts';
import { endpoint } from '../../../../../edge.ts';
import type { RequestEvent } from './$types.js';

/** The codebook of a version (`?ban=2`, otherwise the newest) as a Markdown file. */
export const GET = endpoint(
	'campaign.read',
	async ({ locals, params, url }: RequestEvent, user) => {
		allow(user, 'overview.read');
		const versions = await surveys.versions(locals.sql, params.survey);
		const number = url.searchParams.get('ban');
		const version =
			number === null ? versions[0] : versions.find((one) => one.number === Number(number));
		if (!version) throw new Problem('survey.not-found', { survey: params.survey });
		const { definition, fields } = version;
		return new Response(codebook(version.surveyId, definition, fields), {
			headers: {
				'content-type': 'text/markdown; charset=utf-8',
				'content-disposition': `attachment; filename="bang-ma-${version.surveyId}-v${version.number}.md"`
			}
		});
	}
);
