/** What the user endpoints take and give: units by the code they bear today. */
import * as v from 'valibot';
import { roles } from '#lib/access.ts';
import { Problem } from '#lib/problem.ts';
import type { Account } from '#lib/user.ts';

const role = v.picklist(roles);
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
const unit = v.pipe(v.string(), v.minLength(1), v.maxLength(20));

export const newUser = v.strictObject({
	email: v.pipe(v.string(), v.maxLength(300)),
	name,
	role,
	unit: v.optional(unit, 'vn'),
	password: v.optional(v.pipe(v.string(), v.maxLength(256)))
});

export const userChange = v.strictObject({
	name: v.optional(name),
	role: v.optional(role),
	unit: v.optional(unit),
	disabled: v.optional(v.boolean())
});

/** Checks a body against a schema. Throws `request.invalid` that names the first wrong place. */
export function checked<Schema extends v.GenericSchema>(
	schema: Schema,
	body: unknown
): v.InferOutput<Schema> {
	const result = v.safeParse(schema, body);
	if (result.success) return result.output;
	const [issue] = result.issues;
	const place = v.getDotPath(issue) ?? 'body';
	throw new Problem('request.invalid', { reason: `${place}: ${issue.message}`, place });
}

/** An account as the API shows it. */
export function shown({ disabledAt, createdAt, seenAt, ...account }: Account) {
	return {
		...account,
		createdAt: createdAt.toISOString(),
		seenAt: seenAt?.toISOString() ?? null,
		disabledAt: disabledAt?.toISOString() ?? null
	};
}
