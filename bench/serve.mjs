/** Our server for measuring, as `npm start` runs it; tells its address to the parent process. */
import { serve } from '../scripts/serve.mjs';

process.send?.(await serve());
