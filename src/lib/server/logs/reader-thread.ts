/** The reading of logs as a thread: takes jobs from `thread.ts`, one at a time, and hands back what was found. */
import { parentPort } from 'node:worker_threads';
import { Problem } from '../../problem.ts';
import { read, type Job } from './reading.ts';

/** A job and the salts known so far; the answer is what was found, or a Problem's name, or a fault. */
export type Question = { job: Job; salts: ReadonlyMap<string, string> };

parentPort?.on('message', ({ job, salts }: Question) => {
	try {
		const found = read(job, salts);
		// The piece goes back when it must be read again with further salts.
		const bytes = found.missing.length > 0 ? job.bytes : undefined;
		const travelling = [found.body.buffer, ...(bytes ? [bytes.buffer as ArrayBuffer] : [])];
		parentPort?.postMessage({ found, bytes }, travelling);
	} catch (error) {
		if (error instanceof Problem)
			parentPort?.postMessage({ problem: error.problem, details: error.details });
		else parentPort?.postMessage({ fault: String(error instanceof Error ? error.stack : error) });
	}
});
