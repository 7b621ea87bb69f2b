/** The units that forms of the administration offer: the nation, provinces and agencies of today. */
import { dayOf } from '#lib/event.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as units from '#lib/server/units.ts';

export async function offered(sql: Sql): Promise<{ code: string; fullName: string }[]> {
	const day = dayOf(Date.now());
	const levels = ['nation', 'province', 'agency'] as const;
	const found = await Promise.all(levels.map((level) => units.onDay(sql, day, { level })));
	return found.flat().map(({ code, fullName }) => ({ code, fullName }));
}
