/** Questions of Matomo's importer of access logs; each carries a key. */
import { inKit } from '../door.ts';
import { endpoint } from '../edge.ts';
import { plan } from './plan.ts';

export const POST = endpoint(undefined, (event) => inKit(plan, event));
