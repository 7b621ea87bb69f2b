/** Quarantined rows for programs: what waits, and what administrators do about it. */
import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { Problem } from '#lib/problem.ts';
import { fields, kinds } from '#lib/quarantine.ts';
import * as quarantine from '#lib/server/intake/quarantine.ts';
import * as settlement from '#lib/server/intake/settlement.ts';
import { readJson } from '../../../body.ts';
import { endpoint } from '../../../edge.ts';

const group = v.object({
	kind: v.picklist(kinds),
	cause: v.pipe(v.string(), v.maxLength(200)),
	siteId: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999_999_999))
});

/** Groups; with `kind`, `cause` and `siteId` the rows of one, 500 at a time (`after`). */
export const GET = endpoint('quarantine.manage', async ({ url, locals: { sql } }) => {
	const asked = url.searchParams;
	if (!asked.has('kind')) return json({ groups: await quarantine.groups(sql) });
	const selection = readAs(group, {
		...{ kind: asked.get('kind'), cause: asked.get('cause') },
		siteId: Number(asked.get('siteId') ?? NaN)
	});
	const after = Number(/^\d{1,15}$/.exec(asked.get('after') ?? '')?.[0] ?? 0);
	const rows = await quarantine.waiting(sql, selection, { after, limit: 500 });
	return json({ waiting: await quarantine.count(sql, selection), rows });
});

const ids = v.object({
	ids: v.pipe(
		v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 50))),
		v.minLength(1),
		v.maxLength(settlement.mostRows)
	)
});
const selection = v.union([ids, group]);
const rule = v.optional(
	v.object({ field: v.picklist(fields), value: v.pipe(v.string(), v.maxLength(2000)) })
);
const decision = v.variant('act', [
	v.object({ act: v.literal('try'), rows: selection, rule }),
	v.object({ act: v.literal('replay'), rows: selection, rule }),
	v.object({ act: v.literal('discard'), rows: selection, reason: v.string() }),
	v.object({ act: v.literal('restore'), decision: v.pipe(v.string(), v.uuid()) }),
	v.object({
		...{ act: v.literal('repair'), row: v.pipe(v.number(), v.integer(), v.minValue(1)) },
		body: v.nullable(v.pipe(v.string(), v.maxLength(10_000)))
	})
]);

export const POST = endpoint('quarantine.manage', async ({ request, locals }, user) => {
	const { sql, warehouse } = locals;
	const asked = readAs(decision, await readJson(request, 300_000));
	if (asked.act === 'try')
		return json(await settlement.rehearse(sql, warehouse, asked.rows, { rule: asked.rule }));
	if (asked.act === 'replay')
		return json(await settlement.replay(sql, warehouse, user.id, asked.rows, asked.rule));
	if (asked.act === 'discard')
		return json(await settlement.discard(sql, user.id, asked.rows, asked.reason));
	if (asked.act === 'restore')
		return json({ rows: await settlement.restore(sql, user.id, asked.decision) });
	await settlement.repair(sql, user.id, asked.row, asked.body);
	return json(await quarantine.find(sql, asked.row));
});

function readAs<Schema extends v.GenericSchema>(schema: Schema, value: unknown) {
	const read = v.safeParse(schema, value);
	if (read.success) return read.output;
	const reason = read.issues.map((issue) => `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`);
	throw new Problem('request.invalid', { reason: reason.join('; ').slice(0, 500) });
}
