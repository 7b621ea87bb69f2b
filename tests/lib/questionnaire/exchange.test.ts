import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { begin, step, unsent, type Saving } from '#lib/questionnaire/autosave.ts';
import { canonical, type Draft } from '#lib/questionnaire/draft.ts';
import {
	clashed,
	learned,
	requestOf,
	settled,
	type Clash,
	type Request,
	type Theirs,
	type Turn
} from '#lib/questionnaire/exchange.ts';
import { agree, merge, newsSince, replaced, touch, type Stored } from '#lib/questionnaire/merge.ts';

const at = '2026-07-22T03:42:07.000Z';

describe('an answer of the server', () => {
	const typed = (saving: Saving, question: string) =>
		step(saving, { type: 'changed', question, keptAt: at });
	const here = (saving: Saving, draft: Draft, busy: string[] = []) => ({ saving, draft, busy });

	it('brings in what others changed and keeps what is unsent here', () => {
		const saving = typed(step(typed(begin(3, at), 'A'), { type: 'sent' }), 'B');
		const news = { questions: ['C'], data: { C: 1 } };
		const turn = learned(here(saving, { A: 1, B: 2 }), { sequence: 5, savedAt: at, news }, true);
		expect(turn.take).toEqual(news);
		expect(turn.theirs).toBeNull();
		expect(turn.saving).toMatchObject({ sequence: 5, changed: ['B'], halt: null });
	});

	it('asks the person when somebody changed what was typed while the request was under way', () => {
		const saving = typed(step(typed(begin(3, at), 'A'), { type: 'sent' }), 'B');
		const news = { questions: ['B', 'C'], data: { B: 9, C: 1 } };
		const turn = learned(here(saving, { A: 1, B: 2 }), { sequence: 5, savedAt: at, news }, true);
		expect(turn.take.questions).toEqual(['C']);
		expect(turn.theirs).toMatchObject({ questions: ['B'], data: { B: 9 } });
		expect(turn.saving).toMatchObject({ halt: 'conflict', changed: ['B'] });
	});

	it('never replaces a value that is being typed', () => {
		const news = { questions: ['A'], data: { A: 9 } };
		const turn = learned(
			here(begin(3, at), { A: 1 }, ['A']),
			{ sequence: 4, savedAt: at, news },
			false
		);
		expect(turn.take.questions).toEqual([]);
		expect(turn.theirs?.questions).toEqual(['A']);
		expect(unsent(turn.saving)).toEqual(['A']);
	});

	it('that our own lost request stands in the way makes us send again what came after it', () => {
		const saving = step(typed(begin(3, at), 'A'), { type: 'sent' });
		const clash: Clash = {
			...{ sequence: 4, savedAt: at, savedBy: 'Dũng', questions: ['A'], by: { A: 7 } },
			...{ data: { A: 1 }, news: { questions: [], data: {} } }
		};
		const ours = clashed(here(saving, { A: 2 }), clash, [{ A: 1 }], 7);
		expect(ours.theirs).toBeNull();
		expect(ours.saving).toMatchObject({ sequence: 4, changed: ['A'], halt: null });
		const theirs = clashed(here(saving, { A: 2 }), clash, [{ A: 1 }], 8);
		expect(theirs.saving).toMatchObject({ halt: 'conflict', contested: ['A'] });
	});

	it('is settled for the contested questions only; the others of both sides stay', () => {
		const saving = step(typed(typed(begin(3, at), 'A'), 'B'), {
			...{ type: 'halted', halt: 'conflict', contested: ['A'] }
		});
		const theirs: Theirs = {
			...{ sequence: 6, data: { A: 9 }, savedAt: at, savedBy: null, questions: ['A'] }
		};
		const draft = { A: 1, B: 2 };
		const there = settled(here(saving, draft), theirs, 'there');
		expect(there.take).toEqual({ questions: ['A'], data: { A: 9 } });
		expect(there.saving).toMatchObject({ sequence: 6, changed: ['B'], halt: null });
		const ours = settled(here(saving, draft), theirs, 'here');
		expect(ours.take.questions).toEqual([]);
		expect(ours.saving).toMatchObject({ sequence: 6, changed: ['A', 'B'] });
	});

	it('about one question brings in all the others at once, before more is typed', () => {
		const sent = step(typed(begin(3, at), 'A'), { type: 'sent' });
		const clash: Clash = {
			...{ sequence: 6, savedAt: at, savedBy: 'Giang', questions: ['A'], by: { A: 8 } },
			...{ data: { A: 9, B: 8, C: 7 }, news: { questions: ['B', 'C'], data: { B: 8, C: 7 } } }
		};
		const turn = clashed(here(typed(sent, 'B'), { A: 1, B: 2 }), clash, [{ A: 1 }], 7);
		expect(turn.take).toEqual({ questions: ['C'], data: { C: 7 } });
		expect(turn.theirs).toMatchObject({ questions: ['B', 'A'], data: { A: 9, B: 8 } });
		expect(turn.saving).toMatchObject({ sequence: 6, halt: 'conflict' });
	});
});

