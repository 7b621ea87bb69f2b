import { json } from '@sveltejs/kit';
import { endpoint } from '../../edge.ts';

/** Health for machines: versions of the parts. */
export const GET = endpoint(undefined, async ({ locals }) => {
	const [record] = await locals.sql`select version() as version`;
	return json({ postgres: record?.version, clickhouse: await locals.warehouse.version() });
});
