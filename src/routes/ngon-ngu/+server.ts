import { redirect } from '@sveltejs/kit';
import { toLocale } from '#lib/locale.ts';
import { readForm } from '../body.ts';
import { endpoint, field, localPath } from '../edge.ts';

/** Public: remembers the language and goes back to the page. */
export const POST = endpoint(undefined, async ({ request, cookies, url }) => {
	const form = await readForm(request, 8000);
	cookies.set('ngon_ngu', toLocale(field(form, 'ngon_ngu')), {
		path: '/',
		sameSite: 'lax',
		secure: url.protocol === 'https:',
		maxAge: 365 * 24 * 3600
	});
	redirect(303, localPath(field(form, 'tiep')));
});
