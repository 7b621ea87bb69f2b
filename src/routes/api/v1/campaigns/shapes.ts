/** What the campaign endpoints accept: one schema per body, refused with the place and the reason. */
import * as v from 'valibot';
import { askedLevels, audiences } from '#lib/campaign.ts';
import { Problem } from '#lib/problem.ts';

const title = v.pipe(v.string(), v.trim(), v.normalize('NFC'), v.minLength(3), v.maxLength(300));
const day = v.pipe(v.string(), v.isoDate(), v.check(exists, 'there is no such day'));
export const moment = v.pipe(
	v.string(),
	v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/, 'needs a time zone'),
	v.check((text) => !Number.isNaN(Date.parse(text)), 'there is no such moment')
);
const sequence = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1));
/** counted by the page, for display only */
const counted = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(500)), 0);

const newCampaign = v.object({
	slug: v.pipe(v.string(), v.regex(/^[a-z0-9-]{3,80}$/, 'a-z, 0-9 and - only')),
	survey: v.pipe(v.string(), v.maxLength(80)),
	titleVi: title,
	titleEn: title,
	periodFrom: day,
	periodTo: day,
	opensAt: moment,
	closesAt: moment,
	audience: v.optional(v.picklist(audiences), 'units'),
	levels: v.optional(v.pipe(v.array(v.picklist(askedLevels)), v.minLength(1), v.maxLength(3)), [
		'province'
	])
});

export const newState = v.object({
	state: v.picklist(['open', 'paused', 'closed']),
	closesAt: v.optional(moment)
});

const question = v.pipe(v.string(), v.maxLength(80));
/** the form the page shows */
const response = v.optional(v.pipe(v.string(), v.maxLength(40)));

/** Changed questions upon a version (`base`), or a whole draft under the next number (`sequence`). */
export const draft = v.pipe(
	v.object({
		sequence: v.optional(v.pipe(sequence, v.minValue(1))),
		base: v.optional(sequence),
		changed: v.optional(v.pipe(v.array(question), v.maxLength(500))),
		response,
		data: v.unknown(),
		answered: counted,
		answerable: counted
	}),
	v.check(
		({ sequence, base }) => (sequence === undefined) !== (base === undefined),
		'one of base and sequence'
	)
);

export const submission = v.object({ sequence, response, data: v.unknown() });

export const gift = v.object({
	page: question,
	person: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31 - 1)),
	note: v.optional(v.pipe(v.string(), v.maxLength(2000)), ''),
	dueOn: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(10))), null)
});

export const marking = v.object({ done: v.boolean() });

/** The number of a draft in an address. Throws `request.invalid`. */
export function parseBase(text: string | null): number {
	return parse(sequence, text === null || text === '' ? 0 : Number(text));
}

/** A new campaign. Throws `request.invalid`, `campaign.dates-backwards`. */
export function parseCampaign(body: unknown): v.InferOutput<typeof newCampaign> {
	const wanted = parse(newCampaign, body);
	const { periodFrom, periodTo, opensAt, closesAt } = wanted;
	if (periodFrom > periodTo || Date.parse(opensAt) >= Date.parse(closesAt))
		throw new Problem('campaign.dates-backwards');
	return wanted;
}

/** The body in its shape. Throws `request.invalid`. */
export function parse<Schema extends v.GenericSchema>(
	schema: Schema,
	body: unknown
): v.InferOutput<Schema> {
	const read = v.safeParse(schema, body);
	if (read.success) return read.output;
	const reason = read.issues
		.slice(0, 5)
		.map((issue) => `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`)
		.join('; ');
	throw new Problem('request.invalid', { reason });
}

function exists(text: string): boolean {
	const time = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
