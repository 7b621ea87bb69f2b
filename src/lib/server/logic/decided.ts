/**
 * A cheap and exact first look at answers that passed the structural check: true means that the
 * questionnaire engine would accept them unchanged, false that only the engine can tell. It costs
 * microseconds where the engine takes tens of milliseconds, and runs in a thread of its own.
 */
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { textOf, type Definition, type Element } from '#lib/survey.ts';
import source from './decided.cjs?raw';

export type Deciding = {
	/** one for each text: answers as JSON; one call at a time */
	of: (texts: string[]) => Promise<boolean[]>;
	close: () => Promise<void>;
};

type Question = {
	name: string;
	when: string[];
	required: boolean;
	/** `settled`: the structural check has said all there is to say about its value */
	kind: 'settled' | 'unsure';
	/** “other” may be chosen and needs its text */
	other: boolean;
	/** rows that must all be answered */
	rows?: string[];
	/** its choices are those chosen there */
	from?: string;
};

const settledTypes = [
	'radiogroup',
	'dropdown',
	'checkbox',
	'rating',
	'boolean',
	'comment',
	'matrix'
];
/** Keys that say nothing about which values are right, or that the structural check knows. */
const settledKeys = new Set([
	...['type', 'name', 'title', 'description', 'visibleIf', 'isRequired', 'isAllRowRequired'],
	...['choices', 'choicesFrom', 'showOtherItem', 'otherText', 'showNoneItem', 'noneText'],
	...['showRefuseItem', 'refuseText', 'colCount', 'indicators', 'placeholder', 'rows', 'columns'],
	...['maxSelectedChoices', 'rateMin', 'rateMax', 'minRateDescription', 'maxRateDescription'],
	...['maxLength', 'correctCode', 'basis', 'startWithNewLine', 'labelTrue', 'labelFalse'],
	...['choicesFromQuestion', 'choicesFromQuestionMode']
]);
const settledRoot = new Set([
	...['title', 'description', 'locale', 'pages', 'planItems', 'showQuestionNumbers'],
	...['checkErrorsMode', 'clearInvisibleValues']
]);

/** Starts a thread for one version of a survey; undefined when the whole needs the engine. */
export function open(
	definition: Definition,
	variables: Record<string, string>
): Deciding | undefined {
	if (Object.keys(definition).some((key) => !settledRoot.has(key))) return undefined;
	const worker = new Worker(source, {
		eval: true,
		workerData: {
			engine: createRequire(import.meta.url).resolve('survey-core'),
			questions: questionsOf(definition),
			variables
		},
		resourceLimits: { maxOldGenerationSizeMb: 128 }
	});
	worker.unref();
	let ended = false;
	let waiting: { resolve: (result: boolean[]) => void; reject: (error: Error) => void } | undefined;
	const settle = () => {
		const one = waiting;
		waiting = undefined;
		worker.unref();
		return one;
	};
	worker.on('message', ({ result, fault }: { result: boolean[]; fault?: string }) => {
		if (fault) settle()?.reject(new Error(fault));
		else settle()?.resolve(result);
	});
	worker.on('error', (error) => settle()?.reject(error));
	worker.on('exit', () => {
		ended = true;
		settle()?.reject(new Error('The deciding thread ended.'));
	});
	return {
		of: (texts) =>
			new Promise((resolve, reject) => {
				if (ended) return reject(new Error('The deciding thread ended.'));
				waiting = { resolve, reject };
				worker.ref();
				worker.postMessage(texts);
			}),
		close: async () => void (await worker.terminate())
	};
}

function questionsOf({ pages }: Definition): Question[] {
	return pages.flatMap((page) =>
		page.elements.map((element) => ({
			name: element.name,
			when: [textOf(page.visibleIf), textOf(element.visibleIf)].filter(Boolean),
			required: element.isRequired === true || element.isAllRowRequired === true,
			kind: isSettled(element) ? ('settled' as const) : ('unsure' as const),
			other: element.showOtherItem === true,
			...(element.isAllRowRequired === true && { rows: codesOf(element.rows) }),
			...(typeof element.choicesFromQuestion === 'string' && { from: element.choicesFromQuestion })
		}))
	);
}

function isSettled(element: Element): boolean {
	if (!settledTypes.includes(element.type)) return false;
	const mode = element.choicesFromQuestionMode ?? 'selected';
	if (element.choicesFromQuestion !== undefined && mode !== 'selected') return false;
	return Object.keys(element).every((key) => settledKeys.has(key));
}

function codesOf(rows: unknown): string[] {
	return (Array.isArray(rows) ? rows : []).map((row: unknown) =>
		row !== null && typeof row === 'object'
			? String((row as { value: unknown }).value)
			: String(row)
	);
}
