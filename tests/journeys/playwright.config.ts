/** Journeys: what people do, in real Chromium against the demo started as its readers start it. */
import { defineConfig } from '@playwright/test';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const port = 3217;
/** Where a journey that reads mail listens; the demo sends its reminders there. */
export const mailPort = 3218;
// A demo that runs already, with its folder in JOURNEY_DATA_DIR; unset, the journeys start their own.
const running = process.env.JOURNEY_ADDRESS;
// Workers load this file again: the first one decides the folder for all.
process.env.JOURNEY_DATA_DIR ??= mkdtempSync(join(tmpdir(), 'thuocdo-journeys-'));

export default defineConfig({
	testDir: '.',
	outputDir: '../../test-results',
	timeout: 60_000,
	expect: { timeout: 10_000 },
	fullyParallel: false,
	workers: 1,
	// A machine of two cores runs the demo, the engine and the browser: one more try, printed as flaky.
	retries: process.env.CI ? 1 : 0,
	reporter: [['list'], ['json']],
	globalSetup: './simulation.setup.ts',
	// What was planted is compared first: the other journeys add to it.
	projects: [
		{ name: 'truth', testMatch: 'truth.spec.ts' },
		{ name: 'journeys', testIgnore: 'truth.spec.ts' }
	],
	use: {
		baseURL: running ?? `http://localhost:${port}`,
		locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh',
		launchOptions: {
			executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				'--no-first-run'
			]
		}
	},
	webServer: running
		? undefined
		: {
				command: 'node --max-semi-space-size=64 ../../scripts/demo.mjs',
				url: `http://localhost:${port}/api/health`,
				// Loading takes a minute and a half on a quiet machine.
				timeout: 300_000,
				gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
				stdout: 'pipe',
				env: {
					PORT: String(port),
					DATA_DIR: process.env.JOURNEY_DATA_DIR,
					SMTP_URL: `smtp://127.0.0.1:${mailPort}`
				}
			}
});
