import { describe, expect, it } from 'vitest';
import { numbersOf, sectionOf, titled, total, type Answered } from '#lib/questionnaire/progress.ts';

const question = (
	answered: boolean,
	required: boolean,
	valid = answered || !required
): Answered => ({
	name: 'TT01',
	answered,
	required,
	valid
});
const fresh = { checked: false, passed: false, faults: 0 };
const state = (questions: Answered[], shown = fresh) =>
	sectionOf({ name: 'p', title: 'A. Đơn vị', questions }, 1, shown).state;

describe('a section', () => {
	it('is to do, under way or done by what was answered', () => {
		expect(state([question(false, true), question(false, false)])).toBe('todo');
		expect(state([question(true, true), question(false, true)])).toBe('doing');
		expect(state([question(true, true), question(false, false)])).toBe('done');
	});

	it('without required questions is done when all are answered or it was left on purpose', () => {
		const optional = [question(true, false), question(false, false)];
		expect(state(optional)).toBe('doing');
		expect(state(optional, { ...fresh, passed: true })).toBe('done');
		expect(state([question(true, false)])).toBe('done');
	});

	it('is wrong only after its errors were shown', () => {
		const wrong = [question(true, true, false)];
		expect(state(wrong)).toBe('doing');
		expect(state(wrong, { checked: true, passed: false, faults: 2 })).toBe('wrong');
	});

	it('adds up with the others', () => {
		const one = sectionOf(
			{ name: 'p', title: 'A. X', questions: [question(true, true)] },
			1,
			fresh
		);
		const two = sectionOf(
			{ name: 'q', title: 'B. Y', questions: [question(false, true)] },
			2,
			fresh
		);
		expect(total([one, two])).toEqual({ answered: 1, answerable: 2 });
	});
});

describe('names', () => {
	it('take the letter from the title, Đ too, else the ordinal number', () => {
		expect(titled('Đ. Nội dung, tài liệu số', 5)).toEqual({
			letter: 'Đ',
			title: 'Nội dung, tài liệu số'
		});
		expect(titled('Nguồn lực', 3)).toEqual({ letter: '3', title: 'Nguồn lực' });
	});

	it('number the questions in the order of the form, with letters for those that add to one', () => {
		const numbers = numbersOf(['TT05', 'TT07', 'TT07a', 'TT07b', 'tuoi', 'TT40']);
		expect([...numbers.values()]).toEqual(['1', '2', '2a', '2b', '3', '4']);
	});
});
