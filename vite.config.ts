import { sveltekit } from '@sveltejs/kit/vite';
import { readFileSync } from 'node:fs';
import { minify, transformWithOxc, type Plugin } from 'vite';
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

export default defineConfig({
	plugins: [minified, withoutDrawings, sveltekit()],
	build: { chunkSizeWarningLimit: 2000 },
	test: {
		// The embedded ClickHouse engine lives in the process and crashes in worker threads.
		pool: 'forks',
		maxWorkers: 2,
		include: ['tests/**/*.test.ts'],
		globalSetup: ['tests/postgres.setup.ts'],
		testTimeout: 30_000,
		hookTimeout: 60_000
	}
});
