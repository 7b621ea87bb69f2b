/**
 * One entry of a register: `GET` gives all its versions, `PUT {version, …figures}` makes the next one,
 * `DELETE {version, reason}` takes it back. `version` is the one that was looked at.
 */
import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import type { User } from '#lib/access.ts';
import { Problem } from '#lib/problem.ts';
import { allowUnit } from '#lib/server/access.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as registers from '#lib/server/registers/registers.ts';
import { readJson } from '../../../../../body.ts';
import { endpoint, idOf } from '../../../../../edge.ts';

type Asked = { id?: string; entry?: string };

async function find(sql: Sql, user: User, { id, entry }: Asked) {
	const register = registers.find(id ?? '');
	const found = await registers.byId(sql, idOf(entry));
	if (found.indicatorId !== register.indicatorId) throw new Problem('record.not-found');
	await allowUnit(sql, user, found.unitId);
	return found;
}

export const GET = endpoint('register.read', async ({ params, locals: { sql } }, user) => {
	const entry = await find(sql, user, params);
	return json({ entry, versions: await registers.history(sql, entry.id) });
});

const base = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));
const edit = v.strictObject({
	version: base,
	...{ part: v.optional(v.unknown()), whole: v.optional(v.unknown()) },
	...{ beside: v.optional(v.unknown()), days: v.optional(v.unknown()) },
	...{ reachedOn: v.optional(v.unknown()), document: v.optional(v.unknown()) },
	note: v.optional(v.unknown())
});
const withdrawal = v.strictObject({ version: base, reason: v.string() });

export const PUT = endpoint('register.write', async ({ params, request, locals }, user) => {
	const entry = await find(locals.sql, user, params);
	const { version, ...given } = readAs(edit, await readJson(request, 200_000));
	return json({ entry: await registers.edit(locals.sql, user.id, entry.id, version, given) });
});

export const DELETE = endpoint('register.write', async ({ params, request, locals }, user) => {
	const entry = await find(locals.sql, user, params);
	const { version, reason } = readAs(withdrawal, await readJson(request, 20_000));
	await registers.withdraw(locals.sql, user.id, entry.id, version, reason);
	return json({ entry: await registers.byId(locals.sql, entry.id) });
});

function readAs<Schema extends v.GenericSchema>(
	schema: Schema,
	content: unknown
): v.InferOutput<Schema> {
	const read = v.safeParse(schema, content);
	if (read.success) return read.output;
	const reason = read.issues.map((one) => `${v.getDotPath(one) ?? 'body'}: ${one.message}`);
	throw new Problem('request.invalid', { reason: reason.join('; ') });
}
