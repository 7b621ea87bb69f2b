/** What a page knows of the queue for one link: what waits, what arrived, whether it is being sent. */
import * as queue from '../offline/queue.ts';

export function startOutbox(code: string) {
	let waiting = $state.raw<queue.Waiting[]>([]);
	let sent = $state.raw<queue.Sent[]>([]);
	let lasting = $state(true);
	let sending = $state(false);
	let waits = $state<'line' | 'busy'>('line');
	let timer: ReturnType<typeof setTimeout> | undefined;

	/** Reads the queue: a worker may have sent something meanwhile. */
	async function look(): Promise<void> {
		[waiting, sent, lasting] = await Promise.all([
			queue.waiting(code),
			queue.sent(code),
			queue.isLasting()
		]);
	}

	/** Tries to send what waits, and again later by itself; gives back what was refused. */
	async function deliver(): Promise<queue.Waiting[]> {
		clearTimeout(timer);
		sending = true;
		const { again, refused } = await queue.sendWaiting();
		sending = false;
		waits = again === null ? 'line' : 'busy';
		await look();
		if (waiting.some((one) => !one.refused)) {
			void queue.askWorker();
			if (again !== null) timer = setTimeout(() => void deliver(), again * 1000);
		}
		return refused;
	}

	return {
		get waiting() {
			return waiting;
		},
		get sent() {
			return sent;
		},
		/** what waits outlives the page */
		get lasting() {
			return lasting;
		},
		get sending() {
			return sending;
		},
		/** for a connection, or for a server that is busy */
		get waits() {
			return waits;
		},
		look,
		deliver,
		close: () => clearTimeout(timer)
	};
}
