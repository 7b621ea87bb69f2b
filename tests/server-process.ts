/**
 * The built server as a process of its own, for tests that need the whole of it: pages, hooks, a
 * kill. Builds when there is no build or a source is newer; `BUILD_OUT` names another build folder.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const serve = `(await import('./scripts/serve.mjs')).serve()`;

export type RunningServer = {
	address: string;
	/** an administrator's key */
	key: string;
	folder: string;
	/** what it has printed so far */
	output: () => string;
	/** stops it as Ctrl-C does, and deletes its folder unless it was given */
	stop: () => Promise<void>;
	/** kill -9; the folder stays */
	kill: () => Promise<void>;
	/** null while it runs, and when a signal ended it */
	exitCode: () => number | null;
};

/**
 * Starts the server on a free port and waits until it answers. Throws an Error with its output.
 * @param options.folder data folder; a new temporary one when left out
 */
export async function startServer(
	options: { env?: Record<string, string>; folder?: string } = {}
): Promise<RunningServer> {
	await build();
	const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'thuocdo-server-'));
	const port = await freePort();
	const address = `http://localhost:${port}`;
	const child = spawn(process.execPath, ['--input-type=module', '-e', serve], {
		cwd: root,
		env: {
			...process.env,
			...{ NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), ORIGIN: address },
			...{ DATA_DIR: folder, BODY_SIZE_LIMIT: '64M', SHUTDOWN_TIMEOUT: '5' },
			...options.env
		},
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let printed = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (part: Buffer) => (printed += part.toString()));
	await untilReady(child, address, () => printed);
	const file = JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')) as { key: string };
	return {
		address,
		key: file.key,
		folder,
		output: () => printed,
		stop: async () => {
			await end(child, 'SIGTERM');
			if (!options.folder) rmSync(folder, { recursive: true, force: true });
		},
		kill: () => end(child, 'SIGKILL'),
		exitCode: () => child.exitCode
	};
}

async function build(): Promise<void> {
	const out = resolve(root, process.env.BUILD_OUT || 'build');
	const entry = join(out, 'index.js');
	// Test files run side by side; the first builds and the others wait for it.
	const lock = `${out}.lock`;
	while (!take(lock)) await new Promise((done) => setTimeout(done, 200));
	try {
		if (isCurrent(entry)) return;
		const run = spawnSync('npx', ['--no-install', 'vite', 'build', '--logLevel', 'error'], {
			cwd: root,
			encoding: 'utf8',
			// The test runner marks its environment, which would make this a development build.
			env: {
				...process.env,
				NODE_ENV: 'production',
				BUILD_OUT: process.env.BUILD_OUT ?? '',
				VITEST: ''
			}
		});
		if (run.status !== 0) throw new Error(`The build failed:\n${run.stdout}\n${run.stderr}`);
	} finally {
		rmSync(lock, { recursive: true, force: true });
	}
}

function isCurrent(entry: string): boolean {
	const made = existsSync(entry) ? statSync(entry).mtimeMs : 0;
	return ['src', 'migrations', 'surveys', 'static'].every(
		(part) => newest(join(root, part)) < made
	);
}

/** A lock left behind by a run that was killed is taken over after three minutes. */
function take(lock: string): boolean {
	try {
		mkdirSync(lock);
		return true;
	} catch {
		const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
		if (age > 180_000) rmSync(lock, { recursive: true, force: true });
		return false;
	}
}

function newest(folder: string): number {
	if (!existsSync(folder)) return 0;
	const times = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs);
	return Math.max(0, ...times);
}

function freePort(): Promise<number> {
	return new Promise((done, fail) => {
		const probe = createServer();
		probe.once('error', fail);
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
		});
	});
}

async function untilReady(child: ChildProcess, address: string, printed: () => string) {
	for (let turn = 0; turn < 600; turn++) {
		if (child.exitCode !== null) break;
		const answer = await fetch(`${address}/api/health`).catch(() => undefined);
		await answer?.body?.cancel();
		// While it opens its stores, the server answers that it is starting.
		if (answer && answer.status !== 503) return;
		await new Promise((done) => setTimeout(done, 100));
	}
	child.kill('SIGKILL');
	throw new Error(`The server did not start:\n${printed()}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = new Promise((done) => child.once('exit', done));
	child.kill(signal);
	await ended;
}
