/** Units of a day: `day` (today), `level`, `parent` (id), `q` (search); JSON or CSV, whole. */
import { json } from '@sveltejs/kit';
import type { Column } from '#lib/csv.ts';
import { dayOf as calendarDay } from '#lib/event.ts';
import * as units from '#lib/server/units.ts';
import { levels, type Unit } from '#lib/unit.ts';
import { endpoint } from '../../../edge.ts';
import { csvResponse } from '../csv.ts';
import { dayOf, idOf, oneOf, wantsCsv } from '../parameters.ts';

const fields = [
	'id',
	'level',
	'code',
	'name',
	'fullName',
	'kind',
	'parentId',
	'regionCode',
	'slug',
	'validFrom',
	'validTo'
] as const;
const columns: Column<Unit>[] = fields.map((header) => ({ header, value: (unit) => unit[header] }));

export const GET = endpoint('unit.read', async ({ url, locals }) => {
	const day = dayOf(url, 'day') ?? calendarDay(Date.now());
	const level = oneOf(url, 'level', levels);
	const parentId = idOf(url, 'parent');
	const text = url.searchParams.get('q');
	const found =
		text === null
			? await units.onDay(locals.sql, day, {
					...(level && { level }),
					...(parentId && { parentId })
				})
			: (
					await units.search(locals.sql, text, day, { ...(level && { level }), limit: 10_000 })
				).filter((unit) => !parentId || unit.parentId === parentId);
	const { simulated } = locals.platform;
	if (wantsCsv(url)) return csvResponse(`units-${day}`, found, columns, simulated);
	return json({ day, simulated, units: found });
});
