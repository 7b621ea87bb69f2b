/**
 * Reviewing submitted forms: one form in words with what changed, sending it back with reasons,
 * approving it, the unit's sign-off, the lock. Every decision names the version it is about,
 * so that nobody decides on answers they have not seen.
 */
import type { User } from '../access.ts';
import { periodText } from '../campaign.ts';
import { dayOf } from '../event.ts';
import type { Locale } from '../locale.ts';
import { pointsOf } from '../points.ts';
import { Problem } from '../problem.ts';
import type { Field } from '../questionnaire/fields.ts';
import { sectionsOf, type Reading } from '../questionnaire/reading.ts';
import { receiptOf } from '../response.ts';
import {
	actionsOn,
	approvalBy,
	longestReason,
	refusalOf,
	type Action,
	type Facts,
	type Pinned
} from '../review.ts';
import { tidy } from '../vietnamese.ts';
import { visibleUnits } from './access.ts';
import * as attachments from './attachments/attachments.ts';
import * as audit from './audit.ts';
import * as campaigns from './campaigns.ts';
import * as decisions from './decisions.ts';
import * as deputies from './deputies.ts';
import { atomically, type Sql } from './postgres.ts';
import { lastSubmitted, stillValid } from './previous.ts';
import { ofLevel } from './spreads.ts';
import * as submissions from './submissions.ts';
import * as surveys from './surveys.ts';
import * as units from './units.ts';
import * as users from './users.ts';
import type { Warehouse } from './warehouse.ts';

/**
 * One form for its reviewer, or for the unit's own people; with a warehouse, numbers far from those
 * of units of the same level are pointed out. Throws `record.not-found`,
 * `access.forbidden`, `review.nothing-submitted`.
 */
export async function read(
	sql: Sql,
	user: User,
	id: string,
	locale: Locale,
	warehouse?: Warehouse
): Promise<Reading> {
	const { found, campaign, facts } = await enter(sql, user, id);
	if (found.version === 0) throw new Problem('review.nothing-submitted');
	const [{ fields }, versions, reviews, signoff, names, unit] = await Promise.all([
		surveys.version(sql, found.surveyVersionId),
		submissions.versions(sql, id),
		decisions.ofResponse(sql, id),
		decisions.signoff(sql, id, found.version),
		users.names(sql),
		units.byId(sql, found.unitId, dayOf(found.submittedAt!.getTime()))
	]);
	const data = versions[0]?.data ?? {};
	const { level } = facts.response;
	const spreads = warehouse && (await ofLevel(sql, warehouse, campaign.id, level));
	const last = await lastSubmitted(sql, campaign, found.unitId);
	const nameOf = (userId: number | null) => names.get(userId ?? 0)?.name ?? '';
	const decided = reviews.find(({ version }) => version < found.version)?.version;
	const comparedWith = decided ?? (found.version > 1 ? found.version - 1 : null);
	return {
		id,
		campaign,
		unit: unit ?? { id: found.unitId, name: '', fullName: '' },
		state: found.state,
		version: found.version,
		receipt: found.hash && receiptOf(found.hash),
		submittedAt: found.submittedAt?.toISOString() ?? null,
		submittedBy: nameOf(found.submittedBy),
		answered: found.answered,
		answerable: found.answerable,
		dueAt: found.dueAt?.toISOString() ?? null,
		signoff,
		sections: sectionsOf(fields, {
			data,
			earlier: versions.find(({ version }) => version === comparedWith)?.data,
			files: await attachments.ofResponse(sql, id),
			remarks: reviews[0]?.remarks ?? [],
			lastPeriod: last && stillValid(fields, last.data).data,
			points: spreads ? pointsOf(fields, data, spreads) : [],
			variables: { kyBaoCao: periodText(campaign.periodFrom, campaign.periodTo) },
			locale
		}),
		comparedWith,
		reviews,
		versions: versions.map(({ version, submittedAt, submittedBy }) => ({
			version,
			submittedAt: submittedAt.toISOString(),
			submittedBy: nameOf(submittedBy)
		})),
		may: actionsOn(facts)
	};
}

/**
 * Sends a form back with reasons and a new due time. Throws `record.conflict` when another version
 * has come, `review.*`, `campaign.locked`, `access.forbidden`.
 */
export async function sendBack(
	sql: Sql,
	user: User,
	id: string,
	wanted: { version: number; remarks: RemarkInput[]; dueAt: string; note?: string }
): Promise<void> {
	if (Date.parse(wanted.dueAt) <= Date.now()) throw new Problem('review.due-passed');
	await decide(sql, user, id, 'send-back', {
		...wanted,
		note: wanted.note ?? ''
	});
}

