/**
 * Devices, as far as they may be known: a keyed hash of campaign, network and browser, whose key is
 * made each Vietnamese day, lives in memory and is never written. It can tell that several answers of
 * one day came from one device, and after that day nothing at all.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { dayOf } from '../../event.ts';
import { network } from '../rates.ts';

export type Sender = { address: string; userAgent: string };

export type Devices = {
	/** 32 hexadecimal digits, null when nothing is known of the sender */
	of: (campaignId: number, sender: Sender) => string | null;
};

export function open(now: () => number = Date.now): Devices {
	let day = '';
	let key = Buffer.alloc(0);
	return {
		of(campaignId, { address, userAgent }) {
			if (address === '') return null;
			const today = dayOf(now());
			if (today !== day) {
				day = today;
				key = randomBytes(32);
			}
			const text = `${campaignId}\n${network(address)}\n${userAgent}`;
			return createHmac('sha256', key).update(text).digest('hex').slice(0, 32);
		}
	};
}
