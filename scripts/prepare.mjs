/**
 * Makes a fresh clone ready with nothing but Node and npm: installs packages and builds, each only
 * when something has changed since the last time. Uses only Node's built-ins.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Says what is going on. @param {string} text */
export function say(text) {
	process.stdout.write(`\x1b[2m[thước đo]\x1b[0m ${text}\n`);
}

/** Ends the program with a sentence that says what to do. @param {string} text @returns {never} */
export function fail(text) {
	process.stderr.write(`\n[thước đo] ${text}\n`);
	process.exit(1);
}

/** Runs a command to its end and ends the program if it fails. @param {string} command @param {string[]} words */
export function run(command, words, environment = {}) {
	const result = spawnSync(command, words, {
		cwd: root,
		stdio: 'inherit',
		env: { ...process.env, ...environment }
	});
	if (result.error) fail(`Cannot run ${command}: ${result.error.message}`);
	if (result.status !== 0) fail(`Stopped: "${[command, ...words].join(' ')}" failed, see above.`);
}

/** Node 20.19 or newer, packages as in the lock file, and (unless told otherwise) a current build. */
export function prepare({ build = true } = {}) {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	if (major < 20 || (major === 20 && minor < 19))
		fail(`Node ${process.versions.node} is too old: install Node 20.19 or newer.`);
	install();
	if (build) makeBuild();
}

function install() {
	const wanted = hashOf(['package.json', 'package-lock.json']);
	const stamp = join(root, 'node_modules', '.installed');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
	say('Cài đặt thư viện (lần đầu mất một đến vài phút) · Installing packages …');
	// Not `npm ci`: it refuses a lock file without entries for every other platform's binaries, and
	// not every registry has those. `--no-save` takes the locked versions and leaves the lock alone.
	run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
	writeFileSync(stamp, wanted);
}

function makeBuild() {
	const wanted = hashOf(sources());
	const stamp = join(root, 'build', '.built');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
	say('Dựng chương trình · Building …');
	const quiet = spawnSync('npx', ['--no-install', 'vite', 'build', '--logLevel', 'error'], {
		cwd: root,
		encoding: 'utf8',
		env: { ...process.env, BUILD_OUT: '' }
	});
	if (quiet.status !== 0) fail(`The build failed:\n${quiet.stdout}\n${quiet.stderr}`);
	mkdirSync(join(root, 'build'), { recursive: true });
	writeFileSync(stamp, wanted);
}

/** Everything the build is made from. */
function sources() {
	/** @type {string[]} */
	const found = ['package.json', 'package-lock.json', 'svelte.config.js', 'vite.config.ts'];
	const walk = (/** @type {string} */ folder) => {
		for (const name of readdirSync(join(root, folder)).sort()) {
			const path = `${folder}/${name}`;
			if (statSync(join(root, path)).isDirectory()) walk(path);
			else found.push(path);
		}
	};
	for (const folder of ['src', 'static', 'migrations', 'surveys']) walk(folder);
	return found;
}

/** @param {string[]} files */
function hashOf(files) {
	const hash = createHash('sha256');
	for (const file of files) {
		const path = join(root, file);
		hash.update(file).update('\0');
		if (existsSync(path)) hash.update(readFileSync(path));
	}
	return hash.digest('hex');
}