/** Approves a form, also with exceptions: questions named with a reason. Throws as {@link sendBack}. */
export async function approve(
	sql: Sql,
	user: User,
	id: string,
	{ version, exceptions, note = '' }: { version: number; exceptions: RemarkInput[]; note?: string }
): Promise<void> {
	await decide(sql, user, id, 'approve', { version, remarks: exceptions, dueAt: null, note });
}

/** The unit's approver vouches for one version. Throws as {@link sendBack}. */
export async function signOff(sql: Sql, user: User, id: string, version: number): Promise<void> {
	await atomically(sql, async (tx) => {
		const found = await permitted(tx, user, id, 'sign-off', version);
		await decisions.sign(tx, user.id, { id, version, hash: found.hash! });
		const detail = { version, hash: found.hash };
		await audit.record(tx, user.id, 'response.sign', `response/${id}`, detail);
	});
}

/** Locks a closed campaign: which version of each form counts is frozen. Returns how many forms. */
export async function lock(sql: Sql, user: User, slug: string): Promise<number> {
	return atomically(sql, async (tx) => {
		const { id } = await campaigns.find(tx, slug);
		await campaigns.hold(tx, id);
		const reason = refusalOf('lock', await factsOf(tx, user, id, undefined));
		if (reason) throw new Problem(reason, { campaign: slug });
		const forms = await submissions.snapshot(tx, user.id, id);
		await audit.record(tx, user.id, 'campaign.lock', `campaign/${slug}`, { forms });
		return forms;
	});
}

export type RemarkInput = { question: string; item?: string; reason: string };
type Wanted = { version: number; remarks: RemarkInput[]; dueAt: string | null; note: string };

async function decide(
	sql: Sql,
	user: User,
	id: string,
	action: 'send-back' | 'approve',
	wanted: Wanted
): Promise<void> {
	await deputies.allowReview(sql, user);
	const decision = action === 'approve' ? approvalBy(user.unitLevel) : 'returned';
	await atomically(sql, async (tx) => {
		const found = await permitted(tx, user, id, action, wanted.version);
		const { fields } = await surveys.version(tx, found.surveyVersionId);
		const remarks = pinned(fields, wanted.remarks);
		if (decision === 'returned' && remarks.length === 0) throw new Problem('review.no-reason');
		const { version, dueAt } = wanted;
		const note = tidy(wanted.note).slice(0, longestReason);
		await decisions.add(tx, user.id, { responseId: id, version, decision, note, dueAt, remarks });
		await submissions.decide(tx, id, decision, dueAt);
		const detail = { version, hash: found.hash, unitId: found.unitId, dueAt, note, remarks };
		await audit.record(tx, user.id, `response.${decision}`, `response/${id}`, detail);
	});
}

/** The response, held, when the action is allowed on exactly this version of it. */
async function permitted(tx: Sql, user: User, id: string, action: Action, version: number) {
	await submissions.lock(tx, id);
	const { found, facts } = await enter(tx, user, id);
	const reason = refusalOf(action, facts);
	if (reason === 'access.forbidden') throw new Problem(reason);
	if (found.version !== version) throw new Problem('record.conflict', { version: found.version });
	if (reason) throw new Problem(reason);
	return found;
}

async function enter(sql: Sql, user: User, id: string) {
	const found = await submissions.find(sql, id);
	const visible = await visibleUnits(sql, user);
	if (visible && !visible.includes(found.unitId)) throw new Problem('access.forbidden');
	const campaign = await campaigns.find(sql, found.campaign);
	return { found, campaign, facts: await factsOf(sql, user, campaign.id, found) };
}

/** What the rules ask. The caller has checked the scope. */
export async function factsOf(
	sql: Sql,
	user: User,
	campaignId: number,
	found: submissions.Submission | undefined
): Promise<Facts> {
	const { campaign, response } = await submissions.facts(sql, campaignId, found?.unitId ?? 0);
	const signed = found ? (await decisions.signoff(sql, found.id, found.version)) !== null : false;
	return {
		campaign,
		response: { ...response, signed },
		user: {
			role: user.role,
			level: user.unitLevel,
			deputy: await deputies.isDeputy(sql, user),
			ownUnit: found?.unitId === user.unitId,
			covers: found !== undefined,
			submittedIt: found?.submittedBy === user.id
		}
	};
}

/** Reasons that say something, about questions the form has. Throws `review.unknown-question`. */
function pinned(fields: readonly Field[], remarks: readonly RemarkInput[]): Pinned[] {
	const names = new Set(fields.map(({ name }) => name));
	return remarks.flatMap(({ question, item = '', reason }) => {
		const text = tidy(reason).slice(0, longestReason);
		if (text === '') return [];
		if (!names.has(question)) throw new Problem('review.unknown-question', { question });
		return [{ question, item, reason: text }];
	});
}
