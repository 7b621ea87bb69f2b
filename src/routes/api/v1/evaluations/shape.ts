/** What the doors of evaluations accept: a plan with units named by their codes. */
import * as v from 'valibot';
import {
	comparisons,
	evaluationKinds,
	grains,
	scales,
	type Outcome,
	type Plan
} from '#lib/evaluation.ts';
import { dayOf } from '#lib/event.ts';
import { Problem } from '#lib/problem.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as units from '#lib/server/units.ts';
import { parse } from '../campaigns/shapes.ts';

const code = v.pipe(v.string(), v.maxLength(20));
const text = v.pipe(v.string(), v.maxLength(1000));

const planBody = v.object({
	title: text,
	kind: v.picklist(evaluationKinds),
	planItem: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(20))), null),
	treated: v.optional(v.pipe(v.array(v.object({ unit: code, from: code })), v.maxLength(4000)), []),
	comparison: v.optional(
		v.object({
			how: v.picklist(comparisons),
			units: v.optional(v.pipe(v.array(code), v.maxLength(4000))),
			each: v.optional(v.number())
		}),
		{ how: 'others' }
	),
	outcomes: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(60))), v.maxLength(20)), []),
	placeboOutcome: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(60))), null),
	grain: v.optional(v.picklist(grains), 'month'),
	before: v.optional(v.number(), 12),
	after: v.optional(v.number(), 6),
	scale: v.optional(v.picklist(scales), 'difference'),
	margin: v.number(),
	seed: v.optional(v.number(), 1706),
	pairs: v.optional(
		v.pipe(v.array(v.object({ before: v.number(), after: v.number() })), v.maxLength(20_000))
	),
	/** of a new version of a fixed plan */
	reason: v.optional(text, '')
});

/** A plan from a body. Throws `request.invalid`, `evaluation.unknown-unit`. */
export async function planFrom(sql: Sql, body: unknown): Promise<{ plan: Plan; reason: string }> {
	const { reason, pairs, treated, comparison, outcomes, placeboOutcome, ...rest } = parse(
		planBody,
		body
	);
	const ids = await unitIds(sql, [...treated.map(({ unit }) => unit), ...(comparison.units ?? [])]);
	const plan: Plan = {
		...rest,
		treated: treated.map(({ unit, from }) => ({ unitId: ids.get(unit)!, from })),
		comparison: {
			how: comparison.how,
			...(comparison.units && { unitIds: comparison.units.map((unit) => ids.get(unit)!) }),
			...(comparison.each !== undefined && { each: comparison.each })
		},
		// checked by name before it is kept
		outcomes: outcomes as Outcome[],
		placeboOutcome: placeboOutcome as Outcome | null,
		...(pairs && { pairs })
	};
	return { plan, reason };
}

/** Units by code: of provinces two figures, of communes five. Throws `evaluation.unknown-unit`. */
export async function unitIds(sql: Sql, codes: string[]): Promise<Map<string, number>> {
	const day = dayOf(Date.now());
	const found = new Map<string, number>();
	const wanted = new Set(codes);
	for (const level of ['province', 'commune', 'agency'] as const) {
		if (found.size === wanted.size) break;
		for (const unit of await units.onDay(sql, day, { level }))
			if (wanted.has(unit.code)) found.set(unit.code, unit.id);
	}
	const unknown = codes.find((one) => !found.has(one));
	if (unknown !== undefined) throw new Problem('evaluation.unknown-unit', { unit: unknown });
	return found;
}
