import { countsOf, openOnes, stands } from '#lib/dossier.ts';
import { Problem } from '#lib/problem.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as deputies from '#lib/server/deputies.ts';
import * as dossiers from '#lib/server/dossiers.ts';
import { action, field, idOf, page } from '../../../edge.ts';

/** A province's own dossier, or every province's for the ministry. */
export const load = page('response.read', async ({ locals, url }, user) => {
	const { sql } = locals;
	await deputies.allowReview(sql, user);
	const campaign = await campaigns.find(sql, url.searchParams.get('dot') ?? '');
	if (user.unitLevel !== 'province') {
		const all = await dossiers.latest(sql, campaign.id);
		const ready = Object.fromEntries(
			await Promise.all(
				all.map(async ({ unitId }) => {
					const forms = await dossiers.communes(sql, campaign.id, unitId);
					return [unitId, countsOf(forms).ready] as const;
				})
			)
		);
		return { campaign, own: null, all, ready };
	}
	const forms = await dossiers.communes(sql, campaign.id, user.unitId);
	const [dossier] = await dossiers.latest(sql, campaign.id, user.unitId);
	return {
		campaign,
		own: {
			counts: countsOf(forms),
			open: openOnes(forms),
			dossier: dossier ?? null,
			stands: stands(dossier)
		},
		all: [],
		ready: {}
	};
});

export const actions = {
	chuyen: action('response.read', async ({ locals }, user, form) => {
		const same = field(form, 'ly_do_chung');
		const exceptions = [...form].flatMap(([name, value]) =>
			name.startsWith('ly_do.') && typeof value === 'string'
				? [{ unitId: idOf(name.slice('ly_do.'.length)), reason: value.trim() || same }]
				: []
		);
		await dossiers.forward(locals.sql, user, field(form, 'dot'), {
			exceptions,
			note: field(form, 'y_kien')
		});
		return { done: 'forwarded' as const, count: 0 };
	}),
	quyet: action('response.review', async ({ locals }, user, form) => {
		const decision = field(form, 'quyet_dinh');
		if (decision !== 'accepted' && decision !== 'returned')
			throw new Problem('request.invalid', { reason: 'quyet_dinh' });
		const id = idOf(field(form, 'ho_so'));
		const note = field(form, 'ly_do');
		const count = await dossiers.decide(locals.sql, user, id, { decision, note });
		return { done: decision, count };
	})
};
