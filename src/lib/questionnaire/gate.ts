/**
 * The publish gate: what a definition may contain. It works by permission: an element type, a key
 * or a function that is not listed is refused, so markup (`html`), addresses the server would fetch
 * (`choicesByUrl`), redirects and slow patterns never reach a form. It also
 * refuses what would ask in vain or mix meanings: see `reach.ts`, `language.ts`, `continuity.ts`.
 */
import { isList, type Definition } from '../survey.ts';
import { breaks } from './continuity.ts';
import { isFree } from './free-text.ts';
import { untranslated } from './language.ts';
import { isReserved } from './reserved.ts';
import { get, isNode, objects, texts, type Node } from './nodes.ts';
import { circular, unreachable } from './reach.ts';

export type Refusal = {
	/** path to the place, such as `pages[1].elements[3].choices[0]` */
	where: string;
	reason:
		| 'not-an-object'
		| 'key-not-allowed'
		| 'type-not-allowed'
		| 'name-not-ascii'
		| 'name-twice'
		| 'name-reserved'
		| 'code-not-ascii'
		| 'code-twice'
		| 'markup'
		| 'not-composed'
		| 'function-unknown'
		| 'variable-unknown'
		| 'pattern-not-vetted'
		| 'free-text-shown'
		| 'too-large'
		| 'too-many-questions'
		| 'list-unknown'
		| 'correct-not-a-choice'
		| 'translation-missing'
		| 'placeholder-missing'
		| 'condition-loop'
		| 'condition-on-later'
		| 'never-asked'
		| 'name-other-type'
		| 'name-other-meaning'
		| 'name-renamed'
		| 'code-other-meaning'
		| 'code-renamed';
	detail: string;
};

const element = [
	'type',
	'name',
	'title',
	'description',
	'visibleIf',
	'enableIf',
	'requiredIf',
	'isRequired',
	'validators',
	'indicators',
	'startWithNewLine'
];
const listed = [
	...['choices', 'showOtherItem', 'otherText', 'showNoneItem', 'noneText', 'colCount'],
	...['choicesFromQuestion', 'choicesFromQuestionMode']
];
const written = ['inputType', 'min', 'max', 'step', 'maxLength', 'placeholder', 'whole', 'unit'];

/** Question types a form may use, each with the keys it may carry. */
const types: Record<string, readonly string[]> = {
	text: [...element, ...written],
	comment: [...element, 'maxLength', 'placeholder', 'rows'],
	radiogroup: [...element, ...listed, 'correctCode', 'basis'],
	dropdown: [...element, ...listed, 'placeholder', 'choicesFrom', 'correctCode', 'basis'],
	checkbox: [
		...[...element, ...listed, 'maxSelectedChoices', 'minSelectedChoices'],
		...['showRefuseItem', 'refuseText']
	],
	rating: [...element, 'rateMin', 'rateMax', 'minRateDescription', 'maxRateDescription'],
	boolean: [...element, 'labelTrue', 'labelFalse'],
	multipletext: [...element, 'items', 'colCount'],
	file: [...element, 'maxFiles'],
	matrix: [...element, 'rows', 'columns', 'isAllRowRequired'],
	matrixdynamic: [...element, 'columns', 'rowCount', 'minRowCount', 'maxRowCount', 'addRowText']
};
/** Types a question may have. */
export const questionTypes: readonly string[] = Object.keys(types);

/** Keys a question of a type may carry; none for a type there is not. */
export function keysOf(type: string): readonly string[] {
	return Object.hasOwn(types, type) ? types[type]! : [];
}

