import { cohorts, repeats, retained, returnedAfter } from '#lib/statistics/web/cohort.ts';
import {
	acceptedError,
	distinctBy,
	overlap,
	sampleError,
	sketchError
} from '#lib/statistics/web/distinct.ts';
import { funnel, funnelLevel, type FunnelRule } from '#lib/statistics/web/funnel.ts';
import { occurrences } from '#lib/statistics/web/sequence.ts';
import {
	dateOf,
	dayOf,
	visitEnds,
	visitsOf,
	visitTotals,
	type VisitRule
} from '#lib/statistics/web/visit.ts';
import { describe, expect, it } from 'vitest';
import { meetsReference, type Reference } from '../../reference.ts';
import * as vectors from '../../vectors.ts';

const set = '08_web';
const vietnam = 7 * 3600;
const everyEdge = Array.from({ length: 14 }, (_, at) => `e${String(at + 1).padStart(2, '0')}`);

function clicks(bots = false) {
	const rows = vectors.table(set, 'clickstream.csv').filter((row) => bots || row.bot === '0');
	const text = (name: string) => rows.map((row) => row[name]!);
	return {
		rows,
		visitor: text('visitor'),
		event: text('event'),
		path: text('path'),
		campaign: text('campaign'),
		time: rows.map((row) => Number(row.ts)),
		sequence: rows.map((row) => Number(row.seq)),
		page: rows.map((row) => row.event === 'pageview'),
		active: rows.map((row) => row.event !== 'pageview' && row.interactive === '1')
	};
}

const perKey = <Key>(keys: Iterable<Key>) => {
	const counts = new Map<Key, number>();
	for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
	return counts;
};

const totals = () => {
	const events = clicks();
	const all = clicks(true);
	const { by, all: visitors } = distinctBy(events.visitor, (at) =>
		dayOf(events.time[at]!, vietnam)
	);
	return {
		events: events.rows.length,
		pageviews: events.page.filter(Boolean).length,
		visitors,
		sum_daily_visitors: [...by.values()].reduce((sum, n) => sum + n, 0),
		events_with_bots: all.rows.length,
		visitors_with_bots: new Set(all.visitor).size
	};
};

const visits = ({ id }: Reference) => {
	const events = clicks();
	const all = id.includes('matomo');
	const rule: VisitRule = {
		inclusive: !id.includes('gap_gt'),
		midnight: all || id.includes('midnight') ? vietnam : undefined,
		campaign: all || id.includes('campaign')
	};
	const found = visitsOf(events, rule);
	const result = visitTotals(found, events.time, events.page, events.active);
	const perVisitor = distinctBy(Array.from(found.visit), (at) => events.visitor[at]!).by;
	return {
		visits: result.visits,
		bounces: result.bounces,
		bounce_rate: result.bounceRate,
		avg_duration_s: result.meanDuration,
		total_duration_s: result.duration,
		views_per_visit: result.pagesPerVisit,
		max_visits_per_visitor: Math.max(...perVisitor.values()),
		edge: Object.fromEntries(everyEdge.map((who) => [who, perVisitor.get(who)]))
	};
};

const daily = (_: Reference, [, zone]: RegExpExecArray) => {
	const events = clicks();
	const day = (at: number) => dateOf(dayOf(events.time[at]!, zone === 'UTC' ? 0 : vietnam));
	const positions = [...events.rows.keys()];
	const found = visitsOf(events);
	return {
		pageviews: Object.fromEntries(perKey(positions.filter((at) => events.page[at]).map(day))),
		visitors: Object.fromEntries(distinctBy(events.visitor, day).by),
		visits: Object.fromEntries(perKey(Array.from(visitEnds(found).first, day)))
	};
};

