/**
 * When loading and rebuilding should rest. Accepted events are safe in the journal, so while senders
 * or readers of logs have more to do than the processor can, what is not urgent waits: acknowledging
 * goes several times as fast. It waits for a bounded time only, then everything is loaded before it
 * may rest again.
 */
import { performance } from 'node:perf_hooks';

export type Rest = {
	/** Call when events were accepted. */
	accepted: (events: number) => void;
	/** Whether loading should wait. */
	isOn: () => boolean;
	/** Call when nothing waits any more: it may rest again. */
	caughtUp: () => void;
	close: () => void;
};

/** How often the load is looked at, milliseconds. */
const look = 100;
/** From so many events a second on, with the thread so busy, it is a rush. */
const rush = { events: 2000, busy: 0.8 };
/** A rush ends when it was calm for so long, milliseconds. */
const calm = 500;

/**
 * @param others further reasons to rest, such as a log being read
 * @param longest nobody's events wait longer than this because of others, milliseconds
 */
export function open(others: () => boolean, longest = 20_000): Rest {
	let events = 0;
	let rushedAt = 0;
	let began = 0;
	let isOver = false;
	let last = performance.eventLoopUtilization();
	const timer = setInterval(() => {
		const now = performance.eventLoopUtilization();
		const { utilization, active, idle } = performance.eventLoopUtilization(now, last);
		const perSecond = (events * 1000) / Math.max(1, active + idle);
		if (utilization > rush.busy && perSecond > rush.events) rushedAt = Date.now();
		last = now;
		events = 0;
	}, look);
	timer.unref();
	return {
		accepted: (count) => void (events += count),
		isOn() {
			const now = Date.now();
			if (now - rushedAt > calm && !others()) {
				began = 0;
				return false;
			}
			if (isOver) return false;
			began ||= now;
			isOver = now - began > longest;
			return !isOver;
		},
		caughtUp() {
			isOver = false;
			began = 0;
		},
		close: () => clearInterval(timer)
	};
}
