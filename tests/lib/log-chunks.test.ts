import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { chunks, open } from '../../scripts/log-chunks.mjs';

async function* pieces(content: Buffer, size: number) {
	for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

async function collect(content: Buffer, size: number, most: number) {
	const found = [];
	for await (const chunk of chunks(pieces(content, size), most)) found.push(chunk);
	return found;
}

describe('the pieces of a log file', () => {
	it('are whole lines, numbered without gaps, and together the file', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.constantFrom('a', 'bc', '\n', '\n\n', 'Luật')).map((list) => list.join('')),
				fc.integer({ min: 1, max: 9 }),
				fc.integer({ min: 1, max: 20 }),
				async (text, size, most) => {
					const found = await collect(Buffer.from(text), size, most);
					expect(Buffer.concat(found.map(({ body }) => body)).toString()).toBe(text);
					let next = 0;
					for (const [index, { body, line, lines }] of found.entries()) {
						expect(line).toBe(next);
						const ended = body.toString().split('\n').length - 1;
						const isLast = index === found.length - 1;
						expect(lines).toBe(isLast && !text.endsWith('\n') ? ended + 1 : ended);
						if (!isLast) expect(body.at(-1)).toBe(10);
						next += lines;
					}
				}
			)
		);
	});

	it('hold no more than the beginning of a line without an end', async () => {
		const content = Buffer.concat([
			Buffer.from('a\n'),
			Buffer.alloc(5_000_000, 'x'),
			Buffer.from('\nb\n')
		]);
		const found = await collect(content, 65_536, 100_000);
		const size = found.reduce((sum, { body }) => sum + body.length, 0);
		expect(size).toBeLessThan(300_000);
		expect(found.at(-1)).toMatchObject({ line: 0, lines: 3 });
	});

	it('are sent up to the place where the content is damaged', async () => {
		async function* damaged() {
			yield Buffer.from('a\nbc');
			yield Buffer.from('\nd');
			throw new Error('damaged');
		}
		const found: { text: string; line: number; lines: number }[] = [];
		const reading = async () => {
			for await (const { body, line, lines } of chunks(damaged()))
				found.push({ text: body.toString(), line, lines });
		};
		await expect(reading()).rejects.toThrow('damaged');
		expect(found).toEqual([{ text: 'a\nbc\n', line: 0, lines: 2 }]);
	});

	it('are the same from a packed file, and tell how far the file has been read', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'thuocdo-chunks-'));
		try {
			const text = 'một dòng\n'.repeat(1000);
			for (const [name, content] of [
				['plain.log', Buffer.from(text)],
				['packed.log', gzipSync(text)],
				// Rotated logs are often packed parts put together.
				['parts.gz', Buffer.concat([gzipSync(text.slice(0, 99)), gzipSync(text.slice(99))])]
			] as const) {
				writeFileSync(join(folder, name), content);
				const source = open(join(folder, name));
				const bodies: Buffer[] = [];
				for await (const { body } of source.chunks) bodies.push(body);
				expect(Buffer.concat(bodies).toString()).toBe(text);
				expect([source.size, source.done()]).toEqual([content.length, content.length]);
			}
		} finally {
			rmSync(folder, { recursive: true });
		}
	});
});
