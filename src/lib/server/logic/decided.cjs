/**
 * Which answers are surely in order, found by a cheap and exact rule instead of the whole
 * questionnaire engine: every asked question that must be answered is, nothing is answered that is not
 * asked, and every answered question is of a kind whose value the structural check has settled. What
 * is not sure is left to the engine. Read as text and started with `eval`, so it may import nothing
 * but what it is given.
 */
const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads');
const { createRequire } = process.getBuiltinModule('node:module');
const { ConditionRunner } = createRequire(workerData.engine)(workerData.engine);

const { questions, variables } = workerData;
const texts = [...new Set(questions.flatMap(({ when }) => when))];
const runners = texts.map((text) => new ConditionRunner(text));
const places = questions.map(({ when }) => when.map((text) => texts.indexOf(text)));

function isEmpty(value) {
	if (value === null || value === '') return true;
	if (typeof value === 'string') return value !== value.trim();
	return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Whether the answer to one asked question is surely in order. */
function holds({ kind, other, rows, from }, value, comment, data) {
	if (kind === 'unsure' || isEmpty(value)) return false;
	const chosen = Array.isArray(value) ? value : [value];
	const says = typeof comment === 'string' && comment !== '' && comment === comment.trim();
	if (comment !== undefined && !says) return false;
	if ((other && chosen.includes('other')) !== says) return false;
	if (from) {
		const source = data[from];
		if (!Array.isArray(source)) return false;
		if (
			chosen.some((code) => !source.includes(code) || ['other', 'none', 'refused'].includes(code))
		)
			return false;
	}
	return rows === undefined || rows.every((row) => row in value);
}

function decided(data) {
	const values = { ...data, ...variables };
	// Many questions stand under one condition: each is run once, and only when it is needed.
	const known = [];
	const isTrue = (place) => (known[place] ??= runners[place].runValues(values));
	return questions.every((question, index) => {
		const value = data[question.name];
		const comment = data[`${question.name}-Comment`];
		const silent = value === undefined && comment === undefined;
		if (silent && !question.required) return true;
		const asked = places[index].every(isTrue);
		return silent ? !asked : asked && holds(question, value, comment, data);
	});
}

parentPort.on('message', (answers) => {
	try {
		parentPort.postMessage({ result: answers.map((text) => decided(JSON.parse(text))) });
	} catch (error) {
		parentPort.postMessage({ fault: String(error?.stack ?? error) });
	}
});
