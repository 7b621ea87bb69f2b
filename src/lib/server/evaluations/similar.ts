/**
 * Similar units by a stated rule: for each treated unit in turn those never treated whose mean of the
 * main outcome before the start is nearest, each taken once. Only the time before is looked at.
 */
import type { Facts } from '../../evaluation.ts';

/** The facts of the treated units and of the `each` nearest to every one of them. */
export function similar(facts: Facts, each: number): Facts {
	const [main] = facts.series;
	if (!main) return facts;
	const first = Math.min(...facts.units.map(({ start }) => start ?? Infinity));
	const level = (unit: number) => {
		const before = (main.values[unit] ?? [])
			.slice(0, first)
			.filter((value): value is number => value !== null);
		return before.length === first && first > 0
			? before.reduce((sum, value) => sum + value, 0) / first
			: null;
	};
	const levels = facts.units.map((_, at) => level(at));
	const free = new Set(
		facts.units.flatMap(({ start }, at) => (start === null && levels[at] !== null ? [at] : []))
	);
	const kept = new Set<number>();
	facts.units.forEach(({ start }, at) => {
		if (start === null) return;
		kept.add(at);
		const own = levels[at];
		if (own === null || own === undefined) return;
		const nearest = [...free].sort(
			(one, other) => Math.abs(levels[one]! - own) - Math.abs(levels[other]! - own) || one - other
		);
		for (const unit of nearest.slice(0, each)) {
			kept.add(unit);
			free.delete(unit);
		}
	});
	const only = <Item>(list: readonly Item[]) => list.filter((_, at) => kept.has(at));
	return {
		...facts,
		units: only(facts.units),
		series: facts.series.map((series) => ({
			...series,
			values: only(series.values),
			suppressed: only(series.suppressed)
		}))
	};
}
