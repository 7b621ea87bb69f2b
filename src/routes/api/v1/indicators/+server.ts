/**
 * The catalogue of indicators: names, formulas, sources, plan items; JSON or CSV, whole. `POST
 * {definition, reason}` adds one of one’s own.
 */
import { json } from '@sveltejs/kit';
import type { Column } from '#lib/csv.ts';
import type { Indicator } from '#lib/indicator.ts';
import * as versions from '#lib/server/indicator-versions/versions.ts';
import * as indicators from '#lib/server/indicators.ts';
import { readJson } from '../../../body.ts';
import { endpoint } from '../../../edge.ts';
import { csvResponse } from '../csv.ts';
import { wantsCsv } from '../parameters.ts';
import { orderOf } from './order.ts';

const fields = [
	'id',
	'version',
	'kind',
	'nameVi',
	'nameEn',
	'unitVi',
	'formulaVi',
	'source',
	'collectedBy'
] as const;
/** Later columns stand behind the earlier ones, so that readers by place are not misled. */
const later = ['valueUnit', 'direction', 'periodRule', 'additive', 'suppression'] as const;
const columns: Column<Indicator>[] = [
	...fields.map((header) => ({ header, value: (one: Indicator) => one[header] })),
	{ header: 'computable', value: ({ measure }) => measure !== null },
	{ header: 'target', value: ({ measure }) => measure?.target?.value },
	{ header: 'planItems', value: ({ planItems }) => planItems.join(' ') },
	...later.map((header) => ({ header, value: (one: Indicator) => one[header] })),
	{ header: 'dimensions', value: ({ dimensions }) => dimensions.join(' ') },
	{ header: 'measure', value: ({ measure }) => measure?.kind }
];

export const GET = endpoint('indicator.read', async ({ url, locals }) => {
	const all = await indicators.all(locals.sql);
	if (wantsCsv(url)) return csvResponse('indicators', all, columns, locals.platform.simulated);
	return json({ indicators: all });
});

export const POST = endpoint('indicator.edit', async ({ request, locals }, user) => {
	const { content, reason } = orderOf(await readJson(request, 200_000), locals.locale);
	const id = await versions.create(locals.sql, user.id, content, reason);
	return json({ indicator: await indicators.byId(locals.sql, id) }, { status: 201 });
});
