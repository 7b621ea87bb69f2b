import { may } from '#lib/access.ts';
import { meanOption, meanRows, trendOption } from '#lib/charts/evaluation.ts';
import { methodOf } from '#lib/evaluation/method.ts';
import { ready } from '#lib/evaluation/panel.ts';
import { rehearsed } from '#lib/evaluation/evaluate.ts';
import { changed } from '#lib/evaluation/plan.ts';
import { Problem } from '#lib/problem.ts';
import { draw } from '#lib/server/drawings.ts';
import * as evaluations from '#lib/server/evaluations/evaluations.ts';
import { action, idOf, page } from '../../../edge.ts';
import { indicatorNames, mainUnit, unitNames } from '../names.ts';
import type { RequestEvent } from './$types.js';

/** One evaluation: its plan, whether the data can answer, the result that is asked for or the latest. */
export const load = page('evaluation.read', async ({ locals, params, url }: RequestEvent, user) => {
	const { sql, warehouse, locale, platform } = locals;
	const found = await evaluations.find(sql, user, idOf(params.id));
	const versions = await evaluations.versions(sql, found.id);
	const results = await evaluations.results(sql, found.id);
	const asked = url.searchParams.get('ket-qua');
	const shown = asked === null ? results[0] : results.find(({ id }) => String(id) === asked);
	if (asked !== null && !shown) throw new Problem('record.not-found');
	const planOfShown = versions.find(({ version }) => version === shown?.version) ?? versions[0]!;
	const before =
		may(user, 'evaluation.write') && found.state !== 'concluded'
			? await looked(sql, warehouse, found)
			: null;
	return {
		...found,
		simulated: platform.simulated,
		names: await indicatorNames(sql, locale),
		main: await mainUnit(sql, found.plan),
		units: await unitNames(
			sql,
			versions.map(({ plan }) => plan)
		),
		before,
		versions: versions.map((one, at) => {
			const earlier = versions[at + 1];
			return { ...one, plan: undefined, changes: earlier ? changed(one.plan, earlier.plan) : [] };
		}),
		results: results.map(({ id, version, computedAt, computedBy }) => ({
			...{ id, version, computedAt, computedBy }
		})),
		shown: shown && {
			...{ id: shown.id, version: shown.version, factsSha256: shown.factsSha256 },
			...{ seed: shown.seed, rules: shown.rules },
			...{ computedAt: shown.computedAt, computedBy: shown.computedBy },
			plan: planOfShown.plan,
			isRevised: planOfShown.afterResults,
			periods: shown.facts.periods,
			findings: shown.result.findings.map((finding) => ({
				finding,
				trend:
					finding.trend && finding.trend.steps.length > 0
						? draw(trendOption(finding.trend.steps, planOfShown.plan, finding, locale))
						: null,
				means:
					finding.means.treated.length > 2
						? draw(meanOption(meanRows(shown.facts.periods, finding), finding, locale))
						: null
			}))
		}
	};
});

/** What may be known before results: the checks, and the method that the rule will choose. */
async function looked(
	sql: App.Locals['sql'],
	warehouse: App.Locals['warehouse'],
	{ id, plan }: Pick<evaluations.Summary, 'id' | 'plan'>
) {
	try {
		const facts = await evaluations.facts(sql, warehouse, id, plan);
		const main = facts.series.find(({ outcome }) => outcome === plan.outcomes[0]);
		const method = plan.pairs
			? ('paired' as const)
			: main && methodOf(plan, ready(facts, main, plan.scale));
		return { checks: rehearsed(plan, facts), method };
	} catch (thrown) {
		// an outcome or a unit that is no longer there: the plan can still be read and edited
		if (thrown instanceof Problem) return null;
		throw thrown;
	}
}

export const actions = {
	chot: action('evaluation.write', async ({ locals, params }: RequestEvent, user) => {
		await evaluations.fix(locals.sql, user.id, idOf(params.id));
	}),
	tinh: action('evaluation.write', async ({ locals, params }: RequestEvent, user) => {
		const { sql, warehouse } = locals;
		await evaluations.compute(sql, warehouse, user.id, idOf(params.id));
	}),
	'cong-bo': action('evaluation.write', async ({ locals, params }: RequestEvent, user) => {
		await evaluations.publish(locals.sql, user.id, idOf(params.id), true);
	}),
	thoi: action('evaluation.write', async ({ locals, params }: RequestEvent, user) => {
		await evaluations.publish(locals.sql, user.id, idOf(params.id), false);
	})
};
