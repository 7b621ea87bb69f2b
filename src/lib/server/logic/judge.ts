/**
 * The second layer of checking: the questionnaire's own logic (conditions, required answers,
 * consistency), run by survey-core in a worker thread with a time limit. One thread serves all units;
 * a form that takes too long costs that thread its life, never the web server its time.
 */
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { Problem } from '#lib/problem.ts';
import type { Answers } from '#lib/questionnaire/structure.ts';
import { vietnamese } from '#lib/questionnaire/texts.ts';
import source from './worker.cjs?raw';

export type Job = { definition: object; data: Answers; variables: Record<string, string> };
/** A sentence for the respondent beside a question. */
export type Objection = { question: string; page: string; message: string };
export type Verdict = {
	findings: Objection[];
	/** names of the questions that are asked, given these answers */
	visible: string[];
	answered: number;
	answerable: number;
	/** the answers without those to questions that are not asked */
	data: Answers;
};

type Waiting = { resolve: (verdict: Verdict) => void; reject: (error: Error) => void };
type Thread = { worker: Worker; waiting: Map<number, Waiting> };

const timeLimit = 15_000;

export type Judge = {
	/**
	 * Checks answers that passed the structural check.
	 * @param limit milliseconds
	 * Throws `response.check-timeout` past the limit; an Error when the engine fails.
	 */
	judge: (job: Job, limit?: number) => Promise<Verdict>;
	/** Ends the thread; the next check starts another. */
	close: () => Promise<void>;
};

/** A judge with a thread of its own, so that one kind of work does not keep another waiting. */
export function open(): Judge {
	let thread: Thread | undefined;
	let last = 0;
	let queue: Promise<unknown> = Promise.resolve();

	function judge(job: Job, limit = timeLimit): Promise<Verdict> {
		const turn = queue.then(() => run(job, limit));
		queue = turn.catch(() => {});
		return turn;
	}

	async function close(): Promise<void> {
		const { worker } = thread ?? {};
		thread = undefined;
		await worker?.terminate();
	}

	function run(job: Job, limit: number): Promise<Verdict> {
		const { worker, waiting } = (thread ??= start((ended) => {
			if (thread?.worker === ended) thread = undefined;
		}));
		const id = ++last;
		return new Promise<Verdict>((resolve, reject) => {
			const timer = setTimeout(() => {
				waiting.delete(id);
				void close();
				reject(new Problem('response.check-timeout'));
			}, limit);
			const settle = () => {
				clearTimeout(timer);
				waiting.delete(id);
				worker.unref();
			};
			waiting.set(id, {
				resolve: (verdict) => (settle(), resolve(verdict)),
				reject: (error) => (settle(), reject(error))
			});
			worker.ref();
			worker.postMessage({ id, job });
		});
	}

	return { judge, close };
}

function start(ended: (worker: Worker) => void): Thread {
	const engine = createRequire(import.meta.url).resolve('survey-core');
	const worker = new Worker(source, {
		eval: true,
		workerData: { engine, words: vietnamese },
		resourceLimits: { maxOldGenerationSizeMb: 512 }
	});
	worker.unref();
	const waiting = new Map<number, Waiting>();
	worker.on('message', ({ id, result, fault }: { id: number; result: Verdict; fault?: string }) => {
		if (fault) waiting.get(id)?.reject(new Error(fault));
		else waiting.get(id)?.resolve(result);
	});
	const fall = (error: Error) => {
		ended(worker);
		for (const { reject } of [...waiting.values()]) reject(error);
	};
	worker.on('error', fall);
	worker.on('exit', () => fall(new Error('The checking thread ended.')));
	return { worker, waiting };
}

/** The judge of units' forms. */
const shared = open();
export const judge = shared.judge;
export const close = shared.close;
