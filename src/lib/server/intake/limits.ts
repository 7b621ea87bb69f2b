/**
 * How much one sender may send: so many events a second from one address, far more with a key, and
 * a generous store for bursts. Beyond it a sender is told how long to wait, and what it sent is
 * counted as refused. A whole office may stand behind one address, so the usual rates are wide; this
 * machine's own address is never limited, as behind a proxy that was not declared everyone has it.
 * Counts live in memory and are forgotten when a sender falls silent.
 */
import { Problem } from '../../problem.ts';
import { network } from '../rates.ts';
import type { Tally } from './journal.ts';

export type Rate = { burst: number; perSecond: number };
export type Rates = { address: Rate; key: Rate };

export type Limits = {
	/** Throws `event.too-many`, with the seconds to wait. `events` at once. */
	address: (address: string, events: number) => void;
	/** The same for the owner of a key. */
	key: (userId: number, events: number) => void;
	/** What was refused since this was last asked. */
	refused: () => Tally[];
};

/** The rates that follow from one figure: events a second from one address; 0 sets no limit. */
export function ratesOf(perSecond: number): Rates {
	if (perSecond === 0)
		return { address: { burst: Infinity, perSecond: 1 }, key: { burst: Infinity, perSecond: 1 } };
	return {
		address: { burst: perSecond * 50, perSecond },
		key: { burst: perSecond * 25_000, perSecond: perSecond * 100 }
	};
}

export const usual = ratesOf(200);

const mostKept = 100_000;
type Bucket = { left: number; at: number };

/** `now` in milliseconds, for tests. */
export function open(rates: Rates, now: () => number = Date.now): Limits {
	const addresses = new Map<string, Bucket>();
	const keys = new Map<string, Bucket>();
	const counts = { 'too-many-of-address': 0, 'too-many-of-key': 0 };

	function pass(
		buckets: Map<string, Bucket>,
		name: string,
		rate: Rate,
		events: number,
		reason: keyof typeof counts
	): void {
		const wait = draw(buckets, name, rate, events, now());
		if (wait === 0) return;
		counts[reason] += events;
		throw new Problem('event.too-many', { seconds: Math.min(3600, Math.ceil(wait)) });
	}

	return {
		address(address, events) {
			if (address === '' || isOwn(address)) return;
			pass(addresses, network(address), rates.address, events, 'too-many-of-address');
		},
		key: (userId, events) => pass(keys, String(userId), rates.key, events, 'too-many-of-key'),
		refused() {
			const tallies: Tally[] = [];
			for (const reason of ['too-many-of-address', 'too-many-of-key'] as const) {
				if (counts[reason] > 0) tallies.push([0, 'refused', reason, counts[reason]]);
				counts[reason] = 0;
			}
			return tallies;
		}
	};
}

/** Takes the events out of the store; otherwise the seconds until they would fit. */
function draw(
	buckets: Map<string, Bucket>,
	name: string,
	{ burst, perSecond }: Rate,
	events: number,
	at: number
): number {
	const known = buckets.get(name);
	const left = known
		? Math.min(burst, known.left + (Math.max(0, at - known.at) / 1000) * perSecond)
		: burst;
	// More at once than the store can ever hold passes when the store is full.
	const fits = left >= Math.min(events, burst);
	buckets.delete(name);
	buckets.set(name, { left: fits ? left - events : left, at });
	if (buckets.size > mostKept) buckets.delete(buckets.keys().next().value as string);
	return fits ? 0 : (Math.min(events, burst) - left) / perSecond;
}

function isOwn(address: string): boolean {
	return address === '::1' || /^(::ffff:)?127\./.test(address);
}