const pages = () => {
	const events = clicks();
	const viewed = [...events.rows.keys()].filter((at) => events.page[at]);
	const { first, last } = visitEnds(visitsOf(events), (at) => events.page[at]!);
	const paths = (at: ArrayLike<number>) =>
		Object.fromEntries(
			perKey(
				Array.from(at)
					.filter((one) => one >= 0)
					.map((one) => events.path[one]!)
			)
		);
	const visitors = distinctBy(
		viewed.map((at) => events.visitor[at]!),
		(at) => events.path[viewed[at]!]!
	).by;
	return {
		pageviews: paths(viewed),
		visitors: Object.fromEntries(visitors),
		entry: paths(first),
		exit: paths(last)
	};
};

/** Level of each visitor (or visit) on the way quiz page → start → submission. */
function quizLevels(groups: ArrayLike<string | number>, window: number) {
	const events = clicks();
	const steps = [
		(at: number) => events.event[at] === 'pageview' && events.path[at] === '/quiz',
		(at: number) => events.event[at] === 'quiz_start',
		(at: number) => events.event[at] === 'quiz_submit'
	];
	const members = new Map<string | number, number[]>();
	for (const at of visitsOf(events).order)
		members.set(groups[at]!, [...(members.get(groups[at]!) ?? []), at]);
	return new Map(
		[...members].map(([who, own]) => [
			who,
			funnelLevel(
				own.map((at) => events.time[at]!),
				own.map((at) => [0, 1, 2].filter((step) => steps[step]!(at))),
				3,
				window,
				{ ties: 'given' }
			)
		])
	);
}

const quiz = (_: Reference, [, window]: RegExpExecArray) => {
	const levels = quizLevels(clicks().visitor, Number(window));
	const { reached, fromFirst } = funnel([...levels.values()], 3);
	return {
		step1: reached[0],
		step2: reached[1],
		step3: reached[2],
		conv_1_3: fromFirst[2],
		edge: Object.fromEntries(everyEdge.map((who) => [who, levels.get(who)]))
	};
};

const withinVisit = () => {
	const { reached } = funnel([...quizLevels(visitsOf(clicks()).visit, Infinity).values()], 3);
	return { step1: reached[0], step2: reached[1], step3: reached[2] };
};

const days = () => {
	const events = clicks();
	return { visitor: events.visitor, day: events.time.map((time) => dayOf(time, vietnam)) };
};

function purchases() {
	const rows = vectors.table(set, 'cdnow.csv');
	const date = rows.map(({ date }) => date!);
	return {
		customer: rows.map((row) => row.masterid!),
		day: date.map((d) => Date.UTC(+d.slice(0, 4), +d.slice(4, 6) - 1, +d.slice(6)) / 86_400_000),
		month: date.map((d) => 12 * Number(d.slice(0, 4)) + Number(d.slice(4, 6)) - 1)
	};
}

