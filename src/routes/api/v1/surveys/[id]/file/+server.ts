/** A form as a file: a version (`?version=2`) or the draft, as JSON or XLSForm; and a file read. */
import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { toLocale } from '#lib/locale.ts';
import { Problem } from '#lib/problem.ts';
import * as drafts from '#lib/server/survey-drafts.ts';
import * as files from '#lib/server/survey-files.ts';
import * as surveys from '#lib/server/surveys.ts';
import { readBody, readJson } from '../../../../../body.ts';
import { endpoint } from '../../../../../edge.ts';
import { parse } from '../../../campaigns/shapes.ts';
import type { RequestEvent } from './$types.js';

const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const asked = v.object({
	format: v.picklist(['json', 'xlsx']),
	version: v.optional(v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number)))
});

export const GET = endpoint('survey.publish', async ({ locals, params, url }: RequestEvent) => {
	const { format, version } = parse(asked, {
		format: url.searchParams.get('format') ?? 'json',
		version: url.searchParams.get('version') ?? undefined
	});
	const { sql, locale } = locals;
	const versions = version === undefined ? [] : await surveys.versions(sql, params.id);
	const found = versions.find(({ number }) => number === version);
	if (version !== undefined && !found)
		throw new Problem('survey.not-found', { survey: `${params.id} v${version}` });
	const definition = found?.definition ?? (await drafts.find(sql, params.id)).definition;
	const name = `${params.id}-${version === undefined ? 'soan-thao' : `v${version}`}`;
	const body =
		format === 'xlsx'
			? await files.toSpreadsheet(definition, params.id, String(version ?? ''), locale)
			: JSON.stringify(definition, null, '\t');
	return new Response(body, {
		headers: {
			'content-type': format === 'xlsx' ? sheet : 'application/json',
			'content-disposition': `attachment; filename="${name}.${format}"`
		}
	});
});

/** Reads a file and answers with its definition and what was left behind; nothing is saved. */
export const POST = endpoint('survey.publish', async ({ request, locals }: RequestEvent) => {
	const type = request.headers.get('content-type') ?? '';
	const locale = request.headers.has('accept-language')
		? toLocale(request.headers.get('accept-language')?.slice(0, 2))
		: locals.locale;
	if (type.startsWith(sheet))
		return json(await files.fromSpreadsheet(await readBody(request, 5_000_000), locale));
	const definition = drafts.keepable(await readJson(request, 2_000_000));
	return json({ definition, lost: [] });
});
