import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NameTwice, parseOnce } from '#lib/json.ts';

describe('JSON that says each thing once', () => {
	it('reads whatever is JSON as the standard parser does', () => {
		fc.assert(
			fc.property(fc.json(), fc.nat(4), (text, blanks) => {
				expect(parseOnce(text)).toEqual(JSON.parse(text));
				const wide = JSON.stringify(JSON.parse(text), null, blanks);
				expect(parseOnce(wide)).toEqual(JSON.parse(text));
			})
		);
	});

	it('is not misled by colons, quotes and strokes within texts', () => {
		for (const value of [
			{ a: '"b":1', 'c"': '\\', 'd\\': '\\"', e: ['"f"', ':'] },
			{ '': { '': '' } },
			['":', { __proto__x: ':' }]
		])
			expect(parseOnce(JSON.stringify(value))).toEqual(value);
		expect(parseOnce('{"__proto__":1 , "a" \n: 2}')).toEqual(JSON.parse('{"__proto__":1,"a":2}'));
	});

	it('refuses a name that stands twice at any depth, however it is written', () => {
		for (const text of [
			'{"a":1,"a":1}',
			'{"a":1,"\\u0061":2}',
			'[[{"b":{"a":null, "a" : []}}]]',
			'{"__proto__":1,"__proto__":2}',
			'{"a":{"b":1,"c":2},"a":0}',
			'{"1":1,"1":2}'
		])
			expect(() => parseOnce(text), text).toThrow(NameTwice);
	});

	it('refuses what is not JSON, and goes as deep as the parser does', () => {
		for (const text of ['', '{"a":', '{"a"', '"', '{"a":1,}'])
			expect(() => parseOnce(text), text).toThrow(SyntaxError);
		expect(() => parseOnce(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).not.toThrow();
	});
});
