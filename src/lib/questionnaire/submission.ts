/** Submits a form: one request, and whatever may come of it. */
import { composed, type Draft } from './draft.ts';
import type { Finding, Theirs } from './keeper.ts';

export type Receipt = { version: number; receipt: string; submittedAt: string };
export type Outcome =
	| { kind: 'accepted'; receipt: Receipt }
	| { kind: 'incomplete'; sentence: string; findings: Finding[] }
	/** others saved meanwhile */
	| { kind: 'conflict'; theirs: Pick<Theirs, 'sequence' | 'data'> }
	| { kind: 'signed-out' }
	| { kind: 'closed'; sentence: string }
	| { kind: 'unreachable' };

type Answer = Partial<Receipt> & {
	title?: string;
	details?: Partial<Theirs> & { findings?: Finding[] };
};

/** `sequence` is the number of the version that the server confirmed last. */
export async function submit(
	url: string,
	{ response, sequence, draft }: { response: string; sequence: number; draft: Draft }
): Promise<Outcome> {
	try {
		const answer = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ response, sequence: sequence + 1, data: composed(draft) }),
			signal: AbortSignal.timeout(60_000)
		});
		const { status } = answer;
		if (status >= 500 || status === 429 || status === 408) return { kind: 'unreachable' };
		const { title: sentence = '', details = {}, ...receipt } = (await answer.json()) as Answer;
		if (answer.ok) return { kind: 'accepted', receipt: receipt as Receipt };
		if (status === 401) return { kind: 'signed-out' };
		if (status === 422) return { kind: 'incomplete', sentence, findings: details.findings ?? [] };
		if (status === 409 && details.data) return { kind: 'conflict', theirs: details as Theirs };
		return { kind: 'closed', sentence };
	} catch {
		return { kind: 'unreachable' };
	}
}
