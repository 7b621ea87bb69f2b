/**
 * People who sign in. An e-mail address names one person; a password is at least twelve characters
 * that are neither the address nor among the first a stranger would try.
 */
import type { Role } from './access.ts';
import type { Level } from './unit.ts';

/** The platform itself, for command-line jobs: an account that nobody can sign in to. */
export const systemEmail = 'he-thong@localhost';

export const passwordLength = { least: 12, most: 128 };

/** A person as an administrator sees them. */
export type Account = {
	id: number;
	email: string;
	name: string;
	role: Role;
	unitId: number;
	unitName: string;
	unitLevel: Level;
	/** false until the person has chosen a password */
	hasPassword: boolean;
	createdAt: Date;
	seenAt: Date | null;
	disabledAt: Date | null;
};

/** What an administrator says about a new person. */
export type NewUser = {
	email: string;
	name: string;
	role: Role;
	unitId: number;
	password?: string | undefined;
};

export function normaliseEmail(text: string): string {
	return text.normalize('NFC').trim().toLowerCase();
}

export function isEmail(text: string): boolean {
	return text.length <= 254 && /^[\x21-\x3f\x41-\x7e]+@[a-z0-9.-]+$/.test(text);
}

/**
 * The form in which a password is hashed and compared: NFC only, because one Vietnamese letter can
 * be typed as one code point or several. Anything wider (NFKC) would merge different passwords.
 */
export function normalisePassword(text: string): string {
	return text.normalize('NFC');
}

const common = [
	...['123456789012', '1234567890123', '0123456789012', '1234567890abc', '123456123456'],
	...['1q2w3e4r5t6y', 'qwertyuiop12', 'qwertyuiop123', 'qwerty123456', 'qwertyuiopasdf'],
	...['abcdefghijkl', 'abcd12345678', 'abc123456789', 'abc123abc123', 'asdfghjkl123'],
	...['password1234', 'password12345', 'password123456', 'passwordpassword', 'p@ssw0rd1234'],
	...['adminadmin12', 'administrator', 'admin1234567', 'admin@123456', 'admin@1234567'],
	...['iloveyou1234', 'welcome12345', 'letmein12345', 'changeme1234', 'default12345'],
	...['matkhau12345', 'matkhau123456', 'matkhaumatkhau', 'mậtkhẩu12345', 'anhyeuem1234'],
	...['vietnam12345', 'vietnam123456', 'phapluat1234', 'thuocdo12345', 'botuphap1234']
];

/** True when a password may be used by the person with this address. */
export function isAcceptable(password: string, email: string): boolean {
	const plain = normalisePassword(password).toLowerCase();
	const length = [...plain].length;
	if (length < passwordLength.least || length > passwordLength.most) return false;
	if (plain === email || plain.replace(/\s/g, '') === email.split('@')[0]) return false;
	return new Set(plain).size >= 5 && !common.includes(plain);
}

/** The ministry's people act on the nation; everybody else on one unit below it. */
export function rolesAt(level: Level): Role[] {
	return level === 'nation'
		? ['administrator', 'analyst', 'leader']
		: ['unit_officer', 'unit_approver'];
}
