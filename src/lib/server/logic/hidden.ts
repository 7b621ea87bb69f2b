/**
 * Which questions of a submitted form a condition hid: the same conditions that the form ran, over
 * the answers that were submitted. A thread of its own does it, so the web server never waits.
 */
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Answers } from '#lib/questionnaire/structure.ts';
import { textOf, type Definition } from '#lib/survey.ts';
import source from './hidden.cjs?raw';

export type Asked = { data: Answers; variables: Record<string, string> };

export type Hiding = {
	/** names of the unanswered questions that were hidden, for each response; one call at a time */
	of: (responses: Asked[]) => Promise<Set<string>[]>;
	close: () => Promise<void>;
};

/** Starts a thread for one version of a survey. Its promises fail when the thread does. */
export function open(definition: Definition): Hiding {
	const worker = new Worker(source, {
		eval: true,
		workerData: {
			engine: createRequire(import.meta.url).resolve('survey-core'),
			conditions: conditionsOf(definition),
			calculated: definition.calculatedValues ?? []
		},
		resourceLimits: { maxOldGenerationSizeMb: 256 }
	});
	worker.unref();
	let waiting:
		{ resolve: (sets: Set<string>[]) => void; reject: (error: Error) => void } | undefined;
	let ready: (needs: Needs) => void;
	const needs = new Promise<Needs>((done) => (ready = done));
	const settle = () => {
		const one = waiting;
		waiting = undefined;
		worker.unref();
		return one;
	};
	worker.once('message', (told: Needs) => {
		ready(told);
		worker.on('message', heard);
	});
	const heard = ({ result, fault }: { result: string[][]; fault?: string }) => {
		if (fault) settle()?.reject(new Error(fault));
		else settle()?.resolve(result.map((names) => new Set(names)));
	};
	worker.on('error', (error) => settle()?.reject(error));
	worker.on('exit', () => settle()?.reject(new Error('The conditions thread ended.')));
	return {
		of: (responses) =>
			new Promise((resolve, reject) => {
				waiting = { resolve, reject };
				worker.ref();
				void needs.then((told) => worker.postMessage(responses.map((one) => read(told, one))));
			}),
		close: async () => void (await worker.terminate())
	};
}

/** What the thread asks for: names that its conditions read, and of the questions under conditions. */
type Needs = { wanted: string[]; names: string[] };

function read({ wanted, names }: Needs, { data, variables }: Asked) {
	const values: Record<string, unknown> = { ...variables };
	for (const name of wanted) if (Object.hasOwn(data, name)) values[name] = data[name];
	return { values, given: names.filter((name) => Object.hasOwn(data, name)) };
}

/** The conditions each question stands under: its own and its page's. */
function conditionsOf({ pages }: Definition): { name: string; when: string[] }[] {
	return pages.flatMap((page) =>
		page.elements
			.map(({ name, visibleIf }) => ({
				name,
				when: [textOf(visibleIf), textOf((page as { visibleIf?: unknown }).visibleIf)].filter(
					Boolean
				)
			}))
			.filter(({ when }) => when.length > 0)
	);
}
