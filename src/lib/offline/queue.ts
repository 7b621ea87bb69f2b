/**
 * Finished answers that wait for a connection. They lie in the browser's database, so that a page or
 * its service worker can send them, today or after a restart; where the database is forbidden they
 * lie in memory and last as long as the page. Knows no page: works in a worker too.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Receipt, Sending } from '../citizen.ts';
import { post, type Refusal } from './sending.ts';

/** One form that a person has finished, on its way to the server. */
export type Waiting = {
	id: string;
	sending: Sending;
	/** why the server will never take it as it is; null while it only waits */
	refused: Refusal | null;
};

/** What is left here of a form that has arrived: no answers. */
export type Sent = Receipt & { id: string; link: string };

interface Rooms extends DBSchema {
	waiting: { key: string; value: Waiting };
	sent: { key: string; value: Sent };
}
type Room = 'waiting' | 'sent';

const memory = { waiting: new Map<string, Waiting>(), sent: new Map<string, Sent>() };
let opening: Promise<IDBPDatabase<Rooms> | null> | undefined;

/** The database; null where the browser forbids one. */
function database(): Promise<IDBPDatabase<Rooms> | null> {
	opening ??= open().catch(() => null);
	return opening;
}

async function open(): Promise<IDBPDatabase<Rooms>> {
	return openDB<Rooms>('phieu', 1, {
		upgrade(opened) {
			opened.createObjectStore('waiting', { keyPath: 'id' });
			opened.createObjectStore('sent', { keyPath: 'id' });
		},
		terminated: () => (opening = undefined)
	});
}

/** Whether what waits outlives the page. */
export async function isLasting(): Promise<boolean> {
	return (await database()) !== null;
}

async function put<Name extends Room>(room: Name, value: Rooms[Name]['value']): Promise<void> {
	const opened = await database();
	try {
		await opened?.put(room, value);
		if (opened) return;
	} catch {
		// The disk is full: memory is better than nothing.
	}
	(memory[room] as Map<string, Rooms[Name]['value']>).set(value.id, value);
}

async function all<Name extends Room>(room: Name): Promise<Rooms[Name]['value'][]> {
	const opened = await database();
	const lasting = opened ? await opened.getAll(room).catch(() => []) : [];
	return [...lasting, ...memory[room].values()];
}

async function take(room: Room, id: string): Promise<void> {
	memory[room].delete(id);
	await (await database())?.delete(room, id).catch(() => undefined);
}

/** Puts a finished form into the queue; the same id again replaces it. */
export async function add(sending: Sending): Promise<void> {
	await put('waiting', { id: sending.id, sending, refused: null });
}

/** What waits, of one link or of all. */
export async function waiting(link?: string): Promise<Waiting[]> {
	const found = await all('waiting');
	return link === undefined ? found : found.filter(({ sending }) => sending.link === link);
}

/** What has arrived from this browser through a link. */
export async function sent(link: string): Promise<Sent[]> {
	const found = (await all('sent')).filter((one) => one.link === link);
	return found.sort((one, other) => (one.receivedAt < other.receivedAt ? 1 : -1));
}

/** Takes a form out of the queue, for correcting it or for good. */
export const withdraw = (id: string) => take('waiting', id);

/** Forgets everything this browser holds of a link: forms that wait, and receipts. */
export async function forget(link: string): Promise<void> {
	for (const { id } of await waiting(link)) await take('waiting', id);
	for (const { id } of await sent(link)) await take('sent', id);
}

/** How sending went: what arrived, what was refused, and why the rest still waits. */
export type Delivery = {
	arrived: Sent[];
	refused: Waiting[];
	left: number;
	/** seconds after which another attempt makes sense; null = when the connection is back */
	again: number | null;
};

/** Name of the worker's task, and of the channel on which senders tell each other. */
export const task = 'phieu';

/** Asks the service worker, where there is one, to send when the connection is back. */
export async function askWorker(): Promise<void> {
	const workers = globalThis.navigator?.serviceWorker as ServiceWorkerContainer | undefined;
	const registration = (await workers?.getRegistration().catch(() => undefined)) as
		| (ServiceWorkerRegistration & { sync?: { register: (tag: string) => Promise<void> } })
		| undefined;
	await registration?.sync?.register(task).catch(() => undefined);
}

/** Calls back when another page or the worker has sent something; returns the way to stop. */
export function onDelivery(call: () => void): () => void {
	if (typeof BroadcastChannel === 'undefined') return () => undefined;
	const channel = new BroadcastChannel(task);
	channel.onmessage = call;
	return () => channel.close();
}

function tell(): void {
	if (typeof BroadcastChannel === 'undefined') return;
	const channel = new BroadcastChannel(task);
	channel.postMessage('delivered');
	channel.close();
}

let underWay: Promise<Delivery> | undefined;

/**
 * Sends what waits, one form after another. Two senders at a time (a page and a worker, two pages)
 * do no harm: the server counts an id once, and here they take turns where the browser can arrange it.
 */
export function sendWaiting(): Promise<Delivery> {
	underWay ??= inTurn(deliver).finally(() => (underWay = undefined));
	return underWay;
}

function inTurn(work: () => Promise<Delivery>): Promise<Delivery> {
	const locks = globalThis.navigator?.locks as LockManager | undefined;
	return locks ? locks.request(task, work) : work();
}

async function deliver(): Promise<Delivery> {
	const delivery: Delivery = { arrived: [], refused: [], left: 0, again: null };
	for (const one of await waiting()) {
		if (one.refused) {
			delivery.refused.push(one);
			continue;
		}
		const outcome = await post(one.sending);
		if (outcome.kind === 'accepted') {
			const done: Sent = { ...outcome.receipt, id: one.id, link: one.sending.link };
			await put('sent', done);
			await take('waiting', one.id);
			delivery.arrived.push(done);
		} else if (outcome.kind === 'refused') {
			const refused = { ...one, refused: outcome.refusal };
			await put('waiting', refused);
			delivery.refused.push(refused);
		} else {
			delivery.left++;
			if (outcome.seconds !== null)
				delivery.again = Math.min(delivery.again ?? Infinity, outcome.seconds);
		}
	}
	if (delivery.arrived.length > 0) tell();
	return delivery;
}
