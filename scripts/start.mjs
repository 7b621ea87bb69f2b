/** `npm start`: installs, builds and serves the platform without simulated data. */
import { prepare, say } from './prepare.mjs';
import { serve } from './serve.mjs';

prepare();
say('Mở kho dữ liệu · Opening the databases …');
const address = await serve({ DATA_DIR: './data' });
say(`Sẵn sàng · Ready: ${address} (Ctrl-C để dừng · to stop)`);
