/** Takes in one batch of ours: finds the sites, accepts, answers item by item. */
import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { Event } from '#lib/event.ts';
import { Problem } from '#lib/problem.ts';
import type { Sql } from '../postgres.ts';
import type { Intake } from './intake.ts';
import type { Tally } from './journal.ts';
import { read } from './protocols/batch.ts';
import * as quarantine from './quarantine.ts';

/** Bytes of a batch, packed or unpacked. */
export const largestBatch = 32_000_000;
const mostKept = 100;

export type BatchAnswer = {
	received: number;
	stored: number;
	duplicates: number;
	bots: number;
	refused: number;
	quarantined: number;
	/** An item that is not listed was stored and must not be sent again. */
	items: {
		index: number;
		outcome: 'duplicate' | 'bot' | 'refused' | 'quarantined';
		reason: string;
	}[];
};

/** Throws `request.malformed`, `request.too-large`, `server.busy`. */
export async function take(sql: Sql, intake: Intake, text: string): Promise<BatchAnswer> {
	const items = read(text, Date.now());
	const events: Event[] = [];
	const places: number[] = [];
	const answer: BatchAnswer['items'] = [];
	const tallies: Tally[] = [];
	const wrong: { reason: string; body: string }[] = [];
	const siteIds = new Map<string, number | undefined>();
	for (const item of items)
		if ('site' in item && !siteIds.has(item.site))
			siteIds.set(item.site, await intake.resolveSite(item.site));

	items.forEach((item, index) => {
		if ('reason' in item) {
			answer.push({ index, outcome: 'quarantined', reason: item.reason });
			tallies.push([0, 'quarantined', item.reason, 1]);
			wrong.push(item);
			return;
		}
		const siteId = siteIds.get(item.site);
		if (siteId === undefined) {
			answer.push({ index, outcome: 'refused', reason: 'unknown-site' });
			tallies.push([0, 'refused', 'unknown-site', 1]);
			return;
		}
		item.event.siteId = siteId;
		events.push(item.event);
		places.push(index);
	});

	const [receipt] = await Promise.all([intake.accept(events), intake.refuse(tallies)]);
	for (const { reason, body } of wrong.slice(0, mostKept))
		await quarantine.keep(sql, undefined, reason, body);
	for (const item of receipt.items) answer.push({ ...item, index: places[item.index]! });
	answer.sort((one, other) => one.index - other.index);
	return {
		received: items.length,
		stored: receipt.stored,
		duplicates: receipt.duplicates,
		bots: receipt.bots,
		refused: answer.filter(({ outcome }) => outcome === 'refused').length,
		quarantined: wrong.length,
		items: answer
	};
}

const unpack = promisify(gunzip);

/** The text of a body, unpacked within the limit however small it came. */
export async function unpacked(
	bytes: Uint8Array<ArrayBuffer>,
	encoding: string | null
): Promise<string> {
	const decoder = new TextDecoder('utf-8');
	const packing = encoding?.trim().toLowerCase() ?? '';
	if (packing === '' || packing === 'identity') return decoder.decode(bytes);
	if (packing !== 'gzip') throw new Problem('request.unknown-type', { type: packing });
	try {
		return decoder.decode(await unpack(bytes, { maxOutputLength: largestBatch }));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
			throw new Problem('request.too-large', { limit: `${largestBatch / 1_000_000} MB` });
		throw new Problem('request.malformed', { reason: 'not gzip' });
	}
}
