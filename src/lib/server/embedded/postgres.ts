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
	lstatSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chooseAccount, findBinaries, runAs, type Account } from './binaries.ts';

export type EmbeddedPostgres = {
	socketFolder: string;
	password: string;
	/** Fast shutdown: open transactions are rolled back, the log is flushed. */
	stop: () => Promise<void>;
};

const keeper =
	'"$@" & child=$!; trap "" INT TERM; read -r _; kill -INT $child 2>/dev/null; wait $child';

/**
 * Starts (and on first use creates) the server in `folder`. Throws an Error with the log's tail, or
 * that another server uses the folder and has not let go of it within `patience` milliseconds.
 */
export async function startPostgres(
	folder: string,
	{ patience = 15_000 } = {}
): Promise<EmbeddedPostgres> {
	const data = resolve(folder);
	const native = findBinaries();
	const account = chooseAccount();
	const passwordFile = `${data}.password`;
	mkdirSync(data, { recursive: true });
	const socketFolder = makeSocketFolder(data, account);
	const prefix = runAs(account, [native, data]);
	if (!existsSync(join(data, 'PG_VERSION')))
		initialise(prefix, native, data, passwordFile, account);
	const password = readFileSync(passwordFile, 'utf8').trim();
	await waitUntilFree(data, patience);

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
	account: Account
): void {
	// Made aside and renamed, so that a set-up that was cut off is begun anew.
	const fresh = `${data}.new`;
	rmSync(fresh, { recursive: true, force: true });
	mkdirSync(fresh);
	rmSync(passwordFile, { force: true });
	writeFileSync(passwordFile, randomBytes(24).toString('base64url') + '\n', { mode: 0o600 });
	if (account) for (const path of [fresh, passwordFile]) chownSync(path, account.uid, account.gid);
	const words = [
		...prefix,
		join(native, 'bin', 'initdb'),
		...['-D', fresh, '-U', 'thuocdo', `--pwfile=${passwordFile}`, '-A', 'scram-sha-256'],
		...['-E', 'UTF8', '--locale-provider=icu', '--icu-locale=und', '--locale=C']
	];
	const [program = 'initdb', ...rest] = words;
	const run = spawnSync(program, rest, { encoding: 'utf8', cwd: '/' });
	if (run.status === 0) return renameSync(fresh, data);
	rmSync(fresh, { recursive: true, force: true });
	throw new Error(`PostgreSQL could not be set up in ${data}: ${run.stderr || run.error}`);
}

/**
 * Unix socket paths are limited to about 100 bytes, so the folder lives in the temporary folder,
 * where anybody may have put something under its name: only a folder of our own is used.
 */
function makeSocketFolder(data: string, account: Account): string {
	const own = process.getuid?.() ?? 0;
	const mark = createHash('sha256').update(data).digest('hex').slice(0, 12);
	const folder = join(tmpdir(), `thuocdo-${own}-${mark}`);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const found = lstatSync(folder);
	if (!found.isDirectory() || ![own, account?.uid].includes(found.uid))
		throw new Error(`${folder} belongs to somebody else. Delete it, or set TMPDIR.`);
	chmodSync(folder, 0o700);
	if (account) chownSync(folder, account.uid, account.gid);
	return folder;
}

/** A server that has just lost its parent needs a moment to let go of the folder. */
async function waitUntilFree(data: string, patience: number): Promise<void> {
	const lock = join(data, 'postmaster.pid');
	for (let turn = 0; existsSync(lock); turn++) {
		const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
		if (!isRunning(pid)) return;
		if (turn * 100 >= patience)
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
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
	}
	// After a crash the number may be another program's.
	const command = `/proc/${pid}/cmdline`;
	return !existsSync(command) || readFileSync(command, 'utf8').includes('postgres');
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
