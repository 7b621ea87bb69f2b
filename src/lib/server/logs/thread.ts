/**
 * A thread that reads logs, so that the web server's own thread keeps answering: pieces of a log go
 * there, lines of the journal come back. All imports share one thread, piece by piece in turn; it
 * ends when nothing has been read for a while.
 */
import { Worker } from 'node:worker_threads';
import { Problem, type Details, type ProblemName } from '../../problem.ts';
import type { Question } from './reader-thread.ts';
import { script } from './reader-thread.ts?thread';
import type { Found, Job } from './reading.ts';

/** Gives the salts of days, by day. */
export type SaltsOf = (days: Iterable<string>) => Promise<[day: string, salt: string][]>;

type Answer = {
	found?: Found;
	bytes?: Uint8Array;
	problem?: ProblemName;
	details?: Details;
	fault?: string;
};
type Waiting = { resolve: (answer: Answer) => void; reject: (error: Error) => void };

const idleMs = 60_000;
let worker: Worker | undefined;
let waiting: Waiting | undefined;
let turn: Promise<unknown> = Promise.resolve();
let idle: NodeJS.Timeout | undefined;

function start(): Worker {
	const started = new Worker(script, {
		eval: true,
		// Not the options of whoever started the server, which may say that evaluated text is a module.
		execArgv: [],
		resourceLimits: { maxOldGenerationSizeMb: 256 }
	});
	const settle = () => {
		const one = waiting;
		waiting = undefined;
		started.unref();
		return one;
	};
	const fall = (error: Error) => {
		if (worker === started) worker = undefined;
		settle()?.reject(error);
	};
	started.on('message', (answer: Answer) => settle()?.resolve(answer));
	started.on('error', fall);
	started.on('exit', () => fall(new Error('The thread that reads logs ended.')));
	started.unref();
	return started;
}

function asked(question: Question): Promise<Answer> {
	return new Promise((resolve, reject) => {
		waiting = { resolve, reject };
		worker ??= start();
		worker.ref();
		worker.postMessage(question, [question.job.bytes.buffer as ArrayBuffer]);
	});
}

/**
 * Reads one piece; its bytes are given away. `salts` are those known so far, and grow.
 * @throws log.unknown-format
 */
export function read(job: Job, salts: Map<string, string>, saltsOf: SaltsOf): Promise<Found> {
	const mine = turn.then(() => whole(job, salts, saltsOf));
	turn = mine.catch(() => {});
	return mine;
}

async function whole(job: Job, salts: Map<string, string>, saltsOf: SaltsOf): Promise<Found> {
	clearTimeout(idle);
	try {
		const first = await ask({ job, salts });
		if (first.found.missing.length === 0) return first.found;
		for (const [day, salt] of await saltsOf(first.found.missing)) salts.set(day, salt);
		const second = await ask({ job: { ...job, bytes: first.bytes! }, salts });
		return second.found;
	} finally {
		idle = setTimeout(() => void close(), idleMs);
		idle.unref();
	}
}

async function ask(question: Question): Promise<{ found: Found; bytes?: Uint8Array }> {
	const { found, bytes, problem, details, fault } = await asked(question);
	if (problem) throw new Problem(problem, details);
	if (!found) throw new Error(fault);
	return { found, ...(bytes && { bytes }) };
}

/** Ends the thread; the next piece starts another. */
export async function close(): Promise<void> {
	const ending = worker;
	worker = undefined;
	await ending?.terminate();
}
