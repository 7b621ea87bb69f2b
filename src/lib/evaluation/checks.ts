/**
 * Whether the data can answer at all. Every check passes, warns or refuses; one that refuses stops the
 * evaluation of this outcome. They look at which values there are, never at what they say about an
 * effect.
 */
import type {
	Check,
	CheckName,
	Disturbance,
	Facts,
	Grade,
	Method,
	Plan,
	Series
} from '../evaluation.ts';
import { assignmentsOf } from './method.ts';
import { cohortsOf, type Ready } from './panel.ts';

/**
 * Periods before that a series without a comparison group needs: with fewer, errors that cling to each
 * other cannot be told from a lasting change, and 95 % intervals hold the truth in 88 to 92 %.
 */
export const fewestAlone = 36;

/** Up to this share of the units may be left out for missing or hidden values. */
export const mostLeftOut = 0.2;

type Asked = {
	plan: Plan;
	facts: Facts;
	series: Series;
	panel: Ready;
	method: Method | undefined;
	level: number;
};

export function checksOf(asked: Asked): Check[] {
	return [...ofTime(asked), ...ofUnits(asked), ...ofValues(asked), ...ofDisturbances(asked)];
}

export const isRefused = (checks: readonly Check[]) =>
	checks.some(({ grade }) => grade === 'refuse');

const grade = (found: number, refused: number, warned: number): Grade =>
	found < refused ? 'refuse' : found < warned ? 'warn' : 'pass';

function ofTime({ plan, facts, series, method }: Asked): Check[] {
	const { outcome } = series;
	const starts = facts.units.flatMap(({ start }) => (start === null ? [] : [start]));
	const before = starts.length > 0 ? Math.min(...starts) : 0;
	const after = starts.length > 0 ? facts.periods.length - Math.max(...starts) : 0;
	const alone = method === 'interrupted';
	const least = alone ? fewestAlone : plan.grain === 'wave' ? 1 : 3;
	const good = alone ? 48 : plan.grain === 'wave' ? 2 : 6;
	const check = (name: CheckName, found: number, needed: number, warned: number): Check => ({
		...{ name, outcome, found, needed },
		grade: grade(found, needed, warned)
	});
	const checks = [
		check('periods-before', before, least, good),
		check('periods-after', after, alone ? 4 : 1, alone ? 6 : plan.grain === 'wave' ? 1 : 3)
	];
	if (alone)
		checks.push({
			...{ name: 'season', outcome, found: before, needed: plan.grain === 'month' ? 24 : 104 },
			grade: before >= (plan.grain === 'month' ? 24 : 104) ? 'pass' : 'warn'
		});
	return checks;
}

function ofUnits({ plan, series, panel, method, level }: Asked): Check[] {
	const { outcome } = series;
	const treated = cohortsOf(panel).reduce((sum, { size }) => sum + size, 0);
	const comparison = panel.units.length - treated;
	const alone = plan.comparison.how === 'none';
	const checks: Check[] = [
		{ name: 'treated-units', outcome, found: treated, needed: 1, grade: grade(treated, 1, 3) },
		alone
			? { name: 'comparison-units', outcome, found: 0, needed: 0, grade: 'warn' }
			: {
					...{ name: 'comparison-units', outcome, found: comparison, needed: 2 },
					grade: grade(comparison, 2, 5)
				}
	];
	if (method === 'assignment' || method === 'staggered') {
		const ways = assignmentsOf(panel);
		const needed = Math.ceil(1 / (1 - level) - 1e-9);
		const name = 'assignments';
		checks.push({ name, outcome, found: ways, needed, grade: grade(ways, needed, 5 * needed) });
	}
	return checks;
}

function ofValues({ plan, facts, series, panel }: Asked): Check[] {
	const { outcome } = series;
	const has = (test: (unit: number, period: number) => boolean) =>
		facts.units.filter((_, unit) => facts.periods.some((_, period) => test(unit, period))).length;
	const value = (unit: number, period: number) => series.values[unit]?.[period] ?? null;
	const hidden = (unit: number, period: number) => series.suppressed[unit]?.[period] === true;
	const most = Math.floor(mostLeftOut * facts.units.length);
	const leftOut = (name: CheckName, found: number): Check => ({
		...{ name, outcome, found, needed: most },
		grade: found > most ? 'refuse' : found > 0 ? 'warn' : 'pass'
	});
	const checks = [
		leftOut(
			'missing',
			has((unit, period) => value(unit, period) === null && !hidden(unit, period))
		),
		leftOut('suppressed', has(hidden))
	];
	if (plan.scale === 'ratio')
		checks.push(
			leftOut(
				'not-positive',
				has((unit, period) => (value(unit, period) ?? 1) <= 0)
			)
		);
	const all = panel.values.flatMap((row) => [...row]);
	const varies = all.some(
		(one) => Math.abs(one - all[0]!) > 1e-12 * Math.max(1, Math.abs(all[0]!))
	);
	checks.push({
		...{ name: 'no-variation', outcome, found: new Set(all).size, needed: 2 },
		grade: varies ? 'pass' : 'refuse'
	});
	return checks;
}

/** A break of one treated unit alone, or a second treatment of it, cannot be told from the effect. */
function ofDisturbances({ facts, series }: Asked): Check[] {
	const treated = new Set(facts.units.filter(({ start }) => start !== null).map(({ id }) => id));
	const judged = (name: CheckName, list: Disturbance[]): Check => ({
		...{ name, outcome: series.outcome, found: list.length, needed: 0 },
		grade: list.some(({ unitId }) => unitId !== null && treated.has(unitId))
			? 'refuse'
			: list.length > 0
				? 'warn'
				: 'pass'
	});
	const isOther = ({ what }: Disturbance) => what === 'other-treatment';
	return [
		judged(
			'breaks',
			facts.disturbances.filter((one) => !isOther(one))
		),
		judged('other-treatment', facts.disturbances.filter(isOther))
	];
}
