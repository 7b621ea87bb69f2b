import { may } from '#lib/access.ts';
import { Problem } from '#lib/problem.ts';
import { keyOf } from '#lib/register/periods.ts';
import { allowUnit } from '#lib/server/access.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as registers from '#lib/server/registers/registers.ts';
import * as standing from '#lib/server/registers/standing.ts';
import * as units from '#lib/server/units.ts';
import { idOf, page } from '../../../../../edge.ts';

const shown = 200;

/** One unit in a register: every period it has entered, and those of late that it has not. */
export const load = page('register.read', async ({ locals: { sql }, params }, user) => {
	const register = registers.find(params.id ?? '');
	const unit = await units.byId(sql, idOf(params.unit));
	if (!unit) throw new Problem('record.not-found');
	await allowUnit(sql, user, unit.id);
	const [indicator, entries] = await Promise.all([
		indicators.byId(sql, register.indicatorId),
		registers.list(sql, { indicatorId: register.indicatorId, unitIds: [unit.id] })
	]);
	const [, ...past] = standing.recent(
		register,
		{ month: 13, quarter: 9, year: 3 }[register.rhythm]
	);
	const entered = new Set(entries.map(({ periodFrom }) => periodFrom));
	const stood = past.filter(
		({ to }) => unit.validFrom <= to && (unit.validTo === null || unit.validTo >= to)
	);
	const open = register.levels.includes(unit.level) ? stood : [];
	return {
		...{ register, mayWrite: may(user, 'register.write'), unitId: unit.id },
		name: { vi: indicator?.nameVi ?? '', en: indicator?.nameEn ?? '' },
		unitName: unit.fullName,
		all: entries.length,
		entries: entries.slice(0, shown).map((entry) => ({ ...entry, unitName: unit.fullName })),
		missing: open
			.filter(({ from }) => !entered.has(from))
			.map((period) => ({ ...period, key: keyOf(period, register.rhythm) }))
	};
});
