/**
 * Answers to batches that their senders have named, kept for a week: a batch that comes again gets the
 * answer it got. One that is under way is waited for.
 */
import { Problem } from '#lib/problem.ts';
import type { Json, Sql } from '../postgres.ts';

const underWay = new WeakMap<object, Map<string, Promise<unknown>>>();
const keptDays = 7;

export type Named = {
	userId: number;
	name: string;
	/** SHA-256 of what came */
	digest: string;
};

/**
 * The answer given before, or that of `make`. `place` is what the batches of one process share.
 * Throws `event.other-batch` when the name came with other content, and what `make` throws; what was
 * not answered may be sent again.
 */
export async function once<Answer extends object>(
	sql: Sql,
	place: object,
	named: Named,
	make: () => Promise<Answer>
): Promise<Answer> {
	const { userId, name, digest } = named;
	const running = underWay.get(place) ?? new Map<string, Promise<unknown>>();
	underWay.set(place, running);
	const key = `${userId} ${name}`;
	for (let other = running.get(key); other; other = running.get(key)) await other.catch(() => {});
	const work = (async () => {
		const [known] = await sql<{ digest: string; answer: Answer }[]>`
			select digest, answer from batch_answers where user_id = ${userId} and name = ${name}`;
		if (known && known.digest !== digest) throw new Problem('event.other-batch', { batch: name });
		if (known) return known.answer;
		const answer = await make();
		await sql`insert into batch_answers (user_id, name, digest, answer)
			values (${userId}, ${name}, ${digest}, ${sql.json(answer as Json)}) on conflict do nothing`;
		return answer;
	})();
	running.set(key, work);
	try {
		return await work;
	} finally {
		running.delete(key);
	}
}

/** Forgets answers that are too old. */
export async function forget(sql: Sql): Promise<void> {
	await sql`delete from batch_answers where at < now() - make_interval(days => ${keptDays})`;
}
