/** Definitions as forms and back, and what no definition may be. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Indicator } from '#lib/indicator.ts';
import { fieldOf, givenOf, typedOf } from '#lib/indicator/form.ts';
import { dimensionsOf, kindFields, sourcesOf, unitsOf } from '#lib/indicator/kinds.ts';
import { readDefinition } from '#lib/indicator/schema.ts';
import { measureKinds } from '#lib/measure.ts';

const catalogue = JSON.parse(
	readFileSync('src/lib/server/reference/indicators.json', 'utf8')
) as Indicator[];
const contentOf = ({ id: _, version: __, ...content }: Indicator) => content;
const share = catalogue.find(({ id }) => id === 'CT-II.3-04')!;

describe('a definition', () => {
	it('goes into the form and comes back the same, for every indicator of the catalogue', () => {
		expect(catalogue).toHaveLength(59);
		for (const indicator of catalogue) {
			const read = readDefinition(givenOf(typedOf(contentOf(indicator))));
			expect(read).toEqual({ definition: contentOf(indicator) });
		}
	});

	it('has a unit, a source and splits that fit its formula, in all of the catalogue', () => {
		for (const { id, measure, valueUnit, source, dimensions } of catalogue) {
			if (!measure) continue;
			expect([id, unitsOf[measure.kind].includes(valueUnit)]).toEqual([id, true]);
			expect([id, sourcesOf(measure).includes(source)]).toEqual([id, true]);
			const possible = dimensionsOf(measure);
			expect([id, dimensions.filter((one) => !possible.includes(one))]).toEqual([id, []]);
		}
	});

	it('has fields for every kind of formula', () => {
		expect(Object.keys(kindFields).sort()).toEqual([...measureKinds].sort());
	});
});

describe('what is typed', () => {
	const typed = typedOf(contentOf(share));
	const faultsOf = (changes: Record<string, string>) => {
		const read = readDefinition(givenOf({ ...typed, ...changes }));
		return 'faults' in read ? read.faults.map(({ path }) => fieldOf(path)) : [];
	};

	it('is refused field by field where it cannot be', () => {
		expect(faultsOf({})).toEqual([]);
		expect(faultsOf({ nameVi: ' ' })).toEqual(['nameVi']);
		expect(faultsOf({ nameEn: 'x'.repeat(301) })).toEqual(['nameEn']);
		expect(faultsOf({ planItems: '' })).toEqual(['planItems']);
		expect(faultsOf({ planItems: 'II.3, drop table' })).toContain('planItems');
		expect(faultsOf({ valueUnit: 'nothing' })).toEqual(['valueUnit']);
		expect(faultsOf({ m_kind: 'eval' })).toEqual(['m_kind']);
		expect(faultsOf({ m_question: 'TT15; select 1' })).toEqual(['m_question']);
		expect(faultsOf({ m_codes: '' })).toEqual(['m_codes']);
		expect(faultsOf({ m_codes: 'rieng, rieng' })).toEqual(['m_codes']);
		expect(faultsOf({ m_and: '{not json' })).toEqual(['m_and']);
		expect(faultsOf({ target_value: '100', target_year: '2020', target_source: '' })).toEqual([
			'target_source'
		]);
		expect(faultsOf({ target_value: '1.000' })).toEqual(['target_value']);
		expect(faultsOf({ target_year: '20' })).toEqual(['target_year']);
	});

	it('states the target of a share in per cent', () => {
		expect(typed.target_value).toBe('100');
		const read = readDefinition(givenOf({ ...typed, target_value: '82,5' }));
		expect('definition' in read && read.definition.measure?.target?.value).toBe(0.825);
	});

	it('protects respondents whatever was typed', () => {
		const read = readDefinition(givenOf({ ...typed, suppression: 'none' }));
		expect('definition' in read && read.definition.suppression).toBe('respondents');
	});

	it('never throws and never lets through what the schema would refuse a second time', () => {
		const names = [...Object.keys(typed), 'm_second', 'm_targets', 'm_scale', 'm_groups'];
		const value = fc.oneof(
			fc.string({ maxLength: 40 }),
			fc.constantFrom('', '1', '-1', '{}', '[]', '{"__proto__":{}}', 'null', '1e9', '\ufffd'),
			fc.json({ maxDepth: 3 })
		);
		const changes = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 4 });
		fc.assert(
			fc.property(changes, fc.constantFrom(...measureKinds, 'constructor'), (change, kind) => {
				const read = readDefinition(givenOf({ ...typed, m_kind: kind, ...change }));
				if ('definition' in read)
					expect(readDefinition(read.definition)).toEqual({ definition: read.definition });
				else expect(read.faults.length).toBeGreaterThan(0);
			}),
			{ numRuns: 2000 }
		);
	});
});
