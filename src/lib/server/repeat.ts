/**
 * Work that goes on in the background: run when woken and at least every so often, never twice at
 * a time. A failure is said once, then tried again after growing pauses; it never ends the process.
 */
export type Repeating = {
	start: () => void;
	/** Asks for a run soon. */
	wake: () => void;
	/** Resolves when the run under way, if any, has ended; no other begins. */
	stop: () => Promise<void>;
};

const longestPause = 60_000;

/** `pause` in milliseconds between runs. */
export function repeat(name: string, pause: number, work: () => Promise<unknown>): Repeating {
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> | undefined;
	let stopped = true;
	let failures = 0;

	async function run(): Promise<void> {
		timer = undefined;
		try {
			await work();
			if (failures > 0) console.error(`Background work goes on: ${name}.`);
			failures = 0;
		} catch (error) {
			failures++;
			if (failures === 1)
				console.error(`Background work failed and will be retried: ${name}.`, error);
		}
	}

	function schedule(): void {
		if (stopped || timer || running) return;
		timer = setTimeout(
			() => {
				running = run().finally(() => {
					running = undefined;
					schedule();
				});
			},
			Math.min(longestPause, pause * 2 ** failures)
		);
		timer.unref();
	}

	return {
		start() {
			stopped = false;
			schedule();
		},
		wake: schedule,
		async stop() {
			stopped = true;
			clearTimeout(timer);
			timer = undefined;
			await running;
		}
	};
}
