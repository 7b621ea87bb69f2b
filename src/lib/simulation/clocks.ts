/**
 * Senders whose clocks are wrong, as they look at the moment they send. What is stamped up to an hour
 * ahead counts at the time it names, as does what is stamped in the past: nobody can tell a slow
 * clock from an event that comes late. What is further ahead, or before the year 2000, cannot be.
 */
import { browsers } from './population.ts';
import type { Random } from './random.ts';
import { addressOf, pageView, type SentEvent } from './visiting.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Each event is one page view by a person of their own. */
export type WrongClocks = { counted: SentEvent[]; refused: SentEvent[] };

export function simulateClocks(random: Random, domain: string, now: number): WrongClocks {
	let number = 60_000;
	const stamped = (time: number) => {
		const { userAgent } = random.pick(browsers);
		return pageView(random, domain, { ip: addressOf(number++), userAgent }, time, '');
	};
	// Seven hours: a clock that takes Vietnamese time for UTC, or the other way round.
	const possible = [1000, 5 * minute, 59 * minute, -5 * minute, -7 * hour, -3 * day, -400 * day];
	const impossible = [61 * minute, 7 * hour, 3 * day, 400 * day, -now, 915_000_000_000 - now];
	return {
		counted: possible.map((off) => stamped(now + off)),
		refused: impossible.map((off) => stamped(now + off))
	};
}
