/** Lists of usage events in Umami's format. */
import { inKit, preflight } from '../../door.ts';
import { endpoint } from '../../edge.ts';
import { batchPlan } from '../send/plan.ts';

export const POST = endpoint(undefined, (event) => inKit(batchPlan, event));

export const OPTIONS = endpoint(undefined, ({ request }) => preflight(request));
