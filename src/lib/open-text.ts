/**
 * Free text in answers. Before a text leaves the platform somebody looks at it: personal data are
 * struck out, a text that bears a mark of state secrecy or defames is withheld. A program points to
 * what it suspects; it decides nothing.
 */
export const textStates = ['new', 'cleared', 'withheld'] as const;
export type TextState = (typeof textStates)[number];

/** What stands in place of something struck out. */
export const strike = '[đã che]';

export const suspicions = ['phone', 'identity', 'email', 'account', 'person', 'secret'] as const;
export type Suspicion = (typeof suspicions)[number];

export type Span = { from: number; to: number; suspicion: Suspicion };

export type OpenText = {
	id: number;
	source: 'unit' | 'citizen';
	unit: string;
	question: string;
	item: string;
	body: string;
	suspicions: Suspicion[];
	state: TextState;
	redacted: string | null;
	reason: string;
	codes: string[];
	lookedBy: string | null;
	/** ISO 8601 */
	lookedAt: string | null;
};

export type TextCode = {
	code: string;
	label: string;
	definition: string;
	retired: boolean;
	/** texts that bear it */
	texts: number;
};

const name = '\\p{Lu}[\\p{Ll}\\p{M}]*';
const patterns: [Suspicion, RegExp][] = [
	['email', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu],
	// Mobile and fixed numbers, also with +84, spaces and dots between the digits.
	['phone', /(?<![\d.])(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)/gu],
	// Identity numbers have twelve digits (CCCD) or nine (CMND).
	['identity', /(?<!\d)\d{12}(?!\d)|(?<=(?:CMND|CMT|chứng minh)[^\d]{0,20})\d{9}(?!\d)/giu],
	['account', /(?<=(?:stk|số tài khoản|tài khoản số)[^\d]{0,20})\d{6,19}(?!\d)/giu],
	[
		'person',
		new RegExp(
			`(?<![\\p{L}])(?:[ôÔ]ng|[bB]à|[aA]nh|[cC]hị|[cC]ô|[bB]ác|[cC]háu|[đĐ]/c|[đĐ]ồng chí)\\s+${name}(?:\\s+${name}){1,4}`,
			'gu'
		)
	],
	['secret', /(?<![\p{L}])(?:TUYỆT MẬT|TỐI MẬT|MẬT)(?![\p{L}])/gu]
];

/** Places of a text that look like personal data or a mark of secrecy; in order, none overlapping. */
export function suspect(body: string): Span[] {
	const found = patterns.flatMap(([suspicion, pattern]) =>
		[...body.matchAll(pattern)].map((match): Span => ({
			from: match.index,
			to: match.index + match[0].length,
			suspicion
		}))
	);
	const spans: Span[] = [];
	for (const span of found.sort((one, other) => one.from - other.from || other.to - one.to))
		if (span.from >= (spans.at(-1)?.to ?? 0)) spans.push(span);
	return spans;
}

/** The text with these places struck out. */
export function struck(body: string, spans: readonly Span[]): string {
	let text = '';
	let at = 0;
	for (const { from, to } of spans) {
		text += body.slice(at, from) + strike;
		at = to;
	}
	return text + body.slice(at);
}

/**
 * True when `redacted` is `body` with parts struck out and nothing else changed: what is left stands
 * in the same order, from the first to the last letter.
 */
export function isStruckFrom(body: string, redacted: string): boolean {
	const pieces = redacted.split(strike);
	if (pieces.length === 1) return redacted === body;
	const [first = '', ...rest] = pieces;
	const last = rest.pop() ?? '';
	if (!body.startsWith(first) || !body.endsWith(last)) return false;
	const end = body.length - last.length;
	let at = first.length;
	for (const piece of rest) {
		const next = body.indexOf(piece, at);
		if (next < 0) return false;
		at = next + piece.length;
	}
	return at <= end;
}

/** A code made from its label: “Thiếu kinh phí” → thieu_kinh_phi. */
export function codeOf(folded: string): string {
	const code = folded.replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '');
	return code.slice(0, 40) || 'ma';
}
