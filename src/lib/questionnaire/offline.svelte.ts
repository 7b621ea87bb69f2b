/**
 * An open form and the network: remembers what the server has, keeps the decision to submit until
 * there is a network, carries it out then, and goes on by itself when a paused round is resumed.
 */
import { attachments as catalogue } from '../messages/attachments.ts';
import { alone } from '../offline/intentions.ts';
import { keepPage, syncTag } from '../offline/pages.ts';
import { files, intentions, type Intention } from '../offline/store.ts';
import { upload } from '../offline/upload.ts';
import type { Answering } from './answering.svelte.ts';
import type { Draft } from './draft.ts';
import type { Form } from './form.ts';
import { remember } from './known.ts';
import type { Outcome } from './submission.ts';

const pause = 30_000;
const moment = () => new Date().toISOString();

export type Offline = ReturnType<typeof startOffline>;

export function startOffline(work: Answering, form: Form) {
	const t = catalogue[form.locale];
	const { campaign, response } = form;
	const id = response.id ?? '';
	let waiting = $state.raw<Intention | null>(null);
	let told = $state('');
	let online = $state(true);
	let good = $state(true);
	let timer: ReturnType<typeof setInterval> | undefined;

	const draft = () => (work.model?.data ?? {}) as Draft;

	$effect(() => {
		const { saving, pending } = work.keeping;
		if (pending > 0 || !saving.savedAt || saving.sequence === 0 || !work.model) return;
		const { sequence, savedAt } = saving;
		remember(localStorage, id, { sequence, savedAt, draft: draft() });
	});

	/** Sends files that wait; true when none is left. */
	async function sendFiles(): Promise<boolean> {
		for (const file of await files.of(id).catch(() => [])) {
			const sent = await upload(file);
			if (sent.kind === 'waiting' || sent.kind === 'signed-out') return false;
			if (sent.kind === 'kept') {
				const given: unknown = work.model?.getValue(file.question);
				const ids = Array.isArray(given) ? (given as string[]) : [];
				const added = sent.attachment.id;
				if (!ids.includes(added)) work.model?.setValue(file.question, [...ids, added]);
			}
			await files.remove(file.key);
		}
		return true;
	}

	/** Submits now, files first. */
	async function send(): Promise<Outcome> {
		if (!navigator.onLine || !(await sendFiles())) return { kind: 'unreachable' };
		return work.send();
	}

	const written = (at: string): Intention => ({
		response: id,
		campaign: campaign.slug,
		sequence: work.keeping.saving.sequence,
		data: draft(),
		at
	});

	/** Keeps the decision; false when this browser cannot. */
	async function decide(): Promise<boolean> {
		const one = written(moment());
		try {
			await intentions.keep(one);
		} catch {
			return false;
		}
		waiting = one;
		told = '';
		void wakeLater();
		return true;
	}

	/** Browsers that can wake the service worker do it, also after the page was closed. */
	async function wakeLater(): Promise<void> {
		const registration = await navigator.serviceWorker?.getRegistration('/phieu/');
		const { sync } = (registration ?? {}) as { sync?: { register(tag: string): Promise<void> } };
		await sync?.register(syncTag).catch(() => undefined);
	}

	async function cancel(): Promise<void> {
		waiting = null;
		await intentions.drop(id);
		good = true;
		told = t.cancelled;
	}

	/** Carries the decision out when there is a network. */
	async function attempt(): Promise<void> {
		if (!waiting || !navigator.onLine) return;
		await alone(id, async () => {
			const known = await intentions.find(id);
			if (!known || !waiting) return;
			if (known.result) return tell(known.result);
			const outcome = await send();
			if (outcome.kind === 'unreachable' || outcome.kind === 'signed-out') return;
			const sentence = 'sentence' in outcome ? outcome.sentence : '';
			await tell({ done: outcome.kind === 'accepted', sentence });
		});
	}

	async function tell({ done, sentence }: { done: boolean; sentence: string }): Promise<void> {
		waiting = null;
		await intentions.drop(id);
		good = done;
		told = done ? t.submittedMeanwhile : t.notSubmittedMeanwhile(sentence);
		if (done) void keepPage('/phieu/', true);
	}

	async function open(): Promise<void> {
		online = navigator.onLine;
		timer = setInterval(() => {
			void attempt();
			// A round that was paused may have been resumed.
			if (work.keeping.saving.halt === 'closed' && !document.hidden) work.keeping.resume();
		}, pause);
		const kept = await intentions.find(id).catch(() => undefined);
		if (kept?.result) return tell(kept.result);
		if (!kept) return;
		waiting = kept;
		await attempt();
	}

	function connected(isOnline: boolean): void {
		online = isOnline;
		work.connected(isOnline);
		void attempt();
	}

	return {
		get online() {
			return online;
		},
		get waiting() {
			return waiting;
		},
		get told() {
			return told;
		},
		/** whether what is told is good news */
		get good() {
			return good;
		},
		connected,
		open,
		send,
		decide,
		cancel,
		/** The page goes away: the service worker needs the latest answers. */
		leave: () => void (waiting && intentions.keep(written(waiting.at)).catch(() => undefined)),
		close: () => clearInterval(timer)
	};
}
