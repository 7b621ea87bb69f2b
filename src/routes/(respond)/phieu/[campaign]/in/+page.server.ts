import * as responses from '#lib/server/responses.ts';
import { page } from '../../../../edge.ts';

/** `?ban=trang`: the blank form; otherwise with the answers saved last. */
export const load = page('response.read', async ({ locals, params, url }, user) => ({
	opened: await responses.open(locals.sql, user, params.campaign ?? ''),
	filled: url.searchParams.get('ban') !== 'trang',
	now: Date.now()
}));
