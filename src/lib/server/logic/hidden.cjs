/**
 * Which unanswered questions a condition hid, for many responses at once. Runs the questionnaire
 * engine's own conditions in a thread apart from the web server. Read as text and started with
 * `eval`, so it may import nothing but what it is given.
 */
const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads');
const { createRequire } = process.getBuiltinModule('node:module');
const { ConditionRunner, ExpressionRunner } = createRequire(workerData.engine)(workerData.engine);

const conditions = workerData.conditions.map(({ name, when }) => ({
	name,
	when: when.map((text) => new ConditionRunner(text))
}));
const calculated = workerData.calculated.map(({ name, expression }) => ({
	name,
	expression: new ExpressionRunner(expression)
}));

function hidden({ data, variables }) {
	const values = { ...data, ...variables };
	for (const { name, expression } of calculated) values[name] = expression.runValues(values);
	return conditions
		.filter(({ name, when }) => !(name in data) && when.some((one) => !one.runValues(values)))
		.map(({ name }) => name);
}

parentPort.on('message', (responses) => {
	try {
		parentPort.postMessage({ result: responses.map(hidden) });
	} catch (error) {
		parentPort.postMessage({ fault: String(error?.stack ?? error) });
	}
});
