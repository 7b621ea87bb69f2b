/** Health for machines: versions of the parts, and how far counting is behind accepting. */
import { json } from '@sveltejs/kit';
import { endpoint } from '../../edge.ts';

export const GET = endpoint(undefined, async ({ locals }) => {
	const { sql, warehouse, platform } = locals;
	const [[record], clickhouse, intake, citizens] = await Promise.all([
		sql<{ version: string }[]>`select current_setting('server_version') as version`,
		warehouse.version(),
		platform.intake.health(),
		platform.citizens.health()
	]);
	return json(
		{
			status: 'ok',
			versions: { node: process.versions.node, postgres: record?.version, clickhouse },
			...intake,
			citizens,
			time: new Date().toISOString()
		},
		{ headers: { 'cache-control': 'no-store' } }
	);
});
