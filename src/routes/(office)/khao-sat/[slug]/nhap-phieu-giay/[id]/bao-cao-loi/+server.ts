/** The error report of an import: the file with a column that says what is wrong. */
import { mediaTypes } from '#lib/export.ts';
import * as imports from '#lib/server/imports/imports.ts';
import * as report from '#lib/server/imports/report.ts';
import { endpoint, idOf } from '../../../../../../edge.ts';

export const GET = endpoint('response.import', async ({ locals, params }, user) => {
	const job = await imports.find(locals.sql, user, idOf(params.id), params.slug);
	const bytes = await report.make(locals.sql, job, locals.locale);
	return new Response(Buffer.from(bytes), {
		headers: {
			'content-type': mediaTypes.xlsx,
			'content-disposition': `attachment; filename="bao-cao-loi-${job.id}.xlsx"`,
			'cache-control': 'private, no-store'
		}
	});
});
