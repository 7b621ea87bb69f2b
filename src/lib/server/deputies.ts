/**
 * Deputies: a colleague of the same unit signs and reviews for the unit's approver between two
 * moments. When the time is over, or the deputy leaves the unit, nothing is left of the right.
 */
import { may, type User } from '../access.ts';
import { Problem } from '../problem.ts';
import * as audit from './audit.ts';
import { atomically, type Sql } from './postgres.ts';

export type Deputy = {
	id: number;
	userId: number;
	name: string;
	/** ISO 8601 */
	startsAt: string;
	endsAt: string;
	givenBy: string;
};

const longestDays = 366;

const inForce = (
	sql: Sql
) => sql`d.withdrawn_at is null and d.starts_at <= now() and d.ends_at > now()
	and u.disabled_at is null and u.unit_id = d.unit_id and g.disabled_at is null
	and g.unit_id = d.unit_id and g.role = 'unit_approver'`;

/** True when somebody who may sign for the user's unit lent them the right for now. */
export async function isDeputy(sql: Sql, user: User): Promise<boolean> {
	const [row] = await sql`select 1 from deputies d join users u on u.id = d.user_id
		join users g on g.id = d.given_by
		where d.user_id = ${user.id} and ${inForce(sql)} limit 1`;
	return row !== undefined;
}

/** True for those who review by their role, and for the deputy of one who does. */
export async function mayReview(sql: Sql, user: User): Promise<boolean> {
	if (may(user, 'response.review')) return true;
	return user.unitLevel === 'province' && isDeputy(sql, user);
}

/** Throws `access.forbidden` unless the user may review. */
export async function allowReview(sql: Sql, user: User): Promise<void> {
	if (!(await mayReview(sql, user)))
		throw new Problem('access.forbidden', { verb: 'response.review' });
}

/** Deputies of the user's unit whose time is not over, the next to end first. */
export async function ofUnit(sql: Sql, user: User): Promise<Deputy[]> {
	return sql<Deputy[]>`select d.id, d.user_id, u.name, to_json(d.starts_at) #>> '{}' as starts_at,
			to_json(d.ends_at) #>> '{}' as ends_at, g.name as given_by
		from deputies d join users u on u.id = d.user_id join users g on g.id = d.given_by
		where d.unit_id = ${user.unitId} and d.withdrawn_at is null and d.ends_at > now()
		order by d.ends_at, d.id`;
}

/** Lends the approver's right to a colleague. Throws `access.forbidden`, `deputy.unusable`. */
export async function give(
	sql: Sql,
	user: User,
	wanted: { userId: number; startsAt: string; endsAt: string }
): Promise<void> {
	if (!may(user, 'response.sign')) throw new Problem('access.forbidden');
	const [start, end] = [Date.parse(wanted.startsAt), Date.parse(wanted.endsAt)];
	const fits = end > start && end > Date.now() && end - start <= longestDays * 86_400_000;
	await atomically(sql, async (tx) => {
		const [colleague] = await tx`select 1 from users where id = ${wanted.userId}
			and unit_id = ${user.unitId} and id <> ${user.id} and disabled_at is null for update`;
		if (!fits || !colleague) throw new Problem('deputy.unusable');
		await tx`insert into deputies (unit_id, user_id, starts_at, ends_at, given_by) values
			(${user.unitId}, ${wanted.userId}, ${wanted.startsAt}, ${wanted.endsAt}, ${user.id})`;
		await audit.record(tx, user.id, 'deputy.give', `user/${wanted.userId}`, wanted);
	});
}

/** Takes the right back at once. Throws `record.not-found`. */
export async function withdraw(sql: Sql, user: User, id: number): Promise<void> {
	if (!may(user, 'response.sign')) throw new Problem('access.forbidden');
	await atomically(sql, async (tx) => {
		const [row] = await tx<{ userId: number }[]>`update deputies set withdrawn_at = now()
			where id = ${id} and unit_id = ${user.unitId} and withdrawn_at is null returning user_id`;
		if (!row) throw new Problem('record.not-found');
		await audit.record(tx, user.id, 'deputy.withdraw', `user/${row.userId}`, { id });
	});
}
