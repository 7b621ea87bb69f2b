/**
 * Whether every question of a form can be asked: no condition that reads its own consequence, none
 * that reads a later question, none that can never hold.
 */
import { both, contradicts, readBy, waysOf, type Ways } from './conditions.ts';
import type { Refusal } from './gate.ts';

type Node = Record<string, unknown>;
type Place = { name: string; where: string; order: number; when: unknown[]; element: Node };

/** Questions that can never be asked, or whose condition cannot be decided when they are reached. */
export function unreachable(pages: readonly Node[]): Refusal[] {
	const places = placesOf(pages);
	const reads = new Map(
		[...places.values()].map(({ name, when }) => [
			name,
			when.flatMap(readBy).filter((read) => places.has(read))
		])
	);
	return [...places.values()].flatMap(({ name, where, order }): Refusal[] => {
		if (reaches(name, name, reads))
			return [{ where, reason: 'condition-loop', detail: reads.get(name)!.join(', ') }];
		const later = reads.get(name)!.filter((read) => places.get(read)!.order > order);
		if (later.length > 0)
			return [{ where, reason: 'condition-on-later', detail: later.join(', ') }];
		const asked = askedIn(name, places, reads);
		return asked.every((way) => contradicts(way, (question) => codesOf(places, question)))
			? [{ where, reason: 'never-asked', detail: name }]
			: [];
	});
}

/** Computed values that are computed from themselves. */
export function circular(calculated: unknown): Refusal[] {
	const reads = new Map(
		nodes(calculated).map(({ name, expression }) => [String(name), readBy(expression)])
	);
	return [...reads.keys()].flatMap((name, index): Refusal[] => {
		if (!reaches(name, name, reads)) return [];
		const detail = reads.get(name)!.join(', ');
		return [{ where: `calculatedValues[${index}]`, reason: 'condition-loop', detail }];
	});
}

function placesOf(pages: readonly Node[]): Map<string, Place> {
	const places = new Map<string, Place>();
	pages.forEach((page, pageIndex) =>
		nodes(page.elements).forEach((element, index) => {
			const name = String(element.name);
			const where = `pages[${pageIndex}].elements[${index}]`;
			const when = [page.visibleIf, element.visibleIf];
			if (!places.has(name)) places.set(name, { name, where, order: places.size, when, element });
		})
	);
	return places;
}

/** Whether following what conditions read leads from a question to another. */
function reaches(from: string, to: string, reads: Map<string, string[]>): boolean {
	const seen = new Set<string>();
	const open = [...(reads.get(from) ?? [])];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		if (next === to) return true;
		if (seen.has(next)) continue;
		seen.add(next);
		open.push(...(reads.get(next) ?? []));
	}
	return false;
}

/** Ways in which a question is asked: its own conditions, and those of answers it presupposes. */
function askedIn(name: string, places: Map<string, Place>, reads: Map<string, string[]>): Ways {
	let ways: Ways = [[]];
	const own = places.get(name)!;
	for (const condition of own.when) ways = both(ways, waysOf(condition));
	for (const read of reads.get(name)!) {
		if (reaches(read, read, reads)) continue;
		const needed = ways.every((way) =>
			way.some(
				({ question, operator }) =>
					question === read && ['=', 'contains', 'notempty', '<', '>'].includes(operator)
			)
		);
		if (needed) ways = both(ways, askedIn(read, places, reads));
	}
	return ways;
}

/** Codes a condition may compare a question with; undefined where it has no list of its own. */
function codesOf(places: Map<string, Place>, name: string): string[] | undefined {
	const element = places.get(name)?.element;
	if (!element) return undefined;
	const from = places.get(String(element.choicesFromQuestion))?.element ?? element;
	if (!Array.isArray(from.choices)) return undefined;
	const codes = from.choices.map((choice: unknown) =>
		String(choice !== null && typeof choice === 'object' ? (choice as Node).value : choice)
	);
	return [...codes, 'none', 'other', 'refused'];
}

function nodes(value: unknown): Node[] {
	return Array.isArray(value)
		? value.map((entry: unknown) =>
				entry !== null && typeof entry === 'object' ? (entry as Node) : {}
			)
		: [];
}
