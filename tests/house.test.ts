/** The rules of the house, executed. A failing line names the file and the reason. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findFiles } from './files.ts';

const tracked = findFiles();
const text = (path: string) => readFileSync(path, 'utf8');
const code = tracked.filter((path) =>
	/^(src|tests|scripts|bench)\/.*\.(ts|mjs|js|svelte)$/.test(path)
);
const source = code.filter((path) => path.startsWith('src/'));

/** Modules that a file imports, relative paths made absolute. */
function importsOf(path: string): string[] {
	const folder = path.split('/').slice(0, -1);
	return [...text(path).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) => {
		if (name.startsWith('#lib/')) return name.replace('#lib/', 'src/lib/');
		if (!name.startsWith('.')) return name;
		const parts = [...folder];
		for (const part of name.split('/')) {
			if (part === '..') parts.pop();
			else if (part !== '.') parts.push(part);
		}
		return parts.join('/');
	});
}

/** Lines `path: what`, for the files where `test` finds something. */
function offenders(paths: string[], test: (path: string) => string | false | undefined): string[] {
	return paths.flatMap((path) => {
		const found = test(path);
		return found ? [`${path}: ${found}`] : [];
	});
}

const isRoute = (path: string) =>
	path.startsWith('src/routes/') || ['src/hooks.server.ts', 'src/service-worker.ts'].includes(path);
const framework = (name: string) => name.startsWith('@sveltejs/') || name.startsWith('$');

describe('the house', () => {
	it('keeps every source file within 300 lines and every test within 500', () => {
		const tooLong = offenders(code, (path) => {
			const lines = text(path).split('\n').length - 1;
			const most = path.startsWith('tests/') ? 500 : 300;
			return lines > most && `${lines} lines`;
		});
		expect(tooLong).toEqual([]);
	});

	it('lets only routes and hooks know the framework', () => {
		const paths = source.filter((path) => !isRoute(path) && path !== 'src/env.ts');
		expect(offenders(paths, (path) => importsOf(path).find(framework))).toEqual([]);
	});

	it('reads the environment in the hooks only', () => {
		const paths = source.filter((path) => path !== 'src/hooks.server.ts');
		expect(
			offenders(
				paths,
				(path) => /process\.env|\$app\/env\/private/.test(text(path)) && 'reads the environment'
			)
		).toEqual([]);
	});

	it('never imports upward: lib knows no routes, shared code knows no server code', () => {
		const lib = source.filter((path) => path.startsWith('src/lib/'));
		const upward = offenders(lib, (path) =>
			importsOf(path).find((name) => name.startsWith('src/routes'))
		);
		const shared = lib.filter((path) => !path.startsWith('src/lib/server/'));
		const intoServer = offenders(shared, (path) =>
			importsOf(path).find((name) => name.startsWith('src/lib/server'))
		);
		expect([...upward, ...intoServer]).toEqual([]);
	});

	it('lets one file know each driver', () => {
		const owner: Record<string, string> = {
			postgres: 'src/lib/server/postgres.ts',
			'@clickhouse/client': 'src/lib/server/warehouse.ts',
			'chdb/connection': 'src/lib/server/warehouse.ts'
		};
		const found = offenders(source, (path) =>
			importsOf(path).find((name) => name in owner && owner[name] !== path)
		);
		expect(found).toEqual([]);
	});

	it('keeps statistics pure: they import libraries of numbers only', () => {
		const paths = source.filter((path) => path.startsWith('src/lib/statistics/'));
		const found = offenders(paths, (path) =>
			importsOf(path).find(
				(name) => name.startsWith('src/') && !name.startsWith('src/lib/statistics')
			)
		);
		expect(found).toEqual([]);
	});

	it('wraps every endpoint, load and action at the edge, where its verb is named', () => {
		const doors = source.filter((path) => /\/\+(server|page\.server)\.ts$/.test(path));
		const bare = offenders(doors, (path) =>
			[...text(path).matchAll(/export const (GET|POST|PUT|PATCH|DELETE|load)\b[^=]*= *(\w+)/g)]
				.filter(([, , wrapper]) => !['endpoint', 'page'].includes(wrapper ?? ''))
				.map(([, name]) => name)
				.join(', ')
		);
		expect(bare).toEqual([]);
	});

	it('gives every module an opening comment that says what it means', () => {
		const modules = code.filter((path) => /\.(ts|mjs)$/.test(path) && !path.endsWith('.d.ts'));
		const silent = offenders(modules, (path) => {
			const inRoutes = /\/\+(page|layout|server)/.test(path);
			const isTest = /\.(test|spec)\.ts$/.test(path);
			return !inRoutes && !isTest && !text(path).startsWith('/**') && 'no opening comment';
		});
		expect(silent).toEqual([]);
	});

	it('has no rooms for odds and ends', () => {
		const odd = /(^|\/)(utils?|helpers?|services?|managers?|common|misc)(\/|\.|$)/;
		expect(tracked.filter((path) => odd.test(path))).toEqual([]);
	});

	it('has no escape hatches: no any, no silenced checks, no raw HTML, no default exports', () => {
		const hatch =
			/: any\s*[;,)=\]|&>]|as any\b|<any>|@ts-(ignore|nocheck)|eslint-disable|svelte-ignore|\{@html/;
		const found = offenders(source, (path) => hatch.exec(text(path))?.[0]);
		const defaults = offenders(
			source.filter((path) => path.endsWith('.ts')),
			(path) => /^export default/m.exec(text(path))?.[0]
		);
		expect([...found, ...defaults]).toEqual([]);
	});

	it('numbers migrations without gaps', () => {
		for (const store of ['postgres', 'clickhouse']) {
			const numbers = tracked
				.filter((path) => path.startsWith(`migrations/${store}/`))
				.map((path) => Number(/\/(\d{4})-[a-z0-9-]+\.sql$/.exec(path)?.[1]));
			expect(numbers).toEqual(numbers.map((_, index) => index + 1));
		}
	});

	it('keeps download addresses and absolute paths of machines out of the tree', () => {
		expect(text('package-lock.json')).not.toContain('"resolved": "http');
		const words = new RegExp(
			['/home', '/root', '/tmp/build', 'file://'].map((w) => `['"\`]${w}/`).join('|')
		);
		expect(offenders(code, (path) => words.exec(text(path))?.[0])).toEqual([]);
	});
});
