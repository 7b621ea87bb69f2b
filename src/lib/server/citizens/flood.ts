/**
 * Floods, without shutting out a commune behind one address. Each address and each link may send at
 * a generous rate; whoever comes beyond it is not refused but asked for a proof of work, which a
 * telephone does in about a second and a flood pays dearly, the more so the more it sends. Addresses
 * are in memory only, under a keyed hash, and forgotten when they fall silent.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { zeroBits } from '../../citizen-proof.ts';
import type { Challenge } from '../../citizen.ts';
import { Problem } from '../../problem.ts';
import { network } from '../rates.ts';

export type Knock = {
	address: string;
	/** code of the link */
	link: string;
	/** id of the answers */
	id: string;
	proof?: { seed: string; nonce: string } | undefined;
};

export type Flood = {
	/** Throws `citizen.slow-down` with a challenge when a proof is needed and none that holds came. */
	pass: (knock: Knock) => void;
};

export type Rates = {
	/** answers at once, and answers a second after that */
	address: { burst: number; perSecond: number };
	link: { burst: number; perSecond: number };
	/** zero bits of the easiest proof */
	bits: number;
};

export const usual: Rates = {
	address: { burst: 120, perSecond: 2 },
	link: { burst: 3000, perSecond: 300 },
	bits: 16
};

const mostBits = 24;
/** Proofs a minute from one address after which the next bit is asked for; it doubles each time. */
const proofsPerBit = 120;
const lifetimeMs = 5 * 60_000;
const mostKept = 100_000;

type Bucket = { tokens: number; at: number };
type Effort = { proofs: number; at: number };

/** `now` in milliseconds, for tests. */
export function open(rates: Rates = usual, now: () => number = Date.now): Flood {
	const key = randomBytes(32);
	const addresses = new Map<string, Bucket>();
	const links = new Map<string, Bucket>();
	const efforts = new Map<string, Effort>();
	/** seeds that were solved, for which answers, until when */
	const solved = new Map<string, { id: string; until: number }>();

	function challenge(who: string): Challenge {
		const proofs = decayed(efforts.get(who), now());
		const more = proofs < proofsPerBit ? 0 : 1 + Math.floor(Math.log2(proofs / proofsPerBit));
		const bits = Math.min(mostBits, rates.bits + more);
		const plain = `${(now() + lifetimeMs).toString(36)}.${bits}.${randomBytes(9).toString('base64url')}`;
		return { seed: `${plain}.${sign(plain, who)}`, bits };
	}

	function sign(plain: string, who: string): string {
		return createHmac('sha256', key).update(`${plain}\n${who}`).digest('base64url').slice(0, 22);
	}

	/** Whether a proof holds; it is used up for these answers. */
	function proves(who: string, { id, proof }: Knock): boolean {
		if (!proof) return false;
		const { seed, nonce } = proof;
		const at = seed.lastIndexOf('.');
		const plain = seed.slice(0, Math.max(at, 0));
		const given = Buffer.from(seed.slice(at + 1));
		const right = Buffer.from(sign(plain, who));
		if (given.length !== right.length || !timingSafeEqual(given, right)) return false;
		const [until = '', bits = ''] = plain.split('.');
		if (parseInt(until, 36) < now()) return false;
		const used = solved.get(seed);
		if (used) return used.id === id;
		const digest = createHash('sha256').update(`${seed}.${nonce}`).digest();
		if (zeroBits(digest) < Number(bits)) return false;
		forgetOld();
		solved.set(seed, { id, until: parseInt(until, 36) });
		const proofs = decayed(efforts.get(who), now()) + 1;
		efforts.delete(who);
		efforts.set(who, { proofs, at: now() });
		if (efforts.size > mostKept) dropFirst(efforts);
		return true;
	}

	function forgetOld(): void {
		for (const [seed, { until }] of solved) {
			if (until >= now() && solved.size < mostKept) break;
			solved.delete(seed);
		}
	}

	return {
		pass(knock) {
			const who = createHash('sha256')
				.update(key)
				.update(network(knock.address))
				.digest('base64url');
			const fits =
				drain(addresses, who, rates.address, now()) && drain(links, knock.link, rates.link, now());
			if (fits || proves(who, knock)) return;
			throw new Problem('citizen.slow-down', { challenge: challenge(who), seconds: 1 });
		}
	};
}

function drain(
	buckets: Map<string, Bucket>,
	name: string,
	{ burst, perSecond }: Rates['address'],
	at: number
): boolean {
	const known = buckets.get(name);
	const tokens = known
		? Math.min(burst, known.tokens + ((at - known.at) / 1000) * perSecond)
		: burst;
	buckets.delete(name);
	buckets.set(name, { tokens: tokens >= 1 ? tokens - 1 : tokens, at });
	if (buckets.size > mostKept) dropFirst(buckets);
	return tokens >= 1;
}

/** Proofs of the last minute or so. */
function decayed(effort: Effort | undefined, at: number): number {
	return effort ? effort.proofs * 0.5 ** ((at - effort.at) / 60_000) : 0;
}

/** The one that has been silent longest. */
function dropFirst(map: Map<string, unknown>): void {
	map.delete(map.keys().next().value as string);
}
