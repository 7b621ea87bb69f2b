/**
 * What a citizen's browser sent, read and checked: first the envelope, then the shape of the answers.
 * Nothing that fails here is stored, and everything that passes is safe to store.
 */
import { hash } from 'node:crypto';
import { isId, isToken, type Flag } from '../../citizen.ts';
import { Problem } from '../../problem.ts';
import { canonical } from '../../questionnaire/canonical.ts';
import type { Field } from '../../questionnaire/fields.ts';
import { atTheDoor, check } from '../../questionnaire/structure.ts';
import type { Place } from './directory.ts';
import { hashOf } from './invitations.ts';
import type { Entry } from './writing.ts';

/** Everything beside the answers, each part in its type. */
export type Envelope = {
	link: string;
	id: string;
	token: string | null;
	data: unknown;
	version: number | null;
	seconds: number | null;
	finishedAt: number | null;
	proof: { seed: string; nonce: string } | undefined;
	honeypot: boolean;
};

const mostSeconds = 10_000_000;

/** Throws `request.invalid` with the part that is wrong. */
export function envelope(body: unknown): Envelope {
	if (body === null || typeof body !== 'object' || Array.isArray(body)) throw invalid('body');
	const { link, id, token, data, version, seconds, finishedAt, proof, website } = body as Record<
		string,
		unknown
	>;
	if (typeof link !== 'string' || link.length > 20) throw invalid('link');
	if (!isId(id)) throw invalid('id: a UUID in small letters');
	if (token !== undefined && typeof token !== 'string') throw invalid('token');
	if (version !== undefined && !(Number.isInteger(version) && (version as number) > 0))
		throw invalid('version');
	if (seconds !== undefined && !(typeof seconds === 'number' && seconds >= 0))
		throw invalid('seconds');
	const finished = typeof finishedAt === 'string' ? Date.parse(finishedAt) : Number.NaN;
	if (finishedAt !== undefined && Number.isNaN(finished)) throw invalid('finishedAt: ISO 8601');
	return {
		...{ link, id, data },
		token: token ?? null,
		version: (version as number | undefined) ?? null,
		seconds: seconds === undefined ? null : Math.min(mostSeconds, Math.round(seconds)),
		finishedAt: finishedAt === undefined ? null : finished,
		proof: proofOf(proof),
		honeypot: typeof website === 'string' && website !== ''
	};
}

function proofOf(proof: unknown): Envelope['proof'] {
	if (proof === undefined || proof === null) return undefined;
	const { seed, nonce } = proof as Record<string, unknown>;
	if (typeof seed !== 'string' || typeof nonce !== 'string') throw invalid('proof');
	if (seed.length > 200 || nonce.length > 50) throw invalid('proof');
	return { seed, nonce };
}

function invalid(reason: string): Problem {
	return new Problem('request.invalid', { reason });
}

export type Shaped = Pick<Entry, 'id' | 'place' | 'versionId' | 'data' | 'text' | 'hash'>;

/** Answers in the shape their questions allow. Throws `response.malformed` with the findings. */
export function shape(
	id: string,
	place: Place,
	versionId: number,
	fields: readonly Field[],
	raw: unknown
): Shaped {
	const { data, findings: atDoor } = atTheDoor(raw);
	const findings = atDoor.length > 0 ? atDoor : check(fields, data);
	if (findings.length > 0) {
		const questions = [...new Set(findings.map(({ question }) => question))].join(', ');
		throw new Problem('response.malformed', { questions, findings });
	}
	const text = canonical(data);
	return { id, place, versionId, data, text, hash: hash('sha256', text, 'hex') };
}

/** The entry of answers that came through the door. Throws `citizen.token-unknown`. */
export function entryOf(
	shaped: Shaped,
	{ token, seconds, finishedAt, honeypot }: Envelope,
	device: string | null
): Entry {
	if (token !== null && !isToken(token)) throw new Problem('citizen.token-unknown');
	const flags: Flag[] = honeypot ? ['honeypot'] : [];
	return {
		...shaped,
		source: token === null ? 'link' : 'invitation',
		seconds,
		device,
		token: token === null ? null : hashOf(token).toString('hex'),
		finishedAt,
		receivedAt: null,
		flags
	};
}
