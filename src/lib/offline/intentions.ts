/**
 * Submits forms whose person pressed “Nộp phiếu” without a network and then closed the page: called
 * by the service worker when the browser says that there is a network again. What comes of it is
 * kept for the next time the form is opened. An open page does this by itself.
 */
import { submit, type Outcome } from '../questionnaire/submission.ts';
import { files, intentions, type Intention } from './store.ts';
import { upload } from './upload.ts';

/** Throws an Error when something still waits, so that the browser tries again later. */
export async function sendIntentions(
	isOpen: (campaign: string) => boolean = () => false
): Promise<void> {
	let left = 0;
	for (const one of await intentions.all())
		if (!one.result && !isOpen(one.campaign) && !(await alone(one.response, () => sendOne(one))))
			left++;
	if (left > 0) throw new Error(`${left} forms wait for the network.`);
}

/** One at a time, whoever tries: a page or the service worker. */
export async function alone<Result>(
	response: string,
	work: () => Promise<Result>
): Promise<Result> {
	if (!navigator.locks) return work();
	return (await navigator.locks.request(`phieu-nop:${response}`, work)) as Result;
}

/** True when nothing is left to try. */
async function sendOne({ response }: Intention): Promise<boolean> {
	const one = await intentions.find(response);
	if (!one || one.result) return true;
	const data = { ...one.data };
	for (const file of await files.of(response)) {
		const sent = await upload(file);
		if (sent.kind === 'waiting') return false;
		if (sent.kind === 'signed-out') return end(one, { kind: 'signed-out' });
		if (sent.kind === 'refused') return end(one, { kind: 'closed', sentence: sent.sentence });
		const given = Array.isArray(data[file.question]) ? (data[file.question] as string[]) : [];
		data[file.question] = [...new Set([...given, sent.attachment.id])];
		await intentions.keep({ ...one, data });
		await files.remove(file.key);
	}
	const url = `/api/v1/campaigns/${one.campaign}/submission`;
	const outcome = await submit(url, { response, sequence: one.sequence, draft: data });
	return outcome.kind !== 'unreachable' && end({ ...one, data }, outcome);
}

async function end(one: Intention, outcome: Outcome): Promise<true> {
	const sentence = 'sentence' in outcome ? outcome.sentence : '';
	await intentions.keep({ ...one, result: { done: outcome.kind === 'accepted', sentence } });
	return true;
}
