/** Long work on the web server's thread, done in pieces: everyone else gets a turn every few milliseconds. */
import { setImmediate as immediate } from 'node:timers/promises';

/** Call the result between two pieces. @param most milliseconds of work at a time */
export function turns(most = 8): () => Promise<void> | undefined {
	let since = performance.now();
	const pass = async () => {
		await immediate();
		since = performance.now();
	};
	return () => (performance.now() - since > most ? pass() : undefined);
}
