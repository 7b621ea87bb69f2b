/**
 * `npm run demo`: as `npm start`, with simulated data sent in through the real doors. Every page and
 * export is marked DỮ LIỆU MÔ PHỎNG. Accounts are printed and written to DATA_DIR/demo.json.
 * `-- --large` adds a country in full size, in a folder of its own; `--answers 100000` a smaller one.
 */
import { parseArgs } from 'node:util';
import { fail, prepare, say } from './prepare.mjs';
import { serve } from './serve.mjs';

const { values } = parseArgs({
	options: { large: { type: 'boolean' }, answers: { type: 'string', default: '1000000' } }
});
if (!/^[1-9]\d{0,6}$/.test(values.answers))
	fail('--answers cần một số từ 1 đến 5000000 · needs a number from 1 to 5000000.');
prepare();
process.env.SIMULATED = '1';
if (values.large) process.env.SIMULATED_ANSWERS = values.answers;
say('Mở kho dữ liệu · Opening the databases …');
const address = await serve({ DATA_DIR: values.large ? './data-large' : './data' });
say(`Trang chạy tại · Serving at ${address} (Ctrl-C để dừng · to stop)`);
