/**
 * What becomes of events before they are written: refused, a repeat, a robot's, or stored. Each
 * becomes a line of the journal or a tally, and whatever was not simply stored is named in the receipt.
 */
import { dayOf, isPossible, type Event } from '#lib/event.ts';
import { classify } from './classify.ts';
import type { Directory } from './directory.ts';
import { identify } from './identity.ts';
import * as idSets from './ids.ts';
import type { Tally } from './journal.ts';
import * as line from './line.ts';
import type { Recent } from './recent.ts';
import type { Salts } from './salts.ts';

/** What became of one event that was not simply stored. */
export type NotStored = {
	index: number;
	outcome: 'duplicate' | 'bot' | 'refused';
	reason: string;
};

export type Receipt = {
	received: number;
	stored: number;
	duplicates: number;
	bots: number;
	refused: number;
	items: NotStored[];
};

export type Sorted = {
	receipt: Receipt;
	lines: line.Line[];
	tallies: Tally[];
};

export type Sorting = {
	/** Whether the sites and salts of all the events are in memory. */
	isReady: (events: readonly Event[]) => boolean;
	/** Sees to it that they are, as far as there are such sites. */
	prepare: (events: readonly Event[], now: number) => Promise<void>;
	/** Sorts some events, or goes on with a list. Call when what they need is in memory. */
	sort: (events: readonly Event[], now: number) => (count: number) => Sorted;
	/** Call when the lines are durable: from then on a retry is known at once. */
	remember: (sorted: Sorted) => void;
};

export function open(directory: Directory, salt: Salts, recent: Recent): Sorting {
	function sort(events: readonly Event[], now: number) {
		const { length } = events;
		const receivedAt = line.stamp(now);
		const receipt: Receipt = {
			...{ received: length, stored: 0, duplicates: 0, bots: 0, refused: 0, items: [] }
		};
		const sorted: Sorted = { receipt, lines: [], tallies: [] };
		const { items } = receipt;
		const { lines, tallies } = sorted;
		const own = length > 1 ? idSets.create(length) : undefined;
		let index = 0;
		return (count: number) => {
			for (const end = Math.min(length, index + count); index < end; index++) {
				const event = events[index]!;
				const { siteId, time } = event;
				const what = classify(event, now, directory.isKnown);
				if (typeof what === 'string') {
					receipt.refused++;
					items.push({ index, outcome: 'refused', reason: what });
					tallies.push([what === 'unknown-site' ? 0 : siteId, 'refused', what, 1]);
					continue;
				}
				const id = identify(event.id);
				if (own?.add(siteId, id) === false || recent.has(siteId, id)) {
					receipt.duplicates++;
					items.push({ index, outcome: 'duplicate', reason: 'known-id' });
					tallies.push([siteId, 'duplicate', 'early', 1]);
					continue;
				}
				if (what.agent.bot === '') receipt.stored++;
				else {
					receipt.bots++;
					items.push({ index, outcome: 'bot', reason: what.agent.bot });
				}
				const day = dayAt(time);
				const visitor = salt.visitor(day, siteId, event.ip, event.userAgent);
				lines.push({
					text: line.write(event, id, what, day, visitor, receivedAt),
					head: { id, day, siteId, isBot: what.agent.bot !== '' }
				});
			}
			return sorted;
		};
	}

	return {
		isReady: (events) =>
			events.every(({ siteId, time }) => directory.isKnown(siteId) && salt.has(dayAt(time))),
		async prepare(events, now) {
			await directory.meet(events.map(({ siteId }) => siteId));
			const days = new Set<string>();
			for (const { siteId, time } of events)
				if (directory.isKnown(siteId) && isPossible(time, now)) days.add(dayAt(time));
			await salt.prepare(days);
		},
		sort,
		remember({ lines }) {
			for (const { head } of lines) if (head) recent.add(head.siteId, head.id);
		}
	};
}

const dayNames = new Map<number, string>();

/** As `dayOf`, with recent answers kept; '' for what is no moment. */
function dayAt(time: number): string {
	const number = Math.floor((time + 7 * 3_600_000) / 86_400_000);
	const known = dayNames.get(number);
	if (known) return known;
	if (!(Math.abs(time) < 8e15)) return '';
	if (dayNames.size > 5000) dayNames.clear();
	const day = dayOf(time);
	dayNames.set(number, day);
	return day;
}
