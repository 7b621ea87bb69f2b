/**
 * Our own count and those of earlier counters, month by month and side by side: never summed. Only
 * whole months are compared, so a month that lacks days of a counter has no figure of it.
 */
import type { Grain } from '../history.ts';
import { endOf } from './periods.ts';

export type MonthRow = {
	/** YYYY-MM */
	month: string;
	own: number | null;
	/** in the order of the counters */
	past: (number | null)[];
};
export type Months = { rows: MonthRow[]; sources: string[] };

type Past = { source: string; grain: Grain; day: string; value: number };

/** `own` holds the days we counted; days without visits are missing there. `today` is not over. */
export function byMonth(
	own: { day: string; value: number }[],
	past: Past[],
	today: string
): Months {
	const sources = [...new Set(past.map(({ source }) => source))];
	const ours = ownMonths(own, today);
	const theirs = sources.map((source) =>
		pastMonths(past.filter((figure) => figure.source === source))
	);
	const known = [ours, ...theirs].flatMap((months) => [...months.keys()]).sort();
	const rows: MonthRow[] = [];
	for (let month = known[0]; month && month <= known.at(-1)!; month = after(month))
		rows.push({
			month,
			own: ours.get(month) ?? null,
			past: theirs.map((months) => months.get(month!) ?? null)
		});
	return { rows, sources };
}

function ownMonths(own: { day: string; value: number }[], today: string): Map<string, number> {
	const first = own.reduce((least, { day }) => (day < least ? day : least), '9999-12-31');
	const months = new Map<string, number>();
	for (const { day, value } of own) {
		const month = day.slice(0, 7);
		if (`${month}-01` < first || lastDay(month) >= today) continue;
		months.set(month, (months.get(month) ?? 0) + value);
	}
	return months;
}

/** A figure by month goes before the sum of its days. */
function pastMonths(past: Past[]): Map<string, number> {
	const months = new Map<string, { days: number; value: number }>();
	for (const { grain, day, value } of past) {
		if (grain === 'month') continue;
		const month = day.slice(0, 7);
		const sum = months.get(month) ?? { days: 0, value: 0 };
		months.set(month, { days: sum.days + 1, value: sum.value + value });
	}
	const whole = [...months].filter(([month, { days }]) => days === Number(lastDay(month).slice(8)));
	const found = new Map(whole.map(([month, { value }]) => [month, value]));
	for (const { grain, day, value } of past)
		if (grain === 'month') found.set(day.slice(0, 7), value);
	return found;
}

const lastDay = (month: string) => endOf({ grain: 'month', day: `${month}-01` });

function after(month: string): string {
	const [year = 0, number = 0] = month.split('-').map(Number);
	return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}
