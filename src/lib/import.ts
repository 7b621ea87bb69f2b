/**
 * An import: a file of paper forms brought into a campaign. What was recognised in the file is shown
 * and confirmed, its columns are joined to questions, a dry run says what would happen, and the real
 * run does exactly that or nothing.
 */
import type { Candidate, Encoding } from './encoding/encoding.ts';
import type { Delimiter } from './import/csv.ts';
import type { Evidence } from './import/numbers.ts';
import type { CellNotice } from './import/cells.ts';
import type { RowReason, Choices } from './import/rows.ts';
import type { Mapping } from './import/targets.ts';
import type { UnitNotice, UnitReason } from './import/unit-names.ts';
import type { ProblemName } from './problem.ts';

export type ImportState =
	'reading' | 'joining' | 'queued' | 'running' | 'checked' | 'done' | 'withdrawn';

/** How the file is read, as the person decided. */
export type Reading = {
	encoding?: Encoding;
	delimiter?: Delimiter;
	sheet?: string;
	headerLine?: number;
};

/** What was recognised, with a preview. */
export type Seen = {
	encoding: Encoding | null;
	confidence: 'sure' | 'likely' | 'doubtful' | null;
	candidates: Candidate[];
	/** lines in another encoding than the rest */
	mixed: number[];
	delimiter: Delimiter | null;
	sheets: { name: string; hidden: boolean; rows: number }[];
	sheet: string;
	headerLine: number;
	header: string[];
	rows: number;
	/** the first rows as text */
	preview: { line: number; cells: string[] }[];
	/** per column an example */
	examples: string[];
	/** per column what its texts say: how numbers are written, and that days fit mm/dd only */
	columns: { evidence: Evidence; american: boolean }[];
	macros: boolean;
	links: boolean;
	formulas: number;
	/** what makes the file unusable as it is read now */
	faults: { problem: ProblemName; details: Record<string, string | number> }[];
};

/** What the platform adds to what a row itself may have wrong. */
export type FindingReason =
	| RowReason
	| UnitReason
	| 'unit-twice'
	| 'unit-outside'
	| 'unit-not-expected'
	| 'unit-answered'
	| 'unit-begun'
	| 'unit-closed'
	| 'structure'
	| 'logic'
	| 'check-timeout'
	| 'campaign-closed';
export type FindingNotice = CellNotice | UnitNotice;

export type Finding = {
	line: number;
	/** an error; otherwise something that was done and is said */
	grave: boolean;
	/** of the column; '' = the whole row */
	heading: string;
	value: string;
	reason: FindingReason | FindingNotice;
	details: Record<string, string | number>;
};

export type ImportJob = {
	id: number;
	/** slug of the campaign */
	campaign: string;
	userId: number;
	fileName: string;
	kind: 'csv' | 'xlsx';
	size: number;
	sha256: string;
	reading: Reading;
	seen: Seen;
	mapping: Mapping;
	choices: Choices;
	state: ImportState;
	task: 'dry' | 'real' | null;
	goodOnly: boolean;
	rows: number;
	total: number | null;
	good: number | null;
	bad: number | null;
	error: ProblemName | null;
	details: Record<string, string | number>;
	/** the file is still there */
	available: boolean;
	/** ISO 8601 */
	createdAt: string;
	changedAt: string;
	reason: string | null;
};

/** Days the file of an import is kept. */
export const fileDays = 30;
export const mostBytes = 20_000_000;

export function isUnderWay({ state }: Pick<ImportJob, 'state'>): boolean {
	return state === 'queued' || state === 'running';
}