/** A request with what its sender had seen of others, and its place among the sender's requests. */
type Letter = Request & { seen: Record<string, number>; number: number };

/** One open form: what the person typed, what is under way, which answers may have been lost. */
class Editor {
	saving = begin(0, null);
	draft: Draft = {};
	doubtful: Draft[] = [];
	theirs: Theirs | null = null;
	/** the version in which the person last saw somebody else's answer to a question */
	seen: Record<string, number> = {};
	/** requests that left; a lost answer does not take a request back */
	mail: Letter[] = [];

	readonly id: number;

	constructor(id: number) {
		this.id = id;
	}

	type(question: string, value: unknown): void {
		this.draft = { ...this.draft, [question]: value };
		this.saving = step(this.saving, { type: 'changed', question, keptAt: at });
	}

	send(): boolean {
		const { halt, sending, changed } = this.saving;
		if (halt || sending || changed.length === 0) return false;
		this.saving = step(this.saving, { type: 'sent' });
		const request = requestOf(this.saving, this.draft);
		this.doubtful.push(request.data);
		this.mail.push({ ...request, seen: { ...this.seen }, number: this.mail.length });
		return true;
	}

	get here() {
		return { saving: this.saving, draft: this.draft, busy: [] };
	}

	turn({ saving, take, theirs }: Turn, chosen = false): void {
		if (saving.sequence > this.saving.sequence) this.doubtful = [];
		const typed = unsent(this.saving).filter((name) => take.questions.includes(name));
		if (!chosen && typed.some((name) => !agree(this.draft, take.data, name)))
			throw new Error(`${typed.join()} was typed here and not sent, and is gone`);
		this.draft = replaced(this.draft, take.data, take.questions);
		for (const name of take.questions) this.seen[name] = saving.sequence;
		this.saving = saving;
		if (theirs) this.theirs = theirs;
	}

	settle(choice: 'here' | 'there'): void {
		if (!this.theirs) return;
		const { saving, take } = settled(this.here, this.theirs, choice);
		for (const name of this.theirs.questions ?? []) this.seen[name] = this.theirs.sequence;
		this.theirs = null;
		this.turn({ saving, take, theirs: null }, true);
	}
}

/** The server, with a diary: who wrote what over which answer, and whether they knew it. */
class Server {
	stored: Stored = { sequence: 0, draft: {}, touched: {} };
	overwrites: string[] = [];
	/** number of the request each answer came by */
	came: Record<string, number> = {};

	receive(editor: Editor, request: Letter) {
		const merged = merge(this.stored, { ...request, questions: request.changed });
		const { sequence, draft, touched } = this.stored;
		if (merged.kind === 'clash')
			return {
				...{ clash: true as const, sequence, data: draft, savedAt: at, savedBy: null },
				...{ questions: merged.questions, news: merged.news },
				by: Object.fromEntries(merged.questions.map((name) => [name, touched[name]?.by ?? null]))
			};
		for (const name of merged.written) {
			const before = touched[name];
			const told = `${name} of ${before?.by} by ${editor.id}`;
			// Somebody else's answer may be replaced only by who has seen it, one's own by a later one.
			if (before?.by === editor.id && this.came[name]! > request.number) this.overwrites.push(told);
			if (before && before.by !== editor.id && before.at > (request.seen[name] ?? 0))
				this.overwrites.push(told);
		}
		const next = merged.named.length > 0 ? sequence + 1 : sequence;
		this.stored = {
			sequence: next,
			draft: merged.draft,
			touched: touch(touched, merged.named, next, editor.id)
		};
		// Requests are numbered per sender: an answer that stays somebody else's keeps their number.
		for (const name of request.changed) {
			if (this.stored.touched[name]?.by !== editor.id) continue;
			const earlier = touched[name]?.by === editor.id ? this.came[name]! : -1;
			this.came[name] = Math.max(earlier, request.number);
		}
		return { clash: false as const, sequence: next, savedAt: at, news: merged.news };
	}
}

function answer(editor: Editor, request: Letter, said: ReturnType<Server['receive']>): void {
	if (said.clash) editor.turn(clashed(editor.here, said, editor.doubtful, editor.id));
	else {
		editor.doubtful = [];
		// What the person typed is the very answer stored now, even if somebody else gave it first.
		for (const name of request.changed) editor.seen[name] = said.sequence;
		editor.turn(learned(editor.here, said, true));
	}
}

type Fate = 'save' | 'lose-answer' | 'lose-request' | 'late' | 'look' | 'here' | 'there';
type Happening =
	{ do: 'type'; who: number; question: string; value: number } | { do: Fate; who: number };

