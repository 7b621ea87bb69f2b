/**
 * The intake of usage events. An accepted event is classified, its visitor key derived and its
 * address forgotten, and written to the journal; only when that commit is durable is the sender
 * answered. Behind it the loader moves the journal to the warehouse and the days are rebuilt.
 */
import type { Event } from '#lib/event.ts';
import * as days from '../days.ts';
import * as disks from '../disk.ts';
import type { Sql } from '../postgres.ts';
import type { Warehouse } from '../warehouse.ts';
import * as answered from './answered.ts';
import * as bulks from './bulk.ts';
import * as directories from './directory.ts';
import * as journals from './journal.ts';
import type { Tally } from './journal.ts';
import * as knowns from './known.ts';
import * as limits from './limits.ts';
import type { Limits, Rates } from './limits.ts';
import { depth, loadNext } from './loader.ts';
import * as recents from './recent.ts';
import * as rests from './rest.ts';
import * as journalRows from './rows.ts';
import { repeat, type Repeating } from '../repeat.ts';
import * as salts from './salts.ts';
import { tidy } from './settlement.ts';
import * as sortings from './sorting.ts';
import type { Receipt, Sorted } from './sorting.ts';
import { turns } from '../turns.ts';

/** Events that are sorted without giving anyone else a turn in between, and at once. */
const few = 20;
const piece = 100;

export type Health = {
	journalDepth: number;
	oldestUnloaded: string | null;
	dirtyDays: string[];
};

export type Intake = {
	/**
	 * Resolves when the events are durable. Bots are kept apart, repeats and impossible events are
	 * counted and named in `items`; an event that is not named was stored. Throws `server.busy` when
	 * nothing was kept and the same events should be sent again.
	 */
	accept: (events: Event[]) => Promise<Receipt>;
	/** Counts what never became an event, so that nothing is lost silently. Durable as `accept`. */
	refuse: (tallies: Tally[]) => Promise<void>;
	/** Takes in what was read from access logs. */
	bulk: bulks.Bulk;
	/** The site of a domain if it is in memory: nearly always. */
	knownSite: (domain: string) => number | undefined;
	/** The site of a domain, or undefined. */
	findSite: (domain: string) => Promise<number | undefined>;
	/** The site of a number, a UUID or a domain, or undefined. */
	resolveSite: (word: string) => Promise<number | undefined>;
	/** How much one sender may send; what is beyond it is refused and counted. */
	limits: Limits;
	/** Call after sites were changed. */
	refreshSites: () => Promise<void>;
	/** Loads everything accepted so far and brings every day's totals up to date. */
	settle: () => Promise<void>;
	health: () => Promise<Health>;
	/** Finishes accepted work that must not be lost; what is left is done at the next start. */
	close: () => Promise<void>;
};

export type IntakeOptions = {
	/** false leaves loading and rebuilding to `settle`; for tests that count */
	background?: boolean;
	/** how many events may wait for their commit before senders are told to come back */
	waitingEvents?: number;
	/** how much one sender may send; `limits.usual` unless given */
	rates?: Rates;
	disk?: disks.Disk;
};

