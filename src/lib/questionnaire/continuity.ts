/**
 * Whether a new version keeps faith with the earlier ones: a name or a code that was answered once
 * keeps its type and its meaning for ever, and what is asked again keeps its name. Otherwise one
 * column of the data would hold two things, or one thing would lie in two columns.
 */
import { readsOtherwise, readsAlike } from './wording.ts';
import type { Refusal } from './gate.ts';
import { elementsOf, textOf, type Definition, type Element } from '../survey.ts';

type Coded = { code: string; text: string };

/** Where a definition breaks with earlier versions, the latest of which comes last. */
export function breaks(definition: Definition, earlier: readonly Definition[]): Refusal[] {
	const before = new Map<string, Element>();
	for (const version of earlier)
		for (const element of elementsOf(version)) before.set(element.name, element);
	const now = new Set(elementsOf(definition).map(({ name }) => name));
	const gone = [...before.values()].filter(({ name }) => !now.has(name));
	return definition.pages.flatMap((page, pageIndex) =>
		page.elements.flatMap((element, index) => {
			const where = `pages[${pageIndex}].elements[${index}]`;
			const known = before.get(element.name);
			if (known) return changed(known, element, where);
			const old = gone.find(
				(one) =>
					typeOf(one) === typeOf(element) && readsAlike(textOf(one.title), textOf(element.title))
			);
			return old ? [{ where, reason: 'name-renamed', detail: old.name } as const] : [];
		})
	);
}

function changed(old: Element, element: Element, where: string): Refusal[] {
	if (typeOf(old) !== typeOf(element))
		return [{ where, reason: 'name-other-type', detail: `${typeOf(old)} → ${typeOf(element)}` }];
	const found: Refusal[] = [];
	const title = textOf(old.title);
	if (readsOtherwise(title, textOf(element.title)))
		found.push({ where, reason: 'name-other-meaning', detail: title });
	const unit = textOf(old.unit);
	if (unit !== '' && unit !== textOf(element.unit))
		found.push({ where: `${where}.unit`, reason: 'name-other-meaning', detail: unit });
	for (const list of ['choices', 'rows', 'columns', 'items'] as const)
		found.push(...recoded(coded(old[list]), coded(element[list]), `${where}.${list}`));
	return found;
}

function recoded(old: Coded[], now: Coded[], where: string): Refusal[] {
	const gone = old.filter(({ code }) => !now.some((one) => one.code === code));
	return now.flatMap(({ code, text }, index): Refusal[] => {
		const place = `${where}[${index}]`;
		const known = old.find((one) => one.code === code);
		if (known)
			return readsOtherwise(known.text, text, 'choice')
				? [{ where: place, reason: 'code-other-meaning', detail: known.text }]
				: [];
		const renamed = gone.find((one) => readsAlike(one.text, text));
		return renamed ? [{ where: place, reason: 'code-renamed', detail: renamed.code }] : [];
	});
}

/** Types whose answers can stand in one column are one. */
function typeOf({ type, inputType }: Element): string {
	if (type === 'radiogroup' || type === 'dropdown') return 'choice';
	if (type === 'comment') return 'text';
	if (type === 'text') return inputType === undefined ? 'text' : String(inputType);
	return type;
}

function coded(list: unknown): Coded[] {
	if (!Array.isArray(list)) return [];
	return list.map((entry: unknown) => {
		if (entry === null || typeof entry !== 'object')
			return { code: String(entry), text: String(entry) };
		const { value, name, text, title } = entry as Record<string, unknown>;
		const code = String(value ?? name);
		return { code, text: textOf(text ?? title) || code };
	});
}
