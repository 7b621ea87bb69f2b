import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [sveltekit()],
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
