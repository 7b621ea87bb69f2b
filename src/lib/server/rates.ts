/**
 * How often a password may be tried. Tries are counted before the password is looked at, so that
 * many at once cannot slip through. Five tries of one account from one address, then a wait that
 * doubles each time; a stranger elsewhere does not make the owner wait. Each address and each
 * account also has a wide cap; an address the owner has signed in from is exempt from the latter.
 * Counts live in memory and are forgotten at a restart.
 */
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from '../problem.ts';
import { normaliseEmail } from '../user.ts';

const minute = 60;
const hour = 60 * minute;
// Timers hold at most 2^31 milliseconds, which is just short of 25 days.
const trust = 20 * 24 * hour;

export type SignInLimits = {
	/** Counts one try; throws `access.too-many-attempts` with the seconds to wait. */
	attempt: (email: string, address: string) => Promise<void>;
	/** Forgets the tries that led to a right password. */
	succeed: (email: string, address: string) => Promise<void>;
};

/** Fresh counts. `account` and `address` are the wide caps per hour and per quarter of an hour. */
export function signIns({ account = 100, address = 100 } = {}): SignInLimits {
	const pairs = new RateLimiterMemory({ points: 5, duration: 15 * minute });
	const rounds = new RateLimiterMemory({ points: 1, duration: 24 * hour });
	const accounts = new RateLimiterMemory({ points: account, duration: hour });
	const addresses = new RateLimiterMemory({ points: address, duration: 15 * minute });
	const trusted = new RateLimiterMemory({ points: 1, duration: trust });

	return {
		async attempt(email, from) {
			const { who, where, pair } = name(email, from);
			await consume(addresses, where);
			await pairs.consume(pair).catch(async (refused: RateLimiterRes) => {
				if (refused.consumedPoints !== 6) throw tooMany(refused);
				const { consumedPoints: round } = await rounds.penalty(pair);
				throw tooMany(await pairs.block(pair, Math.min(minute * 2 ** (round - 1), hour)));
			});
			if (!(await trusted.get(pair))) await consume(accounts, who);
		},
		async succeed(email, from) {
			const { who, where, pair } = name(email, from);
			await addresses.reward(where);
			if (!(await trusted.get(pair))) await accounts.reward(who);
			await Promise.all([pairs.delete(pair), rounds.delete(pair)]);
			await trusted.set(pair, 1, trust);
		}
	};
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
	await limiter.consume(key).catch((refused: RateLimiterRes) => {
		throw tooMany(refused);
	});
}

function tooMany({ msBeforeNext }: RateLimiterRes): Problem {
	return new Problem('access.too-many-attempts', { seconds: Math.ceil(msBeforeNext / 1000) });
}

function name(email: string, address: string) {
	const who = normaliseEmail(email).slice(0, 254);
	const where = network(address);
	return { who, where, pair: `${where} ${who}` };
}

/** One subscriber's network: an IPv4 address, or the first 64 bits of an IPv6 one. */
export function network(address: string): string {
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
	if (!plain.includes(':')) return plain;
	const [head = '', tail] = plain.split('::');
	const groups = head ? head.split(':') : [];
	const rest = tail ? tail.split(':') : [];
	while (groups.length + rest.length < 8) groups.push('0');
	return [...groups, ...rest]
		.slice(0, 4)
		.map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
		.join(':');
}
