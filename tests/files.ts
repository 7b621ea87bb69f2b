/** The files of the project, for tests that read its source. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What git knows or would add; without git, all that is not made by a run. */
export function findFiles(): string[] {
	try {
		const words = ['ls-files', '-co', '--exclude-standard'];
		const listed = execFileSync('git', words, {
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore']
		});
		return listed
			.split('\n')
			.filter((path) => path && existsSync(path))
			.sort();
	} catch {
		const made = /^(node_modules|build|data|test-results|\.svelte-kit|\.git)(\/|$)/;
		return readdirSync('.', { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name))
			.filter((path) => !made.test(path))
			.sort();
	}
}
