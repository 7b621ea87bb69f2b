/**
 * `npm test`: types, lint, unit and integration tests on real stores, and journeys in a real
 * browser. Ends with one line `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { prepare, root, say } from './prepare.mjs';

prepare();
const chromium = findChromium();
const folder = mkdtempSync(join(tmpdir(), 'thuocdo-results-'));
const count = { passed: 0, failed: 0, skipped: 0 };

step('Kiểm tra kiểu · Types', ['npm', 'run', '--silent', 'check']);
step('Quy tắc mã nguồn · Lint', ['npm', 'run', '--silent', 'lint']);
unitTests();
journeys();

rmSync(folder, { recursive: true, force: true });
const skipped = count.skipped ? `, ${count.skipped} skipped` : '';
console.log(`\n${count.passed} passed, ${count.failed} failed${skipped}`);
process.exit(count.failed ? 1 : 0);

/** One command that passes or fails as a whole. @param {string} name @param {string[]} command */
function step(name, command) {
	if (execute(name, command, {}) === 0) count.passed++;
	else count.failed++;
}

function unitTests() {
	const file = join(folder, 'unit.json');
	const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
	const command = ['npx', '--no-install', 'vitest', 'run', ...reporters];
	const status = execute('Kiểm thử trên kho dữ liệu thật · Unit and integration', command, {});
	const result = readResult(file);
	if (!result) return void count.failed++;
	count.passed += result.numPassedTests;
	count.failed += result.numFailedTests;
	count.skipped += result.numPendingTests + result.numTodoTests;
	// A file that fails to load has no tests to count.
	if (status !== 0 && result.numFailedTests === 0) count.failed++;
}

function journeys() {
	const file = join(folder, 'journeys.json');
	const command = ['npx', '--no-install', 'playwright', 'test', '-c', 'tests/journeys'];
	const status = execute('Hành trình trên trình duyệt · Journeys', command, {
		CHROMIUM: chromium,
		PLAYWRIGHT_JSON_OUTPUT_NAME: file
	});
	const stats = readResult(file)?.stats;
	if (!stats) return void count.failed++;
	count.passed += stats.expected + stats.flaky;
	count.failed += stats.unexpected;
	count.skipped += stats.skipped;
	if (status !== 0 && stats.unexpected === 0) count.failed++;
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
	say(
		`  ${status === 0 ? 'xong · done' : 'có lỗi · failed'} (${((Date.now() - started) / 1000).toFixed(0)} s)`
	);
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
