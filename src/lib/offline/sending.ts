/**
 * One finished form on its way to the server: one request, repeated with a proof of work when the
 * server asks for one, and whatever may come of it.
 */
import { solve } from '../citizen-proof.ts';
import type { Challenge, Receipt, Sending } from '../citizen.ts';
import type { Finding } from '../questionnaire/keeper.ts';

/** Why the server does not take a form. */
export type Refusal = {
	/** name of the problem */
	problem: string;
	/** its sentence in the language of the browser's last request */
	sentence: string;
	/** places to correct */
	findings: Finding[];
};

export type Outcome =
	| { kind: 'accepted'; receipt: Receipt }
	| { kind: 'refused'; refusal: Refusal }
	/** `seconds` until another attempt makes sense; null = when the connection is back */
	| { kind: 'waits'; seconds: number | null };

const patience = 60_000;
const proofs = 3;

type Answer = Partial<Receipt> & {
	problem?: string;
	title?: string;
	details?: { findings?: Finding[]; challenge?: Challenge } & Partial<Challenge>;
};

/** Sends a form. Never throws: a lost connection is an outcome. */
export async function post(sending: Sending): Promise<Outcome> {
	let proof = sending.proof;
	for (let turn = 0; turn <= proofs; turn++) {
		let response: Response;
		let answer: Answer;
		try {
			response = await fetch('/api/v1/answers', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				credentials: 'omit',
				body: JSON.stringify({ ...sending, ...(proof && { proof }) }),
				signal: AbortSignal.timeout(patience)
			});
			answer = (await response.json()) as Answer;
		} catch {
			return { kind: 'waits', seconds: null };
		}
		if (response.ok && answer.receipt) return { kind: 'accepted', receipt: receiptIn(answer) };
		const challenge = response.status === 429 ? challengeIn(answer) : null;
		if (!challenge) return judge(response, answer);
		proof = { seed: challenge.seed, nonce: await solve(challenge) };
	}
	return { kind: 'waits', seconds: 30 };
}

function receiptIn({ receipt = '', receivedAt = '', counted = true }: Answer): Receipt {
	return { receipt, receivedAt, counted };
}

function challengeIn({ details }: Answer): Challenge | null {
	const { seed, bits } = details?.challenge ?? details ?? {};
	return typeof seed === 'string' && typeof bits === 'number' ? { seed, bits } : null;
}

/** A server that is busy, a survey that is paused or has not begun: the form waits. */
function judge(response: Response, { problem = '', title = '', details }: Answer): Outcome {
	const { status, headers } = response;
	const seconds = Number(headers.get('retry-after')) || 30;
	if (status >= 500 || status === 408 || status === 429) return { kind: 'waits', seconds };
	if (problem === 'citizen.paused' || problem === 'citizen.not-begun')
		return { kind: 'waits', seconds: 300 };
	const findings = details?.findings ?? [];
	return { kind: 'refused', refusal: { problem, sentence: title, findings } };
}
