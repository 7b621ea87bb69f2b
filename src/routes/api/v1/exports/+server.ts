/** Orders an export of answers, and lists a person's own; of one campaign with `?campaign=`. */
import { json } from '@sveltejs/kit';
import * as exports from '#lib/server/exports/exports.ts';
import { endpoint } from '../../../edge.ts';
import { readJson } from '../../../body.ts';
import { parse } from '../campaigns/shapes.ts';
import { newExport } from './shape.ts';

export const GET = endpoint('response.export', async ({ locals, url }, user) => {
	const slug = url.searchParams.get('campaign')?.replaceAll('\0', '');
	return json({ exports: await exports.own(locals.sql, user, slug) });
});

export const POST = endpoint('response.export', async ({ locals, request }, user) => {
	const { campaign, format } = parse(newExport, await readJson(request, 4000));
	const job = await exports.order(locals.sql, user, campaign, format);
	locals.platform.exports.wake();
	const headers = { location: `/api/v1/exports/${job.id}` };
	return json(job, { status: 202, headers });
});
