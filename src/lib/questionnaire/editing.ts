/**
 * Changes to a definition being written: each takes a definition and gives another, and leaves what it
 * was given alone. A place is a section, or a question in it.
 */
import { elementsOf, type Definition, type Element } from '../survey.ts';
import { keysOf } from './gate.ts';

export type Place = { page: number; question: number | null };
export type Moved = { definition: Definition; place: Place };
type Page = Definition['pages'][number];

/** Keys without which a question of a type asks nothing. */
const firstKeys: Record<string, () => object> = {
	radiogroup: () => ({ choices: [choice(1), choice(2)] }),
	dropdown: () => ({ choices: [choice(1), choice(2)] }),
	checkbox: () => ({ choices: [choice(1), choice(2)] }),
	rating: () => ({ rateMin: 1, rateMax: 5 }),
	comment: () => ({ maxLength: 1000 }),
	multipletext: () => ({ items: [{ name: 'o1', title: nothing(), inputType: 'number' }] }),
	matrix: () => ({ rows: [choice(1), choice(2)], columns: [choice(1), choice(2)] }),
	matrixdynamic: () => ({
		columns: [{ name: 'cot1', title: nothing(), cellType: 'text' }],
		rowCount: 1,
		maxRowCount: 10
	})
};
const nothing = () => ({ vi: '', en: '' });
const choice = (number: number) => ({ value: `muc_${number}`, text: nothing() });

export function question(name: string, type: string): Element {
	return { type, name, title: nothing(), ...firstKeys[type]?.() };
}

/** The next free name after the last of its kind: TT40 → TT41. */
export function freshName(definition: Definition, like?: string): string {
	const names = new Set(elementsOf(definition).map(({ name }) => name.toLowerCase()));
	for (const { name } of definition.pages) names.add(name.toLowerCase());
	const last = like ?? elementsOf(definition).at(-1)?.name ?? 'C00';
	const [, stem = 'C', digits = ''] = /^([A-Za-z_]\w*?)(\d*)[a-z]?$/.exec(last) ?? [];
	for (let number = Number(digits || 0) + 1; ; number++) {
		const name = stem + String(number).padStart(digits.length || 2, '0');
		if (!names.has(name.toLowerCase())) return name;
	}
}

export function addPage(definition: Definition, after: number): Moved {
	const taken = new Set(definition.pages.map(({ name }) => name));
	let number = definition.pages.length + 1;
	while (taken.has(`phan_${number}`)) number++;
	const page: Page = { name: `phan_${number}`, title: nothing(), elements: [] };
	const pages = definition.pages.toSpliced(after + 1, 0, page);
	return { definition: { ...definition, pages }, place: { page: after + 1, question: null } };
}

export function addQuestion(definition: Definition, at: Place, type: string): Moved {
	const page = definition.pages[at.page];
	const index = at.question === null ? (page?.elements.length ?? 0) : at.question + 1;
	const name = freshName(definition, page?.elements[index - 1]?.name);
	return put(definition, { page: at.page, question: index }, question(name, type));
}

/** Adds a copy below, under a name of its own. */
export function duplicate(definition: Definition, at: Place): Moved {
	const element = elementAt(definition, at);
	if (!element || at.question === null) return { definition, place: at };
	const copy = { ...structuredClone(element), name: freshName(definition, element.name) };
	return put(definition, { page: at.page, question: at.question + 1 }, copy);
}

export function remove(definition: Definition, at: Place): Moved {
	if (at.question === null) {
		const pages = definition.pages.toSpliced(at.page, 1);
		return {
			definition: { ...definition, pages },
			place: { page: Math.max(0, at.page - 1), question: null }
		};
	}
	const left = (definition.pages[at.page]?.elements.length ?? 0) - 1;
	const question = left === 0 ? null : Math.min(at.question, left - 1);
	const changed = withElements(definition, at.page, (all) => all.toSpliced(at.question!, 1));
	return { definition: changed, place: { page: at.page, question } };
}

/** Moves one step up or down; a question at the edge of its section goes to the next one. */
export function move(definition: Definition, at: Place, by: 1 | -1): Moved {
	const still = { definition, place: at };
	if (at.question === null) {
		const page = definition.pages[at.page];
		const to = at.page + by;
		if (!page || to < 0 || to >= definition.pages.length) return still;
		const pages = definition.pages.toSpliced(at.page, 1).toSpliced(to, 0, page);
		return { definition: { ...definition, pages }, place: { page: to, question: null } };
	}
	const element = elementAt(definition, at);
	const count = definition.pages[at.page]?.elements.length ?? 0;
	if (!element) return still;
	const within = at.question + by;
	const page = within < 0 || within >= count ? at.page + by : at.page;
	const target = definition.pages[page];
	if (!target) return still;
	const taken = withElements(definition, at.page, (all) => all.toSpliced(at.question!, 1));
	const index = page === at.page ? within : by === 1 ? 0 : target.elements.length;
	return put(taken, { page, question: index }, element);
}

