import * as audit from '#lib/server/audit.ts';
import * as users from '#lib/server/users.ts';
import { page } from '../../edge.ts';

const pageLength = 200;

export const load = page('audit.read', async ({ locals, url }) => {
	const before = Number(url.searchParams.get('truoc')) || undefined;
	const [rows, names] = await Promise.all([
		audit.list(locals.sql, { before, limit: pageLength }),
		users.names(locals.sql)
	]);
	return {
		rows: rows.map((row) => ({
			...row,
			detail: JSON.stringify(row.detail),
			objectName: names.get(Number(/^user\/(\d+)$/.exec(row.object)?.[1]))?.name ?? '',
			actor: row.actorId === null ? '' : (names.get(row.actorId)?.name ?? '')
		})),
		older: rows.length === pageLength ? rows.at(-1)?.id : undefined
	};
});
