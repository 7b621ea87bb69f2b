/** Where one may be sent after signing in, and how much of a body is read. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBody, readForm, readJson } from '../../src/routes/body.ts';
import { idOf, localPath } from '../../src/routes/edge.ts';

test('the next page is a page of ours, whatever the address asks for', () => {
	expect(localPath('/ke-hoach?ky=2026-H1')).toBe('/ke-hoach?ky=2026-H1');
	for (const foreign of [
		...['https://example.com', '//example.com', '/\\example.com', '\\\\example.com'],
		...['/.//example.com', '/x/..//example.com', '/\t/example.com', 'javascript:alert(1)'],
		...['/%09//example.com/..//..//example.com', '', 'ke-hoach', null, undefined]
	]) {
		const next = localPath(foreign);
		expect(new URL(next, 'http://ours.vn').host, String(foreign)).toBe('ours.vn');
	}
	const parts = fc.constantFrom('/', '\\', '.', '..', 'x', '@', ':', '\t', '\n', '%2f', '?', '#');
	fc.assert(
		fc.property(fc.array(parts, { maxLength: 12 }), (list) => {
			const next = localPath('/' + list.join(''));
			return new URL(next, 'http://ours.vn').host === 'ours.vn' && !next.startsWith('//');
		}),
		{ numRuns: 3000 }
	);
});

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
	new Request('http://ours.vn', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);

test('a body above the limit is refused, also when it does not say how long it is', async () => {
	const refused = { problem: 'request.too-large', details: { limit: '1 kB' } };
	await expect(readBody(post('x'.repeat(1001)), 1000)).rejects.toMatchObject(refused);
	let sent = 0;
	const endless = new ReadableStream<Uint8Array>({
		pull: (controller) => {
			sent += 400;
			controller.enqueue(new Uint8Array(400));
		}
	});
	await expect(readBody(post(endless), 1000)).rejects.toMatchObject(refused);
	expect(sent).toBeLessThan(5000);
	expect(await readBody(post('x'.repeat(1000)), 1000)).toHaveLength(1000);
});

test('what is not JSON or not a form is named as such', async () => {
	const json = { 'content-type': 'application/json; charset=utf-8' };
	expect(await readJson(post('{"a":[1]}', json), 100)).toEqual({ a: [1] });
	await expect(readJson(post('{"a":', json), 100)).rejects.toMatchObject({
		problem: 'request.malformed'
	});
	await expect(readJson(post(new Uint8Array([34, 0xff, 34]), json), 100)).rejects.toMatchObject({
		problem: 'request.malformed'
	});
	await expect(readJson(post('a=b', { 'content-type': 'text/csv' }), 100)).rejects.toMatchObject({
		problem: 'request.unknown-type'
	});
	await expect(readForm(post('{}', json), 100)).rejects.toMatchObject({
		problem: 'request.malformed'
	});
	expect((await readForm(post(new URLSearchParams({ a: 'ệ' })), 100)).get('a')).toBe('ệ');
});

test('only a whole positive number names a record', () => {
	expect(idOf('17')).toBe(17);
	for (const text of [undefined, '', '0', '-1', '1.5', '1e3', '9999999999', "1'"])
		expect(() => idOf(text), text).toThrow();
});
