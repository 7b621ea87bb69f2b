/**
 * An export: submitted answers of a campaign taken out as a file by a background job. The file
 * stays for some days; what was taken out, by whom and when, stays for good.
 */
import type { ProblemName } from './problem.ts';

export const exportFormats = ['xlsx', 'csv', 'spss', 'ddi'] as const;
export type ExportFormat = (typeof exportFormats)[number];
export type ExportState = 'queued' | 'running' | 'done' | 'failed';

/** Days a finished file is kept. */
export const keptDays = 7;

export type ExportJob = {
	id: number;
	/** slug of the campaign */
	campaign: string;
	format: ExportFormat;
	state: ExportState;
	/** responses written so far, and responses in the file (null until it has begun) */
	rows: number;
	total: number | null;
	bytes: number | null;
	/** of the file, hexadecimal */
	sha256: string | null;
	/** why it failed */
	error: ProblemName | null;
	/** true while the file can be had */
	available: boolean;
	/** ISO 8601 */
	createdAt: string;
	finishedAt: string | null;
};

const endings: Record<ExportFormat, string> = {
	xlsx: '.xlsx',
	csv: '-csv.zip',
	spss: '-spss.zip',
	ddi: '-ddi.xml'
};

export const mediaTypes: Record<ExportFormat, string> = {
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	csv: 'application/zip',
	spss: 'application/zip',
	ddi: 'application/xml'
};

/** Name of the file for its reader; it says of which day the data are and whether simulated. */
export function fileNameOf(
	{ campaign, format }: Pick<ExportJob, 'campaign' | 'format'>,
	day: string,
	simulated: boolean
): string {
	return `phieu-${campaign}-${day}${simulated ? '-mo-phong' : ''}${endings[format]}`;
}

/** True while the job still has something to do. */
export function isUnderWay({ state }: Pick<ExportJob, 'state'>): boolean {
	return state === 'queued' || state === 'running';
}
