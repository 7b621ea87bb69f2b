import { fail, isRedirect, redirect } from '@sveltejs/kit';
import { typedOf } from '#lib/indicator/form.ts';
import { Problem } from '#lib/problem.ts';
import * as versions from '#lib/server/indicator-versions/versions.ts';
import * as indicators from '#lib/server/indicators.ts';
import type { Sql } from '#lib/server/postgres.ts';
import { action, field, page } from '../../../../edge.ts';
import { judge, offered, refusalOf, rehearse, typedIn } from '../../drafting.ts';

async function find(sql: Sql, id: string | undefined) {
	const indicator = await indicators.byId(sql, id ?? '');
	if (!indicator) throw new Problem('record.not-found', { indicator: id });
	return indicator;
}

/** The definition in force as a form. */
export const load = page('indicator.edit', async ({ locals: { sql, locale }, params }) => {
	const indicator = await find(sql, params.id);
	return { indicator, typed: typedOf(indicator), offered: await offered(sql, locale) };
});

export const actions = {
	xem: action('indicator.edit', async ({ locals, params }, _user, form) => {
		const { sql, warehouse, locale } = locals;
		const indicator = await find(sql, params.id);
		const typed = typedIn(form);
		const reason = field(form, 'ly_do');
		const { content, errors } = await judge(sql, indicator.id, typed, locale);
		if (!content) return fail(422, { typed, reason, errors });
		const trial = await rehearse(sql, warehouse, indicator, content, locale);
		return { typed, reason, trial };
	}),
	luu: action('indicator.edit', async ({ locals, params }, user, form) => {
		const { sql, locale } = locals;
		const { id } = await find(sql, params.id);
		const typed = typedIn(form);
		const reason = field(form, 'ly_do');
		const { content, errors } = await judge(sql, id, typed, locale);
		if (!content) return fail(422, { typed, reason, errors });
		try {
			const base = Number(field(form, 'phien_ban'));
			const version = await versions.save(sql, user.id, id, base, content, reason);
			redirect(303, `/chi-so/${id}/phien-ban?da_luu=${version}`);
		} catch (thrown) {
			if (isRedirect(thrown)) throw thrown;
			const { status, ...told } = refusalOf(thrown, locale);
			return fail(status, { typed, reason, ...told });
		}
	}),
	ngung: action('indicator.edit', async ({ locals, params }, user, form) => {
		const { id } = await find(locals.sql, params.id);
		const isRetired = field(form, 'ngung') === '1';
		await versions.retire(locals.sql, user.id, id, isRetired, field(form, 'ly_do_ngung'));
		redirect(303, `/chi-so/${id}`);
	})
};
