/**
 * Health for machines. Anyone learns whether the platform works and how far counting is behind
 * accepting; an administrator's key adds the details of the intake, site by site.
 */
import { json } from '@sveltejs/kit';
import { may } from '#lib/access.ts';
import * as watch from '#lib/server/intake/watch.ts';
import { endpoint } from '../../edge.ts';

export const GET = endpoint(undefined, async ({ locals }) => {
	const { sql, warehouse, platform, user } = locals;
	const [[record], clickhouse, lag, citizens, intake] = await Promise.all([
		sql<{ version: string }[]>`select current_setting('server_version') as version`,
		warehouse.version().catch(() => null),
		watch.lag(sql),
		platform.citizens.health(),
		may(user, 'intake.watch') ? watch.read(sql, warehouse) : undefined
	]);
	return json(
		{
			status: intake?.status ?? watch.statusOf(lag, clickhouse === null),
			versions: { node: process.versions.node, postgres: record?.version, clickhouse },
			...lag,
			citizens,
			...(intake ? { intake } : {}),
			time: new Date().toISOString()
		},
		{ headers: { 'cache-control': 'no-store' } }
	);
});
