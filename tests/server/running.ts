/** The built server as a child process, for tests that must kill it or look at it from outside. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';

export type Running = {
	address: string;
	/** key of an administrator */
	key: string;
	/** Ends it at once, as a power cut or `kill -9` would. */
	kill: () => Promise<void>;
	/** Asks it to finish its work and end. */
	stop: () => Promise<void>;
};

const folder = resolve(process.env.BUILD_OUT || 'build');

/** Builds the server if there is no build. */
export function build(): void {
	if (existsSync(join(folder, 'index.js'))) return;
	const run = spawnSync('npx', ['--no-install', 'vite', 'build', '--logLevel', 'error'], {
		encoding: 'utf8'
	});
	if (run.status !== 0) throw new Error(`The build failed:\n${run.stdout}\n${run.stderr}`);
}

/** Starts the server on its own data folder and waits until it answers. */
export async function start(dataFolder: string): Promise<Running> {
	const port = await freePort();
	const address = `http://127.0.0.1:${port}`;
	const child = spawn(process.execPath, [join(folder, 'index.js')], {
		stdio: ['ignore', 'ignore', 'pipe'],
		env: {
			PATH: process.env.PATH,
			HOME: process.env.HOME,
			DATA_DIR: dataFolder,
			HOST: '127.0.0.1',
			PORT: String(port),
			ORIGIN: address,
			BODY_SIZE_LIMIT: '64M'
		}
	});
	let log = '';
	child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
	await waitUntilReady(child, address, () => log);
	const { key } = JSON.parse(readFileSync(join(dataFolder, 'server.json'), 'utf8')) as {
		key: string;
	};
	return { address, key, kill: () => end(child, 'SIGKILL'), stop: () => end(child, 'SIGTERM') };
}

async function waitUntilReady(
	child: ChildProcess,
	address: string,
	log: () => string
): Promise<void> {
	for (let turn = 0; turn < 600; turn++) {
		if (child.exitCode !== null) throw new Error(`The server ended: ${log()}`);
		const answer = await fetch(`${address}/api/health`).catch(() => undefined);
		if (answer?.ok) return void (await answer.arrayBuffer());
		await new Promise((done) => setTimeout(done, 50));
	}
	throw new Error(`The server did not answer: ${log()}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = new Promise((done) => child.once('exit', done));
	child.kill(signal);
	await ended;
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	await new Promise((done) => server.close(done));
	return port;
}
