/**
 * `npm run demo`: as `npm start`, with simulated data sent in through the real doors. Every page and
 * export is marked DỮ LIỆU MÔ PHỎNG. Accounts are printed and written to DATA_DIR/demo.json.
 */
import { prepare, say } from './prepare.mjs';
import { serve } from './serve.mjs';

prepare();
process.env.SIMULATED = '1';
say('Mở kho dữ liệu · Opening the databases …');
const address = await serve({ DATA_DIR: './data' });
say(`Trang chạy tại · Serving at ${address} (Ctrl-C để dừng · to stop)`);
