/**
 * Citizens' answers: taken in at the door or many at once, checked in the background, delivered to
 * the warehouse. Acknowledged means durable; whatever goes wrong, an answer is refused with a reason
 * or kept, never lost and never counted twice.
 */
import { setImmediate as immediate } from 'node:timers/promises';
import type { Receipt } from '../../citizen.ts';
import * as disks from '../disk.ts';
import { receiptOf } from '../../response.ts';
import { hash } from 'node:crypto';
import type { Sql } from '../postgres.ts';
import type { Warehouse } from '../warehouse.ts';
import * as checkers from './checker.ts';
import * as collectors from './collector.ts';
import type { Stored } from './collector.ts';
import * as counts from './counts.ts';
import * as decided from './decided.ts';
import * as delivery from './deliver.ts';
import * as devices from './devices.ts';
import type { Sender } from './devices.ts';
import * as directories from './directory.ts';
import * as floods from './flood.ts';
import { entryOf, envelope, shape } from './reading.ts';
import { repeat, type Repeating } from '../repeat.ts';

/** Answers gathered elsewhere: simulated, or typed in from paper. */
export type Gathered = {
	id: string;
	/** a code of a link; or a locality, for answers on paper */
	from: { link: string } | { campaignId: number; unitId: number };
	data: unknown;
	seconds?: number | undefined;
	/** ISO 8601; now when left out */
	receivedAt?: string | undefined;
};

export type Citizens = {
	/**
	 * Takes one answer from a browser; resolves when it is durable. `created` is false for answers
	 * that had come before. Throws the problems of `citizen.*`, `response.malformed`, `server.busy`.
	 */
	submit: (body: unknown, sender: Sender) => Promise<Receipt & { created: boolean }>;
	/**
	 * Takes many answers through the same rules, without the limits of rate; in the order given: what
	 * became of each, or its Problem. They are taken also when the campaign has closed.
	 */
	store: (answers: readonly Gathered[]) => Promise<(Stored | Error)[]>;
	/** Checks and delivers everything taken so far. */
	settle: () => Promise<void>;
	health: () => Promise<{ waiting: number; unchecked: number; undelivered: number }>;
	close: () => Promise<void>;
};

export type Options = {
	/** false leaves checking and delivering to `settle` */
	background?: boolean;
	rates?: floods.Rates;
	mostWaiting?: number;
	disk?: disks.Disk;
};

/** Opens the door and starts the work behind it. */
export function open(
	sql: Sql,
	warehouse: Warehouse,
	{ background = true, rates, mostWaiting, disk = disks.endless }: Options = {}
): Citizens {
	const directory = directories.open(sql);
	const flood = floods.open(rates);
	const device = devices.open();
	const checker = checkers.open(sql);
	let closing = false;
	const workers: Repeating[] = [
		repeat('checking citizens’ answers', 500, () => checker.checkAll()),
		repeat('delivering citizens’ answers', 1000, () =>
			delivery.deliverAll(sql, warehouse, () => closing)
		),
		repeat('telling decisions on citizens’ answers', 1000, () => decided.tell(sql, warehouse)),
		repeat('adding up the tallies of citizens’ answers', 60_000, () => counts.addUp(sql))
	];
	const collector = collectors.open(sql, {
		...(mostWaiting !== undefined && { mostWaiting })
	});
	if (background) for (const worker of workers) worker.start();

	async function submit(body: unknown, sender: Sender) {
		disk.allow();
		const sent = envelope(body);
		flood.pass({ ...sent, address: sender.address });
		const place = await directory.place(sent.link);
		const versionId = sent.version ?? place.versionId;
		const fields = await directory.fields(place.surveyId, versionId);
		const shaped = shape(sent.id, place, versionId, fields, sent.data);
		const entry = entryOf(shaped, sent, device.of(place.campaignId, sender));
		const { known, receivedAt, counted } = await collector.store(entry);
		const receipt = receiptOf(hash('sha256', `${entry.id} ${entry.hash}`, 'hex'));
		return { receipt, receivedAt: receivedAt.toISOString(), counted, created: !known };
	}

	async function storeOne({ id, from, data, seconds, receivedAt }: Gathered): Promise<Stored> {
		const onPaper = 'unitId' in from;
		const place = onPaper
			? await directories.placeOf(sql, from.campaignId, from.unitId)
			: await directory.place(from.link);
		const fields = await directory.fields(place.surveyId, place.versionId);
		return collector.store({
			...shape(id, place, place.versionId, fields, data),
			source: onPaper ? 'paper' : 'link',
			seconds: seconds ?? null,
			...{ device: null, token: null, finishedAt: null, flags: [] },
			receivedAt: receivedAt ?? new Date().toISOString()
		});
	}

	return {
		submit,
		async store(answers) {
			const outcomes: (Stored | Error)[] = [];
			for (let start = 0; start < answers.length; start += 250) {
				const settled = await Promise.allSettled(answers.slice(start, start + 250).map(storeOne));
				for (const one of settled)
					outcomes.push(one.status === 'fulfilled' ? one.value : (one.reason as Error));
				await immediate();
			}
			return outcomes;
		},
		async settle() {
			await collector.flush();
			await checker.checkAll();
			await delivery.deliverAll(sql, warehouse);
			await decided.tell(sql, warehouse);
		},
		async health() {
			const [row] = await sql<{ unchecked: number; undelivered: number }[]>`select
				(select count(*)::int from citizen_responses where checked_at is null) as unchecked,
				(select count(*)::int from citizen_batches where delivered_at is null) as undelivered`;
			return { waiting: collector.waiting(), ...row! };
		},
		async close() {
			closing = true;
			await collector.flush();
			await Promise.all([checker.close(), ...workers.map((worker) => worker.stop())]);
		}
	};
}
