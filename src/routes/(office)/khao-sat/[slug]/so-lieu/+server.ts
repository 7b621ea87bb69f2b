/** Where the page's form goes: orders an export, or withdraws one, and leads back to the page. */
import { redirect } from '@sveltejs/kit';
import * as exports from '#lib/server/exports/exports.ts';
import { newExport } from '../../../../api/v1/exports/shape.ts';
import { parse } from '../../../../api/v1/campaigns/shapes.ts';
import { readForm } from '../../../../body.ts';
import { endpoint, field, idOf } from '../../../../edge.ts';

export const POST = endpoint('response.export', async ({ locals, params, request }, user) => {
	const form = await readForm(request, 4000);
	const campaign = params.slug ?? '';
	const withdrawn = field(form, 'bo');
	if (withdrawn) await exports.withdraw(locals.sql, user, idOf(withdrawn));
	else {
		const wanted = parse(newExport, { campaign, format: field(form, 'dang') });
		await exports.order(locals.sql, user, wanted.campaign, wanted.format);
	}
	locals.platform.exports.wake();
	redirect(303, `/khao-sat/${encodeURIComponent(campaign)}#tai-so-lieu`);
});
