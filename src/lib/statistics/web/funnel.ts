/**
 * How far somebody came on a way of several steps. Visitors who reached the first step and visits that
 * did are two different tables; say which.
 */
import { aligned, amount, finite, Refusal } from '../refusal.ts';

export type FunnelRule = {
	/** no step may repeat before the next: the first repeat ends it */
	strictDeduplication?: boolean;
	/** no other event between the steps, and no start anew once the second step is reached */
	strictOrder?: boolean;
	/** with strictOrder: the first step may come again */
	allowReentry?: boolean;
	/** each step later than the one before, not in the same moment */
	strictIncrease?: boolean;
	/** an event counts for one step only, even where it fits several */
	strictOnce?: boolean;
	/** events of one moment: in the order of the steps, or as given */
	ties?: 'steps' | 'given';
};

type Chain = { first: number; last: number; events: number[] };
type Move = { time: number; step: number; event: number };

/**
 * The number of steps reached, in order, the last at most `window` after the first (the end included);
 * other events may lie between. `matches` lists, per event, the steps it fits, from 0. As
 * ClickHouse's windowFunnel with its modes.
 */
export function funnelLevel(
	times: ArrayLike<number>,
	matches: readonly (readonly number[])[],
	steps: number,
	window: number,
	rule: FunnelRule = {}
): number {
	aligned(times, matches, 'events');
	if (window !== Infinity) amount(window, 'window');
	if (!(Number.isInteger(steps) && steps >= 1)) throw new Refusal('too-few', 'steps');
	const reached: Chain[][] = Array.from({ length: steps }, () => []);
	const level = () => {
		for (let step = steps; step > 0; step--) if (reached[step - 1]!.length > 0) return step;
		return 0;
	};
	for (const { time, step, event } of movesOf(times, matches, steps, rule)) {
		const started = reached[0]!.length > 0;
		if (step === -1) {
			if (started) return level();
			continue;
		}
		if (step === 0) {
			if (rule.strictOrder && !rule.allowReentry && level() > 1) return level();
			reached[0] = [
				...(rule.strictOnce ? reached[0]! : []),
				{ first: time, last: time, events: [event] }
			];
			if (steps === 1) return 1;
			continue;
		}
		if (rule.strictDeduplication && reached[step]!.length > 0) return level();
		if (rule.strictOrder && started && reached[step - 1]!.length === 0)
			return reached.findIndex((chains) => chains.length === 0);
		const next = reached[step - 1]!.filter(
			(chain) =>
				time <= chain.first + window &&
				(!rule.strictIncrease || chain.last < time) &&
				(!rule.strictOnce || !chain.events.includes(event))
		).map((chain) => ({ first: chain.first, last: time, events: [...chain.events, event] }));
		if (next.length === 0) continue;
		reached[step] = rule.strictOnce ? [...reached[step]!, ...next] : next;
		if (step + 1 === steps) return steps;
	}
	return level();
}

/** Events by time, one entry per step they fit; −1 for those that fit none, where order is strict. */
function movesOf(
	times: ArrayLike<number>,
	matches: readonly (readonly number[])[],
	steps: number,
	rule: FunnelRule
): Move[] {
	const moves: Move[] = [];
	matches.forEach((fits, event) => {
		const time = finite(times[event]!, 'times');
		for (const step of fits) {
			if (!(Number.isInteger(step) && step >= 0 && step < steps))
				throw new Refusal('out-of-bounds', 'steps');
			moves.push({ time, step, event });
		}
		if (fits.length === 0 && rule.strictOrder) moves.push({ time, step: -1, event });
	});
	return moves.sort(
		(one, other) =>
			one.time - other.time ||
			(rule.ties === 'given'
				? one.event - other.event || one.step - other.step
				: one.step - other.step)
	);
}

export type Funnel = {
	/** how many reached each step */
	reached: number[];
	/** of the step before; 1 for the first */
	fromBefore: number[];
	/** of the first step; NaN when nobody reached it */
	fromFirst: number[];
};

/** Levels of many visitors (or visits) as a funnel. */
export function funnel(levels: ArrayLike<number>, steps: number): Funnel {
	const reached = Array.from({ length: steps }, () => 0);
	for (let at = 0; at < levels.length; at++)
		for (let step = 0; step < levels[at]!; step++) {
			if (step >= steps) throw new Refusal('out-of-bounds', 'levels');
			reached[step]!++;
		}
	return {
		reached,
		fromBefore: reached.map((n, step) => (step === 0 ? 1 : n / reached[step - 1]!)),
		fromFirst: reached.map((n) => n / reached[0]!)
	};
}
