/**
 * A proof of work: when very many answers come from one place, a browser is asked to search for a
 * number, which costs a telephone about a second and a flood of programs very much. The number makes
 * SHA-256 of seed and number begin with so many zero bits. Works in a page, a worker and on the server.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import type { Challenge } from './citizen.ts';

const encoder = new TextEncoder();
const slice = 2000;

/** Whether the nonce solves the challenge. */
export function solves({ seed, bits }: Challenge, nonce: string): boolean {
	return zeroBits(sha256(encoder.encode(`${seed}.${nonce}`))) >= bits;
}

/** Zero bits at the beginning. */
export function zeroBits(bytes: Uint8Array): number {
	let count = 0;
	for (const byte of bytes) {
		if (byte !== 0) return count + Math.clz32(byte) - 24;
		count += 8;
	}
	return count;
}

/**
 * Searches for a nonce, in slices between which the page stays alive. `signal` ends the search with
 * its reason.
 */
export async function solve(challenge: Challenge, signal?: AbortSignal): Promise<string> {
	for (let number = 0; ; number++) {
		const nonce = number.toString(36);
		if (solves(challenge, nonce)) return nonce;
		if (number % slice === slice - 1) {
			signal?.throwIfAborted();
			await new Promise((done) => setTimeout(done));
		}
	}
}
