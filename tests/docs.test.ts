/** The README is tested: what can be set, run and called stands in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { variables } from '../src/env.ts';

const readme = readFileSync('README.md', 'utf8');
const settings = Object.keys(variables);

describe('the README', () => {
	it('names every setting', () => {
		expect(settings.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
	});

	it('names no setting that does not exist', () => {
		const table = readme.split('## Settings')[1]?.split('\n## ')[0] ?? '';
		const named = [...table.matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, name]) => name ?? '');
		expect(named.filter((name) => !settings.includes(name))).toEqual([]);
	});

	it('names every door for programs', () => {
		const doors = readdirSync('src/routes/api', { recursive: true, encoding: 'utf8' })
			.filter((path) => path.endsWith('+server.ts'))
			.map((path) => `/api/${path.replace('/+server.ts', '').replace(/\/\[.*/, '')}`);
		expect([...new Set(doors)].filter((door) => !readme.includes(door))).toEqual([]);
	});

	it('names every command a reader runs', () => {
		const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
			scripts: Record<string, string>;
		};
		const forReaders = ['demo', 'start', 'test', 'bench', 'import-log'];
		expect(forReaders.filter((name) => !scripts[name])).toEqual([]);
		expect(forReaders.filter((name) => !new RegExp(`npm (run )?${name}\\b`).test(readme))).toEqual(
			[]
		);
	});
});
