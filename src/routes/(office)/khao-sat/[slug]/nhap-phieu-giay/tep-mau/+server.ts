/** The template of a campaign's file of paper forms. */
import { mediaTypes } from '#lib/export.ts';
import * as template from '#lib/server/imports/template.ts';
import { endpoint } from '../../../../../edge.ts';

export const GET = endpoint('response.import', async ({ locals, params }) => {
	const slug = params.slug ?? '';
	const bytes = await template.make(locals.sql, slug, locals.locale);
	return new Response(Buffer.from(bytes), {
		headers: {
			'content-type': mediaTypes.xlsx,
			'content-disposition': `attachment; filename="mau-phieu-giay-${encodeURIComponent(slug)}.xlsx"`,
			'cache-control': 'private, no-store'
		}
	});
});
