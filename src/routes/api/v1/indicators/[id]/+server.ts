/**
 * One indicator: `GET` gives its definition in force and all its versions, `PUT {version, definition,
 * reason}` saves the next one; `version` is the one that was looked at.
 */
import { json } from '@sveltejs/kit';
import { Problem } from '#lib/problem.ts';
import * as versions from '#lib/server/indicator-versions/versions.ts';
import * as indicators from '#lib/server/indicators.ts';
import { readJson } from '../../../../body.ts';
import { endpoint } from '../../../../edge.ts';
import { orderOf } from '../order.ts';

export const GET = endpoint('indicator.read', async ({ params, locals: { sql } }) => {
	const indicator = await indicators.byId(sql, params.id ?? '');
	if (!indicator) throw new Problem('record.not-found', { indicator: params.id });
	return json({ indicator, versions: await versions.list(sql, indicator.id) });
});

export const PUT = endpoint('indicator.edit', async ({ params, request, locals }, user) => {
	const id = params.id ?? '';
	if (!(await indicators.byId(locals.sql, id)))
		throw new Problem('record.not-found', { indicator: id.slice(0, 40) });
	const { version, content, reason } = orderOf(await readJson(request, 200_000), locals.locale);
	const next = await versions.save(locals.sql, user.id, id, version, content, reason);
	return json({ indicator: await indicators.byId(locals.sql, id), version: next });
});
