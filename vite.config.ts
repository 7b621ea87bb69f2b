import { sveltekit } from '@sveltejs/kit/vite';
import { readFileSync } from 'node:fs';
import { build, minify, transformWithOxc, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** `import { script } from './x.ts?minified'`: a browser script as text, without types and blanks. */
const minified: Plugin = {
	name: 'minified',
	enforce: 'pre',
	async load(id) {
		if (!id.endsWith('?minified')) return undefined;
		const file = id.slice(0, -'?minified'.length);
		this.addWatchFile(file);
		const plain = await transformWithOxc(readFileSync(file, 'utf8'), file, { target: 'es2020' });
		const { code, errors } = await minify(file.replace(/ts$/, 'js'), plain.code);
		if (errors[0]) throw new Error(errors[0].message);
		return `export const script = ${JSON.stringify(code)};`;
	}
};

/** `import { script } from './x.ts?thread'`: a module with all it imports, as the text of a worker thread. */
const threads: Plugin = {
	name: 'threads',
	enforce: 'pre',
	async load(id) {
		if (!id.endsWith('?thread')) return undefined;
		const made = await build({
			configFile: false,
			logLevel: 'error',
			build: {
				ssr: id.slice(0, -'?thread'.length),
				write: false,
				minify: false,
				rolldownOptions: { output: { format: 'cjs', codeSplitting: false } }
			},
			ssr: { noExternal: true }
		});
		const [first] = [made].flat();
		const [chunk] = first && 'output' in first ? first.output : [];
		if (chunk?.type !== 'chunk') throw new Error(`Nothing was built of ${id}.`);
		for (const file of chunk.moduleIds) this.addWatchFile(file);
		return `export const script = ${JSON.stringify(chunk.code)};`;
	}
};

/**
 * The questionnaire renderer brings 120 drawings as text. Our style shows none of them
 * (`src/lib/questionnaire/questions.css`), so none travels.
 */
const withoutDrawings: Plugin = {
	name: 'without-drawings',
	transform: {
		filter: { id: /survey-js-ui[\\/]fesm[\\/]survey-js-ui\.mjs$/ },
		handler(code) {
			const bare = code.replace(/^(\s*var \w+ = )"<svg .*";$/gm, '$1"";');
			if (bare.length === code.length)
				throw new Error('The renderer holds its drawings elsewhere.');
			return { code: bare, map: null };
		}
	}
};

/**
 * The framework follows each request through its promises, so that `getRequestEvent` can be asked for
 * anywhere. Nothing here asks, and on Node 20 and 22 the following costs every promise of the process.
 */
const withoutFollowing: Plugin = {
	name: 'without-following',
	apply: 'build',
	transform: {
		filter: { id: /@sveltejs[\\/]kit[\\/]src[\\/]exports[\\/]internal[\\/]event\.js$/ },
		handler(code) {
			const plain = code.replace("import('node:async_hooks')", 'Promise.reject()');
			if (plain === code) throw new Error('The framework follows requests in another way.');
			return { code: plain, map: null };
		}
	}
};

export default defineConfig({
	plugins: [minified, threads, withoutDrawings, withoutFollowing, sveltekit()],
	build: { chunkSizeWarningLimit: 2000 },
	test: {
		// The embedded ClickHouse engine lives in the process and crashes in worker threads.
		pool: 'forks',
		maxWorkers: 2,
		include: ['tests/**/*.test.ts'],
		globalSetup: ['tests/postgres.setup.ts'],
		testTimeout: 30_000,
		// Waiting for something says nothing about speed: a busy machine may take its time.
		expect: { poll: { timeout: 20_000 } },
		hookTimeout: 60_000
	}
});
