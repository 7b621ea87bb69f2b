/**
 * The periods of a panel around the first start. Weeks are counted from that day; of months, one in
 * which all units start but for its first day belongs to neither side and is left out.
 */
import type { Period, Plan } from '../evaluation.ts';
import { addDays } from '../event.ts';

export type Calendar = {
	periods: Period[];
	/** index of the first treated period of each treated unit */
	starts: Map<number, number>;
};

/** `waves` are the survey's campaigns in order, for plans by waves. Periods that are not over are left out. */
export function calendarOf(plan: Plan, today: string, waves: readonly Period[] = []): Calendar {
	const days = plan.treated.map(({ from }) => from).sort();
	const first = days[0] ?? today;
	const all =
		plan.grain === 'wave'
			? around(
					waves,
					waves.findIndex(({ from }) => from >= first),
					plan
				)
			: plan.grain === 'week'
				? Array.from({ length: plan.before + plan.after }, (_, at) =>
						weekOf(first, at - plan.before)
					)
				: months(plan, first, days.at(-1) ?? first);
	const periods = all.filter(({ to }) => to < today);
	const starts = new Map<number, number>();
	for (const { unitId, from } of plan.treated) {
		const whole = plan.grain === 'month' && first !== days.at(-1);
		// where units start in different months, the month of the start is the first treated one
		const at = periods.findIndex((period) => (whole ? period.to >= from : period.from >= from));
		starts.set(unitId, at < 0 ? periods.length : at);
	}
	return { periods, starts };
}

const weekOf = (first: string, at: number): Period => ({
	from: addDays(first, 7 * at),
	to: addDays(first, 7 * at + 6)
});

function around(waves: readonly Period[], start: number, { before, after }: Plan): Period[] {
	const at = start < 0 ? waves.length : start;
	return waves.slice(Math.max(0, at - before), at + after);
}

function months({ before, after }: Plan, first: string, last: string): Period[] {
	const broken = first === last && first.slice(8) !== '01';
	const list = Array.from({ length: before + after + (broken ? 1 : 0) }, (_, at) =>
		monthOf(first, at - before)
	);
	return broken ? list.filter((_, at) => at !== before) : list;
}

/** The calendar month so many months from the one that holds the day. */
function monthOf(day: string, apart: number): Period {
	const [year, month] = day.split('-').map(Number) as [number, number];
	const firstOf = (count: number) =>
		new Date(Date.UTC(year, month - 1 + count, 1)).toISOString().slice(0, 10);
	return { from: firstOf(apart), to: addDays(firstOf(apart + 1), -1) };
}
