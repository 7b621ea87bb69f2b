/** When a form is due, seen from now; all days are Vietnamese days. */
const offset = 7 * 3_600_000;
const dayOf = (moment: number) => Math.floor((moment + offset) / 86_400_000);

/** Whole Vietnamese days until the day it closes: 0 is today, negative is past. */
export function daysLeft(closesAt: string, now: number): number {
	const end = new Date(closesAt).getTime();
	if (now > end) return Math.min(-1, dayOf(end) - dayOf(now));
	return dayOf(end) - dayOf(now);
}

/** 10:42:07, Vietnamese time. */
export function clock(moment: string): string {
	const time = new Date(moment).getTime();
	return Number.isNaN(time) ? '' : new Date(time + offset).toISOString().slice(11, 19);
}
