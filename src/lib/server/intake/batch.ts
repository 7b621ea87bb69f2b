/**
 * Takes in one batch of ours: finds the sites, accepts, answers item by item. A batch that its sender
 * has named may be sent again: it gets the same answer, and its events, named or not, count once.
 */
import { createHash } from 'node:crypto';
import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { Event } from '#lib/event.ts';
import { Problem } from '#lib/problem.ts';
import type { Sql } from '../postgres.ts';
import * as answered from './answered.ts';
import { derive } from './identity.ts';
import type { Intake } from './intake.ts';
import type { Tally } from './journal.ts';
import { read, type Item } from './protocols/batch.ts';
import * as quarantine from './quarantine.ts';

/** Bytes of a batch, packed or unpacked. */
export const largestBatch = 32_000_000;

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

/** Who sends, and what the sender calls the batch. */
export type Sending = {
	userId: number;
	name?: string | undefined;
	/** the signature, for a batch that carries no name: nobody else can send it again as a new one */
	signature?: string | undefined;
};

/**
 * Throws `request.malformed`, `request.too-large`, `event.too-many`, `server.busy`, and
 * `event.other-batch` when the name of a batch comes again with other events.
 */
export async function take(
	sql: Sql,
	intake: Intake,
	text: string,
	sending?: Sending
): Promise<BatchAnswer> {
	const batch = read(text, Date.now());
	if (!sending) return takeItems(sql, intake, batch.items);
	const { userId, name = batch.name ?? sending.signature } = sending;
	const pass = () => intake.limits.key(userId, Math.max(1, batch.items.length));
	if (name === undefined || name === '') {
		pass();
		return takeItems(sql, intake, batch.items);
	}
	const key = `${userId} ${name}`;
	const digest = createHash('sha256').update(text).digest('base64url');
	return answered.once(sql, intake, { userId, name, digest }, () => {
		pass();
		batch.items.forEach((item, index) => {
			if ('event' in item && !item.named) item.event.id = derive(`batch ${key} ${index}`);
		});
		return takeItems(sql, intake, batch.items);
	});
}

async function takeItems(sql: Sql, intake: Intake, items: Item[]): Promise<BatchAnswer> {
	const events: Event[] = [];
	const places: number[] = [];
	const answer: BatchAnswer['items'] = [];
	const tallies: Tally[] = [];
	const wrong: Omit<quarantine.Strange, 'hour'>[] = [];
	const siteIds = new Map<string, number | undefined>();
	for (const item of items)
		if ('site' in item && !siteIds.has(item.site))
			siteIds.set(item.site, await intake.resolveSite(item.site));

	items.forEach((item, index) => {
		if ('tooLarge' in item) {
			answer.push({ index, outcome: 'refused', reason: 'too-large' });
			tallies.push([0, 'refused', 'too-large', 1]);
			return;
		}
		if ('reason' in item) {
			answer.push({ index, outcome: 'quarantined', reason: item.reason });
			wrong.push({ kind: 'item', siteId: 0, cause: item.reason, body: item.body });
			return;
		}
		const siteId = siteIds.get(item.site);
		if (siteId === undefined) {
			answer.push({ index, outcome: 'quarantined', reason: 'unknown-site' });
			wrong.push({ kind: 'item', siteId: 0, cause: 'unknown-site', body: bodyOf(item) });
			return;
		}
		item.event.siteId = siteId;
		events.push(item.event);
		places.push(index);
	});

	const [receipt] = await Promise.all([intake.accept(events), intake.refuse(tallies)]);
	await quarantine.receive(sql, wrong);
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

/** An event whose site is not known yet, as it may be sent again; who it was is left out. */
function bodyOf({ site, event }: { site: string; event: Event }): string {
	const { id, time, name, hostname, path, referrer, interactive, engagementMs, scroll, props } =
		event;
	return JSON.stringify({
		...{ domain: site, url: `https://${hostname}${path}`, name, id },
		...{ time: new Date(time).toISOString(), referrer: referrer && `https://${referrer}` },
		...{ interactive, engagementMs, scroll, props }
	});
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
