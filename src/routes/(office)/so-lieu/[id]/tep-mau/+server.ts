/** The template of a register's table: a line for every unit one may enter for a period. */
import { templateOf } from '#lib/register/sheet.ts';
import * as registers from '#lib/server/registers/registers.ts';
import * as standing from '#lib/server/registers/standing.ts';
import { endpoint } from '../../../../edge.ts';
import { periodAsked } from '../asked.ts';

export const GET = endpoint('register.write', async ({ locals, params, url }, user) => {
	const register = registers.find(params.id ?? '');
	const period = periodAsked(register, url);
	const all = await standing.writable(locals.sql, user, register, period);
	// Of the nation's people nobody fills in thousands of communes by hand.
	const units = user.unitLevel === 'nation' ? all.filter(({ level }) => level !== 'commune') : all;
	const text = templateOf(register, units, period, locals.locale, locals.platform.simulated);
	return new Response(text, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="mau-${register.indicatorId}.csv"`,
			'cache-control': 'private, no-store'
		}
	});
});
