/**
 * Saving a unit's draft, by several people at once: each save is merged question by question, and
 * whoever saves learns what the others changed. A draft sent whole, without the version it was typed
 * upon, must follow the stored one instead.
 */
import type { User } from '../access.ts';
import { Problem } from '../problem.ts';
import { canonical } from '../questionnaire/canonical.ts';
import { changedBetween, merge, newsSince, type News } from '../questionnaire/merge.ts';
import { questionOf } from '../questionnaire/draft.ts';
import type { Answers } from '../questionnaire/structure.ts';
import type { Given } from '../section.ts';
import * as attachments from './attachments/attachments.ts';
import * as forms from './forms.ts';
import { atomically, type Sql } from './postgres.ts';
import * as sections from './sections.ts';

export type Saving = forms.Counts & {
	data: unknown;
	/** number of a whole draft: one more than the stored one */
	sequence?: number | undefined;
	/** the version on the server these answers were typed upon; `data` holds changed questions only */
	base?: number | undefined;
	/** the questions that were changed */
	changed?: string[] | undefined;
	/** the form the page shows */
	response?: string | undefined;
};

/** `news`: what others changed since the base. */
export type Saved = { sequence: number; savedAt: string; news?: News };

/**
 * Saves a draft. The same content again is answered with the stored number, so a retry is harmless.
 * Throws `record.conflict` with the stored draft and the questions both changed,
 * `response.not-your-section`, `response.other-form`, `response.malformed`, `campaign.*`.
 */
export async function save(sql: Sql, user: User, slug: string, saving: Saving): Promise<Saved> {
	const { campaign, version } = await forms.enter(sql, user, slug);
	const data = forms.shaped(version, saving.data, 'draft');
	return atomically(sql, async (tx) => {
		const row = await forms.take(tx, user, campaign, version, saving.response);
		await attachments.allow(tx, row.id, version.fields, data);
		if (saving.base === undefined) return saveWhole(tx, user, row, data, saving, version);
		const change = { base: saving.base, questions: named(saving, data, version), data };
		const merged = merge(row, change);
		const savedAt = row.savedAt.toISOString();
		if (merged.kind === 'clash') throw await forms.conflict(tx, row, merged);
		const { draft, written, named: marked, news } = merged;
		if (marked.length === 0) return { sequence: row.sequence, savedAt, news };
		await sections.allowAnswers(tx, user, row, version, written);
		const sequence = row.sequence + 1;
		return {
			sequence,
			savedAt: await forms.store(tx, user, row, sequence, draft, saving, marked),
			news
		};
	});
}

type Version = Awaited<ReturnType<typeof forms.enter>>['version'];

async function saveWhole(
	tx: Sql,
	user: User,
	row: forms.Row,
	data: Answers,
	{ sequence, ...counts }: Saving,
	version: Version
): Promise<Saved> {
	if (canonical(data) === canonical(row.draft) && row.sequence > 0)
		return { sequence: row.sequence, savedAt: row.savedAt.toISOString() };
	if (sequence !== row.sequence + 1) throw await forms.conflict(tx, row);
	await sections.allowAnswers(tx, user, row, version, changedBetween(row.draft, data));
	return { sequence, savedAt: await forms.store(tx, user, row, sequence, data, counts) };
}

/** The questions a save says it changes. Throws `response.malformed`, `request.invalid`. */
function named({ changed = [] }: Saving, data: Answers, { fields }: Version): string[] {
	const known = new Set(fields.map(({ name }) => name));
	const unknown = changed.filter((name) => !known.has(name));
	if (unknown.length > 0)
		throw new Problem('response.malformed', {
			questions: unknown.join(', '),
			findings: unknown.map((question) => ({ question, reason: 'unknown-question' }))
		});
	const extra = Object.keys(data).filter((key) => !changed.includes(questionOf(key)));
	if (extra.length > 0)
		throw new Problem('request.invalid', {
			reason: `data: ${extra.join(', ')} not named in changed`
		});
	return [...new Set(changed)];
}

/** What has happened to a form since a version of its draft. */
export type CaughtUp = Saved & { news: News; version: number; sections: Given[] };

/** Throws `campaign.not-found`, `response.not-expected`, `response.other-form`. */
export async function catchUp(
	sql: Sql,
	user: User,
	slug: string,
	base: number,
	id?: string
): Promise<CaughtUp> {
	const { campaign } = await forms.enter(sql, user, slug);
	const row = await forms.read(sql, campaign.id, user.unitId);
	if (id !== undefined && id !== row?.id) throw new Problem('response.other-form');
	if (!row) throw new Problem('record.not-found');
	return {
		sequence: row.sequence,
		savedAt: row.savedAt.toISOString(),
		version: row.version,
		news: newsSince(row, base),
		sections: await sections.list(sql, row.id)
	};
}