const item = [
	'name',
	'title',
	'inputType',
	'isRequired',
	'min',
	'max',
	'maxLength',
	'validators',
	'unit',
	'whole'
];
const column = [
	...['name', 'title', 'cellType', 'isRequired', 'choices', 'choicesFromQuestion', 'validators'],
	...written
];
const validators: Record<string, readonly string[]> = {
	numeric: ['type', 'minValue', 'maxValue', 'text'],
	text: ['type', 'minLength', 'maxLength', 'text'],
	answercount: ['type', 'minCount', 'maxCount', 'text'],
	email: ['type', 'text'],
	expression: ['type', 'expression', 'text'],
	regex: ['type', 'regex', 'text']
};
const root = [
	...['title', 'description', 'locale', 'pages', 'calculatedValues', 'showQuestionNumbers'],
	...['clearInvisibleValues', 'checkErrorsMode', 'planItems']
];
const pageKeys = ['name', 'title', 'description', 'elements', 'visibleIf'];

/** Patterns known to run in linear time. */
const vettedPatterns = new Set(['^\\d{1,12}$', '^https?://\\S+$']);
/** Functions of the engine that only compute. */
const functions = new Set(['iif', 'sum', 'round', 'min', 'max', 'avg', 'age', 'today', 'year']);
/** Variables the platform supplies. */
const supplied = new Set(['kyBaoCao', 'nhom']);
/** Keys whose value is an expression. */
const expressions = new Set(['visibleIf', 'enableIf', 'requiredIf', 'expression']);
const largest = 500_000;
const mostQuestions = 500;

/**
 * Why a definition may not be published; [] when it may. `earlier`: the survey's versions so far,
 * oldest first, whose names and codes it must keep.
 */
export function refusals(definition: unknown, earlier: readonly Definition[] = []): Refusal[] {
	const found = malformed(definition);
	if (!isNode(definition) || found.some(({ reason }) => fatal.has(reason))) return found;
	const pages = objects(definition.pages, 'pages').map(({ value }) => value);
	found.push(
		...untranslated(definition),
		...unreachable(pages),
		...circular(definition.calculatedValues)
	);
	// Only a form whose every part is what it should be can be compared with an earlier one.
	if (found.length === 0) found.push(...breaks(definition as Definition, earlier));
	return found;
}

const fatal = new Set<Refusal['reason']>(['not-an-object', 'too-large', 'too-many-questions']);

