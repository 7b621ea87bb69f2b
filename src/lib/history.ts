/**
 * History: what other counters said about a portal before ours did, by day or month. These figures
 * were counted by other rules, so they carry their source wherever they are shown and are never
 * added to our own.
 */
import type { Candidate, Encoding } from './encoding/encoding.ts';
import type { Delimiter } from './import/csv.ts';
import type { DayOrder, Notation } from './import/numbers.ts';

export const measures = ['pageViews', 'visits', 'visitors', 'events'] as const;
export type Measure = (typeof measures)[number];

export const grains = ['day', 'month'] as const;
export type Grain = (typeof grains)[number];

/** What a column holds; `nth` counts days from the file's first day; '' = left out. */
export const targets = ['date', 'nth', 'path', ...measures, ''] as const;
export type Target = (typeof targets)[number];

/** How a file is read, as the person decided. */
export type Reading = {
	encoding?: Encoding;
	delimiter?: Delimiter;
	headerLine?: number;
	notation?: Notation;
	order?: DayOrder;
};

/** One figure; `day` is the first of the month where figures are by month. */
export type Figure = { day: string; path: string; measure: Measure; value: number };

export type RowReason =
	| 'date-unreadable'
	| 'date-impossible'
	| 'not-over'
	| 'too-early'
	| 'other-grain'
	| 'number-unreadable'
	| 'number-ambiguous'
	| 'not-whole'
	| 'too-large'
	| 'no-values'
	| 'no-path'
	| 'path-too-long'
	| 'letters-lost'
	| 'too-many-cells'
	| 'twice';

export type RowError = {
	line: number;
	/** of the column; '' = the whole row */
	heading: string;
	value: string;
	reason: RowReason;
	/** where the same day and page stand already */
	first?: number;
};

/** What was recognised in a file. */
export type Seen = {
	encoding: Encoding;
	confidence: 'sure' | 'likely' | 'doubtful';
	candidates: Candidate[];
	mixed: number[];
	delimiter: Delimiter;
	/** tables found in the file, by the line of their heading */
	tables: { line: number; heading: string }[];
	headerLine: number;
	header: string[];
	/** the only day or month of a file without a column of days */
	period: { grain: Grain; day: string } | null;
	/** first day of a file whose days are counted */
	start: string | null;
	/** the counter that the file's own words point to; '' = none */
	source: string;
};

/** How figures of a file meet those that stand. */
export type Tally = {
	fresh: number;
	changed: number;
	/** stood for a day of the file and are not in it any more */
	gone: number;
	same: number;
	/** rows with errors, and rows of totals that were passed over */
	bad: number;
	totals: number;
};

export type Change = {
	day: string;
	path: string;
	measure: Measure;
	before: number;
	after: number | null;
};

export type HistoryImport = {
	id: number;
	siteId: number;
	domain: string;
	source: string;
	fileName: string;
	size: number;
	sha256: string;
	reading: Reading;
	mapping: Target[] | null;
	state: 'open' | 'done' | 'withdrawn';
	grain: Grain | null;
	firstDay: string | null;
	lastDay: string | null;
	tally: Partial<Tally>;
	userName: string;
	createdAt: Date;
	doneAt: Date | null;
	withdrawnAt: Date | null;
	reason: string | null;
};

/** What stands of one source: its span, and its figures of whole sites by measure. */
export type Series = {
	siteId: number;
	domain: string;
	source: string;
	grain: Grain;
	firstDay: string;
	lastDay: string;
	days: number;
	/** figures by page there are */
	pages: number;
	/** sums over the span; null where the source has none, and for visitors, who do not add up */
	pageViews: number | null;
	visits: number | null;
	events: number | null;
	hasVisitors: boolean;
};

export const limits = { bytes: 5_000_000, rows: 20_000, value: 1_000_000_000_000, path: 1000 };
/** Days an upload that was never written is kept. */
export const openDays = 30;
/** No portal was counted before. */
export const earliest = '1995-01-01';
