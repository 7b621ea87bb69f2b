import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import * as audit from '#lib/server/audit.ts';
import { endpoint } from '../../../edge.ts';
import { checked } from '../users/body.ts';

const number = (most: number) =>
	v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(1), v.maxValue(most));
const query = v.strictObject({
	before: v.optional(number(Number.MAX_SAFE_INTEGER)),
	limit: v.optional(number(10_000), '1000'),
	object: v.optional(v.string()),
	verb: v.optional(v.string())
});

/** Rows newest first; `next` is the address of the older ones. */
export const GET = endpoint('audit.read', async ({ locals, url }) => {
	const filter = checked(query, Object.fromEntries(url.searchParams));
	const rows = await audit.list(locals.sql, filter);
	const last = rows.length === filter.limit ? rows.at(-1)?.id : undefined;
	const next = new URL(url);
	if (last) next.searchParams.set('before', String(last));
	return json({ rows, next: last ? next.pathname + next.search : null });
});
