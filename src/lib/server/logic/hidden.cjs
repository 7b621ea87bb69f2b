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

// What the conditions read, so that nothing else has to be sent here.
const wanted = new Set(
	[
		...conditions.flatMap(({ when }) => when),
		...calculated.map(({ expression }) => expression)
	].flatMap((runner) => runner.getVariables().map((path) => path.split(/[.[]/)[0]))
);

/** `given` names the conditional questions that are answered, `values` has what the conditions read. */
function hidden({ given, values }) {
	const known = { ...values };
	for (const { name, expression } of calculated) known[name] = expression.runValues(known);
	return conditions
		.filter(({ name, when }) => !given.includes(name) && when.some((one) => !one.runValues(known)))
		.map(({ name }) => name);
}

parentPort.postMessage({ wanted: [...wanted], names: conditions.map(({ name }) => name) });
parentPort.on('message', (responses) => {
	try {
		parentPort.postMessage({ result: responses.map(hidden) });
	} catch (error) {
		parentPort.postMessage({ fault: String(error?.stack ?? error) });
	}
});
