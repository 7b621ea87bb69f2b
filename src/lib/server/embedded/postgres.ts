/**
 * A PostgreSQL server of our own: started as a child process on a unix socket, data in a folder.
 * It lives exactly as long as this process: a shell between the two stops it cleanly when our end
 * of a pipe closes, so that `kill -9` leaves neither an orphan nor a locked folder. It runs in its
 * own process group, so Ctrl-C reaches us first and we decide when it stops.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes, createHash } from 'node:crypto';
import {
	chmodSync,
	chownSync,
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chooseAccount, findBinaries, runAs } from './binaries.ts';

export type EmbeddedPostgres = {
	socketFolder: string;
	password: string;
	/** Fast shutdown: open transactions are rolled back, the log is flushed. */
	stop: () => Promise<void>;
};

const keeper =
	'"$@" & child=$!; trap "" INT TERM; read -r _; kill -INT $child 2>/dev/null; wait $child';

/** Starts (and on first use creates) the server in `folder`. Throws an Error with the log's tail. */
export async function startPostgres(folder: string): Promise<EmbeddedPostgres> {
	const data = resolve(folder);
	const native = findBinaries();
	const account = chooseAccount();
	const passwordFile = `${data}.password`;
	mkdirSync(data, { recursive: true });
	const socketFolder = makeSocketFolder(data);
	if (account) {
		chownSync(data, account.uid, account.gid);
		chownSync(socketFolder, account.uid, account.gid);
	}
	const prefix = runAs(account, [native, data]);
	if (!existsSync(join(data, 'PG_VERSION')))
		initialise(prefix, native, data, passwordFile, account);
	const password = readFileSync(passwordFile, 'utf8').trim();
	await waitUntilFree(data);

	const log = join(data, 'server.log');
	const output = openSync(log, 'a', 0o600);
	if (account) chownSync(log, account.uid, account.gid);
	const command = [...prefix, join(native, 'bin', 'postgres'), ...options(data, socketFolder)];
	const child = spawn('sh', ['-c', keeper, 'sh', ...command], {
		detached: true,
		stdio: ['pipe', output, output],
		cwd: '/'
	});
	closeSync(output);
	child.unref();
	await waitUntilReady(child, socketFolder, data, log);
	return { socketFolder, password, stop: () => stop(child) };
}

function options(data: string, socketFolder: string): string[] {
	const settings = {
		listen_addresses: '',
		unix_socket_directories: socketFolder,
		unix_socket_permissions: '0700',
		max_connections: '60',
		shared_buffers: '256MB',
		max_wal_size: '2GB',
		wal_compression: 'pglz',
		timezone: 'UTC',
		log_timezone: 'UTC',
		log_min_messages: 'warning',
		jit: 'off'
	};
	const list = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	return ['-D', data, ...list];
}

function initialise(
	prefix: string[],
	native: string,
	data: string,
	passwordFile: string,
	account: ReturnType<typeof chooseAccount>
): void {
	writeFileSync(passwordFile, randomBytes(24).toString('base64url') + '\n', { mode: 0o600 });
	if (account) chownSync(passwordFile, account.uid, account.gid);
	const words = [
		...prefix,
		join(native, 'bin', 'initdb'),
		...['-D', data, '-U', 'thuocdo', `--pwfile=${passwordFile}`, '-A', 'scram-sha-256'],
		...['-E', 'UTF8', '--locale-provider=icu', '--icu-locale=und', '--locale=C']
	];
	const [program = 'initdb', ...rest] = words;
	const run = spawnSync(program, rest, { encoding: 'utf8', cwd: '/' });
	if (run.status === 0) return;
	rmSync(data, { recursive: true, force: true });
	throw new Error(`PostgreSQL could not be set up in ${data}: ${run.stderr || run.error}`);
}

/** Unix socket paths are limited to about 100 bytes, so the folder lives in the temporary folder. */
function makeSocketFolder(data: string): string {
	const mark = createHash('sha256').update(data).digest('hex').slice(0, 12);
	const folder = join(tmpdir(), `thuocdo-${process.getuid?.() ?? 0}-${mark}`);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	chmodSync(folder, 0o700);
	return folder;
}

/** A server that has just lost its parent needs a moment to let go of the folder. */
async function waitUntilFree(data: string): Promise<void> {
	const lock = join(data, 'postmaster.pid');
	for (let turn = 0; existsSync(lock); turn++) {
		const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
		if (!isRunning(pid)) return;
		if (turn > 150)
			throw new Error(
				`Another Thước đo PBGDPL (PostgreSQL process ${pid}) is using ${data}. ` +
					'Stop it, or set DATA_DIR to another folder.'
			);
		await pause(100);
	}
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
	} catch (error) {
		return process.platform !== 'linux' && (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

async function waitUntilReady(
	child: ChildProcess,
	folder: string,
	data: string,
	log: string
): Promise<void> {
	let ended = false;
	child.once('exit', () => (ended = true));
	for (let turn = 0; turn < 1200; turn++) {
		if ((await accepts(join(folder, '.s.PGSQL.5432'))) && isReady(data)) return;
		if (ended) break;
		await pause(25);
	}
	const tail = readFileSync(log, 'utf8').split('\n').slice(-12).join('\n');
	throw new Error(`PostgreSQL did not start. Its log ends:\n${tail}`);
}

/** The socket accepts while the server still recovers; its lock file's eighth line says when. */
function isReady(data: string): boolean {
	const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
	return lines[7]?.trim() === 'ready';
}

/** True when the server asks a client who it is; while it recovers it answers with an error. */
function accepts(path: string): Promise<boolean> {
	const greeting = Buffer.from('\0\0\0\0\0\x03\0\0user\0thuocdo\0\0', 'latin1');
	greeting.writeInt32BE(greeting.length, 0);
	return new Promise((done) => {
		const socket = createConnection(path, () => socket.write(greeting));
		socket.once('data', (answer) => {
			socket.destroy();
			done(answer[0] === 'R'.charCodeAt(0));
		});
		socket.once('error', () => done(false));
		socket.once('close', () => done(false));
	});
}

async function stop(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null) return;
	const ended = new Promise((done) => child.once('exit', done));
	child.ref();
	child.stdin?.end();
	await ended;
}

function pause(milliseconds: number): Promise<void> {
	return new Promise((done) => setTimeout(done, milliseconds));
}
