/**
 * Our server for measuring, as `npm start` runs it; tells its address to the parent process. Asked to
 * `watch`, it begins to measure how long its event loop stands still; asked for `stalls`, it tells.
 */
import { serve } from '../scripts/serve.mjs';

const tick = 10;
let stalls = 0;
let longest = 0;
let last = performance.now();
setInterval(() => {
	const late = performance.now() - last - tick;
	if (late > 100) stalls++;
	longest = Math.max(longest, late);
	last = performance.now();
}, tick).unref();

process.send?.(await serve());
process.on('message', (question) => {
	if (question === 'watch') stalls = longest = 0;
	process.send?.({ stalls, longest });
});
