/** How far the sections of a form have come, in numbers and in one word each. */
export type Answered = {
	name: string;
	/** something was answered */
	answered: boolean;
	/** it can be submitted as it stands */
	valid: boolean;
	required: boolean;
};

export type SectionState = 'done' | 'doing' | 'todo' | 'wrong';

export type Section = {
	name: string;
	/** A, B … Đ … */
	letter: string;
	title: string;
	answered: number;
	answerable: number;
	/** questions that keep the form from being submitted */
	blocking: number;
	/** sentences shown beside its questions */
	faults: number;
	state: SectionState;
};

/** “A. Thông tin đơn vị” → letter A and the words; without a letter, the ordinal number. */
export function titled(title: string, ordinal: number): { letter: string; title: string } {
	const [, letter, words] = /^\s*([\p{Lu}]|[IVX]+|\d+)[.)]\s+(.+)$/u.exec(title) ?? [];
	return letter && words ? { letter, title: words } : { letter: String(ordinal), title };
}

/**
 * The state of one section. `checked`: its errors have been shown, `faults` of them; `passed`: it was left with
 * “Lưu và sang phần …” and nothing was wrong.
 */
export function sectionOf(
	page: { name: string; title: string; questions: readonly Answered[] },
	ordinal: number,
	{ checked, passed, faults }: { checked: boolean; passed: boolean; faults: number }
): Section {
	const { questions } = page;
	const answered = questions.filter((question) => question.answered).length;
	const blocking = questions.filter((question) => !question.valid).length;
	const necessary = questions.some((question) => question.required);
	const touched = answered > 0 || passed;
	let state: SectionState = 'todo';
	if (checked && (blocking > 0 || faults > 0)) state = 'wrong';
	else if (blocking === 0 && touched && (passed || necessary || answered === questions.length))
		state = 'done';
	else if (touched) state = 'doing';
	return {
		name: page.name,
		...titled(page.title, ordinal),
		answered,
		answerable: questions.length,
		blocking,
		faults: checked ? faults : 0,
		state
	};
}

export function total(sections: readonly Section[]): { answered: number; answerable: number } {
	return {
		answered: sections.reduce((sum, { answered }) => sum + answered, 0),
		answerable: sections.reduce((sum, { answerable }) => sum + answerable, 0)
	};
}

/**
 * The numbers printed beside a form's questions: 1, 2, 3 … in the order of the form, whatever is
 * visible; a name that adds a letter to the one before (TT07a after TT07) is numbered 2a after 2.
 */
export function numbersOf(names: readonly string[]): Map<string, string> {
	const numbers = new Map<string, string>();
	let count = 0;
	let base = '';
	for (const name of names) {
		const letter = base && name.startsWith(base) ? name.slice(base.length) : '';
		if (/^\p{Ll}$/u.test(letter)) numbers.set(name, `${count}${letter}`);
		else {
			base = name;
			numbers.set(name, String(++count));
		}
	}
	return numbers;
}
