import { describe, expect, it } from 'vitest';
import { decode, encode, letters } from '#lib/encoding/decode.ts';
import { encodings } from '#lib/encoding/encoding.ts';
import { isSyllable, recognise } from '#lib/encoding/recognise.ts';

const text =
	'Mã đơn vị;Tên đơn vị;Khó khăn\r\n68;Tỉnh Lâm Đồng;Thiếu kinh phí, thiếu thiết bị quay dựng\r\n75;Thành phố Đồng Nai;Cán bộ kiêm nhiệm nhiều việc\r\n';
const bytesOf = (hex: string) => Uint8Array.from(hex.split(' ').map((pair) => parseInt(pair, 16)));
const utf16 = (value: string, big: boolean) => {
	const bytes = Buffer.from(value, 'utf16le');
	return new Uint8Array(big ? bytes.swap16() : bytes);
};
/** Windows-1258 as Windows writes it: some letters composed, tones as marks of their own. */
function windows1258(value: string): Uint8Array {
	const own = new Map<string, number>();
	for (let byte = 0x80; byte < 256; byte++)
		own.set(new TextDecoder('windows-1258').decode(Uint8Array.of(byte)), byte);
	const bytes = [...value.normalize('NFC')].flatMap((letter) => {
		if (letter < '\u0080') return [letter.charCodeAt(0)];
		const whole = own.get(letter);
		if (whole) return [whole];
		const parts = letter.normalize('NFD');
		const tone = [...parts].find((mark) => '\u0300\u0301\u0303\u0309\u0323'.includes(mark)) ?? '';
		const base = parts.replace(tone, '').normalize('NFC');
		return [own.get(base) ?? base.charCodeAt(0), own.get(tone)!];
	});
	return Uint8Array.from(bytes);
}

describe('the tables of the old encodings', () => {
	it('hold all 134 letters, each once', () => {
		expect(letters).toHaveLength(134);
		expect(new Set(letters).size).toBe(134);
		expect(letters.every((letter) => letter === letter.normalize('NFC'))).toBe(true);
	});

	for (const encoding of ['tcvn3', 'vni', 'vps'] as const)
		it(`bring every letter, small and capital, through ${encoding} and back`, () => {
			for (const letter of letters)
				expect([letter, decode(encode(`x${letter}n`, encoding), encoding)]).toEqual([
					letter,
					`x${letter}n`
				]);
		});

	it('bring every letter through Windows-1258, whose tones are marks of their own', () => {
		for (const letter of letters) expect(decode(windows1258(letter), 'windows-1258')).toBe(letter);
	});

	it('read words typed decades ago', () => {
		const tcvn3 = 'Céng hßa x· héi chñ nghÜa ViÖt Nam';
		const vni = 'Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam';
		const said = 'Cộng hòa xã hội chủ nghĩa Việt Nam';
		expect(decode(Buffer.from(tcvn3, 'latin1'), 'tcvn3')).toBe(said);
		expect(decode(Buffer.from(vni, 'latin1'), 'vni')).toBe(said);
		expect(decode(bytesOf('56 69 8c 74 20 4e 61 6d'), 'vps')).toBe('Việt Nam');
	});

	it('leave a mark for a byte that no letter stands for, and drop nothing', () => {
		expect(decode(bytesOf('61 ff 62'), 'vni')).toBe('a\ufffdb');
	});
});

describe('recognition of an encoding (abuse 49)', () => {
	const files = {
		'utf-8': new TextEncoder().encode(text),
		'utf-16le': utf16(`\ufeff${text}`, false),
		'utf-16be': utf16(`\ufeff${text}`, true),
		'windows-1258': windows1258(text),
		tcvn3: encode(text, 'tcvn3'),
		vni: encode(text, 'vni'),
		vps: encode(text, 'vps')
	};
	for (const encoding of encodings)
		it(`finds ${encoding}, shows a sample and composes it`, () => {
			const { candidates, confidence } = recognise(files[encoding]);
			expect(candidates[0]?.encoding).toBe(encoding);
			expect(confidence).toBe(encoding.startsWith('utf') ? 'sure' : 'likely');
			expect(candidates[0]?.sample[1]).toContain('Tỉnh Lâm Đồng');
			expect(decode(files[encoding], encoding)).toBe(text);
		});

	it('finds UTF-8 and UTF-16 with and without a byte order mark', () => {
		const marked = new TextEncoder().encode(`\ufeff${text}`);
		expect(recognise(marked)).toMatchObject({ marked: true, confidence: 'sure' });
		expect(decode(marked, 'utf-8')).toBe(text);
		expect(recognise(utf16(text, false)).candidates[0]?.encoding).toBe('utf-16le');
		expect(recognise(utf16(text, true)).candidates[0]?.encoding).toBe('utf-16be');
	});

	it('says which lines are in another encoding when a file mixes them', () => {
		const lines = text
			.split('\r\n')
			.map((line, index) => (index === 1 ? new TextEncoder().encode(line) : encode(line, 'tcvn3')));
		const mixed = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\r\n')]));
		const found = recognise(mixed);
		expect(found.confidence).toBe('doubtful');
		expect(found.mixed).toEqual([2]);
	});

	it('is doubtful about bytes that are no Vietnamese in any encoding', () => {
		const noise = Uint8Array.from({ length: 3000 }, (_, index) => 0xa1 + ((index * 71) % 90));
		expect(recognise(noise).confidence).toBe('doubtful');
	});

	it('composes decomposed letters (abuse 50)', () => {
		const apart = new TextEncoder().encode('Hoà Bình'.normalize('NFD'));
		expect(decode(apart, 'utf-8')).toBe('Hoà Bình');
	});
});

describe('a syllable', () => {
	it('is known by its parts, and the wrong table shows', () => {
		for (const word of ['nghiêng', 'Khuyến', 'ĐƯỜNG', 'hoà', 'hòa', 'quyết', 'giữ', 'Yên'])
			expect([word, isSyllable(word)]).toEqual([word, true]);
		for (const word of ['ViÖt', 'Vieät', 'nghÜa', 'héìi', 'ngh', 'ầấ'])
			expect([word, isSyllable(word)]).toEqual([word, false]);
	});
});
