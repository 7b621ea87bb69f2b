/**
 * A few named people: An administers, Bình analyses, Chi leads, Dung answers for Lâm Đồng and Em
 * approves there. Each is made once per database, with one password they all share.
 */
import type { Role, User } from '#lib/access.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as units from '#lib/server/units.ts';
import * as users from '#lib/server/users.ts';

export const password = 'mưa rào trên sông Cầu';

export const an = (sql: Sql) => person(sql, 'an', 'Nguyễn Thị An', 'administrator');
export const binh = (sql: Sql) => person(sql, 'binh', 'Trần Văn Bình', 'analyst');
export const chi = (sql: Sql) => person(sql, 'chi', 'Lê Thị Chi', 'leader');
export const dung = (sql: Sql) => person(sql, 'dung', 'Phạm Tiến Dũng', 'unit_officer', '68');
export const em = (sql: Sql) => person(sql, 'em', 'Hoàng Thị Em', 'unit_approver', '68');

async function person(sql: Sql, key: string, name: string, role: Role, code?: string) {
	const email = `${key}@example.vn`;
	const found = (await users.list(sql)).find((one) => one.email === email);
	if (found) return found satisfies User;
	const unit = code
		? await units.find(sql, code, 'province', '2026-11-01')
		: await units.nation(sql);
	if (!unit) throw new Error('The units have not been loaded.');
	return users.create(sql, undefined, { email, name, role, unitId: unit.id, password });
}
