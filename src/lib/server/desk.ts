/** The review desk: the forms of one campaign in a reviewer's scope, and many endorsed at once. */
import type { User } from '../access.ts';
import type { Campaign } from '../campaign.ts';
import { pointsOf } from '../points.ts';
import { Problem, type ProblemName } from '../problem.ts';
import { refusalOf, type DeskEntry } from '../review.ts';
import { visibleUnits } from './access.ts';
import * as campaigns from './campaigns.ts';
import * as decisions from './decisions.ts';
import * as deputies from './deputies.ts';
import type { Sql } from './postgres.ts';
import * as reviews from './reviews.ts';
import * as spreads from './spreads.ts';
import * as submissions from './submissions.ts';
import * as surveys from './surveys.ts';
import type { Warehouse } from './warehouse.ts';

export type Desk = { campaign: Campaign; locked: boolean; mayLock: boolean; entries: DeskEntry[] };

/** Throws `campaign.not-found`, `access.forbidden`. */
export async function open(sql: Sql, user: User, slug: string): Promise<Desk> {
	await deputies.allowReview(sql, user);
	const campaign = await campaigns.find(sql, slug);
	const visible = await visibleUnits(sql, user);
	const [rows, counts, signers] = await Promise.all([
		submissions.expected(sql, campaign.id, visible),
		decisions.counts(sql, campaign.id),
		decisions.signers(sql, campaign.id)
	]);
	const entries = rows.map((row): DeskEntry => {
		const { id, version } = row;
		const signedBy = signers.get(`${id}/${version}`) ?? null;
		return { ...row, signedBy, reviews: counts.get(id) ?? 0 };
	});
	const facts = await reviews.factsOf(sql, user, campaign.id, undefined);
	const mayLock = refusalOf('lock', facts) === null;
	return { campaign, locked: facts.campaign.locked, mayLock, entries };
}

/** How many numbers of each form given are far from those of its peers, by the form's id. */
export async function points(
	sql: Sql,
	warehouse: Warehouse,
	{ id: campaignId }: Campaign,
	entries: readonly DeskEntry[]
): Promise<Record<string, number>> {
	const found = await submissions.current(sql, entries.map(({ id }) => id).filter(Boolean));
	const counted: Record<string, number> = {};
	for (const { id, level, surveyVersionId, data } of found) {
		const { fields } = await surveys.version(sql, surveyVersionId);
		const spread = await spreads.ofLevel(sql, warehouse, campaignId, level);
		counted[id] = pointsOf(fields, data, spread).length;
	}
	return counted;
}

export type Bulk = { done: number; refused: { id: string; problem: ProblemName }[] };

/** Approves many forms, each by itself: one that is refused stops none of the others. */
export async function approveAll(
	sql: Sql,
	user: User,
	forms: readonly { id: string; version: number }[]
): Promise<Bulk> {
	const bulk: Bulk = { done: 0, refused: [] };
	for (const { id, version } of forms)
		try {
			await reviews.approve(sql, user, id, { version, exceptions: [] });
			bulk.done++;
		} catch (error) {
			if (!(error instanceof Problem)) throw error;
			bulk.refused.push({ id, problem: error.problem });
		}
	return bulk;
}
