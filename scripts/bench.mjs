/**
 * `npm run bench`: measures on this machine, side by side. `-- --seconds 2 --rounds 1` for a quick
 * look, `--only intake` (or `logs`, `citizens`, `form`, `large`, `indicators`, `statistics`, `history`) for one part; `large`
 * measures the data of `npm run demo -- --large`, `history` makes a year of 10 and of 100 million events (others with
 * `--events 1,10`, in millions) and runs only when asked.
 */
import { parseArgs } from 'node:util';
import { findChromium } from './chromium.mjs';
import { prepare } from './prepare.mjs';

prepare();
const { values } = parseArgs({
	options: {
		rounds: { type: 'string', default: '3' },
		seconds: { type: 'string', default: '5' },
		only: { type: 'string' },
		events: { type: 'string' },
		folder: { type: 'string' }
	}
});
const run = {
	...{ rounds: Number(values.rounds), seconds: Number(values.seconds) },
	...(values.folder && { folder: values.folder }),
	...(values.events && {
		events: values.events.split(',').map((millions) => Number(millions) * 1e6)
	})
};
for (const part of values.only
	? [values.only]
	: ['intake', 'logs', 'citizens', 'form', 'large', 'indicators', 'statistics']) {
	if (part === 'form') {
		const { measureForm } = await import('../bench/form-page.mjs');
		await measureForm({ executablePath: findChromium() });
		continue;
	}
	const { measure } = await import(`../bench/${part}.mjs`);
	await measure(run);
}
