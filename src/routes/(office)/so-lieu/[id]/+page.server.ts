import { may } from '#lib/access.ts';
import { dayOf } from '#lib/event.ts';
import { keyOf } from '#lib/register/periods.ts';
import { totalsOf } from '#lib/register/totals.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as registers from '#lib/server/registers/registers.ts';
import * as standing from '#lib/server/registers/standing.ts';
import { fold } from '#lib/vietnamese.ts';
import { page } from '../../../edge.ts';
import { periodAsked } from './asked.ts';

const shown = 150;
const spans = { month: 13, quarter: 9, year: 6 };

/** One period of a register: who entered what, and who did not. */
export const load = page('register.read', async ({ locals: { sql }, params, url }, user) => {
	const register = registers.find(params.id ?? '');
	const { rhythm, indicatorId } = register;
	const period = periodAsked(register, url);
	const search = url.searchParams.get('tim') ?? '';
	const recent = standing.recent(register, spans[rhythm]);
	const [indicator, board, periods] = await Promise.all([
		indicators.byId(sql, indicatorId),
		standing.board(sql, user, register, period),
		standing.coverage(sql, user, register, recent)
	]);
	const entries = board.flatMap(({ unit, entries: own }) =>
		own.map((entry) => ({ ...entry, unitName: unit.fullName }))
	);
	const wanted = fold(search);
	const found = entries.filter(({ unitName }) => fold(unitName).includes(wanted));
	const asked = board.filter(({ unit }) => register.levels.includes(unit.level));
	return {
		...{ register, period, search, mayWrite: may(user, 'register.write') },
		key: keyOf(period, rhythm),
		isRunning: period.to >= dayOf(Date.now()),
		name: { vi: indicator?.nameVi ?? '', en: indicator?.nameEn ?? '' },
		entries: found.slice(0, shown),
		all: found.length,
		totals: totalsOf(register, entries),
		expected: asked.length,
		reported: asked.filter(({ entries: own }) => own.length > 0).length,
		missing: asked.filter(({ entries: own }) => own.length === 0).map(({ unit }) => unit),
		periods: periods.map((one) => ({ ...one, key: keyOf(one, rhythm) }))
	};
});
