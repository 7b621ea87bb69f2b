/** The tracker that portals embed. Public. */
import * as tracker from '#lib/server/tracker.ts';
import { endpoint } from '../edge.ts';

export const GET = endpoint(undefined, ({ request }) =>
	tracker.deliver(request.headers.get('if-none-match'))
);