export async function open(
	sql: Sql,
	warehouse: Warehouse,
	{
		background = true,
		waitingEvents = 100_000,
		rates = limits.usual,
		disk = disks.endless
	}: IntakeOptions = {}
): Promise<Intake> {
	const directory = directories.open(sql);
	const salt = salts.open(sql);
	const recent = recents.create();
	const sorting = sortings.open(directory, salt, recent);
	const known = knowns.open(warehouse);
	const written = journalRows.open();
	const limit = limits.open(rates);
	const built = new Map<string, days.Built>();
	const workers: Repeating[] = [];
	await directory.refresh();

	let closing = false;
	const loading = single(async (isUrgent: boolean) => {
		// A disk without room keeps what waits in the journal; the engine needs room to write and merge.
		while (!closing && !disk.isLow() && (isUrgent || !rest.isOn()))
			if (!(await loadNext(sql, warehouse, known, written))) return rest.caughtUp();
	});
	const rebuilding = single(async (list: days.DirtyDay[]) => {
		const at = Date.now();
		for (const { day } of list) built.set(day, { at, took: 60_000 });
		await days.rebuildDirty(sql, warehouse, list);
		for (const { day } of list) built.set(day, { at, took: Date.now() - at });
	});
	const loader = repeat('loading the journal', 1000, () => loading(false));
	const bulk = bulks.open({ directory, salt, disk, wake: loader.wake });
	const rest = rests.open(bulk.isBusy);
	const journal = journals.open(sql, {
		...{ committed: loader.wake, failed: journalFailed(), written, waitingEvents, disk }
	});
	if (background) {
		const rebuilder = repeat('rebuilding days', 1000, async () => {
			const now = Date.now();
			if (rest.isOn()) return;
			const due = (await days.dirty(sql)).filter((one) =>
				days.isDue(one, built.get(one.day) ?? { at: 0, took: 0 }, now)
			);
			if (due.length > 0) await rebuilding(due);
		});
		workers.push(
			loader,
			rebuilder,
			repeat('destroying old salts', 600_000, salt.destroyOld),
			repeat('forgetting answers to batches', 600_000, () => answered.forget(sql))
		);
		workers.push(repeat('counting what was refused', 1000, enterRefused));
		workers.push(repeat('tidying the quarantine', 3_600_000, () => tidy(sql)));
		for (const worker of workers) worker.start();
	}
	const remembering = remember(warehouse, recent).catch((error: unknown) =>
		console.error('Recent event ids could not be read; retries are recognised later.', error)
	);

	/** Those who send too much are answered at once and counted together. */
	async function enterRefused(): Promise<void> {
		const tallies = limit.refused();
		if (tallies.length > 0) await journal.write([], tallies);
	}

	/** An event usually has to wait for nothing but the journal. */
	function accept(events: Event[]): Promise<Receipt> {
		if (events.length === 0 || events.length > few || !sorting.isReady(events))
			return acceptMany(events);
		return write(sorting.sort(events, Date.now())(few));
	}

	async function acceptMany(events: Event[]): Promise<Receipt> {
		const now = Date.now();
		await sorting.prepare(events, now);
		const turn = turns();
		const sort = sorting.sort(events, now);
		let sorted = sort(0);
		// A long list must not keep everyone else waiting.
		for (let done = 0; done < events.length; done += piece) {
			sorted = sort(piece);
			await turn();
		}
		return events.length > 0 ? write(sorted) : sorted.receipt;
	}

	async function write(sorted: Sorted): Promise<Receipt> {
		rest.accepted(sorted.receipt.received);
		await journal.write(sorted.lines, sorted.tallies);
		sorting.remember(sorted);
		return sorted.receipt;
	}

	return {
		accept,
		bulk,
		refuse: (tallies) => (tallies.length > 0 ? journal.write([], tallies) : Promise.resolve()),
		knownSite: directory.known,
		findSite: directory.find,
		resolveSite: directory.resolve,
		limits: limit,
		refreshSites: directory.refresh,
		async settle() {
			await enterRefused();
			await journal.flush();
			await loading(true);
			for (let list = await days.dirty(sql); list.length > 0; list = await days.dirty(sql))
				await rebuilding(list);
		},
		async health() {
			const { events, oldest } = await depth(sql);
			const list = await days.dirty(sql);
			return {
				journalDepth: events,
				oldestUnloaded: oldest?.toISOString() ?? null,
				dirtyDays: list.map(({ day }) => day)
			};
		},
		async close() {
			await enterRefused().catch(() => {});
			await journal.flush();
			closing = true;
			rest.close();
			await Promise.all(workers.map((worker) => worker.stop()));
			await remembering;
		}
	};
}

/** One run at a time; a call during a run waits for it and then runs again. */
function single<Input extends unknown[]>(
	work: (...input: Input) => Promise<void>
): (...input: Input) => Promise<void> {
	let last: Promise<void> = Promise.resolve();
	return (...input) => {
		const turn = last.then(
			() => work(...input),
			() => work(...input)
		);
		last = turn;
		return turn;
	};
}

/** Reads the ids of the last events, so that retries across a restart are recognised at once. */
async function remember(warehouse: Warehouse, recent: recents.Recent): Promise<void> {
	const rows = await warehouse.rows<{ siteId: number; id: string }>(
		`select site_id as siteId, toString(event_id) as id from events
		where day between today() - 2 and today() + 1 and received_at > now() - interval 2 day
		order by received_at desc limit 100000`
	);
	for (const { siteId, id } of rows) recent.add(siteId, id);
}

/** Says once per bad spell that the record refuses to be written. */
function journalFailed(): (error: unknown) => void {
	let quietUntil = 0;
	return (error) => {
		if (Date.now() < quietUntil) return;
		quietUntil = Date.now() + 60_000;
		console.error('Events could not be written to the journal; senders were told to retry.', error);
	};
}