function malformed(definition: unknown): Refusal[] {
	const found: Refusal[] = [];
	const refuse = (where: string, reason: Refusal['reason'], detail: unknown) =>
		found.push({ where, reason, detail: String(detail) });
	if (JSON.stringify(definition ?? null).length > largest)
		return [{ where: '', reason: 'too-large', detail: String(largest) }];
	const count = questionsIn(definition).length;
	if (count > mostQuestions)
		return [{ where: '', reason: 'too-many-questions', detail: String(count) }];
	const names = new Set<string>();
	const known = new Set(supplied);
	for (const { value } of objects(get(definition, 'calculatedValues'), ''))
		known.add(String(value.name));

	const keys = (value: Node, allowed: readonly string[], where: string) => {
		for (const key of Object.keys(value))
			if (!allowed.includes(key)) refuse(`${where}.${key}`, 'key-not-allowed', key);
	};
	const unique = (name: unknown, seen: Set<string>, where: string) => {
		if (typeof name !== 'string' || !/^[A-Za-z][A-Za-z0-9_]{0,59}$/.test(name))
			refuse(where, 'name-not-ascii', name);
		else if (seen.has(name.toLowerCase())) refuse(where, 'name-twice', name);
		else if (isReserved(name)) refuse(where, 'name-reserved', name);
		seen.add(String(name).toLowerCase());
	};
	const codes = (value: unknown, where: string) => {
		const seen = new Set<string>();
		if (value !== undefined && !Array.isArray(value)) refuse(where, 'not-an-object', value);
		(Array.isArray(value) ? value : []).forEach((choice: unknown, index) => {
			const code = get(choice, 'value') ?? choice;
			const place = `${where}[${index}]`;
			if (typeof code !== 'string' || !/^[a-z0-9_]{1,60}$/.test(code))
				refuse(place, 'code-not-ascii', code);
			else if (seen.has(code)) refuse(place, 'code-twice', code);
			seen.add(String(code));
			if (isNode(choice)) keys(choice, ['value', 'text'], place);
		});
	};
	const checkValidators = (value: unknown, where: string) => {
		for (const { value: validator, place } of objects(value, where)) {
			const allowed = validators[String(validator.type)];
			if (!allowed) refuse(place, 'type-not-allowed', validator.type);
			else keys(validator, allowed, place);
			if ('regex' in validator && !vettedPatterns.has(String(validator.regex)))
				refuse(`${place}.regex`, 'pattern-not-vetted', validator.regex);
		}
	};

	if (!isNode(definition)) return [{ where: '', reason: 'not-an-object', detail: 'definition' }];
	keys(definition, root, '');
	for (const { value, place } of objects(definition.calculatedValues, 'calculatedValues')) {
		keys(value, ['name', 'expression'], place);
		unique(value.name, names, place);
	}
	for (const { value: page, place } of objects(definition.pages, 'pages')) {
		keys(page, pageKeys, place);
		unique(page.name, names, place);
		for (const { value: question, place: at } of objects(page.elements, `${place}.elements`)) {
			const allowed = Object.hasOwn(types, String(question.type)) && types[String(question.type)];
			if (!allowed) {
				refuse(at, 'type-not-allowed', question.type);
				continue;
			}
			keys(question, allowed, at);
			unique(question.name, names, at);
			known.add(String(question.name));
			codes(question.choices, `${at}.choices`);
			if (question.choicesFrom !== undefined && !isList(question.choicesFrom))
				refuse(`${at}.choicesFrom`, 'list-unknown', question.choicesFrom);
			if (question.correctCode !== undefined && !codesIn(question).includes(question.correctCode))
				refuse(`${at}.correctCode`, 'correct-not-a-choice', question.correctCode);
			checkValidators(question.validators, `${at}.validators`);
			codes(question.rows instanceof Array ? question.rows : undefined, `${at}.rows`);
			if (question.type === 'matrix') codes(question.columns, `${at}.columns`);
			const parts = question.type === 'matrixdynamic' ? question.columns : question.items;
			const seen = new Set<string>();
			for (const { value: part, place: spot } of objects(parts, `${at}.items`)) {
				keys(part, question.type === 'matrixdynamic' ? column : item, spot);
				unique(part.name, seen, spot);
				checkValidators(part.validators, `${spot}.validators`);
				codes(part.choices, `${spot}.choices`);
			}
		}
	}
	const free = new Set(
		questionsIn(definition)
			.filter(isFree)
			.map(({ name }) => String(name))
	);
	for (const { text, key, where } of texts(definition, '')) {
		if (text !== text.normalize('NFC')) refuse(where, 'not-composed', text);
		if (expressions.has(key)) {
			for (const [, name] of text.matchAll(/([A-Za-z_]\w*)\s*\(/g))
				if (!functions.has(name!) && !['and', 'or', 'not'].includes(name!))
					refuse(where, 'function-unknown', name);
		} else if (/<\/?[a-z!]|&#?\w+;|javascript:|data:/i.test(text)) refuse(where, 'markup', text);
		for (const [, name] of text.matchAll(/\{([^}]*)\}/g)) {
			const first = name!.split(/[.[]/)[0]!;
			if (!known.has(first) && first !== 'row') refuse(where, 'variable-unknown', name);
			// What a respondent typed is never part of what someone else reads as the form.
			else if (free.has(first) && !expressions.has(key)) refuse(where, 'free-text-shown', name);
		}
	}
	return found;
}

function questionsIn(definition: unknown): Node[] {
	return objects(get(definition, 'pages'), '').flatMap(({ value }) =>
		objects(value.elements, '').map((element) => element.value)
	);
}

function codesIn({ choices }: Node): unknown[] {
	return Array.isArray(choices) ? choices.map((choice) => get(choice, 'value') ?? choice) : [];
}
