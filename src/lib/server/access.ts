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
