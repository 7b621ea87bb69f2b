/**
 * Visits and daily totals. A visit is a run of one visitor's events on one site with less than 30
 * minutes between neighbours, within one day in Asia/Ho_Chi_Minh. A visitor lives for one day, so
 * counts over several days are plain sums: visitors become visitor-days.
 */

/** A gap of this length (milliseconds) or longer between two events starts a new visit. */
export const idleGap = 30 * 60 * 1000;

export const dimensions = [
	'total',
	'page',
	'entry_page',
	'source',
	'device',
	'browser',
	'os',
	'event',
	'hour',
	'bot'
] as const;
export type Dimension = (typeof dimensions)[number];

/** Stands for the values of a dimension that are beyond its cap on a site's day. */
export const remainder = '(khác)';

/**
 * How many values of a dimension a site's day may have; the rest are counted together. Wide enough
 * for every portal that is used by people, narrow enough that nobody can drown its figures in names.
 */
export type Caps = Record<'path' | 'source' | 'name' | 'browser' | 'os' | 'bot', number>;
export const usualCaps: Caps = {
	path: 20_000,
	source: 2000,
	name: 500,
	browser: 100,
	os: 100,
	bot: 500
};

/** Totals of one site on one day for one value of a dimension ('' for `total`). */
export type DailyTotal = {
	day: string;
	siteId: number;
	dimension: Dimension;
	value: string;
	visitors: number;
	visits: number;
	bounces: number;
	durationMs: number;
	pageViews: number;
	events: number;
};
