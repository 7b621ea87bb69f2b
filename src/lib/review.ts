/**
 * Review of submitted forms: draft → submitted → returned or approved, and whatever is submitted
 * later has to be reviewed again. A commune's form is endorsed by its province first and approved by
 * the ministry then, unless the province forwarded its dossier with that commune named as an
 * exception. {@link actionsOn} alone decides what may be done; the server and the pages ask it.
 */
import { grants, type Role, type Verb } from './access.ts';
import type { CampaignState, ResponseState } from './campaign.ts';
import type { ProblemName } from './problem.ts';
import type { Level } from './unit.ts';
import { fold } from './vietnamese.ts';

export type Decision = 'returned' | 'endorsed' | 'approved';

/** A reason pinned to a question, or to one of its rows or boxes (`item`, '' = the whole question). */
export type Pinned = { question: string; item: string; reason: string };

export type Review = {
	decision: Decision;
	/** the version it was taken on */
	version: number;
	note: string;
	/** ISO 8601; of a return only */
	dueAt: string | null;
	/** ISO 8601 */
	decidedAt: string;
	decidedBy: string;
	/** what has to be mended, or what the approval excepts */
	remarks: Pinned[];
};

export type Signoff = { version: number; hash: string; signedAt: string; signedBy: string };

/** One row of the desk. */
export type DeskEntry = {
	id: string;
	unitId: number;
	code: string;
	unit: string;
	/** the province of a commune, else '' */
	province: string;
	state: ResponseState;
	version: number;
	/** ISO 8601; null when nothing was submitted */
	submittedAt: string | null;
	dueAt: string | null;
	signedBy: string | null;
	/** decisions that were taken on it so far */
	reviews: number;
};

export const actions = ['edit', 'submit', 'sign-off', 'send-back', 'approve', 'lock'] as const;
export type Action = (typeof actions)[number];

export type Facts = {
	response: {
		state: ResponseState;
		/** 0 = never submitted */
		version: number;
		/** the current version was signed off in the unit */
		signed: boolean;
		/** a return's due time has not passed */
		extended: boolean;
		/** of the unit whose form it is */
		level: Level;
		/** its province forwarded its dossier with this commune named as an exception */
		excused: boolean;
		/** the unit was given a later closing time, and that has not passed */
		prolonged?: boolean;
	};
	user: {
		role: Role;
		/** of the user's unit: the nation's people decide last, a province's on its communes */
		level: Level;
		/** the user may act for the unit's approver now */
		deputy: boolean;
		/** the form is that of the user's own unit */
		ownUnit: boolean;
		/** the unit lies in the user's subtree */
		covers: boolean;
		/** the user submitted the current version */
		submittedIt: boolean;
	};
	campaign: {
		state: CampaignState;
		begun: boolean;
		/** its closing time has passed */
		over: boolean;
		locked: boolean;
	};
};

/** `reason` names the problem that a refused action meets; null when it is allowed. */
export type Verdict = { action: Action; allowed: boolean; reason: ProblemName | null };

const verbs: Record<Action, Verb> = {
	edit: 'response.write',
	submit: 'response.submit',
	'sign-off': 'response.sign',
	'send-back': 'response.review',
	approve: 'response.review',
	lock: 'campaign.manage'
};

/** What the user may do with the response now, every action in turn. */
export function actionsOn(facts: Facts): Verdict[] {
	return actions.map((action) => {
		const reason = refusalOf(action, facts);
		return { action, allowed: reason === null, reason };
	});
}

/** Why an action is refused; null when it is allowed. */
export function refusalOf(action: Action, facts: Facts): ProblemName | null {
	const { response, user, campaign } = facts;
	const granted = grants[verbs[action]] as readonly Role[];
	const byDeputy = user.deputy && granted.includes('unit_approver') && action !== 'submit';
	if (!granted.includes(user.role) && !byDeputy) return 'access.forbidden';
	if (action === 'edit' || action === 'submit')
		return user.ownUnit ? whyClosed(facts) : 'access.forbidden';
	if (action === 'lock') return whyNotLocked(campaign);
	if (action === 'sign-off' ? !user.ownUnit : !user.covers) return 'access.forbidden';
	if (response.version === 0) return 'review.nothing-submitted';
	if (action !== 'sign-off' && (user.submittedIt || user.ownUnit)) return 'review.own-form';
	if (campaign.locked) return 'campaign.locked';
	if (action === 'sign-off') return response.signed ? 'review.signed' : null;
	return user.level === 'nation' && !user.role.startsWith('unit_')
		? ministryRefuses(action, response)
		: provinceRefuses(action, response, user.level);
}

