/**
 * Units of a campaign as a body names them: their codes with the level, or a province (its code), a
 * level and a state. Nobody reaches beyond their own province.
 */
import * as v from 'valibot';
import type { User } from '#lib/access.ts';
import { askedLevels } from '#lib/campaign.ts';
import { shownStates, type Selection } from '#lib/completeness.ts';
import { Problem } from '#lib/problem.ts';
import * as completeness from '#lib/server/completeness.ts';
import type { Sql } from '#lib/server/postgres.ts';

const id = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_147_483_647));

export const selected = {
	/** ids of units, as `GET /api/v1/units` gives them */
	units: v.optional(v.pipe(v.array(id), v.minLength(1), v.maxLength(5000))),
	/** code of a province: itself and its communes */
	province: v.optional(v.pipe(v.string(), v.maxLength(20))),
	level: v.optional(v.picklist(askedLevels)),
	state: v.optional(v.picklist(shownStates))
};
type Selected = v.InferOutput<v.ObjectSchema<typeof selected, undefined>>;

/** Throws `record.not-found` for an unknown province, `access.forbidden` for people of a single unit. */
export async function selectionOf(
	sql: Sql,
	user: User,
	{ units, province, level, state }: Selected
): Promise<Selection> {
	const scope = await completeness.scopeOf(sql, user);
	if (scope === 'own') throw new Problem('access.forbidden');
	const found =
		province === undefined ? undefined : await completeness.provinceByCode(sql, province);
	return {
		unitIds: units,
		provinceId: scope === 'all' ? found?.unitId : scope.unitId,
		level,
		state
	};
}
