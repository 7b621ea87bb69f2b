/** One real PostgreSQL for the whole test run; every test file makes its own database in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../src/lib/server/embedded/postgres.ts';

export default async function setup(project: TestProject) {
	const folder = mkdtempSync(join(tmpdir(), 'thuocdo-test-'));
	const server = await startPostgres(join(folder, 'postgres'));
	project.provide('postgres', { socketFolder: server.socketFolder, password: server.password });
	return async () => {
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	};
}

declare module 'vitest' {
	export interface ProvidedContext {
		postgres: { socketFolder: string; password: string };
	}
}