function ministryRefuses(
	action: Action,
	{ state, level, excused }: Facts['response']
): ProblemName | null {
	if (action === 'send-back') return state === 'returned' ? 'review.decided' : null;
	if (state === 'approved') return 'review.decided';
	return level === 'commune' && state !== 'endorsed' && !excused ? 'review.province-first' : null;
}

function provinceRefuses(
	action: Action,
	{ state, level }: Facts['response'],
	own: Level
): ProblemName | null {
	if (own !== 'province' || level !== 'commune') return 'access.forbidden';
	if (state === 'approved') return 'review.decided-above';
	const already: ResponseState = action === 'approve' ? 'endorsed' : 'returned';
	return state === already ? 'review.decided' : null;
}

/** What approving means for a reviewer: the ministry approves, a province endorses. */
export function approvalBy(level: Level): 'approved' | 'endorsed' {
	return level === 'nation' ? 'approved' : 'endorsed';
}

/**
 * Why a form takes no answers; null when it does. A form sent back takes answers until it is due
 * again, and the form of a unit with a closing time of its own until then, also after the campaign
 * has closed, but never after the lock.
 */
export function whyClosed({
	response,
	campaign
}: {
	response: Pick<Facts['response'], 'state' | 'extended' | 'prolonged'>;
	campaign: Facts['campaign'];
}): ProblemName | null {
	if (campaign.locked) return 'campaign.locked';
	if (campaign.state === 'draft') return 'campaign.not-open';
	if (campaign.state === 'paused') return 'campaign.paused';
	if (response.state === 'returned' && response.extended) return null;
	if (!response.prolonged && (campaign.state === 'closed' || campaign.over))
		return 'campaign.closed';
	return campaign.begun ? null : 'campaign.not-open';
}

function whyNotLocked({ state, locked }: Facts['campaign']): ProblemName | null {
	if (locked) return 'campaign.locked';
	return state === 'closed' ? null : 'campaign.not-closed';
}

/** Longest reason, in characters. */
export const longestReason = 1000;

const day = 86_400_000;

/** The day a form sent back now is due again: the third working day from today, Vietnamese time. */
export function dueAfter(now: number, workingDays = 3): string {
	let time = now + 7 * 3_600_000;
	for (let left = workingDays; left > 0;) {
		time += day;
		if (![0, 6].includes(new Date(time).getUTCDay())) left--;
	}
	return new Date(time).toISOString().slice(0, 10);
}

/** Forms by what the desk has to do with them. */
export function onDesk<Entry extends Pick<DeskEntry, 'state' | 'version' | 'reviews'>>(
	entries: readonly Entry[]
) {
	const waiting = entries.filter(({ state }) => state === 'submitted');
	return {
		waiting: waiting.filter(({ reviews }) => reviews === 0),
		again: waiting.filter(({ reviews }) => reviews > 0),
		returned: entries.filter(({ state }) => state === 'returned'),
		endorsed: entries.filter(({ state }) => state === 'endorsed'),
		approved: entries.filter(({ state }) => state === 'approved'),
		missing: entries.filter(({ state }) => state === 'none' || state === 'draft')
	};
}
export type DeskState = keyof ReturnType<typeof onDesk>;
export const deskStates = [
	'waiting',
	'again',
	'returned',
	'endorsed',
	'approved',
	'missing'
] as const satisfies DeskState[];

/** Rows of the desk on one page. */
export const deskRows = 50;

/** Entries whose unit or province is called so, whatever the tones and their place; one page of them. */
export function deskPage<Entry extends Pick<DeskEntry, 'unit' | 'province'>>(
	entries: readonly Entry[],
	{ search, page }: { search: string; page: number }
): { rows: Entry[]; found: number; page: number; pages: number } {
	const words = fold(search).split(' ').filter(Boolean);
	const found = words.length
		? entries.filter(({ unit, province }) => {
				const name = fold(`${unit} ${province}`);
				return words.every((word) => name.includes(word));
			})
		: entries;
	const pages = Math.max(1, Math.ceil(found.length / deskRows));
	const at = Math.min(Math.max(1, page), pages);
	const rows = found.slice((at - 1) * deskRows, at * deskRows);
	return { rows: [...rows], found: found.length, page: at, pages };
}
