import { redirect } from '@sveltejs/kit';
import { pastOption } from '#lib/charts/past.ts';
import { limits } from '#lib/history.ts';
import { Problem } from '#lib/problem.ts';
import * as drawings from '#lib/server/drawings.ts';
import * as comparison from '#lib/server/history/comparison.ts';
import * as figures from '#lib/server/history/figures.ts';
import * as history from '#lib/server/history/imports.ts';
import * as sites from '#lib/server/sites.ts';
import { action, field, page } from '../../edge.ts';

/** What stands of earlier counters, the imports, and where a file is uploaded. */
export const load = page('history.manage', async ({ locals, url }) => {
	const { sql, warehouse, locale } = locals;
	const [known, standing, imports] = await Promise.all([
		sites.list(sql),
		figures.series(sql),
		history.list(sql)
	]);
	const chosen = known.find(({ domain }) => domain === url.searchParams.get('trang'));
	const months = chosen && (await comparison.read(sql, warehouse, chosen.id));
	return {
		months: months?.rows.length ? months : null,
		drawings: months?.rows.length ? drawings.draw(pastOption(months, locale)) : null,
		simulated: locals.platform.simulated,
		sites: known.map(({ id, domain, name }) => ({ id, domain, name })),
		chosen: chosen?.domain ?? '',
		sources: [...new Set(['GA4', ...standing.map(({ source }) => source)])],
		standing,
		imports: imports.map(({ id, domain, source, fileName, state, userName, ...rest }) => ({
			...{ id, domain, source, fileName, state, userName },
			at: rest.withdrawnAt ?? rest.doneAt ?? rest.createdAt
		}))
	};
});

export const actions = {
	default: action(
		'history.manage',
		async ({ locals }, user, form) => {
			const { sql } = locals;
			const file = form.get('tep');
			if (!(file instanceof File)) throw new Problem('history.no-file');
			const domain = field(form, 'trang');
			const site = (await sites.list(sql)).find((one) => one.domain === domain);
			if (!site) throw new Problem('history.unknown-site', { site: domain });
			const id = await history.upload(sql, user.id, {
				...{ siteId: site.id, source: field(form, 'nguon'), name: file.name },
				bytes: new Uint8Array(await file.arrayBuffer())
			});
			redirect(303, `/quan-tri/lich-su-truy-cap/${id}`);
		},
		limits.bytes + 10_000
	)
};
