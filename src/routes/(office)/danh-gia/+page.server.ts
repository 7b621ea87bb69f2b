import * as evaluations from '#lib/server/evaluations/evaluations.ts';
import { page } from '../../edge.ts';

/** Evaluations that the reader may see, each with the verdict of its latest result. */
export const load = page('evaluation.read', async ({ locals }, user) => {
	const list = await evaluations.list(locals.sql, user);
	return {
		list,
		verdicts: await evaluations.verdicts(
			locals.sql,
			list.map(({ id }) => id)
		)
	};
});
