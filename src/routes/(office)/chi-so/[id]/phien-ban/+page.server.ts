import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access.ts';
import { differences } from '#lib/indicator/compare.ts';
import { Problem } from '#lib/problem.ts';
import * as estimates from '#lib/server/estimates.ts';
import * as labels from '#lib/server/indicator-labels.ts';
import * as versions from '#lib/server/indicator-versions/versions.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as units from '#lib/server/units.ts';
import { action, field, page } from '../../../../edge.ts';

const shown = 24;

/** All versions of a definition, two of them compared, and what one of them gave. */
export const load = page(
	'indicator.read',
	async ({ locals: { sql, locale }, params, url }, user) => {
		const indicator = await indicators.byId(sql, params.id ?? '');
		if (!indicator) throw new Problem('record.not-found', { indicator: params.id });
		const all = await versions.list(sql, indicator.id);
		const find = (name: string) =>
			all.find(({ version }) => String(version) === url.searchParams.get(name));
		const newer = find('b') ?? all[0];
		const older =
			find('a') ?? all.find(({ version }) => version === newer?.replaces) ?? all.at(-1) ?? newer;
		const of = find('ket_qua');
		const nation = await units.nation(sql);
		const ofVersion = of && { ...indicator, ...of.content, version: of.version };
		const kept = of
			? await estimates.list(sql, {
					...{ indicatorId: indicator.id, version: of.version, unitIds: [nation.id] }
				})
			: [];
		return {
			...{ indicator, mayEdit: may(user, 'indicator.edit') },
			versions: all.map(({ content: _, ...rest }) => rest),
			compared: newer && older ? { a: older.version, b: newer.version } : null,
			changes: newer && older ? differences(older.content, newer.content) : [],
			results: ofVersion && {
				indicator: ofVersion,
				rows: kept.filter(({ dimension }) => dimension === '').slice(0, shown),
				labels: await labels.ofChoices(sql, ofVersion, locale)
			}
		};
	}
);

export const actions = {
	dung: action('indicator.edit', async ({ locals: { sql }, params }, user, form) => {
		const id = params.id ?? '';
		const wanted = Number(field(form, 'phien_ban'));
		const all = await versions.list(sql, id);
		const chosen = all.find(({ version }) => version === wanted);
		if (!chosen) throw new Problem('record.not-found', { indicator: id });
		const base = Number(field(form, 'dang_dung'));
		const reason = field(form, 'ly_do');
		const version = await versions.save(sql, user.id, id, base, chosen.content, reason);
		redirect(303, `/chi-so/${id}/phien-ban?da_luu=${version}`);
	})
};