const monthOf = (month: number) =>
	`${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;

const monthly = () => {
	const { customer, month } = purchases();
	const found = cohorts(customer, month, { most: 12 });
	const keyed = <Value>(value: (cohort: (typeof found)[number]) => Value) =>
		Object.fromEntries(found.map((cohort) => [monthOf(cohort.start), value(cohort)]));
	return {
		transactions: customer.length,
		customers: new Set(customer).size,
		cohort_size: keyed(({ size }) => size),
		active: keyed(({ active }) => ({ ...active }))
	};
};

type FunnelCase = {
	events: [number, string | number][];
	steps: (string | number)[];
	window: number;
	mode: string[];
};

const windowFunnels = ({ expected }: Reference) =>
	(expected as FunnelCase[]).map((one) => {
		const modes = [one.mode].flat();
		const rule: FunnelRule = {
			strictDeduplication: modes.includes('strict_deduplication'),
			strictOrder: modes.includes('strict_order'),
			strictIncrease: modes.includes('strict_increase'),
			strictOnce: modes.includes('strict_once'),
			allowReentry: modes.includes('allow_reentry')
		};
		const steps = [one.steps].flat();
		const level = funnelLevel(
			one.events.map(([time]) => time),
			one.events.map(([, name]) => [...steps.keys()].filter((step) => steps[step] === name)),
			steps.length,
			one.window,
			rule
		);
		return { ...one, level };
	});

const sequences = () => {
	const of = (pattern: string, events: [number, number][], ...numbers: number[]) =>
		occurrences(
			pattern,
			events.map(([time]) => time),
			events.map(([, number]) => [...numbers.keys()].filter((at) => numbers[at] === number)),
			numbers.length
		);
	const short: [number, number][] = [
		[1, 1],
		[2, 3],
		[3, 2]
	];
	const long: [number, number][] = [...short, [4, 1], [5, 3], [6, 2]];
	return {
		match_12: Number(of('(?1)(?2)', short, 1, 2).matches),
		match_12_cond3: Number(of('(?1)(?2)', short, 1, 2, 3).matches),
		match_12_cond4: Number(of('(?1)(?2)', short, 1, 2, 4).matches),
		count: of('(?1).*(?2)', long, 1, 2).count
	};
};

const threeDays = () => {
	const on = (who: number) => retained([who < 5, who < 10, who < 15]).map(Number);
	const people = Array.from({ length: 15 }, (_, who) => on(who));
	return {
		r: [0, 1, 2].map((day) => people.reduce((sum, one) => sum + one[day]!, 0)),
		per_uid: { '0-4': on(2), '5-14': on(9) }
	};
};

meetsReference(set, [
	[/^totals$/, totals],
	[/^sessions\./, visits],
	[/^daily\.(.+)$/, daily],
	[/^pages$/, pages],
	[
		/^campaign\.first_event$/,
		() => {
			const events = clicks();
			const { first } = visitEnds(visitsOf(events));
			return Object.fromEntries(perKey(Array.from(first, (at) => events.campaign[at] || '(none)')));
		}
	],
	[/^funnel\.window(\d+)$/, quiz],
	[/^funnel\.within_visit$/, withinVisit],
	[
		/^retention\.day_n$/,
		() => {
			const { visitor, day } = days();
			return Object.fromEntries(
				cohorts(visitor, day).map(({ start, size, active }) => [
					dateOf(start),
					{ size, returned: { ...active } }
				])
			);
		}
	],
	[
		/^retention\.rolling$/,
		() => {
			const { visitor, day } = days();
			const { all, returned } = returnedAfter(visitor, day, [1, 3]);
			return { d1plus: returned[0], d3plus: returned[1], all };
		}
	],
	[/^cdnow\.cohorts$/, monthly],
	[
		/^cdnow\.repeat$/,
		() => {
			const { customer, day } = purchases();
			const last = Date.UTC(1997, 8, 30) / 86_400_000;
			return { distribution: repeats(customer, day, 7, last) };
		}
	],
	[/^clickhouse\.windowFunnel$/, windowFunnels],
	[/^clickhouse\.retention$/, threeDays],
	[/^clickhouse\.sequence$/, sequences],
	[
		/^distinct\.hll_error$/,
		() => {
			const each = (value: (precision: number) => number) =>
				Object.fromEntries([12, 14, 17].map((precision) => [`p${precision}`, value(precision)]));
			return {
				...each(sketchError),
				band4: each(acceptedError),
				uniq_sample_se: sampleError(65_536)
			};
		}
	],
	[
		/^distinct\.sets$/,
		() => {
			const range = (from: number, to: number) =>
				Array.from({ length: to - from + 1 }, (_, at) => from + at);
			const result = overlap(range(0, 699), range(500, 1099));
			return { ...result, a: result.one, b: result.other, intersection: result.both };
		}
	]
]);

describe('another rule', () => {
	it.skipIf(!vectors.present)('makes other numbers of the same events', () => {
		const count = (rule: VisitRule) => visitsOf(clicks(), rule).count;
		expect(count({})).toBe(315);
		expect(count({ midnight: vietnam, campaign: true })).toBe(319);
		expect(count({ inclusive: false })).toBe(314);
	});
});
