/**
 * Workbooks of imports (XLSX), read and written, with everything in them that is not a plain value. Reading
 * happens in a thread with a time limit; formulas are never computed: a cell with one says so and
 * carries what the file last showed. Macros and links to other files are not touched, only named.
 */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Problem, type ProblemName } from '#lib/problem.ts';
import source from './workbook-worker.cjs?raw';

export type SheetValue =
	| string
	| number
	| boolean
	| null
	| { day: string }
	/** a formula, and what the file last showed for it */
	| { formula: string; shown: string }
	/** an error such as #N/A */
	| { fault: string };

export type Sheet = {
	name: string;
	hidden: boolean;
	/** without empty cells at the end of a row and empty rows at the end */
	rows: SheetValue[][];
	/** cells that were merged, such as B2:C2 */
	merges: { place: string; firstRow: number; lastRow: number }[];
};

export type Book = {
	sheets: Sheet[];
	macros: boolean;
	/** it refers to other files */
	links: boolean;
};

export const limits = { unpacked: 150_000_000, rows: 100_000, columns: 2000, milliseconds: 30_000 };

const refusals: Record<string, ProblemName> = {
	broken: 'workbook.broken',
	locked: 'workbook.locked',
	bomb: 'workbook.too-large',
	'too-large': 'workbook.too-large',
	rows: 'workbook.too-many-rows',
	columns: 'workbook.too-many-columns'
};

/** True for bytes that begin like a workbook (or any other ZIP archive). */
export function isBook(bytes: Uint8Array): boolean {
	return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** True for the format of Excel before 2007, which locked workbooks have too. */
export function isOldBook(bytes: Uint8Array): boolean {
	return bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;
}

/** Reads a workbook. Throws `workbook.*`. */
export async function read(bytes: Uint8Array, most = limits): Promise<Book> {
	if (isOldBook(bytes)) throw new Problem('workbook.old');
	const worker = new Worker(source, {
		eval: true,
		workerData: { bytes, reader: library(), limits: most },
		resourceLimits: { maxOldGenerationSizeMb: 768 }
	});
	try {
		return await new Promise<Book>((resolve, reject) => {
			const timer = setTimeout(() => reject(new Problem('workbook.too-large')), most.milliseconds);
			const settle = (act: () => void) => (clearTimeout(timer), act());
			worker.once('message', (answer: Answer) =>
				settle(() => {
					if (answer.book) return resolve(answer.book);
					reject(new Problem(refusals[answer.reason ?? ''] ?? 'workbook.broken', answer.details));
				})
			);
			worker.once('error', () => settle(() => reject(new Problem('workbook.too-large'))));
			worker.once('exit', () => settle(() => reject(new Problem('workbook.broken'))));
		});
	} finally {
		worker.removeAllListeners();
		await worker.terminate();
	}
}

type Answer = { book?: Book; reason?: string; details?: Record<string, number> };

function library(): string {
	return pathToFileURL(createRequire(import.meta.url).resolve('hucre/xlsx')).href;
}

export type NewSheet = {
	name: string;
	rows: (string | number | boolean | null)[][];
	/** of the columns, in characters */
	widths?: number[];
	/** rows that stay in view */
	frozen?: number;
	/** cells that offer a list kept elsewhere in the workbook */
	offers?: { range: string; from: string }[];
};

/** A workbook; texts stay texts, whatever they begin with. */
export async function write(sheets: NewSheet[]): Promise<Uint8Array> {
	const { writeXlsx } = await import('hucre/xlsx');
	return writeXlsx({
		sheets: sheets.map(({ name, rows, widths, frozen, offers }) => ({
			name,
			rows,
			...(widths && { columns: widths.map((width) => ({ width })) }),
			...(frozen && { freezePane: { rows: frozen } }),
			...(offers && {
				dataValidations: offers.map(({ range, from }) => ({
					type: 'list' as const,
					range,
					formula1: from,
					allowBlank: true,
					errorStyle: 'warning' as const,
					showErrorMessage: true
				}))
			})
		}))
	});
}
