/** Administration by API: the endpoints of users, keys and the audit, on a real record. */
import type { RequestEvent } from '@sveltejs/kit';
import { beforeAll, expect, test } from 'vitest';
import type { User } from '#lib/access.ts';
import * as keyStore from '#lib/server/keys.ts';
import * as passwords from '#lib/server/passwords.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as units from '#lib/server/units.ts';
import * as audit from '../../src/routes/api/v1/audit/+server.ts';
import * as keys from '../../src/routes/api/v1/keys/+server.ts';
import * as key from '../../src/routes/api/v1/keys/[id]/+server.ts';
import * as users from '../../src/routes/api/v1/users/+server.ts';
import * as user from '../../src/routes/api/v1/users/[id]/+server.ts';
import * as passwordLink from '../../src/routes/api/v1/users/[id]/password-link/+server.ts';
import { an, dung, password } from '../people.ts';
import { freshPostgres } from '../stores.ts';

let sql: Sql;
let admin: User;
beforeAll(async () => {
	sql = await freshPostgres();
	await units.load(sql);
	admin = await an(sql);
});

type Handler = (event: RequestEvent) => Promise<Response>;

/** Calls a handler as a person with a body, an address and the parameters of its route. */
async function call(
	handler: unknown,
	given: { as?: User; body?: unknown; id?: number; query?: string }
) {
	const url = new URL(`http://ours.vn/api${given.query ?? ''}`);
	const body = given.body === undefined ? null : JSON.stringify(given.body);
	const request = new Request(url, body === null ? {} : { method: 'POST', body });
	if (body) request.headers.set('content-type', 'application/json');
	const locals = { sql, user: given.as ?? admin, locale: 'vi' };
	const event = { locals, request, url, params: { id: String(given.id) } };
	const answer = await (handler as Handler)(event as unknown as RequestEvent);
	const text = await answer.text();
	return { status: answer.status, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} };
}

const binh = { email: 'binh@example.vn', name: 'Trần Văn Bình', role: 'analyst' };

test('an administrator adds, changes, disables and finds people', async () => {
	const made = await call(users.POST, { body: { ...binh, password } });
	expect(made).toMatchObject({ status: 201, body: { role: 'analyst', unitName: 'Việt Nam' } });
	expect(JSON.stringify(made.body)).not.toContain('argon2');
	const id = made.body.id as number;
	const moved = await call(user.PATCH, { id, body: { role: 'unit_approver', unit: '68' } });
	expect(moved.body).toMatchObject({ role: 'unit_approver', unitName: 'Tỉnh Lâm Đồng' });
	const off = await call(user.PATCH, { id, body: { disabled: true } });
	expect(off.body.disabledAt).toEqual(expect.any(String));
	await expect(passwords.authenticate(sql, binh.email, password)).rejects.toThrow();
	expect((await call(user.GET, { id })).body).toMatchObject({ email: binh.email });
	expect((await call(users.GET, {})).body.users).toHaveLength(2);
});

test('what is wrong with a person is named, in Vietnamese', async () => {
	const problem = async (body: unknown) => {
		const answer = await call(users.POST, { body });
		return [answer.status, answer.body.problem];
	};
	const chi = { ...binh, email: 'chi@example.vn' };
	expect(await problem({ ...binh })).toEqual([409, 'user.exists']);
	expect(await problem({ ...chi, unit: '999' })).toEqual([422, 'user.unknown-unit']);
	expect(await problem({ ...chi, unit: '68' })).toEqual([422, 'user.role-does-not-fit']);
	expect(await problem({ ...chi, password: 'matkhau12345' })).toEqual([422, 'user.weak-password']);
	expect(await problem({ ...chi, role: 'king' })).toEqual([422, 'request.invalid']);
	expect(await problem({ ...chi, admin: true })).toEqual([422, 'request.invalid']);
	expect(await problem([])).toEqual([422, 'request.invalid']);
	expect((await call(user.GET, { id: 999 })).body.title).toMatch(/^Không có tài khoản/);
	expect((await call(user.GET, { id: -1 })).status).toBe(404);
});

test('half a change is no change', async () => {
	const { id, email } = await dung(sql);
	const half = { role: 'unit_approver', unit: 'vn' };
	expect((await call(user.PATCH, { id, body: half })).status).toBe(422);
	const both = { name: 'Another', disabled: true };
	const last = await call(user.PATCH, { id: admin.id, body: both });
	expect(last.body.problem).toBe('user.last-administrator');
	expect((await call(user.GET, { id: admin.id })).body.name).toBe(admin.name);
	expect((await call(user.GET, { id })).body).toMatchObject({ email, role: 'unit_officer' });
});

test('a key acts for the person it was made for, until it is revoked', async () => {
	const { id, email } = await dung(sql);
	const made = await call(keys.POST, { body: { name: 'cổng tỉnh', userEmail: email } });
	const secret = made.body.secret as string;
	expect(await keyStore.find(sql, secret)).toMatchObject({ id, role: 'unit_officer' });
	const listed = await call(keys.GET, {});
	expect(listed.body.keys).toEqual([expect.objectContaining({ name: 'cổng tỉnh', userId: id })]);
	expect(JSON.stringify(listed.body)).not.toContain(secret);
	expect((await call(key.DELETE, { id: made.body.id as number })).status).toBe(204);
	expect(await keyStore.find(sql, secret)).toBeUndefined();
	expect((await call(key.DELETE, { id: made.body.id as number })).status).toBe(404);
	const nobody = await call(keys.POST, { body: { name: 'x', userEmail: 'nobody@example.vn' } });
	expect(nobody.body.problem).toBe('user.not-found');
});

test('a password link leads to this platform and is in the audit without its secret', async () => {
	const { id } = await dung(sql);
	const { body } = await call(passwordLink.POST, { id });
	expect(body.link).toMatch(/^http:\/\/ours\.vn\/dat-mat-khau\?ma=[\w-]{43}$/);
	const rows = await call(audit.GET, { query: `?object=user/${id}&verb=user.password-link` });
	expect(rows.body.rows).toEqual([expect.objectContaining({ actorId: admin.id, detail: {} })]);
});

test('the audit is read page by page without a gap', async () => {
	const all = (await call(audit.GET, {})).body.rows as { id: number }[];
	const seen: number[] = [];
	for (let query: string | null = '?limit=3'; query;) {
		const { body } = await call(audit.GET, { query });
		seen.push(...(body.rows as { id: number }[]).map(({ id }) => id));
		query = (body.next as string | null)?.replace('/api', '') ?? null;
	}
	expect(seen).toEqual(all.map(({ id }) => id));
	expect((await call(audit.GET, { query: '?limit=0' })).status).toBe(422);
});

test('nobody but an administrator administers', async () => {
	const officer = await dung(sql);
	for (const handler of [users.GET, users.POST, user.PATCH, keys.GET, keys.POST, audit.GET])
		expect((await call(handler, { as: officer, body: {}, id: 1 })).status).toBe(403);
});
