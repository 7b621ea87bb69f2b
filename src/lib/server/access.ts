/** Scope: a person acts on their own unit and everything below it, as of today. */
import type { User } from '../access.ts';
import { Problem } from '../problem.ts';
import type { Sql } from './postgres.ts';

/** True when `unitId` lies in the user's subtree today. */
export async function covers(sql: Sql, user: User, unitId: number): Promise<boolean> {
	if (user.unitId === unitId) return true;
	const [row] =
		await sql`select 1 from subtree_on(${user.unitId}, (now() at time zone 'Asia/Ho_Chi_Minh')::date)
		where unit_id = ${unitId}`;
	return row !== undefined;
}

/** Throws `access.forbidden` when the unit lies outside the user's subtree. */
export async function allowUnit(sql: Sql, user: User, unitId: number): Promise<void> {
	if (!(await covers(sql, user, unitId))) throw new Problem('access.forbidden', { unitId });
}

/**
 * Units whose records a person may read: their subtree as of today, or undefined for all, which is
 * what the nation's people see (units that have ended belong to nobody's subtree any more).
 */
export async function visibleUnits(sql: Sql, user: User): Promise<number[] | undefined> {
	const [own] = await sql<{ level: string }[]>`select level from units where id = ${user.unitId}`;
	if (own?.level === 'nation') return undefined;
	const rows = await sql<{ unitId: number }[]>`
		select unit_id from subtree_on(${user.unitId}, (now() at time zone 'Asia/Ho_Chi_Minh')::date)`;
	return rows.map((row) => row.unitId);
}
