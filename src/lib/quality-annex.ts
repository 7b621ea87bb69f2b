/**
 * The quality annex of a campaign: how far its figures can be relied on, made from the record and never
 * typed. Every line is a number with what it is counted of, and has its definition in
 * `messages/quality-annex.ts`; page, CSV and DOCX show the same lines.
 */
import type { Counts } from './completeness.ts';
import { outcomeRates } from './statistics/quality/outcome.ts';
import { itemNonresponse } from './statistics/quality/quality.ts';

export const annexParts = [
	...(['coverage', 'response', 'citizens', 'quotas', 'items', 'punctuality'] as const),
	...(['processing', 'weights', 'suppression', 'breaks'] as const)
];
export type AnnexPart = (typeof annexParts)[number];

export const measureNames = [
	...(['standing', 'listed', 'undercovered', 'overcovered', 'exempt'] as const),
	...(['rr1', 'rr2', 'cooperation', 'contact', 'returnedNow', 'untouched'] as const),
	...(['received', 'counted', 'setAside', 'surplus', 'waiting', 'excluded', 'flagged'] as const),
	...(['quota', 'itemMissing', 'onTime', 'late', 'extended', 'median', 'latest'] as const),
	...(['edited', 'versions', 'sentBack', 'resubmitted', 'endorsed', 'approved'] as const),
	...(['excepted', 'unweighted', 'hidden', 'formVersion', 'changedForm', 'boundaries'] as const)
] as const;
export type MeasureName = (typeof measureNames)[number];

export type AnnexLine = {
	part: AnnexPart;
	name: MeasureName;
	/** what it is about where a part has several: a level, a question, a flag, a quota, a version */
	group: string;
	/** the group in words that are data, such as the title of a question */
	label: string;
	unit: 'share' | 'count' | 'days';
	/** null where there is nothing to divide by */
	value: number | null;
	/** what was counted, and of how many */
	counted: number | null;
	of: number;
};

type Told = Omit<AnnexLine, 'part' | 'label'> & { label?: string };
const line = (part: AnnexPart, told: Told): AnnexLine => ({ label: '', ...told, part });

/** A share with its two numbers; null over nothing. */
export function share(
	part: AnnexPart,
	name: MeasureName,
	counted: number,
	of: number,
	{ group = '', label = '' }: { group?: string; label?: string } = {}
): AnnexLine {
	const value = of > 0 && counted <= of ? counted / of : null;
	return { part, name, group, label, unit: 'share', value, counted, of };
}

export function count(
	part: AnnexPart,
	name: MeasureName,
	value: number,
	of: number,
	{ group = '', label = '' }: { group?: string; label?: string } = {}
): AnnexLine {
	return { part, name, group, label, unit: 'count', value, counted: value, of };
}

/** Units of a level on the list against those that stood on the day it was frozen. */
export function coverage(
	level: string,
	listed: readonly number[],
	standing: readonly number[],
	exempt: number
): AnnexLine[] {
	const [onList, stood] = [new Set(listed), new Set(standing)];
	const group = { group: level };
	return [
		count('coverage', 'standing', stood.size, stood.size, group),
		count('coverage', 'listed', onList.size, onList.size, group),
		share(
			'coverage',
			'undercovered',
			standing.filter((id) => !onList.has(id)).length,
			stood.size,
			group
		),
		share(
			'coverage',
			'overcovered',
			listed.filter((id) => !stood.has(id)).length,
			onList.size,
			group
		),
		share('coverage', 'exempt', exempt, onList.size, group)
	];
}

/**
 * Outcome rates of one level by the Standard Definitions: everyone expected is known to be eligible, so
 * the rates with unknown cases (RR3 to RR6) equal these. Begun forms are partial; nobody refuses formally.
 */
export function response(level: string, counts: Counts): AnnexLine[] {
	const { submitted, begun, returned, untouched, expected } = counts;
	const group = { group: level };
	if (expected === 0)
		return [
			line('response', { name: 'rr1', ...group, unit: 'share', value: null, counted: 0, of: 0 })
		];
	const rates = outcomeRates(
		{
			...{ complete: submitted, partial: begun + returned, refused: 0 },
			...{ notReached: untouched, other: 0, unknownUnit: 0, unknownOther: 0 }
		},
		1
	);
	const reached = submitted + begun + returned;
	const told = (name: MeasureName, value: number, counted: number, of: number) =>
		line('response', {
			...{ name, ...group, unit: 'share', counted, of },
			value: Number.isFinite(value) ? value : null
		});
	return [
		told('rr1', rates.response[0], submitted, expected),
		told('rr2', rates.response[1], reached, expected),
		told('cooperation', rates.cooperation[0], submitted, reached),
		told('contact', rates.contact[0], reached, expected),
		share('response', 'returnedNow', returned, expected, group),
		share('response', 'untouched', untouched, expected, group)
	];
}

export type Asked = { question: string; title: string; asked: number; answered: number };

/** Questions in their order; asked of those whom no condition spared. */
export function items(questions: readonly Asked[]): AnnexLine[] {
	return questions.map(({ question, title, asked, answered }) => {
		const missing = asked - answered;
		return {
			...{ part: 'items', name: 'itemMissing', group: question, label: title, unit: 'share' },
			value: asked > 0 ? itemNonresponse(missing, asked) : null,
			...{ counted: missing, of: asked }
		};
	});
}

/** Days from the first submission to the closing time: above 0 before it. */
export function punctuality(
	{ onTime, late, submitted, extended, expected }: Counts,
	daysBefore: readonly number[]
): AnnexLine[] {
	const sorted = [...daysBefore].sort((one, other) => one - other);
	const half = sorted.length / 2;
	const median =
		sorted.length === 0 ? null : (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
	const days = (name: MeasureName, value: number | null) =>
		line('punctuality', { name, group: '', unit: 'days', value, counted: null, of: sorted.length });
	return [
		share('punctuality', 'onTime', onTime, submitted),
		share('punctuality', 'late', late, submitted),
		share('punctuality', 'extended', extended, expected),
		days('median', median),
		days('latest', sorted[0] ?? null)
	];
}
