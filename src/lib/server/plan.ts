/** The plan in the record: its document, its 25 items, the indicators that measure each. */
import type { Indicator } from '../indicator.ts';
import type { PlanDocument, PlanItem } from '../plan.ts';
import * as indicators from './indicators.ts';
import type { Json, Sql } from './postgres.ts';
import { refresh } from './reference.ts';
import planText from './reference/plan.json?raw';

type Stored = Pick<PlanItem, 'id' | 'year' | 'parent' | 'groupTitleVi'> &
	Pick<PlanItem, 'titleVi' | 'titleEn' | 'leadVi' | 'dueVi'> & {
		content: Omit<PlanItem, keyof Omit<Stored, 'content'>>;
	};

/** Loads the plan unless it is loaded. */
export async function load(sql: Sql): Promise<boolean> {
	return refresh(sql, 'plan', planText, async (tx) => {
		const plan = JSON.parse(planText) as { document: PlanDocument; items: PlanItem[] };
		const { number, issued, ...content } = plan.document;
		await tx`insert into plan_documents ${tx({ number, issued, content: tx.json(content as Json) })}
			on conflict (number) do update set issued = excluded.issued, content = excluded.content`;
		const rows = plan.items.map(
			({ id, year, parent, groupTitleVi, titleVi, titleEn, leadVi, dueVi, ...rest }, index) => ({
				id,
				position: index + 1,
				year,
				parent,
				groupTitleVi,
				titleVi,
				titleEn,
				leadVi,
				dueVi,
				content: tx.json(rest as Json)
			})
		);
		await tx`insert into plan_items ${tx(rows)} on conflict (id) do update set
			year = excluded.year, parent = excluded.parent, group_title_vi = excluded.group_title_vi,
			title_vi = excluded.title_vi, title_en = excluded.title_en, lead_vi = excluded.lead_vi,
			due_vi = excluded.due_vi, content = excluded.content`;
	});
}

/** The decision that issued the plan. */
export async function document(sql: Sql): Promise<PlanDocument> {
	const [row] = await sql<
		{ number: string; issued: string; content: Omit<PlanDocument, 'number' | 'issued'> }[]
	>`select number, issued, content from plan_documents order by issued desc limit 1`;
	if (!row) throw new Error('The plan has not been loaded.');
	return { number: row.number, issued: row.issued, ...row.content };
}

/** The items in the order of the document. */
export async function items(sql: Sql): Promise<PlanItem[]> {
	const rows = await sql<Stored[]>`select id, year, parent, group_title_vi, title_vi, title_en,
		lead_vi, due_vi, content from plan_items order by position`;
	return rows.map(({ content, ...row }) => ({ ...row, ...content }));
}

/** One item with the indicators that measure it, or undefined. */
export async function item(
	sql: Sql,
	id: string
): Promise<(PlanItem & { indicators: Indicator[] }) | undefined> {
	const found = (await items(sql)).find((one) => one.id === id);
	return found && { ...found, indicators: await indicators.ofPlanItem(sql, id) };
}
