/** Waits until the simulated country has been sent in and counted. */
import { existsSync } from 'node:fs';
import { demoFile } from './demo.ts';

export default async function setup() {
	for (let turn = 0; turn < 600; turn++) {
		if (existsSync(demoFile())) return;
		await new Promise((done) => setTimeout(done, 500));
	}
	throw new Error(`The demo never wrote ${demoFile()}`);
}
