import { fail, redirect } from '@sveltejs/kit';
import { sentence } from '#lib/problem.ts';
import { fieldsOf, type Given } from '#lib/register/judging.ts';
import { keyOf } from '#lib/register/periods.ts';
import { Problem } from '#lib/problem.ts';
import { allowUnit } from '#lib/server/access.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as registers from '#lib/server/registers/registers.ts';
import * as standing from '#lib/server/registers/standing.ts';
import * as units from '#lib/server/units.ts';
import { action, field, idOf, page } from '../../../../edge.ts';
import { periodAsked, periodOf } from '../asked.ts';

/** More units than this are no list to choose from. */
const mostUnits = 250;

/** The form for one unit and period; where the figures exist already, it leads to them. */
export const load = page('register.write', async ({ locals: { sql }, params, url }, user) => {
	const register = registers.find(params.id ?? '');
	const period = periodAsked(register, url);
	const unitId = Number(url.searchParams.get('don_vi') ?? 0) || user.unitId;
	const [indicator, all, recent] = await Promise.all([
		indicators.byId(sql, register.indicatorId),
		standing.writable(sql, user, register, period),
		standing.recent(register, { month: 25, quarter: 9, year: 6 }[register.rhythm])
	]);
	const few = all.length > mostUnits ? all.filter(({ level }) => level !== 'commune') : all;
	const periods = recent.some(({ from }) => from === period.from) ? recent : [period, ...recent];
	const entered = await registers.list(sql, {
		...{ indicatorId: register.indicatorId, unitIds: [unitId] },
		...{ from: period.from, to: period.to }
	});
	const covered = all.some(({ id }) => id === unitId) ? entered : [];
	return {
		...{ register, period, key: keyOf(period, register.rhythm) },
		name: { vi: indicator?.nameVi ?? '', en: indicator?.nameEn ?? '' },
		units: few.map(({ id, fullName }) => ({ id, fullName })),
		isShortened: few.length < all.length,
		unitId: few.some(({ id }) => id === unitId) ? unitId : null,
		channel: url.searchParams.get('kenh') ?? '',
		periods: periods.map((one) => ({ ...one, key: keyOf(one, register.rhythm) })),
		entered: covered.map(({ id, channel }) => ({ id, channel }))
	};
});

export const actions = {
	default: action('register.write', async ({ locals, params }, user, form) => {
		const { sql, locale } = locals;
		const register = registers.find(params.id ?? '');
		const period = periodOf(register, field(form, 'ky'));
		const unitText = field(form, 'don_vi');
		if (unitText === '') throw new Problem('register.no-unit', { unit: '–' });
		const unitId = idOf(unitText);
		await allowUnit(sql, user, unitId);
		const given: Given = Object.fromEntries(
			fieldsOf(register).map((name) => [name, field(form, name)])
		);
		const channel = field(form, 'kenh_khac') || field(form, 'kenh') || null;
		const place = {
			...{ indicatorId: register.indicatorId, unitId, channel },
			...{ periodFrom: period.from, periodTo: period.to }
		};
		const { faults } = await registers.examine(sql, place, given);
		if (faults.length > 0) {
			const errors = Object.fromEntries(
				faults.map((fault) => [fault.field, sentence(fault.problem, locale, fault.details)])
			);
			return fail(422, { errors, values: textsOf(form) });
		}
		await registers.enter(sql, user.id, place, given);
		const unit = await units.byId(sql, unitId, period.to);
		const query = new URLSearchParams({
			ky: keyOf(period, register.rhythm),
			da_ghi: unit?.fullName ?? ''
		});
		const again = field(form, 'tiep') === '1';
		if (again) query.set('don_vi', String(register.split ? unitId : await next()));
		redirect(303, `/so-lieu/${register.indicatorId}${again ? '/nhap' : ''}?${query}`);

		/** The unit that comes next among those that have not entered anything. */
		async function next(): Promise<number> {
			const board = await standing.board(sql, user, register, period);
			const open = board.filter(({ entries }) => entries.length === 0);
			return open[0]?.unit.id ?? unitId;
		}
	})
};

function textsOf(form: FormData): Record<string, string> {
	const values: Record<string, string> = {};
	for (const [name, value] of form) if (typeof value === 'string') values[name] = value;
	return values;
}
