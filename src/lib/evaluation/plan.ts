/** What a plan must have before it may be kept; what it lacks is named. */
import {
	evaluationKinds,
	grains,
	isOutcome,
	mostOutcomes,
	mostPairs,
	mostPeriods,
	scales,
	type Plan
} from '../evaluation.ts';
import { Problem } from '../problem.ts';
import { tidy } from '../vietnamese.ts';

const isDay = (text: string) =>
	/^\d{4}-\d{2}-\d{2}$/.test(text) &&
	!Number.isNaN(Date.parse(text)) &&
	new Date(text).toISOString().slice(0, 10) === text;
const isCount = (value: number, least: number, most: number) =>
	Number.isInteger(value) && value >= least && value <= most;

/** The plan in the form in which it is kept. Throws `evaluation.*` for what does not fit. */
export function checked(plan: Plan): Plan {
	const title = tidy(plan.title);
	if (title === '' || title.length > 200) throw new Problem('evaluation.no-title');
	if (!evaluationKinds.includes(plan.kind) || !grains.includes(plan.grain))
		throw new Problem('evaluation.bad-periods', { most: mostPeriods });
	if (!scales.includes(plan.scale)) throw new Problem('evaluation.bad-margin');
	if (!(Number.isFinite(plan.margin) && plan.margin > 0 && plan.margin < 1e12))
		throw new Problem('evaluation.bad-margin');
	if (!isCount(plan.seed, 0, 2 ** 31)) throw new Problem('evaluation.bad-seed');
	return plan.pairs ? ofPairs({ ...plan, title }, plan.pairs) : ofUnits({ ...plan, title });
}

function ofPairs(plan: Plan, pairs: NonNullable<Plan['pairs']>): Plan {
	if (plan.kind !== 'training') throw new Problem('evaluation.pairs-elsewhere');
	if (pairs.length === 0) throw new Problem('evaluation.no-pairs');
	if (pairs.length > mostPairs) throw new Problem('evaluation.too-many-pairs', { most: mostPairs });
	const bad = pairs.findIndex(
		({ before, after }) =>
			!Number.isFinite(before) ||
			!Number.isFinite(after) ||
			Math.abs(before) > 1e9 ||
			Math.abs(after) > 1e9
	);
	if (bad >= 0) throw new Problem('evaluation.bad-pair', { line: bad + 1 });
	return {
		...plan,
		...{ treated: [], comparison: { how: 'none' }, outcomes: ['pairs'], placeboOutcome: null },
		scale: 'difference'
	};
}

function ofUnits(plan: Plan): Plan {
	const { treated, comparison, outcomes, placeboOutcome, before, after } = plan;
	if (treated.length === 0) throw new Problem('evaluation.no-treated');
	const late = treated.find(
		({ from }) => !isDay(from) || from < '2015-01-01' || from > '2100-01-01'
	);
	if (late) throw new Problem('evaluation.bad-day', { day: late.from.slice(0, 20) });
	const ids = new Set(treated.map(({ unitId }) => unitId));
	if (ids.size < treated.length) throw new Problem('evaluation.unit-twice');
	const starts = new Set(treated.map(({ from }) => from));
	if (comparison.how === 'none' && starts.size > 1) throw new Problem('evaluation.starts-alone');
	if (comparison.how === 'chosen') {
		if (!comparison.unitIds?.length) throw new Problem('evaluation.no-comparison');
		if (comparison.unitIds.some((id) => ids.has(id)))
			throw new Problem('evaluation.treated-compared');
	}
	if (comparison.how === 'similar' && !isCount(comparison.each ?? 0, 1, 10))
		throw new Problem('evaluation.bad-similar');
	const named: string[] = [...outcomes, ...(placeboOutcome ? [placeboOutcome] : [])];
	if (outcomes.length === 0) throw new Problem('evaluation.no-outcome');
	if (new Set(outcomes).size > mostOutcomes)
		throw new Problem('evaluation.too-many-outcomes', { most: mostOutcomes });
	const odd = named.find((outcome) => !isOutcome(outcome));
	if (odd !== undefined)
		throw new Problem('evaluation.unknown-outcome', { outcome: odd.slice(0, 60) });
	if (placeboOutcome && outcomes.includes(placeboOutcome))
		throw new Problem('evaluation.placebo-is-outcome');
	if (
		!isCount(before, 1, mostPeriods) ||
		!isCount(after, 1, mostPeriods) ||
		before + after > mostPeriods
	)
		throw new Problem('evaluation.bad-periods', { most: mostPeriods });
	return { ...plan, outcomes: [...new Set(outcomes)] };
}

/** What differs between two plans, by field, for the list of versions. */
export function changed(one: Plan, other: Plan): (keyof Plan)[] {
	const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])] as (keyof Plan)[];
	return keys.filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]));
}
