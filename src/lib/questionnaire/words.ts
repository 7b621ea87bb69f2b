/** Stored answers in words, read through the field catalogue: the engine is not needed for it. */
import type { Locale } from '../locale.ts';
import { formatDay, formatNumber } from '../vietnamese.ts';
import { commentSuffix, type Box, type Code, type Field } from './fields.ts';
import type { Entry } from './sheet.ts';
import type { Answers } from './structure.ts';

/** The answer to one question; no entries when it was not answered. */
export function entriesOf(field: Field, data: Answers, locale: Locale): Entry[] {
	const remark = data[field.name + commentSuffix];
	const entries = shaped(field, data[field.name], locale).filter(({ text }) => text !== '');
	if (typeof remark === 'string' && remark !== '') entries.push({ label: null, text: remark });
	return entries;
}

function shaped({ shape }: Field, value: unknown, locale: Locale): Entry[] {
	switch (shape.kind) {
		case 'items':
			return shape.items.map(({ name, title, box }) => ({
				label: title,
				text: textOf(box, get(value, name), locale)
			}));
		case 'matrix':
			return shape.rows.map(({ code, text }) => ({
				label: text,
				text: named(shape.columns, get(value, code))
			}));
		case 'table':
			return (Array.isArray(value) ? value : []).map((row: unknown, index) => ({
				label: String(index + 1),
				text: shape.columns
					.map(({ name, title, box }) => [title, textOf(box, get(row, name), locale)] as const)
					.filter(([, text]) => text !== '')
					.map(([title, text]) => `${title}: ${text}`)
					.join('; ')
			}));
		case 'file':
			return attachmentsIn(value).map((id) => ({ label: null, text: id, attachment: id }));
		default:
			return [{ label: null, text: textOf(shape, value, locale) }];
	}
}

function textOf(box: Box, value: unknown, locale: Locale): string {
	if (value === undefined || value === null || value === '') return '';
	switch (box.kind) {
		case 'choice':
			return named(box.choices, value);
		case 'choices':
			return (Array.isArray(value) ? value : []).map((code) => named(box.choices, code)).join('; ');
		case 'number':
			return [formatNumber(Number(value), locale), box.measuredIn].filter(Boolean).join(' ');
		case 'file':
			return attachmentsIn(value).join('; ');
		case 'boolean':
			return value === true ? box.yes : box.no;
		case 'text':
			return box.format === 'date' ? formatDay(String(value)) : String(value);
	}
}

function attachmentsIn(value: unknown): string[] {
	return Array.isArray(value) ? value.map(String) : [];
}

/** The words of a code; a code that is in no list stands for itself. */
function named(codes: readonly Code[], value: unknown): string {
	if (value === undefined || value === null) return '';
	return codes.find(({ code }) => code === value)?.text ?? String(value);
}

function get(value: unknown, name: string): unknown {
	return value !== null && typeof value === 'object'
		? (value as Record<string, unknown>)[name]
		: undefined;
}
