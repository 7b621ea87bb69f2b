/**
 * Forms as files: our own JSON, and XLSForm spreadsheets with a sheet that lists what they could not
 * say. What is read goes to whoever asked, into no record: it is saved as a draft like any other.
 */
import type { Locale } from '../locale.ts';
import { xlsform } from '../messages/xlsform.ts';
import { Problem } from '../problem.ts';
import { cellsOf, rowsOf, type Loss } from '../questionnaire/xlsform.ts';
import { fromXlsForm } from '../questionnaire/xlsform-read.ts';
import { toXlsForm } from '../questionnaire/xlsform-write.ts';
import type { Definition } from '../survey.ts';
import * as spreadsheet from './spreadsheet.ts';
import { keepable } from './survey-drafts.ts';

/** Extra sheet of our exports, which readers of XLSForm pass over. */
const leftOut = 'khong_mang_sang';

export async function toSpreadsheet(
	definition: Definition,
	id: string,
	version: string,
	locale: Locale
): Promise<Uint8Array<ArrayBuffer>> {
	const { sheets, lost } = toXlsForm(definition, id, version);
	const names = ['survey', 'choices', 'settings'] as const;
	return spreadsheet.write([
		...names.map((name) => ({ name, rows: cellsOf(name, sheets[name]) })),
		{ name: leftOut, rows: sentences(lost, locale).map((line) => [line]) }
	]);
}

/** An XLSForm as a definition, and what was left behind. Throws `spreadsheet.*`. */
export async function fromSpreadsheet(
	bytes: Uint8Array,
	locale: Locale
): Promise<{ definition: Definition; lost: string[] }> {
	const sheets = await spreadsheet.read(bytes);
	const rows = (name: string) =>
		rowsOf(sheets.find((one) => one.name.trim().toLowerCase() === name)?.rows ?? []);
	const survey = rows('survey');
	if (!survey.some(({ type }) => type !== undefined))
		throw new Problem('spreadsheet.unreadable', { reason: 'no sheet survey with a column type' });
	const { definition, lost } = fromXlsForm({
		survey,
		choices: rows('choices'),
		settings: rows('settings')
	});
	return { definition: keepable(definition), lost: sentences(lost, locale) };
}

function sentences(lost: readonly Loss[], locale: Locale): string[] {
	const { kinds, form } = xlsform[locale];
	return lost.map(({ kind, where, what }) => kinds[kind](where || form, what));
}
