/**
 * The address a request came from. Headers can be forged by anyone, so `X-Forwarded-For` is read
 * only as far from the right as there are proxies of ours that wrote it.
 */
import type { RequestEvent } from '@sveltejs/kit';

/** '' when it cannot be told. `trustedProxies` is how many of our own stand in front. */
export function clientAddress(event: RequestEvent, trustedProxies: number): string {
	const forwarded = event.request.headers.get('x-forwarded-for') ?? '';
	return addressFrom(forwarded, trustedProxies, peerOf(event));
}

/** The address from the header and the connection's other end. */
export function addressFrom(
	forwarded: string,
	trustedProxies: number,
	peer: string | undefined
): string {
	if (trustedProxies > 0) {
		const chain = forwarded
			.split(',')
			.map((one) => one.trim())
			.filter(Boolean);
		const found = chain.at(-Math.min(trustedProxies, chain.length));
		if (chain.length > 0 && found) return found;
	}
	return peer ?? '';
}

function peerOf(event: RequestEvent): string | undefined {
	try {
		return event.getClientAddress();
	} catch {
		return undefined;
	}
}