const questions = ['A', 'B', 'C'];
const who = fc.nat({ max: 1 });
const steps: fc.Arbitrary<Happening> = fc.oneof(
	fc.record({
		do: fc.constant('type' as const),
		who,
		question: fc.constantFrom(...questions),
		value: fc.nat({ max: 3 })
	}),
	fc.record({
		do: fc.constantFrom<Fate[]>(
			...(['save', 'lose-answer', 'lose-request', 'late', 'look', 'here', 'there'] as const)
		),
		who
	})
);

const type = (who: number, question: string, value: number): Happening => ({
	...{ do: 'type', who, question, value }
});
const does = (who: number, fate: Fate): Happening => ({ do: fate, who });

/** Orders of events that once told of a loss, or would if a part of the merge were left out. */
const found: Happening[][] = [
	// Both give the same answer; the second then changes it, knowing it.
	[type(0, 'A', 0), does(0, 'save'), type(1, 'A', 0), does(1, 'save'), type(1, 'A', 1)],
	// Repeats of an answer somebody else gave first do not make it the repeater's.
	[
		...[type(0, 'B', 0), type(1, 'B', 0), does(1, 'save')],
		...[does(0, 'lose-answer'), does(0, 'lose-answer'), type(1, 'B', 1)]
	],
	// A request is late; its answer is changed back and confirmed; then the request comes.
	[
		...[type(0, 'A', 0), does(0, 'save'), type(0, 'A', 1), does(0, 'lose-request')],
		...[type(0, 'A', 0), does(0, 'save'), does(0, 'late')]
	]
];

describe('two people in one draft', () => {
	it('an answer changed back is marked as changed, so that an older request cannot undo it', () => {
		const stored: Stored = { sequence: 1, draft: { A: 0 }, touched: { A: { at: 1, by: 7 } } };
		const back = merge(stored, { base: 1, questions: ['A'], data: { A: 0 } });
		expect(back).toMatchObject({ kind: 'merged', written: [], named: ['A'] });
		const marked = { ...stored, sequence: 2, touched: touch(stored.touched, ['A'], 2, 7) };
		const older = merge(marked, { base: 1, questions: ['A'], data: { A: 1 } });
		expect(older).toMatchObject({ kind: 'clash', questions: ['A'] });
		// The same request again finds its own mark and adds none.
		expect(merge(marked, { base: 1, questions: ['A'], data: { A: 0 } })).toMatchObject({
			...{ kind: 'merged', named: [] }
		});
	});

	it('lose no confirmed answer and overwrite nothing silently, in whatever order things happen', () => {
		fc.assert(
			fc.property(fc.array(steps, { maxLength: 60 }), (happenings) => {
				const server = new Server();
				const editors = [new Editor(1), new Editor(2)];
				/** requests whose sender gave up on them; they may still arrive */
				const late: { editor: Editor; request: Letter }[] = [];

				const exchange = (editor: Editor, fate: string): void => {
					if (!editor.send()) return;
					const request = editor.mail.at(-1)!;
					if (fate === 'lose-request') late.push({ editor, request });
					const said = fate === 'lose-request' ? null : server.receive(editor, request);
					if (said && fate === 'save') answer(editor, request, said);
					else editor.saving = step(editor.saving, { type: 'failed' });
				};
				const look = (editor: Editor): void => {
					if (editor.saving.halt || unsent(editor.saving).length > 0) return;
					const { sequence } = server.stored;
					const news = newsSince(server.stored, editor.saving.sequence);
					editor.turn(learned(editor.here, { sequence, savedAt: at, news }, false));
				};

				for (const happening of happenings) {
					const editor = editors[happening.who]!;
					if (happening.do === 'type') editor.type(happening.question, happening.value);
					else if (happening.do === 'look') look(editor);
					else if (happening.do === 'late') {
						const letter = late.shift();
						// Its answer reaches nobody any more.
						if (letter) server.receive(letter.editor, letter.request);
					} else if (happening.do === 'here' || happening.do === 'there')
						editor.settle(happening.do);
					else exchange(editor, happening.do);
				}
				expect(server.overwrites).toEqual([]);

				// In the end everybody saves, settles in their own favour, and looks: all see the same.
				for (let round = 0; round < 12; round++)
					for (const editor of editors) {
						editor.settle('here');
						exchange(editor, 'save');
						look(editor);
					}
				for (const editor of editors) {
					expect(unsent(editor.saving)).toEqual([]);
					expect(canonical(editor.draft)).toBe(canonical(server.stored.draft));
				}
				expect(server.overwrites).toEqual([]);
			}),
			// A failure names its seed and path.
			{ numRuns: 1000, examples: found.map((happenings) => [happenings]) }
		);
	});
});
