/**
 * The questionnaire engine in a thread of its own: whether answers may be submitted. It runs apart
 * from the web server because one hostile form can keep it busy for seconds; the caller ends the
 * thread then. Read as text and started with `eval`, so it may import nothing but what it is given.
 */
const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads');
const { createRequire } = process.getBuiltinModule('node:module');
const core = createRequire(workerData.engine)(workerData.engine);

core.setupLocale({ localeCode: 'vi', strings: workerData.words, nativeName: 'Tiếng Việt' });

function readable(value) {
	const number = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
	return typeof number === 'number' ? number.toLocaleString('vi-VN') : value;
}

function rootOf(question) {
	let root = question;
	while (root.parentQuestion) root = root.parentQuestion;
	return root;
}

function check({ definition, data, variables }) {
	const model = new core.Model(definition);
	model.locale = 'vi';
	for (const [name, value] of Object.entries(variables)) model.setVariable(name, value);
	model.onProcessDynamicText.add((_, text) => {
		if (!(text.name in variables)) text.value = readable(text.value);
	});
	model.data = data;
	model.validate(true, false);
	const findings = [];
	const seen = new Set();
	for (const question of model.getAllQuestions(false, true, true)) {
		const root = rootOf(question);
		if (!root.isVisible || !root.isParentVisible) continue;
		const editors = (question.items ?? []).map((item) => item.editor);
		for (const source of [question, ...editors])
			for (const error of source.errors) {
				const message = model.processText(error.getText(), true);
				if (seen.has(root.name + message)) continue;
				seen.add(root.name + message);
				findings.push({ question: root.name, page: root.page?.name ?? '', message });
			}
	}
	const asked = model.getAllQuestions(true).filter((question) => question.hasInput);
	const visible = asked.map((question) => question.name);
	const answered = asked.filter((question) => !question.isEmpty()).length;
	// A question that a condition fixed took no answer on the form, whatever was sent.
	const fixed = asked.filter((question) => question.isReadOnly).map(({ name }) => name);
	if (findings.length === 0) {
		model.clearIncorrectValues(true);
		model.tryComplete();
	}
	const kept = { ...model.data };
	for (const name of fixed) for (const key of [name, `${name}-Comment`]) delete kept[key];
	const result = { findings, visible, answered, answerable: asked.length, data: kept };
	model.dispose();
	return result;
}

parentPort.on('message', ({ id, job }) => {
	try {
		parentPort.postMessage({ id, result: JSON.parse(JSON.stringify(check(job))) });
	} catch (error) {
		parentPort.postMessage({ id, fault: String(error?.stack ?? error) });
	}
});
