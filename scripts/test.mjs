/**
 * `npm test`: types, lint, unit and integration tests on real stores, and journeys in a real
 * browser. Ends with one line `N passed, N failed`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { prepare, root, say } from './prepare.mjs';

prepare();
const chromium = findChromium();
const folder = mkdtempSync(join(tmpdir(), 'thuocdo-results-'));
const count = { passed: 0, failed: 0, skipped: 0 };
/** What failed, said again at the end: thousands of lines may stand in between. @type {string[]} */
const failures = [];

await Promise.all([
	step('Kiểm tra kiểu · Types', 'check'),
	step('Quy tắc mã nguồn · Lint', 'lint')
]);
unitTests();
journeys();

rmSync(folder, { recursive: true, force: true });
if (failures.length > 0) console.log(`\nCó lỗi · Failed:\n${failures.join('\n')}`);
const skipped = count.skipped ? `, ${count.skipped} skipped` : '';
console.log(`\n${count.passed} passed, ${count.failed} failed${skipped}`);
process.exit(count.failed ? 1 : 0);

/**
 * One script that passes or fails as a whole; several may run at a time, each is printed at its end.
 * @param {string} name @param {string} script @returns {Promise<void>}
 */
function step(name, script) {
	const started = Date.now();
	const child = spawn('npm', ['run', '--silent', script], { cwd: root });
	/** @type {Buffer[]} */
	const said = [];
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (/** @type {Buffer} */ part) => said.push(part));
	return new Promise((done) => {
		child.on('close', (status) => {
			say(name);
			process.stdout.write(Buffer.concat(said));
			tell(status ?? 1, started);
			if (status === 0) count.passed++;
			else fail(name);
			done();
		});
	});
}

/** @param {number} status @param {number} started */
function tell(status, started) {
	const seconds = ((Date.now() - started) / 1000).toFixed(0);
	say(`  ${status === 0 ? 'xong · done' : 'có lỗi · failed'} (${seconds} s)`);
}

/** @param {string} name @param {string} [message] */
function fail(name, message = '') {
	count.failed++;
	const lines = message === '' ? [] : message.split('\n', 3);
	failures.push(`  ${name}`, ...lines.map((line) => `    ${line}`));
}

function unitTests() {
	const file = join(folder, 'unit.json');
	const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
	const command = ['npx', '--no-install', 'vitest', 'run', ...reporters];
	const status = execute('Kiểm thử trên kho dữ liệu thật · Unit and integration', command, {});
	const result = readResult(file);
	if (!result) return fail('Unit and integration tests left no result');
	const before = count.failed;
	count.passed += result.numPassedTests;
	count.skipped += result.numPendingTests + result.numTodoTests;
	for (const { name, message, assertionResults } of result.testResults) {
		const failed = assertionResults.filter((/** @type {any} */ one) => one.status === 'failed');
		for (const one of failed) fail(`${name} > ${one.fullName}`, one.failureMessages.join('\n'));
		// A file that fails to load has no tests to count.
		if (failed.length === 0 && message) fail(name, message);
	}
	if (status !== 0 && count.failed === before) fail('Unit and integration tests');
}

function journeys() {
	const file = join(folder, 'journeys.json');
	const command = ['npx', '--no-install', 'playwright', 'test', '-c', 'tests/journeys'];
	const status = execute('Hành trình trên trình duyệt · Journeys', command, {
		CHROMIUM: chromium,
		PLAYWRIGHT_JSON_OUTPUT_NAME: file
	});
	const result = readResult(file);
	if (!result) return fail('Journeys left no result');
	const { expected, flaky, skipped, unexpected } = result.stats;
	count.passed += expected + flaky;
	count.skipped += skipped;
	for (const suite of result.suites) failIn(suite);
	if (status !== 0 && unexpected === 0) fail('Journeys');
}

/** Notes what failed in a file of journeys, in the groups inside it too. @param {any} suite */
function failIn({ file, specs = [], suites = [] }) {
	for (const { title, ok, tests } of specs)
		if (!ok) fail(`${file} > ${title}`, tests.at(-1)?.results.at(-1)?.error?.message ?? '');
	for (const inner of suites) failIn(inner);
}

/** @param {string} name @param {string[]} command @param {Record<string, string>} environment */
function execute(name, command, environment) {
	say(name);
	const started = Date.now();
	const [program = '', ...words] = command;
	const { status } = spawnSync(program, words, {
		cwd: root,
		stdio: 'inherit',
		env: { ...process.env, ...environment }
	});
	tell(status ?? 1, started);
	return status ?? 1;
}

/** @param {string} file */
function readResult(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
}
