/**
 * Where facts count: under the province a unit lay in at the end of the period, or lies in now. A
 * site is known to belong to a unit of today only, so usage is always told by today’s boundaries.
 */
import type { Boundaries, Estimate } from '../../estimate.ts';
import { isOfUsage, type Measure } from '../../measure.ts';
import type { Reading } from '../measures.ts';
import type { Sql } from '../postgres.ts';
import * as units from '../units.ts';

export type Places = {
	nation: number;
	/** provinces, in order of their names */
	provinces: number[];
	/** the province of a unit, or the nation for what lies in none */
	placeOf: (unitId: number) => number;
};

/** The boundaries on which a measure can be told. */
export function boundariesOf(measure: Measure, wanted: Boundaries): Boundaries {
	return isOfUsage(measure) ? 'today' : wanted;
}

/** The provinces of a day, or of today with what became part of them. */
export async function placesOn(
	reading: Reading,
	boundaries: Boundaries,
	day: string,
	today: string
): Promise<Places> {
	const { sql } = reading;
	const on = boundaries === 'today' ? today : day;
	return reading.once(`places ${boundaries} ${on}`, async () => {
		const nation = (await units.nation(sql)).id;
		const provinces = (await units.onDay(sql, on, { level: 'province' })).map(({ id }) => id);
		const known =
			boundaries === 'today'
				? await reading.provinces()
				: new Map(
						(await units.below(sql, provinces, day)).map(({ unitId, rootId }) => [unitId, rootId])
					);
		return { nation, provinces, placeOf: (unitId) => known.get(unitId) ?? nation };
	});
}

/** A unit with everything below it on a day; on today’s boundaries with what became part of it too. */
export async function scopeOf(
	sql: Sql,
	unitId: number,
	boundaries: Boundaries,
	day: string,
	today: string
): Promise<Set<number>> {
	const scope = new Set(await units.subtree(sql, unitId, boundaries === 'today' ? today : day));
	if (boundaries === 'reported') return scope;
	const lineage = await units.lineage(sql);
	for (let grown = true; grown;) {
		grown = false;
		// A unit that was split between several belongs to none of them.
		for (const [earlier, later] of lineage)
			if (!scope.has(earlier) && later.every((id) => scope.has(id))) {
				scope.add(earlier);
				grown = true;
			}
	}
	return scope;
}

/** Says so where a unit did not stand yet when the period began. */
export async function datingOf(reading: Reading, day: string) {
	const standing = await reading.standing(day);
	return <Row extends Pick<Estimate, 'unitId' | 'notes'>>(row: Row): Row =>
		standing.has(row.unitId) ? row : { ...row, notes: [...row.notes, 'boundaries-of-today'] };
}
