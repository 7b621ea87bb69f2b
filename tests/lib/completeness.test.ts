import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	countNames,
	faultsOf,
	noCounts,
	placesOf,
	rateOf,
	ratesOf,
	sumOf,
	type Counts
} from '#lib/completeness.ts';

const whole = fc.nat({ max: 4000 });
/** Counts as the record would give them: made of parts, so that they add up. */
const sound = fc.tuple(whole, whole, whole, whole, whole, whole, whole, whole).map((parts) => {
	const [untouched, begun, returned, waiting, endorsed, approved, exempt, some] = parts;
	const submitted = waiting + endorsed + approved;
	const late = Math.min(some, submitted);
	return {
		...noCounts,
		...{ untouched, begun, returned, waiting, endorsed, approved, exempt, submitted, late },
		...{ onTime: submitted - late, started: begun + returned + submitted },
		expected: untouched + begun + returned + submitted,
		listed: untouched + begun + returned + submitted + exempt,
		resubmitted: Math.min(some, submitted)
	} satisfies Counts;
});

describe('counts', () => {
	it('that add up have no fault, alone and summed', () => {
		fc.assert(
			fc.property(fc.array(sound, { maxLength: 5 }), (all) => {
				expect([...all, sumOf(all)].flatMap(faultsOf)).toEqual([]);
			})
		);
	});

	it('of which one is off by one have a fault', () => {
		const lawful = countNames.filter((name) => name !== 'exemptSubmitted' && name !== 'extended');
		fc.assert(
			fc.property(sound, fc.constantFrom(...lawful), (counts, name) => {
				if (name === 'resubmitted' && counts.resubmitted < counts.submitted) return;
				expect(faultsOf({ ...counts, [name]: counts[name] + 1 })).not.toEqual([]);
			})
		);
	});
});

describe('a rate', () => {
	it('above one is an error with its numbers, never a hundred per cent', () => {
		expect(rateOf(5, 4)).toEqual({ numerator: 5, denominator: 4, share: null, fault: true });
		expect(rateOf(1, 0)).toMatchObject({ share: null, fault: true });
		expect(rateOf(-1, 4)).toMatchObject({ share: null, fault: true });
	});

	it('of nobody is no number', () => {
		expect(rateOf(0, 0)).toEqual({ numerator: 0, denominator: 0, share: null, fault: false });
	});

	it('is the numerator over the denominator and both are kept', () => {
		expect(ratesOf({ ...noCounts, expected: 8, submitted: 6, onTime: 2 })).toEqual({
			submitted: { numerator: 6, denominator: 8, share: 0.75, fault: false },
			onTime: { numerator: 2, denominator: 8, share: 0.25, fault: false }
		});
	});
});

it('gathers a province’s own form and its communes, in Vietnamese order', () => {
	const node = (code: string, level: 'province' | 'commune', listed: number) => ({
		...{ ...noCounts, listed, place: 'province' as const, code, level }
	});
	const names = { '48': 'Đà Nẵng', '92': 'Cần Thơ' };
	const nodes = [node('48', 'province', 1), node('48', 'commune', 94), node('92', 'province', 1)];
	expect(
		placesOf(nodes, names).map(({ name, all, communes }) => [
			...[name, all.listed, communes?.listed]
		])
	).toEqual([
		['Cần Thơ', 1, undefined],
		['Đà Nẵng', 95, 94]
	]);
});
