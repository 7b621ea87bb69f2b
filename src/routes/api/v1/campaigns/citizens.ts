/** What the endpoints of links, invitations and quotas accept. */
import * as v from 'valibot';
import { citizenDecisions, flags, mostDecided } from '#lib/citizen.ts';
import { dayOf } from '#lib/event.ts';
import { Problem } from '#lib/problem.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as units from '#lib/server/units.ts';
import type { Level } from '#lib/unit.ts';

const label = v.pipe(v.string(), v.trim(), v.normalize('NFC'), v.maxLength(200));
const id = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31 - 1));

/** One link for a unit (by code; `vn` is the nation), or one for each unit of a level. */
export const newLinks = v.union([
	v.object({
		unit: v.pipe(v.string(), v.maxLength(20)),
		level: v.optional(v.picklist(['nation', 'province', 'commune', 'agency'])),
		label: v.optional(label, ''),
		invitedOnly: v.optional(v.boolean(), false)
	}),
	v.object({ every: v.picklist(['province', 'commune']) })
]);

export const linkChange = v.object({ closed: v.boolean() });

export const newInvitations = v.object({
	labels: v.pipe(v.array(label), v.minLength(1), v.maxLength(10_000)),
	expiresAt: v.optional(
		v.pipe(
			v.string(),
			v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/, 'needs a time zone'),
			v.check((text) => !Number.isNaN(Date.parse(text)), 'there is no such moment')
		)
	)
});

export const withdrawal = v.object({
	revoke: v.pipe(
		v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/))),
		v.minLength(1),
		v.maxLength(10_000)
	)
});

export const newQuota = v.object({
	title: v.pipe(label, v.minLength(1)),
	unitId: v.optional(v.nullable(id), null),
	question: v.optional(v.pipe(v.string(), v.maxLength(60)), ''),
	code: v.optional(v.pipe(v.string(), v.maxLength(60)), ''),
	most: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31 - 1))
});

export const quotaChange = v.pick(newQuota, ['most']);

/** Which answers under suspicion: `after` is the number of the last one read. */
export const suspectsAsked = v.object({
	flag: v.optional(v.picklist(flags)),
	unit: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,8}$/), v.transform(Number))),
	decision: v.optional(v.picklist(['none', 'keep', 'exclude'])),
	after: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)), '0')
});

/** One decision about many answers, by id. */
export const newDecision = v.object({
	answers: v.pipe(v.array(v.pipe(v.string(), v.uuid())), v.maxLength(mostDecided)),
	decision: v.picklist(citizenDecisions),
	reason: v.pipe(v.string(), v.maxLength(1000))
});

/** The unit of a code that stands today. Throws `record.not-found`. */
export async function unitOf(sql: Sql, code: string, level?: Level): Promise<number> {
	if (code === 'vn') return (await units.nation(sql)).id;
	const levels: Level[] = level ? [level] : ['province', 'commune', 'agency'];
	for (const one of levels) {
		const unit = await units.find(sql, code, one, dayOf(Date.now()));
		if (unit) return unit.id;
	}
	throw new Problem('record.not-found');
}
