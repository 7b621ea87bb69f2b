import { fail, isRedirect, redirect } from '@sveltejs/kit';
import { typedOf, type Typed } from '#lib/indicator/form.ts';
import * as versions from '#lib/server/indicator-versions/versions.ts';
import * as indicators from '#lib/server/indicators.ts';
import { action, field, page } from '../../../edge.ts';
import { judge, offered, refusalOf, rehearse, typedIn } from '../drafting.ts';

const blank: Typed = {
	...{ kind: 'thuc_trang', source: 'survey', valueUnit: 'share', unitVi: '%' },
	...{ direction: 'up', periodRule: 'campaign', m_kind: 'share_of_answers' }
};

/** An empty form, or one that begins with the definition of `?tu=`. */
export const load = page('indicator.edit', async ({ locals: { sql, locale }, url }) => {
	const from = url.searchParams.get('tu');
	const model = from ? await indicators.byId(sql, from) : undefined;
	return {
		model: model?.id ?? '',
		typed: model ? typedOf(model) : blank,
		offered: await offered(sql, locale)
	};
});

export const actions = {
	xem: action('indicator.edit', async ({ locals }, _user, form) => {
		const { sql, warehouse, locale } = locals;
		const typed = typedIn(form);
		const reason = field(form, 'ly_do');
		const { content, errors } = await judge(sql, null, typed, locale);
		if (!content) return fail(422, { typed, reason, errors });
		return { typed, reason, trial: await rehearse(sql, warehouse, undefined, content, locale) };
	}),
	luu: action('indicator.edit', async ({ locals }, user, form) => {
		const { sql, locale } = locals;
		const typed = typedIn(form);
		const reason = field(form, 'ly_do');
		const { content, errors } = await judge(sql, null, typed, locale);
		if (!content) return fail(422, { typed, reason, errors });
		try {
			const id = await versions.create(sql, user.id, content, reason);
			redirect(303, `/chi-so/${id}/phien-ban?da_luu=1`);
		} catch (thrown) {
			if (isRedirect(thrown)) throw thrown;
			const { status, ...told } = refusalOf(thrown, locale);
			return fail(status, { typed, reason, ...told });
		}
	})
};
