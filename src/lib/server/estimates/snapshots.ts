/**
 * Snapshots: the facts behind kept estimates, under a name made from the formula, the period, the
 * boundaries and the facts themselves. The same facts have the same name, and whoever has the name
 * can figure the value again.
 */
import type { Boundaries, Estimate } from '../../estimate.ts';
import type { Facts, Figure } from '../../figure.ts';
import { figuresIn } from '../../figure/table.ts';
import type { Measure } from '../../measure.ts';
import { Problem } from '../../problem.ts';
import type { Period } from '../measures.ts';
import type { Json, Sql } from '../postgres.ts';
import * as surveys from '../surveys.ts';
import { list } from './list.ts';

export type Content = {
	measure: Measure;
	version: number;
	period: Period;
	boundaries: Boundaries;
	dimension: string;
	/** the nation, and the provinces that are its parts */
	whole: number;
	units: number[];
	facts: Facts;
};

/** SHA-256 of the content, hexadecimal. */
export function nameOf(content: Content): string {
	return surveys.hashOf(content);
}

/** Keeps contents that estimates name, and lets go of those that none names any more. */
export async function keep(
	tx: Sql,
	contents: { indicatorId: string; snapshot: string; content: Content }[]
): Promise<void> {
	for (const { indicatorId, snapshot, content } of contents)
		await tx`insert into estimate_facts (snapshot, indicator_id, content)
			values (${snapshot}, ${indicatorId}, ${tx.json(content as unknown as Json)})
			on conflict (snapshot) do nothing`;
}

/** Lets go of facts that no estimate names any more. */
export async function tidy(tx: Sql, indicatorIds: readonly string[]): Promise<void> {
	await tx`delete from estimate_facts f where f.indicator_id = any(${[...indicatorIds]}::text[])
		and not exists (select from estimates e where e.snapshot = f.snapshot)`;
}

export type Reproduced = {
	/** made anew from what is kept: the same as the name asked for */
	name: string;
	/** what the facts give now beside what was kept */
	figures: { estimate: Estimate; again: Figure | null }[];
};

/** Figures every kept estimate of a snapshot again from its facts. Throws `record.not-found`. */
export async function reproduce(sql: Sql, snapshot: string): Promise<Reproduced> {
	const [row] = await sql<{ content: Content }[]>`select content from estimate_facts
		where snapshot = ${snapshot}`;
	if (!row) throw new Problem('record.not-found', { snapshot });
	const { facts, whole, units, dimension } = row.content;
	const made = new Map<string, Map<string, Figure>>();
	const shown = (split: string) => {
		const known =
			made.get(split) ??
			new Map(
				figuresIn(facts, { whole, units }, split).map((one) => [
					`${one.unitId} ${one.category}`,
					one.figure
				])
			);
		made.set(split, known);
		return known;
	};
	const figures = (await list(sql, { snapshot })).map((estimate) => {
		const { unitId, category } = estimate;
		const again = shown(estimate.dimension || dimension).get(`${unitId} ${category}`) ?? null;
		return { estimate, again };
	});
	return { name: nameOf(row.content), figures };
}
