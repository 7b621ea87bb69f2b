/** Usage events in Matomo's format. Public: any portal's page may knock. */
import { inKit, preflight } from '../door.ts';
import { endpoint } from '../edge.ts';
import { plan } from '../matomo.php/plan.ts';

export const GET = endpoint(undefined, (event) => inKit(plan, event));

export const POST = endpoint(undefined, (event) => inKit(plan, event));

export const OPTIONS = endpoint(undefined, ({ request }) => preflight(request));