/** Changes keys of a question, a section or (without a place) the form; nothing means: no such key. */
export function set(definition: Definition, at: Place | null, changes: object): Definition {
	if (at === null) return cleaned({ ...definition, ...changes });
	const pages = definition.pages.map((page, index) => {
		if (index !== at.page) return page;
		if (at.question === null) return cleaned({ ...page, ...changes });
		const elements = page.elements.map((element, place) =>
			place === at.question ? cleaned({ ...element, ...changes }) : element
		);
		return { ...page, elements };
	});
	return { ...definition, pages };
}

/** Gives a question another name, in conditions and lists too. */
export function rename(definition: Definition, at: Place, name: string): Definition {
	const old = elementAt(definition, at)?.name;
	const renamed = set(definition, at, { name });
	const others = elementsOf(definition).filter((element) => element.name === old);
	// A name that two questions share, or that is still being typed, is nobody's to follow.
	if (!old || others.length !== 1 || !/^[A-Za-z]\w*$/.test(name)) return renamed;
	return mapStrings(renamed, (text, key) =>
		key === 'choicesFromQuestion' && text === old
			? name
			: text.replaceAll(new RegExp(`\\{${old}(?=[}.[])`, 'g'), `{${name}`)
	) as Definition;
}

/** Another type: keeps what the new one may carry. */
export function retype(definition: Definition, at: Place, type: string): Definition {
	const element = elementAt(definition, at);
	if (!element || at.question === null) return definition;
	const allowed = keysOf(type);
	const kept = Object.entries(element).filter(([key]) => allowed.includes(key));
	const fresh = Object.fromEntries(
		kept.filter(([key]) => key !== 'columns' && key !== 'validators')
	);
	const next = { ...firstKeys[type]?.(), ...fresh, type } as unknown as Element;
	return withElements(definition, at.page, (all) => all.with(at.question!, next));
}

/** A question that asks for consent, before which nothing else is asked. */
export function addConsent(definition: Definition): Moved {
	const name = freshName(definition, 'dong_y_');
	const consent: Element = {
		type: 'radiogroup',
		name,
		title: {
			vi: 'Ông/Bà có đồng ý tham gia khảo sát này không?',
			en: 'Do you agree to take part in this survey?'
		},
		isRequired: true,
		choices: [
			{ value: 'dong_y', text: { vi: 'Tôi đồng ý tham gia', en: 'I agree' } },
			{ value: 'khong', text: { vi: 'Tôi không đồng ý', en: 'I do not agree' } }
		]
	};
	const only = `{${name}} = 'dong_y'`;
	const asked = definition.pages.map((page, index) => {
		if (index > 0)
			return { ...page, visibleIf: page.visibleIf ? `${only} and (${page.visibleIf})` : only };
		const elements = page.elements.map((element) => ({
			...element,
			visibleIf: element.visibleIf ? `${only} and (${String(element.visibleIf)})` : only
		}));
		return { ...page, elements };
	});
	return put({ ...definition, pages: asked }, { page: 0, question: 0 }, consent);
}

export function elementAt(definition: Definition, at: Place): Element | undefined {
	return at.question === null ? undefined : definition.pages[at.page]?.elements[at.question];
}

/** Questions that stand before a place, whose answers a condition there may read. */
export function before(definition: Definition, at: Place): Element[] {
	return definition.pages.flatMap((page, index) =>
		index < at.page
			? page.elements
			: index === at.page && at.question !== null
				? page.elements.slice(0, at.question)
				: []
	);
}

/** The place a path of the gate speaks of; null = the form as a whole. */
export function placeOf(path: string): Place | null {
	const [, page, question] = /^pages\[(\d+)\](?:\.elements\[(\d+)\])?/.exec(path) ?? [];
	if (page === undefined) return null;
	return { page: Number(page), question: question === undefined ? null : Number(question) };
}

function put(definition: Definition, place: Place, element: Element): Moved {
	const changed = withElements(definition, place.page, (all) =>
		all.toSpliced(place.question ?? all.length, 0, element)
	);
	return { definition: changed, place };
}

function withElements(
	definition: Definition,
	page: number,
	make: (elements: Element[]) => Element[]
): Definition {
	const pages = definition.pages.map((one, index) =>
		index === page ? { ...one, elements: make(one.elements) } : one
	);
	return { ...definition, pages };
}

function cleaned<Node extends object>(node: Node): Node {
	const kept = Object.entries(node).filter(([, value]) => value !== undefined);
	return Object.fromEntries(kept) as Node;
}

function mapStrings(
	value: unknown,
	make: (text: string, key: string) => string,
	key = ''
): unknown {
	if (typeof value === 'string') return make(value, key);
	if (Array.isArray(value)) return value.map((entry) => mapStrings(entry, make, key));
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [name, mapStrings(entry, make, name)])
	);
}
