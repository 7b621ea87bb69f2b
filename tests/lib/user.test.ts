/** Addresses and passwords that may be used. */
import { expect, test } from 'vitest';
import { isAcceptable, isEmail, normaliseEmail, rolesAt } from '#lib/user.ts';

test('a password has 12 to 128 characters, counted as people count them', () => {
	expect(isAcceptable('mưa rào 12345'.normalize('NFD').slice(0, 11), 'a@b.vn')).toBe(false);
	expect(isAcceptable('ngày mai đi', 'a@b.vn')).toBe(false);
	expect(isAcceptable('ngày mai đi!', 'a@b.vn')).toBe(true);
	expect(isAcceptable('🌾a🌾b🌾c🌾d🌾e', 'a@b.vn')).toBe(false);
	expect(isAcceptable('abcdefgh'.repeat(16), 'a@b.vn')).toBe(true);
	expect(isAcceptable('abcdefgh'.repeat(16) + 'x', 'a@b.vn')).toBe(false);
});

test('a password is neither the address nor among the first to be tried', () => {
	expect(isAcceptable('Nguyen.An@moj.gov.vn', 'nguyen.an@moj.gov.vn')).toBe(false);
	expect(isAcceptable('nguyenthihoaan', 'nguyenthihoaan@moj.gov.vn')).toBe(false);
	for (const weak of ['123456789012', 'MatKhau12345', 'aaaaaaaaaaaaa', 'ababababababab'])
		expect(isAcceptable(weak, 'a@b.vn'), weak).toBe(false);
});

test('an address is ASCII with one host; case and blanks around it do not count', () => {
	expect(normaliseEmail(' An@MOJ.gov.vn\n')).toBe('an@moj.gov.vn');
	for (const good of ['an@moj.gov.vn', 'a.b+c@x.vn']) expect(isEmail(good), good).toBe(true);
	for (const bad of ['an', '@x.vn', 'a@', 'a b@x.vn', 'a@x.vn\n', 'á@x.vn', 'a@b@c.vn'])
		expect(isEmail(bad), bad).toBe(false);
});

test('every role belongs to exactly one kind of level', () => {
	expect([...rolesAt('nation'), ...rolesAt('commune')]).toHaveLength(5);
	expect(rolesAt('agency')).toEqual(rolesAt('province'));
});
