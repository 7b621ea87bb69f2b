/**
 * A form for paper: every question with what may be answered, blank or with the answers in it, and
 * in words when a question is to be answered at all. A question that cannot be asked is left out.
 */
import { earlierWords } from '../messages/earlier.ts';
import { elementsOf, textOf, type Definition } from '../survey.ts';
import { waysOf, type Atom } from './conditions.ts';
import { commentSuffix, compile, type Field, type Shape } from './fields.ts';
import type { Answers } from './structure.ts';

export type PaperQuestion = {
	name: string;
	number: string;
	title: string;
	hint: string;
	required: boolean;
	/** when it is to be answered; '' = always */
	only: string;
	shape: Shape;
	value: unknown;
	/** what was written beside “other” */
	comment: string;
};
export type PaperSection = { name: string; title: string; questions: PaperQuestion[] };

const words = earlierWords.vi;

/** The sections of a form. `data` undefined: a blank one. Official forms are in Vietnamese. */
export function paperOf(
	definition: Definition,
	variables: Record<string, string>,
	data?: Answers
): PaperSection[] {
	const fields = compile(definition);
	const elements = new Map(elementsOf(definition).map((element) => [element.name, element]));
	const named = (text: string) =>
		text.replace(/\{(\w+)\}/g, (whole, name: string) => variables[name] ?? whole);
	return definition.pages
		.map(({ name, title }) => ({
			name,
			title: textOf(title),
			questions: fields
				.filter((field) => field.page === name)
				.flatMap((field): PaperQuestion[] => {
					const ways = waysOf(field.when).filter((way) =>
						way.every((atom) => possible(atom, variables, data))
					);
					if (ways.length === 0) return [];
					const asked = ways.map((way) => way.filter(({ question }) => !(question in variables)));
					return [
						{
							name: field.name,
							number: field.number,
							title: named(field.title),
							hint: named(textOf(elements.get(field.name)?.description)),
							required: field.required,
							only: data || asked.some((way) => way.length === 0) ? '' : inWords(asked, fields),
							shape: field.shape,
							value: data?.[field.name],
							comment: String(data?.[field.name + commentSuffix] ?? '')
						}
					];
				})
		}))
		.filter(({ questions }) => questions.length > 0);
}

/** Whether a comparison holds, or may hold where only the blank form is known. */
function possible(atom: Atom, variables: Record<string, string>, data?: Answers): boolean {
	const { question, operator, value } = atom;
	const known = question in variables;
	if (!known && !data) return true;
	const held: unknown = known ? variables[question] : data?.[question];
	const nothing = held === undefined || held === null || held === '';
	const list = Array.isArray(held) ? held.map(String) : [];
	switch (operator) {
		case 'empty':
			return question === '' || nothing;
		case 'notempty':
			return question === '' || !nothing;
		case '=':
			return String(held) === value;
		case '<>':
			return String(held) !== value;
		case 'contains':
			return list.includes(value);
		case 'notcontains':
			return !list.includes(value);
		default:
			// A box inside the question: what is known is only whether it was answered.
			if (typeof held !== 'number') return !nothing;
			if (operator === '>') return held > Number(value);
			if (operator === '<') return held < Number(value);
			return operator === '>=' ? held >= Number(value) : held <= Number(value);
	}
}

function inWords(ways: Atom[][], fields: readonly Field[]): string {
	const byName = new Map(fields.map((field) => [field.name, field]));
	const said = ways.map((way) => {
		const telling = way.filter(({ operator }) => operator !== 'notempty');
		return (telling.length > 0 ? telling : way).map((atom) => atomInWords(atom, byName));
	});
	if (said.flat().includes('')) return words.conditional;
	return `${words.onlyIf} ${said.map((parts) => parts.join(words.and)).join(words.or)}.`;
}

/** '' when the comparison cannot be said in words. */
function atomInWords({ question, operator, value }: Atom, byName: Map<string, Field>): string {
	const field = byName.get(question);
	if (!field) return '';
	const { number, shape } = field;
	const choices = shape.kind === 'choice' || shape.kind === 'choices' ? shape.choices : [];
	const answer = choices.find(({ code }) => code === value)?.text ?? value;
	switch (operator) {
		case '=':
		case 'contains':
			return words.answerOf(number, answer);
		case '<>':
		case 'notcontains':
			return words.otherThan(number, answer);
		case 'notempty':
			return words.notEmpty(number);
		case '>':
			return words.above(number, value);
		default:
			return '';
	}
}
