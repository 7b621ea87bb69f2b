import { onDesk, deskPage, deskStates } from '#lib/review.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as desks from '#lib/server/desk.ts';
import * as reviews from '#lib/server/reviews.ts';
import { action, field, page } from '../../edge.ts';

/** The desk: the forms of one campaign by what has to be done with them, a page at a time. */
export const load = page('response.read', async ({ locals, url }, user) => {
	const { sql, warehouse } = locals;
	const ask = (name: string) => url.searchParams.get(name) ?? '';
	const fielded = (await campaigns.list(sql)).filter(
		({ state, audience }) => state !== 'draft' && audience === 'units'
	);
	const slug =
		ask('dot') || fielded.find(({ state }) => state === 'open')?.slug || fielded[0]?.slug;
	if (!slug) return { campaigns: fielded, desk: null };
	const { entries, ...desk } = await desks.open(sql, user, slug);
	const groups = onDesk(entries);
	const state =
		deskStates.find((name) => name === ask('xem')) ??
		deskStates.find((name) => groups[name].length > 0) ??
		'waiting';
	const search = ask('tim').slice(0, 100);
	const shown = deskPage(groups[state], { search, page: Number(ask('trang')) || 1 });
	const counts = Object.fromEntries(deskStates.map((name) => [name, groups[name].length]));
	return {
		campaigns: fielded,
		desk: {
			...desk,
			state,
			search,
			counts: counts as Record<(typeof deskStates)[number], number>,
			...shown,
			points: await desks.points(sql, warehouse, desk.campaign, shown.rows)
		}
	};
});

export const actions = {
	khoa: action('campaign.manage', async ({ locals }, user, form) => ({
		locked: await reviews.lock(locals.sql, user, field(form, 'dot'))
	})),
	/** Approves every form ticked: values `<response>/<version>`. */
	duyet: action('response.read', async ({ locals }, user, form) => {
		const forms = form.getAll('phieu').flatMap((value) => {
			const [id = '', version = ''] = String(value).split('/');
			return id ? [{ id, version: Number(version) }] : [];
		});
		return { bulk: await desks.approveAll(locals.sql, user, forms.slice(0, 200)) };
	})
};
