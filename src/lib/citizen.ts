/**
 * A citizen: someone who answers a campaign through a link, without an account. A link belongs to
 * one locality or to the nation; an invitation lets one person answer once. An answer is counted
 * once however often it is sent, because its id is minted in the browser.
 */
import type { Variables } from './response.ts';
import type { Definition } from './survey.ts';
import type { Level } from './unit.ts';
import type { Answers } from './questionnaire/structure.ts';

/** Letters and digits that cannot be taken for one another when read aloud or copied by hand. */
export const codeLetters = 'abcdefghjkmnpqrstuvwxyz23456789';
export const codeLength = 8;
const codePattern = /^[a-hjkmnp-z2-9]{8}$/;

export const isCode = (text: unknown): text is string =>
	typeof text === 'string' && codePattern.test(text);

/** An id that a browser minted. */
export const isId = (text: unknown): text is string =>
	typeof text === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** A token as it stands in the address after `#`: 22 characters for 131 random bits. */
export const isToken = (text: unknown): text is string =>
	typeof text === 'string' && /^[1-9A-HJ-NP-Za-km-z]{22,44}$/.test(text);

/** Bytes of a request with answers. */
export const largestAnswer = 256_000;

/** Hours after a close in which answers finished before it, without a connection, are still taken. */
export const graceHours = 72;

/** What a browser sends to `POST /api/v1/answers`. */
export type Sending = {
	/** code of the link */
	link: string;
	/** a UUID minted in the browser when the form was begun; kept until it is acknowledged */
	id: string;
	/** what stood behind `#` in the address of an invitation */
	token?: string;
	data: Answers;
	/** id of the survey version the form was shown in; without it the campaign's own */
	version?: number;
	/** seconds from opening the form to finishing it */
	seconds?: number;
	/** when the person pressed the button, ISO 8601: matters only after a close */
	finishedAt?: string;
	/** the answer to a challenge, see `citizen-proof.ts` */
	proof?: { seed: string; nonce: string };
	/** hidden from people: only programs fill it in */
	website?: string;
};

/** The answer 201, or 200 when the same answers had come before. */
export type Receipt = {
	/** short proof of what was received: 1A2B-3C4D-5E6F */
	receipt: string;
	/** ISO 8601 */
	receivedAt: string;
	/** false when its quota was full: kept, not counted */
	counted: boolean;
};

/** In the details of `citizen.slow-down`. */
export type Challenge = { seed: string; bits: number };

/** Whether a link takes answers, and why not. */
export type LinkState = 'open' | 'not-begun' | 'paused' | 'closed';

/** Everything the page behind a link needs. */
export type OpenLink = {
	code: string;
	state: LinkState;
	/** answers need an invitation */
	invitedOnly: boolean;
	campaign: { slug: string; titleVi: string; titleEn: string; closesAt: string };
	unit: { id: number; name: string; fullName: string; level: Level };
	survey: { id: string; version: number };
	/** to be sent along as `version` */
	versionId: number;
	definition: Definition;
	variables: Variables;
};

/** A link as those who manage a campaign see it. */
export type Link = {
	id: number;
	code: string;
	label: string;
	unitId: number;
	unitCode: string;
	unitName: string;
	level: Level;
	invitedOnly: boolean;
	createdAt: string;
	closedAt: string | null;
	/** answers that came by it */
	received: number;
};

export type Invitation = {
	/** the first 16 hexadecimal digits of the token's hash: names it without letting anyone in */
	id: string;
	label: string;
	createdAt: string;
	expiresAt: string | null;
	state: 'unused' | 'used' | 'revoked' | 'expired';
};

/** How many answers of a kind count. */
export type Quota = {
	id: number;
	title: string;
	/** answers of this locality and those below it; null = of all */
	unitId: number | null;
	/** answers with `code` on this question; '' = all answers */
	question: string;
	code: string;
	most: number;
	taken: number;
};

/** Suspicions. They never delete an answer; only a person may keep it from being counted. */
export const flags = [
	'fast',
	'straight-lined',
	'same-answers',
	'same-device',
	'honeypot',
	'outlier',
	'late'
] as const;
export type Flag = (typeof flags)[number];

/** What a person may decide about an answer under suspicion; `reopen` takes a decision back. */
export const citizenDecisions = ['keep', 'exclude', 'reopen'] as const;
export type CitizenDecision = (typeof citizenDecisions)[number];
/** What holds: kept and no longer suspected, excluded from every figure, or nothing decided. */
export type CitizenStanding = '' | 'keep' | 'exclude';
/** Answers that one decision may be about. */
export const mostDecided = 10_000;

export const citizenStates = ['received', 'accepted', 'set-aside'] as const;
export type CitizenState = (typeof citizenStates)[number];

/** Whether an answer belongs to the kind a quota counts. */
export function belongsTo(
	quota: Pick<Quota, 'unitId' | 'question' | 'code'>,
	answer: { unitId: number; provinceId: number | null; data: Answers }
): boolean {
	const { unitId, question, code } = quota;
	if (unitId !== null && unitId !== answer.unitId && unitId !== answer.provinceId) return false;
	if (question === '') return true;
	const value = answer.data[question];
	return value === code || (Array.isArray(value) && value.includes(code));
}
