/** `npm run bench`: measures on this machine, side by side. `-- --seconds 2 --rounds 1` for a quick look. */
import { parseArgs } from 'node:util';
import { prepare } from './prepare.mjs';

prepare();
const { values } = parseArgs({
	options: {
		rounds: { type: 'string', default: '3' },
		seconds: { type: 'string', default: '5' }
	}
});
const { measure } = await import('../bench/intake.mjs');
await measure({ rounds: Number(values.rounds), seconds: Number(values.seconds) });
