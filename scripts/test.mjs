/**
 * `npm test`: types, lint, unit and integration tests on real stores, and journeys in a real
 * browser. Ends with one line `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
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
/** How often the unit tests were called. */
let calls = 0;

// On two cores: what presses hardest goes first and alone; journeys wait much, so the rest runs beside.
await unitTests('Kiểm thử trên kho dữ liệu thật · On real stores', ['tests/server']);
await Promise.all([journeys(), beside()]);

rmSync(folder, { recursive: true, force: true });
if (failures.length > 0) console.log(`\nCó lỗi · Failed:\n${failures.join('\n')}`);
const skipped = count.skipped ? `, ${count.skipped} skipped` : '';
console.log(`\n${count.passed} passed, ${count.failed} failed${skipped}`);
process.exit(count.failed ? 1 : 0);

async function beside() {
	await step('Kiểm tra kiểu · Types', 'check');
	await step('Quy tắc mã nguồn · Lint', 'lint');
	await unitTests('Kiểm thử phần còn lại · Everything else', [
		...['--exclude', 'tests/server/**', '--maxWorkers', '1']
	]);
}

/** One script that passes or fails as a whole. @param {string} name @param {string} script */
async function step(name, script) {
	if ((await execute(name, ['npm', 'run', '--silent', script])) === 0) count.passed++;
	else fail(name);
}

/** @param {string} name @param {string} [message] */
function fail(name, message = '') {
	count.failed++;
	const lines = message === '' ? [] : message.split('\n', 3);
	failures.push(`  ${name}`, ...lines.map((line) => `    ${line}`));
}

/** @param {string} name @param {string[]} words which tests */
async function unitTests(name, words) {
	const file = join(folder, `unit-${++calls}.json`);
	const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
	const status = await execute(name, [
		...['npx', '--no-install', 'vitest', 'run', ...reporters, ...words]
	]);
	const result = readResult(file);
	if (!result) return fail(`${name}: no result`);
	const before = count.failed;
	count.passed += result.numPassedTests;
	count.skipped += result.numPendingTests + result.numTodoTests;
	for (const { name, message, assertionResults } of result.testResults) {
		const failed = assertionResults.filter((/** @type {any} */ one) => one.status === 'failed');
		for (const one of failed) fail(`${name} > ${one.fullName}`, one.failureMessages.join('\n'));
		// A file that fails to load has no tests to count.
		if (failed.length === 0 && message) fail(name, message);
	}
	if (status !== 0 && count.failed === before) fail(name);
}

async function journeys() {
	const file = join(folder, 'journeys.json');
	const command = ['npx', '--no-install', 'playwright', 'test', '-c', 'tests/journeys'];
	const status = await execute('Hành trình trên trình duyệt · Journeys', command, {
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

/**
 * Runs a command and passes on what it says as it comes. Resolves with its status.
 * @param {string} name @param {string[]} command @param {Record<string, string>} [environment]
 * @returns {Promise<number>}
 */
function execute(name, command, environment = {}) {
	say(name);
	const started = Date.now();
	const [program = '', ...words] = command;
	const child = spawn(program, words, {
		cwd: root,
		stdio: 'inherit',
		env: { ...process.env, ...environment }
	});
	return new Promise((done) => {
		child.on('error', () => done(1));
		child.on('exit', (status) => {
			const seconds = ((Date.now() - started) / 1000).toFixed(0);
			say(`  ${name}: ${status === 0 ? 'xong · done' : 'có lỗi · failed'} (${seconds} s)`);
			done(status ?? 1);
		});
	});
}

/** @param {string} file */
function readResult(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
}
