/**
 * Kept estimates: `indicator`, `unit` (id), `from`, `to` narrow them; JSON or CSV, whole. A person of
 * a locality sees their own units and the nation.
 */
import { json } from '@sveltejs/kit';
import type { Column } from '#lib/csv.ts';
import type { Estimate } from '#lib/estimate.ts';
import { allowUnit, visibleUnits } from '#lib/server/access.ts';
import { unitOf } from '#lib/estimate-text.ts';
import * as estimates from '#lib/server/estimates.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as units from '#lib/server/units.ts';
import { endpoint } from '../../../edge.ts';
import { csvResponse } from '../csv.ts';
import { dayOf, idOf, wantsCsv } from '../parameters.ts';

type Row = Estimate & { unitCode: string; unitName: string; valueUnit: string };

const fields = [
	'indicatorId',
	'indicatorVersion',
	'unitId',
	'unitCode',
	'unitName',
	'periodFrom',
	'periodTo',
	'value',
	'numerator',
	'denominator',
	'n',
	'low',
	'high',
	'level',
	'method',
	'suppressed'
] as const;
/** Later columns stand behind the earlier ones, so that readers by place are not misled. */
const later = [
	'boundaries',
	'dimension',
	'category',
	'choice',
	'effectiveN',
	'responseRate',
	'snapshot'
] as const;
const columns: Column<Row>[] = [
	...fields.map((header) => ({ header, value: (row: Row) => row[header] })),
	{ header: 'notes', value: ({ notes }) => notes.join(' ') },
	{ header: 'asOf', value: ({ asOf }) => asOf },
	{ header: 'valueUnit', value: ({ valueUnit }) => valueUnit },
	...later.map((header) => ({ header, value: (row: Row) => row[header] }))
];

export const GET = endpoint('estimate.read', async ({ url, locals }, user) => {
	const { sql } = locals;
	const nation = await units.nation(sql);
	const wanted = idOf(url, 'unit');
	if (wanted && wanted !== nation.id) await allowUnit(sql, user, wanted);
	const visible = await visibleUnits(sql, user);
	const unitIds = wanted ? [wanted] : visible && [...visible, nation.id];
	const indicatorId = url.searchParams.get('indicator');
	const from = dayOf(url, 'from');
	const to = dayOf(url, 'to');
	const found = await estimates.list(sql, {
		...(indicatorId !== null && { indicatorId }),
		...(unitIds && { unitIds }),
		...(from && { from }),
		...(to && { to })
	});
	const known = new Map((await indicators.all(sql)).map((one) => [one.id, one]));
	const names = await units.named(sql, [...new Set(found.map((one) => one.unitId))]);
	const rows: Row[] = found.map((one) => ({
		...one,
		valueUnit: unitOf(known.get(one.indicatorId)!, one.dimension),
		unitCode: names.get(one.unitId)?.code ?? '',
		unitName: names.get(one.unitId)?.fullName ?? ''
	}));
	const { simulated } = locals.platform;
	if (wantsCsv(url)) return csvResponse('estimates', rows, columns, simulated);
	return json({ simulated, estimates: rows });
});
