/**
 * The difference between two versions of a form, for a person to read: which questions came, went,
 * moved or changed, and of those what exactly: wording, choices, conditions, limits.
 */
import { canonical } from './canonical.ts';
import { readByPeople } from './language.ts';
import { numbersOf } from './progress.ts';
import { elementsOf, textOf, type Definition, type Element, type Text } from '../survey.ts';

export type Part =
	/** a text reads otherwise; `code`: of which choice, row or box */
	| { what: 'wording'; key: string; code?: string; before: Text; after: Text }
	| { what: 'choice-added'; code: string; text: Text }
	| { what: 'choice-removed'; code: string; text: Text }
	/** anything that is not a text: a condition, a limit, the type */
	| { what: 'setting'; key: string; code?: string; before: string; after: string };

export type Change = {
	kind: 'added' | 'removed' | 'kept';
	/** name of the question, page or '' = the form itself */
	name: string;
	of: 'form' | 'page' | 'question';
	title: Text;
	/** numbers beside the question before and after; of questions only */
	moved?: { from: string; to: string };
	parts: Part[];
};

type Node = Record<string, unknown>;
const lists = ['choices', 'rows', 'columns', 'items'] as const;

/** Every change from one version to another, in the order of the newer form, losses last. */
export function difference(before: Definition, after: Definition): Change[] {
	const form: Change = {
		kind: 'kept',
		name: '',
		of: 'form',
		title: after.title,
		parts: partsOf(before, after, ['pages'])
	};
	const pages = compare('page', before.pages, after.pages, ['elements', 'name']);
	const questions = compare('question', elementsOf(before), elementsOf(after), ['name']);
	return [form, ...pages, ...questions].filter(
		({ kind, moved, parts }) => kind !== 'kept' || moved !== undefined || parts.length > 0
	);
}

function compare(
	of: 'page' | 'question',
	before: readonly (Node & { name: string; title?: Text })[],
	after: readonly (Node & { name: string; title?: Text })[],
	leave: string[]
): Change[] {
	const old = new Map(before.map((one) => [one.name, one]));
	const now = new Set(after.map(({ name }) => name));
	const stayed = unmoved(
		before.map(({ name }) => name).filter((name) => now.has(name)),
		after.map(({ name }) => name).filter((name) => old.has(name))
	);
	const [from, to] = [before, after].map((all) => numbersOf(all.map(({ name }) => name)));
	const kept = after.map((one): Change => {
		const { name, title = name } = one;
		const known = old.get(name);
		if (!known) return { kind: 'added', name, of, title, parts: [] };
		const parts = partsOf(known, one, leave);
		const moved = { from: from?.get(name) ?? '', to: to?.get(name) ?? '' };
		return { kind: 'kept', name, of, title, parts, ...(!stayed.has(name) && { moved }) };
	});
	const gone = before.filter(({ name }) => !now.has(name));
	return [
		...kept,
		...gone.map(({ name, title = name }): Change => {
			return { kind: 'removed', name, of, title, parts: [] };
		})
	];
}

/** Names that keep their place: a longest run that stands in the same order in both. */
function unmoved(before: string[], after: string[]): Set<string> {
	const place = new Map(before.map((name, index) => [name, index]));
	let best: string[][] = [];
	for (const name of after) {
		const fitting = best
			.filter((run) => place.get(run.at(-1)!)! < place.get(name)!)
			.reduce<string[]>((longest, run) => (run.length > longest.length ? run : longest), []);
		best = [...best, [...fitting, name]];
	}
	const longest = best.reduce((one, other) => (other.length > one.length ? other : one), []);
	return new Set(longest);
}

function partsOf(before: Node, after: Node, leave: readonly string[], code?: string): Part[] {
	const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
	const own = code === undefined ? {} : { code };
	return keys.flatMap((key): Part[] => {
		const [one, other] = [before[key], after[key]];
		if (leave.includes(key) || canonical(one) === canonical(other)) return [];
		if (readByPeople.has(key))
			return [{ what: 'wording', key, ...own, before: asText(one), after: asText(other) }];
		if (isList(key)) return ofList(nodes(one), nodes(other));
		return [{ what: 'setting', key, ...own, before: plain(one), after: plain(other) }];
	});
}

function ofList(before: Node[], after: Node[]): Part[] {
	const codeOf = (entry: Node) => String(entry.value ?? entry.name);
	const old = new Map(before.map((entry) => [codeOf(entry), entry]));
	const now = new Map(after.map((entry) => [codeOf(entry), entry]));
	const entry = (what: 'choice-added' | 'choice-removed', one: Node): Part => ({
		what,
		code: codeOf(one),
		text: asText(one.text ?? one.title)
	});
	return [
		...after.flatMap((one): Part[] => {
			const known = old.get(codeOf(one));
			if (!known) return [entry('choice-added', one)];
			return partsOf(known, one, ['value', 'name'], codeOf(one));
		}),
		...before.filter((one) => !now.has(codeOf(one))).map((one) => entry('choice-removed', one))
	];
}

function plain(value: unknown): string {
	if (value === undefined) return '';
	if (Array.isArray(value)) return value.map(plain).join(', ');
	if (value === null || typeof value !== 'object') return String(value);
	const { expression, text } = value as Element;
	return textOf(expression) || textOf(text) || canonical(value);
}

function asText(value: unknown): Text {
	return typeof value === 'object' && value !== null
		? { vi: textOf(value), en: textOf(value, 'en') }
		: textOf(value);
}

function isList(key: string): boolean {
	return (lists as readonly string[]).includes(key);
}

function nodes(value: unknown): Node[] {
	if (!Array.isArray(value)) return [];
	return value.map((entry: unknown) =>
		entry !== null && typeof entry === 'object' ? (entry as Node) : { value: entry, text: entry }
	);
}
