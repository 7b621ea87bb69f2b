import { textStates } from '#lib/open-text.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as codes from '#lib/server/texts/codes.ts';
import { gather } from '#lib/server/texts/gather.ts';
import * as texts from '#lib/server/texts/texts.ts';
import { action, field, idOf, page } from '../../../../edge.ts';
import type { RequestEvent } from './$types.js';

/** Free texts of a campaign that meet the conditions in the address, a page at a time. */
export const load = page('text.code', async ({ locals, params, url }: RequestEvent) => {
	const { sql } = locals;
	const campaign = await campaigns.find(sql, params.slug);
	await gather(sql, campaign.id);
	const wanted = await wantedBy(sql, params.slug, url.searchParams);
	const at = Math.max(1, Number(url.searchParams.get('trang')) || 1);
	const [{ texts: found, found: count }, counts, { fields }] = await Promise.all([
		texts.find(sql, wanted, at),
		texts.counts(sql, campaign.id),
		surveys.version(sql, campaign.surveyVersionId)
	]);
	const asked = new Set(counts.map(({ question }) => question));
	const shown = wanted.question
		? [wanted.question]
		: [...new Set(found.map((one) => one.question))];
	const frames = Object.fromEntries(
		await Promise.all(
			shown.map(
				async (question) =>
					[question, await codes.frame(sql, campaign.surveyId, question, campaign.id)] as const
			)
		)
	);
	return {
		campaign,
		wanted,
		query: queryOf(url.searchParams),
		page: at,
		pages: Math.max(1, Math.ceil(count / texts.textsOnPage)),
		found: count,
		counts,
		texts: found.map((text) => ({ ...text, suggestion: texts.suggestion(text) })),
		questions: fields
			.filter(({ name }) => asked.has(name))
			.map(({ name, number, title }) => ({ name, number, title })),
		frames
	};
});

const conditions = ['cau', 'tinh_trang', 'ma', 'tim', 'nghi'];

/** The conditions as they stand in the address, so that an action comes back to the same list. */
function queryOf(ask: URLSearchParams): string {
	return new URLSearchParams([...ask].filter(([name]) => conditions.includes(name))).toString();
}

/** The conditions an address asks for; what it does not know is no condition. */
async function wantedBy(sql: Sql, slug: string, ask: URLSearchParams) {
	const { id } = await campaigns.find(sql, slug);
	return {
		campaignId: id,
		question: ask.get('cau') || undefined,
		state: textStates.find((state) => state === ask.get('tinh_trang')),
		code: ask.get('ma') || undefined,
		search: ask.get('tim')?.slice(0, 200) || undefined,
		suspicious: ask.get('nghi') === '1'
	};
}

export const actions = {
	dua: action('text.code', async ({ locals }, user, form) => {
		await texts.clear(locals.sql, user, idOf(field(form, 'so')), field(form, 'ban_che'));
		return { done: 'cleared' as const };
	}),
	giu: action('text.code', async ({ locals }, user, form) => {
		await texts.withhold(locals.sql, user, idOf(field(form, 'so')), field(form, 'ly_do'));
		return { done: 'withheld' as const };
	}),
	lai: action('text.code', async ({ locals }, user, form) => {
		await texts.reopen(locals.sql, user, idOf(field(form, 'so')));
		return { done: 'reopened' as const };
	}),
	nhieu: action('text.code', async ({ locals, params, url }: RequestEvent, user) => {
		const wanted = await wantedBy(locals.sql, params.slug, url.searchParams);
		const count = await texts.clearUnsuspected(locals.sql, user, wanted);
		return { done: 'many' as const, count };
	}),
	gan: action('text.code', async ({ locals }, user, form) => {
		const chosen = form.getAll('ma').map(String);
		await codes.assign(locals.sql, user, idOf(field(form, 'so')), chosen);
		return { done: 'coded' as const };
	}),
	them: action('text.code', async ({ locals, params }: RequestEvent, user, form) => {
		const { surveyId } = await campaigns.find(locals.sql, params.slug);
		await codes.add(locals.sql, user, {
			surveyId,
			question: field(form, 'cau'),
			label: field(form, 'ten'),
			definition: field(form, 'nghia')
		});
		return { done: 'added' as const };
	}),
	ngung: action('text.code', async ({ locals, params }: RequestEvent, user, form) => {
		const { surveyId } = await campaigns.find(locals.sql, params.slug);
		await codes.retire(locals.sql, user, {
			surveyId,
			question: field(form, 'cau'),
			code: field(form, 'ma'),
			retired: field(form, 'ngung') === '1'
		});
		return { done: 'retired' as const };
	})
};
