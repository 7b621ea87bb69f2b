import type { User } from '#lib/access.ts';
import { flags, type CitizenDecision, type CitizenStanding } from '#lib/citizen.ts';
import { dayOf } from '#lib/event.ts';
import { suspects as words } from '#lib/messages/suspects.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as links from '#lib/server/citizens/links.ts';
import * as suspects from '#lib/server/citizens/suspects.ts';
import * as units from '#lib/server/units.ts';
import { action, field, idOf, page } from '../../../../../edge.ts';
import type { RequestEvent } from './$types.js';

const standings = new Map<string, CitizenStanding | undefined>([
	['keep', 'keep'],
	['exclude', 'exclude'],
	['all', undefined]
]);

/** Citizens' answers under suspicion that meet the conditions in the address, a page at a time. */
export const load = page('citizen.decide', async ({ locals, params, url }: RequestEvent) => {
	const { sql, locale } = locals;
	const campaign = await campaigns.find(sql, params.slug);
	links.allowCitizens(campaign);
	const wanted = wantedBy(url.searchParams);
	const conditions = { campaignId: campaign.id, ...wanted };
	const after = Number(/^\d{1,15}$/.exec(url.searchParams.get('sau') ?? '')?.[0] ?? 0);
	const [{ suspects: found, next }, count, locked, provinces, nation] = await Promise.all([
		suspects.read(sql, campaign, conditions, after, locale),
		suspects.count(sql, conditions),
		suspects.areLocked(sql, campaign.id),
		units.onDay(sql, dayOf(Date.now()), { level: 'province' }),
		units.nation(sql)
	]);
	return {
		...{ campaign, wanted, count, locked, after, next },
		suspects: found,
		query: queryOf(url.searchParams),
		nationId: nation.id,
		provinces: provinces.map(({ id, name }) => ({ id, name }))
	};
});

/** The conditions as they stand in the address, so that a decision comes back to the same list. */
function queryOf(ask: URLSearchParams): string {
	return new URLSearchParams(
		[...ask].filter(([name]) => ['dau_hieu', 'noi', 'tinh_trang'].includes(name))
	).toString();
}

/** What an address does not say is no condition, but that nothing was decided yet. */
function wantedBy(ask: URLSearchParams) {
	const asked = ask.get('tinh_trang') ?? '';
	const unit = /^[1-9]\d{0,8}$/.exec(ask.get('noi') ?? '')?.[0];
	return {
		flag: flags.find((flag) => flag === ask.get('dau_hieu')),
		unitId: unit === undefined ? undefined : Number(unit),
		standing: standings.has(asked) ? standings.get(asked) : ('' as const)
	};
}

async function decide(
	{ locals: { sql }, params, url }: RequestEvent,
	user: User,
	form: FormData,
	decision: CitizenDecision
) {
	const campaign = await campaigns.find(sql, params.slug);
	const taken = { decision, reason: field(form, 'ly_do') };
	const answers = form.getAll('phieu').map(String);
	const made = form.has('tat_ca')
		? await suspects.decideAll(sql, user, campaign, { ...wantedBy(url.searchParams), ...taken })
		: await suspects.decide(sql, user, campaign, { answers, ...taken });
	return { done: made.answers > 0 ? decision : ('nothing' as const), ...made };
}

export const actions = {
	giu: action('citizen.decide', (event: RequestEvent, user, form) =>
		decide(event, user, form, 'keep')
	),
	loai: action('citizen.decide', (event: RequestEvent, user, form) =>
		decide(event, user, form, 'exclude')
	),
	bo: action('citizen.decide', (event: RequestEvent, user, form) =>
		decide(event, user, form, 'reopen')
	),
	hoantac: action('citizen.decide', async ({ locals, params }: RequestEvent, user, form) => {
		const { sql, locale } = locals;
		const campaign = await campaigns.find(sql, params.slug);
		const reason = words[locale].undoReason;
		const undone = { id: idOf(field(form, 'so')), reason };
		const answers = await suspects.undo(sql, user, campaign, undone);
		return { done: 'undo' as const, id: 0, answers };
	})
};
