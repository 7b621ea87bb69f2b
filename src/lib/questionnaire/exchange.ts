/**
 * The talk between an open form and the server: what a save carries, and what its answer means for
 * the state of saving and the answers shown. Pure; `keeper.ts` sends and listens.
 */
import { step, unsent, type Saving } from './autosave.ts';
import { composed, type Draft } from './draft.ts';
import { agree, pick, type News } from './merge.ts';

/** The version that somebody else saved meanwhile. */
export type Theirs = {
	sequence: number;
	data: Draft;
	savedAt: string;
	savedBy: string | null;
	/** the questions both changed; `data` has their answers to these */
	questions: string[];
};

/** A conflict as the server tells of it. */
export type Clash = Theirs & { by?: Record<string, number | null>; news: News };

const nothing: News = { questions: [], data: {} };

export type Request = { base: number; changed: readonly string[]; data: Draft };

/** What the request under way carries. */
export function requestOf(saving: Saving, draft: Draft): Request {
	const changed = saving.sending ?? [];
	return { base: saving.sequence, changed, data: composed(pick(draft, changed)) };
}

/** Where an answer leads: the new state, what is taken in from others, what the person must settle. */
export type Turn = { saving: Saving; take: News; theirs: Theirs | null };

export type Here = {
	saving: Saving;
	/** the answers shown */
	draft: Draft;
	/** questions in which somebody is typing a value that is not an answer yet */
	busy: readonly string[];
};

/** The server stored what was sent, or told what happened since (`stored` false). */
export function learned(
	here: Here,
	{ sequence, savedAt, news = nothing }: { sequence: number; savedAt: string; news?: News },
	stored: boolean
): Turn {
	const type = stored ? 'confirmed' : 'rebased';
	return caughtUp(here, { sequence, savedAt, savedBy: null, news }, [], type);
}

/**
 * The server refused: somebody changed a question we changed too. It may have been ourselves, by a
 * request whose answer was lost: `doubtful` holds what such requests carried, `reader` is our number.
 */
export function clashed(
	here: Here,
	clash: Clash,
	doubtful: readonly Draft[],
	reader: number
): Turn {
	const { questions, by = {}, data, news } = clash;
	const echo = (name: string) =>
		by[name] === reader &&
		doubtful.some((sent) => Object.hasOwn(sent, name) && agree(sent, data, name));
	const both = questions.filter((name) => !echo(name));
	const all = { questions: [...news.questions, ...both], data };
	return caughtUp(here, { ...clash, news: all }, both, 'rebased');
}

/**
 * Takes in all that others changed up to a version, so that everything typed from now on is typed
 * upon it; only what both changed (`both`, and whatever is unsent or being typed) waits for a choice.
 */
function caughtUp(
	{ saving, draft, busy }: Here,
	{ sequence, savedAt, savedBy, news }: Omit<Theirs, 'data' | 'questions'> & { news: News },
	both: readonly string[],
	type: 'confirmed' | 'rebased'
): Turn {
	const ours = [...(type === 'confirmed' ? saving.changed : unsent(saving)), ...busy];
	const contested = news.questions.filter(
		(name) => both.includes(name) || (ours.includes(name) && !agree(draft, news.data, name))
	);
	const questions = news.questions.filter((name) => !contested.includes(name));
	return {
		saving: step(saving, { type, sequence, savedAt, contested }),
		take: { questions, data: pick(news.data, questions) },
		theirs:
			contested.length === 0
				? null
				: { sequence, data: pick(news.data, contested), savedAt, savedBy, questions: contested }
	};
}

/** A conflict is settled: our answers to the contested questions stay (`here`), or theirs come. */
export function settled(
	{ saving }: Here,
	{ questions, data, sequence }: Theirs,
	choice: 'here' | 'there'
): { saving: Saving; take: News } {
	const dropped = choice === 'there' ? questions : [];
	return {
		saving: step(saving, { type: 'resumed', sequence, dropped }),
		take: choice === 'there' ? { questions, data } : nothing
	};
}
