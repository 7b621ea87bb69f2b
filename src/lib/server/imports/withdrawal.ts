/** Taking back what an import wrote. Everything stays recorded; nothing counts any more. */
import type { User } from '#lib/access.ts';
import { Problem } from '#lib/problem.ts';
import * as citizens from '../citizens/paper.ts';
import * as paper from '../paper.ts';
import type { Sql } from '../postgres.ts';

/** Sets the answers of citizens aside; returns how many. */
export async function ofCitizens(tx: Sql, id: number, reason: string): Promise<number> {
	const rows = await tx<{ id: string }[]>`select citizen_response_id as id from import_forms
		where import_id = ${id} and citizen_response_id is not null order by line`;
	await citizens.setAside(
		tx,
		rows.map((row) => row.id),
		reason
	);
	return rows.length;
}

/** Withdraws the forms of units; returns how many. Throws `import.reviewed`. */
export async function ofForms(tx: Sql, user: User, id: number, reason: string): Promise<number> {
	const forms = await tx<{ responseId: string; version: number }[]>`
		select response_id, version from import_forms
		where import_id = ${id} and response_id is not null order by line`;
	const settled = await paper.settled(tx, forms);
	if (settled > 0) throw new Problem('import.reviewed', { count: settled });
	for (const form of forms) await paper.withdraw(tx, user, form, reason);
	return forms.length;
}
