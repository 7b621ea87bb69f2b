import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile, type Box, type Field } from '#lib/questionnaire/fields.ts';
import { atTheDoor, check, isDay } from '#lib/questionnaire/structure.ts';
import type { Definition } from '#lib/survey.ts';
import json from '../../../surveys/thuc-trang/definition.json';
import { complete } from '../../answers.ts';

const fields = compile(json as unknown as Definition);
const reasons = (data: unknown) => check(fields, data).map(({ reason }) => reason);

/** Values a box may hold. */
function fitting(box: Box): fc.Arbitrary<unknown> {
	switch (box.kind) {
		case 'choice':
			return fc.constantFrom(...box.choices.map(({ code }) => code));
		case 'choices': {
			const codes = box.choices.map(({ code }) => code).filter((code) => !box.alone.includes(code));
			return fc.subarray(codes, { maxLength: box.most });
		}
		case 'number':
			return box.whole
				? fc.integer({ min: box.min, max: Math.min(box.max, 2 ** 31 - 1) })
				: fc.double({ min: box.min, max: box.max, noNaN: true });
		case 'boolean':
			return fc.boolean();
		case 'file':
			return fc.uniqueArray(fc.uuid(), { maxLength: box.most });
		case 'text':
			return box.format === 'url'
				? fc.webUrl().filter((url) => url.length <= box.maxLength)
				: fc.stringMatching(/^[a-zA-Z0-9ăâđêôơưạảấầ ,.-]{0,100}$/);
	}
}

function fittingField({ shape }: Field): fc.Arbitrary<unknown> {
	switch (shape.kind) {
		case 'items':
			return fc.record(
				Object.fromEntries(shape.items.map(({ name, box }) => [name, fitting(box)])),
				{ requiredKeys: [] }
			);
		case 'matrix': {
			const code = fc.constantFrom(...shape.columns.map((column) => column.code));
			return fc.record(Object.fromEntries(shape.rows.map((row) => [row.code, code])), {
				requiredKeys: []
			});
		}
		case 'table': {
			const row = fc.record(
				Object.fromEntries(shape.columns.map(({ name, box }) => [name, fitting(box)])),
				{ requiredKeys: [] }
			);
			return fc.array(row, { maxLength: shape.mostRows });
		}
		default:
			return fitting(shape);
	}
}

const formThatFits = fc
	.record(Object.fromEntries(fields.map((field) => [field.name, fittingField(field)])), {
		requiredKeys: []
	})
	// Records of fast-check have no prototype; answers come from JSON.
	.map((data) => JSON.parse(JSON.stringify(data)) as Record<string, unknown>);

describe('the structural check', () => {
	it('lets through every form whose answers fit, complete or not', () => {
		expect(check(fields, complete())).toEqual([]);
		expect(check(fields, {})).toEqual([]);
		fc.assert(fc.property(formThatFits, (data) => check(fields, data).length === 0));
	});

	it('answers to anything at all with findings, never with an error, and stores nothing odd', () => {
		const names = fc.constantFrom(...fields.map(({ name }) => name), '__proto__', 'constructor');
		fc.assert(
			fc.property(fc.dictionary(names, fc.jsonValue({ maxDepth: 12 })), (raw) => {
				const { data, findings } = atTheDoor(raw);
				const all = [...findings, ...check(fields, data)];
				for (const name of Object.keys(data)) expect(name).not.toMatch(/__proto__|constructor/);
				expect(all.length).toBeLessThanOrEqual(101);
			})
		);
	});

	it('refuses one wrong value in an otherwise fitting form', () => {
		const wrong = fc.constantFrom<[string, unknown, string]>(
			['TT07', 'RIENG', 'not-a-choice'],
			['TT07', ['rieng'], 'wrong-type'],
			['TT08', null, 'wrong-type'],
			['TT10', 99, 'too-large'],
			['TT10', '4', 'wrong-type'],
			['TT09', ['kiem_tra', 'kiem_tra'], 'chosen-twice'],
			['TT09', ['kiem_tra', 'none'], 'not-alone'],
			['TT09', 'kiem_tra', 'wrong-type'],
			['TT13', { tong: '12,5' }, 'wrong-type'],
			['TT13', { tong: -1 }, 'too-small'],
			['TT13', { khac: 1 }, 'unknown-item'],
			['TT14', { bao_cao_vien: 1.5 }, 'not-whole'],
			['TT14a', { may_tinh: 'rat_tot' }, 'not-a-choice'],
			['TT14a', { ao: 'tot' }, 'unknown-item'],
			['TT16', 'javascript:alert(1)', 'not-an-address'],
			['TT25', Array.from({ length: 800 }, () => ({ kenh: 'fanpage' })), 'too-many-rows'],
			['TT25', [['fanpage']], 'wrong-type'],
			['TT38', 'x'.repeat(4001), 'too-long'],
			['TT38', { a: 1 }, 'wrong-type'],
			['TT38', 'a\u0000b', 'forbidden-character'],
			['TT38', 'a\ud800b', 'forbidden-character'],
			['TT38', 'a\u202eb', 'forbidden-character'],
			['TT38', 'Hà'.normalize('NFD'), 'not-composed'],
			['TT07a', 'hai\ndòng', 'forbidden-character'],
			[
				'TT37',
				['the_che', 'kinh_phi', 'nhan_luc', 'ky_nang', 'ha_tang', 'du_lieu'],
				'too-many-choices'
			],
			['TT40', 'true', 'wrong-type'],
			['TT37-Comment', 'x'.repeat(1001), 'too-long'],
			['TT07-Comment', 'x', 'unknown-question'],
			['TT99', 1, 'unknown-question']
		);
		fc.assert(
			fc.property(formThatFits, wrong, (data, [name, value, reason]) => {
				expect(reasons({ ...data, [name]: value })).toEqual([reason]);
			})
		);
	});

	it('refuses numbers that JSON cannot hold', () => {
		for (const value of [NaN, Infinity, -Infinity])
			expect(reasons({ TT28: value })).toEqual(['wrong-type']);
	});

	it('knows which days exist', () => {
		expect(isDay('2024-02-29')).toBe(true);
		for (const day of ['2026-02-30', '2026-13-01', '2569-01-01', '01/02/2026', '2026-2-3'])
			expect(isDay(day)).toBe(false);
	});
});

describe('the door', () => {
	it('refuses names that reach into objects, at any depth, and changes no prototype', () => {
		for (const text of [
			'{"__proto__": {"a": 1}}',
			'{"TT13": {"__proto__": {"a": 1}}}',
			'{"TT25": [{"constructor": {"prototype": {"a": 1}}}]}'
		]) {
			const { findings } = atTheDoor(JSON.parse(text));
			expect(findings).toHaveLength(1);
			expect(({} as { a?: number }).a).toBeUndefined();
		}
	});

	it('refuses nesting no form has without walking it', () => {
		let deep: unknown = 1;
		for (let level = 0; level < 10_000; level++) deep = [deep];
		expect(atTheDoor({ TT38: deep }).findings).toEqual([{ question: 'TT38', reason: 'too-deep' }]);
	});

	it('composes letters', () => {
		expect(atTheDoor({ TT38: 'Hòa'.normalize('NFD') }).data).toEqual({ TT38: 'Hòa' });
	});
});
