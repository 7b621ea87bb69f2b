import { fail, redirect } from '@sveltejs/kit';
import { may } from '#lib/access.ts';
import {
	completed,
	defaultsAt,
	faultsOfPlan,
	instantOf,
	isAudience,
	levelsAmong,
	type CampaignPlan,
	type PlanFaults
} from '#lib/campaign-plan.ts';
import { Problem } from '#lib/problem.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as completeness from '#lib/server/completeness.ts';
import * as surveys from '#lib/server/surveys.ts';
import { isSeen } from '../../api/v1/campaigns/seen.ts';
import { action, field, page } from '../../edge.ts';

/** All campaigns; people of a province see those that ask its communes, others their own forms. */
export const load = page('campaign.read', async ({ locals }, user) => {
	const { sql } = locals;
	const scope = await completeness.scopeOf(sql, user);
	if (scope === 'own') redirect(303, '/phieu');
	const all = (await campaigns.list(sql)).filter((one) => isSeen(user, one));
	const below = all.filter(
		({ audience, levels }) => audience === 'units' && levels.includes('commune')
	);
	const manages = may(user, 'campaign.manage');
	return {
		campaigns: scope === 'all' ? all : below,
		/** counts of the whole country are the ministry's */
		wide: scope === 'all',
		manages,
		surveys: manages ? await surveys.list(sql) : [],
		today: await campaigns.standing(sql),
		plan: defaultsAt(Date.now())
	};
});

export const actions = {
	default: action('campaign.manage', async ({ locals }, user, form) => {
		const { sql } = locals;
		const plan = completed(planOf(form));
		const known = (await surveys.list(sql)).map(({ id }) => id);
		const faults = faultsOfPlan(plan, known, Date.now());
		const refuse = (wrong: PlanFaults) => fail(422, { plan: planOf(form), faults: wrong });
		if (Object.keys(faults).length > 0) return refuse(faults);
		try {
			await campaigns.create(sql, user.id, {
				...plan,
				levels: plan.audience === 'units' ? plan.levels : ['province'],
				opensAt: new Date(instantOf(plan.opensAt)).toISOString(),
				closesAt: new Date(instantOf(plan.closesAt)).toISOString()
			});
		} catch (thrown) {
			if (!(thrown instanceof Problem) || thrown.problem !== 'record.exists') throw thrown;
			return refuse({ slug: 'taken' });
		}
		redirect(303, `/khao-sat/${plan.slug}`);
	})
};

function planOf(form: FormData): CampaignPlan {
	const audience = field(form, 'audience');
	const text = (name: keyof CampaignPlan) => field(form, name).slice(0, 1000);
	return {
		survey: text('survey'),
		audience: isAudience(audience) ? audience : 'units',
		levels: levelsAmong(form.getAll('levels').map(String)),
		titleVi: text('titleVi'),
		titleEn: text('titleEn'),
		slug: text('slug'),
		periodFrom: text('periodFrom'),
		periodTo: text('periodTo'),
		opensAt: text('opensAt'),
		closesAt: text('closesAt')
	};
}
