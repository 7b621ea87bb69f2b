/**
 * Events of visitors put together to visits. The rule is published with the number: another rule makes
 * another number of the same events. The product's own days are rebuilt in SQL by the first rule here.
 */
import { aligned, finite, numbers, positive, Refusal } from '../refusal.ts';

export type Events = {
	visitor: ArrayLike<string | number>;
	/** seconds */
	time: ArrayLike<number>;
	/** order of events in one second; by default as given */
	sequence?: ArrayLike<number>;
	campaign?: ArrayLike<string>;
};

export type VisitRule = {
	/** seconds without an event that end a visit */
	idle?: number;
	/** a gap of exactly `idle` ends it too; otherwise only a longer one */
	inclusive?: boolean;
	/** a visit ends at midnight, this many seconds ahead of UTC */
	midnight?: number;
	/** an event with another campaign than the visit's latest starts a new one */
	campaign?: boolean;
};

export type Visits = {
	/** positions of the events by visitor, time and sequence */
	order: Int32Array;
	/** number of the visit of each event, in the order given; visits count from 0 along `order` */
	visit: Int32Array;
	count: number;
};

/** Day number since 1970, `offset` seconds ahead of UTC. */
export function dayOf(time: number, offset: number): number {
	return Math.floor((time + offset) / 86_400);
}

/** YYYY-MM-DD of a day number. */
export function dateOf(day: number): string {
	return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/**
 * Splits events into visits: a new one when the gap to the visitor's event before is at least 30 minutes.
 * Events that come late in the list are put in their place first.
 */
export function visitsOf(events: Events, rule: VisitRule = {}): Visits {
	const { visitor, time, sequence, campaign } = events;
	numbers(time, 'times');
	aligned(time, visitor, 'visitors');
	const idle = positive(rule.idle ?? 1800, 'idle time');
	if (rule.campaign && !campaign) throw new Refusal('missing', 'campaigns');
	if (campaign) aligned(time, campaign, 'campaigns');
	if (sequence) aligned(time, sequence, 'sequence');
	if (rule.midnight !== undefined) finite(rule.midnight, 'midnight');
	const names = new Map<string | number, number>();
	const who = Int32Array.from({ length: visitor.length }, (_, at) => {
		const name = visitor[at]!;
		const known = names.get(name) ?? names.size;
		names.set(name, known);
		return known;
	});
	const order = Int32Array.from(who, (_, at) => at).sort(
		(one, other) =>
			who[one]! - who[other]! ||
			time[one]! - time[other]! ||
			(sequence ? sequence[one]! - sequence[other]! : 0) ||
			one - other
	);
	const visit = new Int32Array(who.length);
	let number = -1;
	let latest = '';
	order.forEach((now, place) => {
		const before = place > 0 ? order[place - 1]! : -1;
		const gap = before >= 0 ? time[now]! - time[before]! : 0;
		const named = campaign?.[now] ?? '';
		const starts =
			before < 0 ||
			who[now] !== who[before] ||
			(rule.inclusive === false ? gap > idle : gap >= idle) ||
			(rule.midnight !== undefined &&
				dayOf(time[now]!, rule.midnight) !== dayOf(time[before]!, rule.midnight)) ||
			(rule.campaign === true && named !== '' && named !== latest);
		if (starts) {
			number++;
			latest = '';
		}
		if (named !== '') latest = named;
		visit[now] = number;
	});
	return { order, visit, count: number + 1 };
}

export type VisitTotals = {
	visits: number;
	/** at most one page and nothing done on it */
	bounces: number;
	bounceRate: number;
	/** seconds from the first to the last event, 0 for visits of one event */
	duration: number;
	meanDuration: number;
	pagesPerVisit: number;
};

/** Totals of visits. `page` marks page views, `active` other events that somebody caused (no scrolling). */
export function visitTotals(
	{ visit, count }: Visits,
	time: ArrayLike<number>,
	page: ArrayLike<boolean>,
	active: ArrayLike<boolean>
): VisitTotals {
	for (const list of [time, page, active]) aligned(visit, list, 'events');
	if (count === 0) throw new Refusal('no-observations', 'visits');
	const pages = new Uint32Array(count);
	const acts = new Uint32Array(count);
	const first = new Float64Array(count).fill(Infinity);
	const last = new Float64Array(count).fill(-Infinity);
	for (let at = 0; at < visit.length; at++) {
		const own = visit[at]!;
		if (page[at]) pages[own]!++;
		else if (active[at]) acts[own]!++;
		first[own] = Math.min(first[own]!, time[at]!);
		last[own] = Math.max(last[own]!, time[at]!);
	}
	let [bounces, duration, all] = [0, 0, 0];
	for (let own = 0; own < count; own++) {
		if (pages[own]! <= 1 && acts[own] === 0) bounces++;
		duration += last[own]! - first[own]!;
		all += pages[own]!;
	}
	return {
		visits: count,
		bounces,
		bounceRate: bounces / count,
		duration,
		meanDuration: duration / count,
		pagesPerVisit: all / count
	};
}

/** The first and the last event of each visit among those `chosen` (such as page views); −1 for none. */
export function visitEnds(
	{ order, visit, count }: Visits,
	chosen: (at: number) => boolean = () => true
): { first: Int32Array; last: Int32Array } {
	const first = new Int32Array(count).fill(-1);
	const last = new Int32Array(count).fill(-1);
	for (const at of order) {
		if (!chosen(at)) continue;
		const own = visit[at]!;
		if (first[own] === -1) first[own] = at;
		last[own] = at;
	}
	return { first, last };
}
