/** The demo's accounts: three people of the ministry, an administrator, one officer per province. */
import { randomBytes } from 'node:crypto';
import type { DemoAccount } from '../../simulation/demo.ts';
import type { Unit } from '../../unit.ts';
import { call, type Door } from './door.ts';

/** Accounts with fresh passwords; names and addresses are invented. */
export function invent(provinces: Unit[]): DemoAccount[] {
	const account = (
		role: DemoAccount['role'],
		email: string,
		unit: string,
		unitCode: string
	): DemoAccount => ({
		role,
		email,
		unit,
		unitCode,
		password: randomBytes(9).toString('base64url')
	});
	const ministry = 'Bộ Tư pháp';
	return [
		account('administrator', 'quan-tri@demo.example', ministry, 'vn'),
		account('analyst', 'chuyen-vien@demo.example', ministry, 'vn'),
		account('leader', 'lanh-dao@demo.example', ministry, 'vn'),
		...provinces.map(({ fullName, slug, code }) =>
			account('unit_officer', `can-bo.${slug}@demo.example`, fullName, code)
		)
	];
}

const names: Record<string, string> = {
	administrator: 'Quản trị viên (mô phỏng)',
	analyst: 'Chuyên viên (mô phỏng)',
	leader: 'Lãnh đạo Bộ (mô phỏng)'
};

/** Opens the accounts; those that exist already stay as they are. */
export async function register(door: Door, accounts: DemoAccount[]): Promise<void> {
	for (const { role, email, unit, unitCode, password } of accounts) {
		const name = names[role] ?? `Sở Tư pháp ${unit} (mô phỏng)`;
		const body = { email, name, role, unit: unitCode, password };
		await call(door, 'POST', '/api/v1/users', body, [409]);
	}
}
