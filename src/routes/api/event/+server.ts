/** Usage events from trackers, in Plausible's format. Public: any portal's page may knock. */
import { inKit, preflight } from '../../door.ts';
import { endpoint } from '../../edge.ts';
import { plan } from './plan.ts';

export const POST = endpoint(undefined, (event) => inKit(plan, event));

export const OPTIONS = endpoint(undefined, ({ request }) => preflight(request));
