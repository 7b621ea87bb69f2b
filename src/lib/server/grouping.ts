/**
 * Group commit: what arrives within two milliseconds, within five while another commit is under way, or
 * while two are, is written together and costs one flush to disk. Whoever added it waits for the commit
 * that holds it.
 */
export type Grouping<Item> = {
	add: (item: Item) => void;
	/** how many items wait for their commit */
	waiting: () => number;
	/** Resolves when nothing is waiting or under way. */
	flush: () => Promise<void>;
};

const gatherMilliseconds = { idle: 2, busy: 5 };
const commitsInFlight = 2;

type Work<Item> = {
	/** how many of the waiting items the next group holds, the oldest first; at least one */
	share: (queue: readonly Item[]) => number;
	/** Writes a group and answers whoever waits for it; must not throw. */
	commit: (group: Item[]) => Promise<void>;
};

export function open<Item>({ share, commit }: Work<Item>): Grouping<Item> {
	let queue: Item[] = [];
	let underWay = 0;
	let timer: NodeJS.Timeout | undefined;
	const idle: (() => void)[] = [];

	function schedule(): void {
		if (timer || underWay >= commitsInFlight || queue.length === 0) return;
		timer = setTimeout(
			() => {
				timer = undefined;
				void run();
			},
			underWay > 0 ? gatherMilliseconds.busy : gatherMilliseconds.idle
		);
	}

	async function run(): Promise<void> {
		const count = share(queue);
		const group = queue.slice(0, count);
		queue = queue.slice(count);
		underWay++;
		schedule();
		try {
			await commit(group);
		} finally {
			underWay--;
			schedule();
			if (underWay === 0 && queue.length === 0) for (const done of idle.splice(0)) done();
		}
	}

	return {
		add(item) {
			queue.push(item);
			schedule();
		},
		waiting: () => queue.length,
		flush: () =>
			new Promise((done) => {
				if (underWay === 0 && queue.length === 0) done();
				else idle.push(done);
			})
	};
}
