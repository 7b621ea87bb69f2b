/**
 * Every door of the platform, found in the file system: path, method, and the verb that its source
 * names. The walks in `server/routes.test.ts` knock on each of them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../src/routes');

export type Door = {
	/** as in the public list: `GET /api/v1/users`, `POST /tai-khoan?/password` */
	name: string;
	method: string;
	/** a plausible address */
	path: string;
	kind: 'page' | 'endpoint';
	/** the verb named in the source; undefined = public; null = none was found */
	verb: string | undefined | null;
};

const plausible: Record<string, string> = {
	code: '68',
	tinh: '68',
	slug: 'lam-dong',
	survey: 'thuc-trang'
};

/** All doors, by name. */
export function findDoors(): Door[] {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && /^\+(server|page\.server|page)\./.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name));
	const doors = files.flatMap((file) => doorsOf(file, files));
	return doors.sort((one, other) => (one.name < other.name ? -1 : 1));
}

function doorsOf(file: string, all: string[]): Door[] {
	const route = `/${relative(folder, dirname(file))
		.split('/')
		.filter((part) => !/^\(.*\)$/.test(part))
		.join('/')}`;
	const path = route.replace(/\[{1,2}(?:\.\.\.)?(\w+)(?:=\w+)?\]{1,2}/g, (_, name: string) => {
		return plausible[name] ?? '1';
	});
	const door = (method: string, verb: Door['verb'], action = ''): Door => ({
		name: `${method} ${route}${action}`,
		method,
		path: path + (action === '?/default' ? '' : action),
		kind: file.includes('+server') ? 'endpoint' : 'page',
		verb
	});
	const source = readFileSync(file, 'utf8');
	if (file.endsWith('+server.ts')) return endpoints(source, door);
	if (file.endsWith('+page.svelte'))
		return all.includes(join(dirname(file), '+page.server.ts')) ? [] : [door('GET', undefined)];
	if (file.endsWith('+page.server.ts')) return pages(source, door);
	return [];
}

type Make = (method: string, verb: Door['verb'], action?: string) => Door;

function endpoints(source: string, door: Make): Door[] {
	const exported = [...source.matchAll(/^export (?:const|(?:async )?function) ([A-Z]+)\b/gm)];
	return exported.map(([, method = '']) =>
		door(method, verbAfter(source, `export const ${method} =`))
	);
}

function pages(source: string, door: Make): Door[] {
	const found = [door('GET', verbAfter(source, 'export const load ='))];
	const start = source.search(/^export const actions\b/m);
	if (start < 0) return found;
	const block = source.slice(start, source.indexOf('\n};', start));
	const names = [...block.matchAll(/^\t'?([\w-]+)'?:/gm)].map(([, name = '']) => name);
	if (names.length === 0) throw new Error(`Actions not understood:\n${block}`);
	return [
		...found,
		...names.map((name) => {
			const key = block.includes(`\t'${name}':`) ? `\t'${name}':` : `\t${name}:`;
			return door('POST', verbAfter(block, key), `?/${name}`);
		})
	];
}

function verbAfter(source: string, text: string): Door['verb'] {
	const at = source.indexOf(text);
	if (at < 0) return null;
	const call = /^\s*(?:\w+)(?:<[^(]*>)?\(\s*(undefined|'([a-z.-]+)')/.exec(
		source.slice(at + text.length)
	);
	if (!call) return null;
	return call[1] === 'undefined' ? undefined : (call[2] ?? null);
}
