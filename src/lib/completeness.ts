/**
 * Completeness: how far the units that were asked have come. Units exempt from answering are counted
 * and named but not expected. Nothing is ever clamped: a share above one, or parts that do not add
 * up, is a fault of the data and is said to be one.
 */
import { askedLevels, type AskedLevel, type ResponseState } from './campaign.ts';
import { compareNames } from './vietnamese.ts';

/** Forms of one place and level. All but `listed` and the exempt ones are of expected units only. */
export type Counts = {
	/** frozen at opening */
	listed: number;
	exempt: number;
	/** exempt, and answered all the same */
	exemptSubmitted: number;
	expected: number;
	/** nothing was written yet */
	untouched: number;
	/** begun, never handed in */
	begun: number;
	/** sent back, to be handed in again */
	returned: number;
	/** anything but untouched */
	started: number;
	/** in: waiting, endorsed or approved */
	submitted: number;
	waiting: number;
	/** vouched for by the province, not yet approved by the ministry */
	endorsed: number;
	approved: number;
	/** of those in: first handed in by the unit's own closing time, or later */
	onTime: number;
	late: number;
	/** of those in: after having been sent back */
	resubmitted: number;
	/** have a later closing time of their own */
	extended: number;
};

export const countNames = [
	...(['listed', 'exempt', 'exemptSubmitted', 'expected', 'untouched', 'begun'] as const),
	...(['returned', 'started', 'submitted', 'waiting', 'endorsed', 'approved'] as const),
	...(['onTime', 'late', 'resubmitted', 'extended'] as const)
] satisfies (keyof Counts)[];

export const noCounts: Counts = Object.fromEntries(
	countNames.map((name) => [name, 0])
) as unknown as Counts;

export type Rate = {
	numerator: number;
	denominator: number;
	/** 0 to 1; null when nobody is expected, or when the parts cannot be right */
	share: number | null;
	/** the numerator exceeds the denominator */
	fault: boolean;
};

export function rateOf(numerator: number, denominator: number): Rate {
	const fault = numerator > denominator || numerator < 0;
	return {
		numerator,
		denominator,
		share: fault || denominator === 0 ? null : numerator / denominator,
		fault
	};
}

export const ratesOf = (counts: Counts) => ({
	submitted: rateOf(counts.submitted, counts.expected),
	onTime: rateOf(counts.onTime, counts.expected)
});

/** What has to hold between the counts, by the name under which a breach is reported. */
const laws = {
	listed: (c: Counts) => c.expected + c.exempt === c.listed,
	expected: (c: Counts) => c.untouched + c.begun + c.returned + c.submitted === c.expected,
	started: (c: Counts) => c.begun + c.returned + c.submitted === c.started,
	submitted: (c: Counts) => c.waiting + c.endorsed + c.approved === c.submitted,
	onTime: (c: Counts) => c.onTime + c.late === c.submitted,
	resubmitted: (c: Counts) => c.resubmitted <= c.submitted,
	exempt: (c: Counts) => c.exemptSubmitted <= c.exempt,
	share: (c: Counts) => c.submitted <= c.expected && c.onTime <= c.expected
};
export type Fault = keyof typeof laws;

/** Laws that the counts break; none when all is well. */
export function faultsOf(counts: Counts): Fault[] {
	return (Object.keys(laws) as Fault[]).filter((name) => !laws[name](counts));
}

/** Counts of several places or levels together. */
export function sumOf(all: readonly Counts[]): Counts {
	return Object.fromEntries(
		countNames.map((name) => [name, all.reduce((sum, one) => sum + one[name], 0)])
	) as Counts;
}

/** Who has to do something still: expected, and the form is not in. */
export const missingOf = ({ expected, submitted }: Counts) => expected - submitted;

/** Shares of places, with the nation, the regions and the provinces they are of. */
export type Node = Counts & {
	place: 'nation' | 'region' | 'province';
	/** code of the region or province; '' for the nation, and for units outside all regions */
	code: string;
	level: AskedLevel;
};

/** One province: all of its forms together, and those of its communes. */
export type Place = { code: string; name: string; all: Counts; communes: Counts | undefined };

/** The provinces among the nodes, by the Vietnamese order of their names. */
export function placesOf(nodes: readonly Node[], names: Record<string, string>): Place[] {
	const ofCode = new Map<string, Node[]>();
	for (const node of nodes)
		if (node.place === 'province') ofCode.set(node.code, [...(ofCode.get(node.code) ?? []), node]);
	return [...ofCode]
		.map(([code, mine]) => ({
			code,
			name: names[code] ?? code,
			all: sumOf(mine),
			communes: mine.find(({ level }) => level === 'commune')
		}))
		.sort((one, other) => compareNames(one.name, other.name));
}

/** What the list may be narrowed to; `missing` is whoever has to hand in still. */
export const shownStates = [
	...(['missing', 'none', 'draft', 'returned', 'submitted', 'endorsed', 'approved'] as const),
	...(['late', 'exempt', 'extended'] as const)
];
export type ShownState = (typeof shownStates)[number];

export const orders = ['name', 'state', 'answered', 'submitted', 'reminded'] as const;
export type Order = (typeof orders)[number];

/** Which units: all conditions hold together. */
export type Selection = {
	unitIds?: number[] | undefined;
	/** code of a region */
	region?: string | undefined;
	/** the province and its communes */
	provinceId?: number | undefined;
	level?: AskedLevel | undefined;
	state?: ShownState | undefined;
	/** part of a name, whatever its case, diacritics and tone placement */
	text?: string | undefined;
};

/** One expected unit as the board lists it. */
export type UnitLine = {
	unitId: number;
	code: string;
	name: string;
	fullName: string;
	level: AskedLevel;
	/** of a commune */
	province: string | null;
	provinceFullName: string | null;
	state: ResponseState;
	answered: number;
	answerable: number;
	/** ISO 8601, of the version that holds */
	submittedAt: string | null;
	onTime: boolean | null;
	exempt: boolean;
	/** the unit's own, later closing time; ISO 8601 */
	extendedUntil: string | null;
	/** when it was last reminded; ISO 8601 */
	remindedAt: string | null;
};

export const isLevel = (text: string): text is AskedLevel =>
	(askedLevels as readonly string[]).includes(text);
export const isShownState = (text: string): text is ShownState =>
	(shownStates as readonly string[]).includes(text);
export const isOrder = (text: string): text is Order =>
	(orders as readonly string[]).includes(text);

/** Lines on one page of the board. */
export const pageSize = 50;
