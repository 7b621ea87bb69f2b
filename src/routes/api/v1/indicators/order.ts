/** A definition as programs send it, checked: the first thing that is wrong is thrown by its name. */
import * as v from 'valibot';
import { fieldOf } from '#lib/indicator/form.ts';
import { readDefinition } from '#lib/indicator/schema.ts';
import type { Locale } from '#lib/locale.ts';
import { indicatorForm } from '#lib/messages/indicator-form.ts';
import { Problem } from '#lib/problem.ts';
import type { Content } from '#lib/server/indicators.ts';

const order = v.strictObject({
	version: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)), 0),
	definition: v.unknown(),
	reason: v.string()
});

export function orderOf(
	given: unknown,
	locale: Locale
): { version: number; content: Content; reason: string } {
	const read = v.safeParse(order, given);
	if (!read.success) {
		const reason = read.issues.map((one) => `${v.getDotPath(one) ?? 'body'}: ${one.message}`);
		throw new Problem('request.invalid', { reason: reason.join('; ') });
	}
	const { version, definition, reason } = read.output;
	const found = readDefinition(definition);
	if ('definition' in found) return { version, content: found.definition, reason };
	const [first] = found.faults;
	const t = indicatorForm[locale];
	const field = fieldOf(first!.path);
	throw new Problem('indicator.malformed', {
		...{ field: t.fields[field] ?? field, reason: t.reasons[first!.kind], path: first!.path }
	});
}
