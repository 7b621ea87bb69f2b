/**
 * The files under one question as its box shows them: sent ones, whose ids are the answer; ones under
 * way; ones that wait in this browser for the network; and what was wrong with the others.
 */
import { endingOf, largestFile, typeOfEnding, type Attachment } from '../attachment.ts';
import type { Locale } from '../locale.ts';
import { attachments as catalogue } from '../messages/attachments.ts';
import { files, type WaitingFile } from '../offline/store.ts';
import { uploadSeen } from '../offline/upload.ts';

export type Shown = {
	key: string;
	name: string;
	size: number | null;
	state: 'kept' | 'sending' | 'waiting' | 'signed-out' | 'wrong';
	/** 0 to 100 */
	percent: number;
	sentence: string;
	/** of files that were sent */
	id: string | null;
};

export type Question = {
	response: string;
	campaign: string;
	name: string;
	most: number;
	locale: Locale;
	/** the answer: ids of files */
	ids: () => string[];
	answer: (ids: string[]) => void;
	/** what is known of files that were sent */
	known: Map<string, Pick<Attachment, 'name' | 'size'>>;
};

const moment = () => new Date().toISOString();

export function startAttaching(question: Question) {
	const t = catalogue[question.locale];
	const { response, campaign, name } = question;
	let given = $state.raw<string[]>(question.ids());
	let others = $state.raw<Shown[]>([]);
	let told = $state('');
	let waiting: WaitingFile[] = [];
	let closed = false;
	/** keys of files that are in this browser's store */
	const stored: string[] = [];

	const shown = $derived<Shown[]>([
		...given.map((id): Shown => {
			const { name = t.unknown, size = null } = question.known.get(id) ?? {};
			return { key: id, id, name, size, state: 'kept', percent: 100, sentence: '' };
		}),
		...others
	]);

	const change = (key: string, part: Partial<Shown>) =>
		(others = others.map((one) => (one.key === key ? { ...one, ...part } : one)));
	const leave = (key: string) => (others = others.filter((one) => one.key !== key));

	function wrongWith(file: File): string {
		if (file.size > largestFile) return t.tooLarge;
		if (!typeOfEnding[endingOf(file.name)]) return t.wrongType;
		const places = given.length + others.filter(({ state }) => state !== 'wrong').length;
		return places >= question.most ? t.tooMany(question.most) : '';
	}

	async function add(chosen: Iterable<File>): Promise<void> {
		for (const file of chosen) {
			const key = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
			const sentence = wrongWith(file);
			const state = sentence ? 'wrong' : 'waiting';
			const row = { key, name: file.name, size: file.size, percent: 0, sentence, id: null };
			others = [...others, { ...row, state }];
			if (sentence) continue;
			const kept = { response, campaign, question: name, name: file.name };
			const one = { ...kept, key, content: file, at: moment() };
			waiting = [...waiting, one];
			await files.add(one).then(
				() => stored.push(key),
				() => navigator.onLine || change(key, { sentence: t.notKept })
			);
		}
		await send();
	}

	/** Sends what waits, one file after another. */
	async function send(): Promise<void> {
		for (const one of waiting) {
			const state = others.find(({ key }) => key === one.key)?.state;
			if (closed || state === 'sending' || !navigator.onLine) continue;
			const here = await files.of(response).catch(() => waiting);
			if (stored.includes(one.key) && !here.some(({ key }) => key === one.key)) {
				// It was sent from elsewhere meanwhile.
				leave(one.key);
				waiting = waiting.filter(({ key }) => key !== one.key);
				given = question.ids();
				continue;
			}
			change(one.key, { state: 'sending', percent: 0 });
			const sent = await uploadSeen(one, (part) =>
				change(one.key, { percent: Math.round(part * 100) })
			);
			if (sent.kind === 'kept') {
				const { id } = sent.attachment;
				question.known.set(id, sent.attachment);
				leave(one.key);
				await done(one);
				if (!question.ids().includes(id)) question.answer([...question.ids(), id]);
				given = question.ids();
				told = t.added(sent.attachment.name);
			} else if (sent.kind === 'refused') {
				change(one.key, { state: 'wrong', sentence: sent.sentence });
				await done(one);
			} else change(one.key, { state: sent.kind });
		}
	}

	async function done({ key }: WaitingFile): Promise<void> {
		waiting = waiting.filter((one) => one.key !== key);
		await files.remove(key).catch(() => undefined);
	}

	async function remove({ key, id }: Shown): Promise<void> {
		if (id) {
			question.answer(question.ids().filter((one) => one !== id));
			given = question.ids();
		} else {
			leave(key);
			await done({ key } as WaitingFile);
		}
	}

	/** Files that were kept here earlier. */
	async function open(): Promise<void> {
		const kept = await files.of(response).catch(() => []);
		waiting = kept.filter((one) => one.question === name);
		for (const { key } of waiting) stored.push(key);
		others = waiting.map((one) => ({
			...{ key: one.key, name: one.name, size: one.content.size, percent: 0 },
			...{ state: 'waiting', sentence: '', id: null }
		}));
		await send();
	}

	return {
		get shown() {
			return shown;
		},
		/** what is read aloud */
		get told() {
			return told;
		},
		open,
		add,
		send,
		remove,
		/** The answer was changed elsewhere. */
		look: () => (given = question.ids()),
		close: () => (closed = true)
	};
}
