/** What a batch of lines adds up to, and how sums of batches become an import's counts. */
import { dayOf, type Event } from '../../event.ts';
import type { LeftOut, LogImport } from '../../log.ts';

export type Tally = Pick<
	LogImport,
	| 'understood'
	| 'notUnderstood'
	| 'blank'
	| 'events'
	| 'pageViews'
	| 'downloads'
	| 'bots'
	| 'byReason'
	| 'perDay'
	| 'pageViewsPerDay'
>;

export function empty(): Tally {
	return {
		understood: 0,
		notUnderstood: 0,
		blank: 0,
		events: 0,
		pageViews: 0,
		downloads: 0,
		bots: 0,
		byReason: {},
		perDay: {},
		pageViewsPerDay: {}
	};
}

/** Counts an understood request made at `time`, and what it was judged to be. */
export function count(tally: Tally, time: number, judged: Event | LeftOut, isBot: boolean): void {
	tally.understood++;
	raise(tally.perDay, new Date(time).toISOString().slice(0, 10), 1);
	if (typeof judged === 'string') return raise(tally.byReason, judged, 1);
	tally.events++;
	if (isBot) tally.bots++;
	if (judged.name !== 'pageview') tally.downloads++;
	else {
		tally.pageViews++;
		if (!isBot) raise(tally.pageViewsPerDay, dayOf(time), 1);
	}
}

/** The sum of two tallies, days in order. */
export function add(a: Tally, b: Tally): Tally {
	return {
		understood: a.understood + b.understood,
		notUnderstood: a.notUnderstood + b.notUnderstood,
		blank: a.blank + b.blank,
		events: a.events + b.events,
		pageViews: a.pageViews + b.pageViews,
		downloads: a.downloads + b.downloads,
		bots: a.bots + b.bots,
		byReason: merge(a.byReason, b.byReason),
		perDay: merge(a.perDay, b.perDay),
		pageViewsPerDay: merge(a.pageViewsPerDay, b.pageViewsPerDay)
	};
}

type Counts = Partial<Record<string, number>>;

/** Adds to one of several counts. */
export function raise(counts: Counts, key: string, by: number): void {
	counts[key] = (counts[key] ?? 0) + by;
}

function merge(a: Counts, b: Counts): Record<string, number> {
	const sums: Counts = { ...a };
	for (const [key, value] of Object.entries(b)) raise(sums, key, value ?? 0);
	return Object.fromEntries(
		Object.entries(sums as Record<string, number>).sort(([x], [y]) => (x < y ? -1 : 1))
	);
}
