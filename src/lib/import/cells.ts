/** One cell to one answer, by the box it is joined to. A cell that cannot be read is never changed silently. */
import type { Box, Code } from '../questionnaire/fields.ts';
import { fold } from '../vietnamese.ts';
import { textOf, type Cell } from './grid.ts';
import { readDay, readNumber, serialDay, type DayOrder, type Notation } from './numbers.ts';

export type CellReason =
	| 'formula'
	| 'cell-fault'
	| 'letters-lost'
	| 'choice-unknown'
	| 'choice-ambiguous'
	| 'number-unreadable'
	| 'number-ambiguous'
	| 'date-unreadable'
	| 'date-impossible'
	| 'boolean-unreadable';

export type CellNotice = 'd-stroke' | 'marker-empty' | 'serial-day' | 'apostrophe';

export type CellReading = {
	/** undefined = nothing was answered */
	value?: unknown;
	reason?: CellReason;
	/** what was probably meant */
	nearest?: string;
	notices: CellNotice[];
};

export type Decisions = { notation?: Notation | undefined; order?: DayOrder | undefined };

/** Words for “was not asked” and for nothing; the states of our own exports among them. */
const unasked = new Set([
	...['', 'khong hoi', 'khong duoc hoi', 'khong ap dung', 'not asked', 'not_asked', 'hidden'],
	...['empty', 'na', 'n a', 'khong co so lieu', 'bo trong']
]);
const refusing = new Set(['tu choi', 'tu choi tra loi', 'khong tra loi', 'refused', 'kttl']);
const refusalCodes = ['tu_choi', 'khong_tra_loi', 'refused'];
const unknowing = new Set(['khong biet', 'kb', 'dont know', 'khong ro']);
const unknownCodes = ['khong_biet', 'khong_ro'];

const yes = new Set(['1', 'true', 'co', 'x', 'yes', 'y', 'dung', 'v', '✓', 'da duyet']);
const no = new Set(['0', 'false', 'khong', 'no', 'n', 'sai', 'chua']);

/** The text of a cell with letters mended that look alike, and what was mended. */
export function mend(text: string): { text: string; notices: CellNotice[] } {
	const notices: CellNotice[] = [];
	let mended = text.normalize('NFC').trim();
	// Ð (U+00D0) and Ɖ (U+0189) look like Đ (U+0110) and are other letters.
	if (/[ÐðƉ]/.test(mended)) {
		mended = mended.replace(/[ÐƉ]/g, 'Đ').replace(/ð/g, 'đ');
		notices.push('d-stroke');
	}
	// Our exports put an apostrophe before texts that a spreadsheet would run.
	if (/^'\s*[=+\-@＝＋－＠]/.test(mended)) {
		mended = mended.slice(1);
		notices.push('apostrophe');
	}
	return { text: mended, notices };
}

export function readCell(cell: Cell | undefined, box: Box, decisions: Decisions): CellReading {
	if (cell === null || cell === undefined) return { notices: [] };
	if (typeof cell === 'object') {
		if ('formula' in cell) return { reason: 'formula', notices: [] };
		if ('fault' in cell) return { reason: 'cell-fault', notices: [] };
	}
	const { text, notices } = mend(textOf(cell));
	if (text.includes('\ufffd')) return { reason: 'letters-lost', notices };
	const word = fold(text);
	if (text === '') return { notices };
	if (box.kind !== 'text' && unasked.has(word) && word !== '') {
		if (word !== 'hidden' && word !== 'empty') notices.push('marker-empty');
		return { notices };
	}
	const marker = box.kind === 'text' ? undefined : markerOf(word, box);
	if (marker) return { ...marker, notices: [...notices, ...marker.notices] };
	return { notices, ...valueOf(cell, text, box, decisions, notices) };
}

function valueOf(
	cell: Exclude<Cell, null>,
	text: string,
	box: Box,
	{ notation, order = 'dmy' }: Decisions,
	notices: CellNotice[]
): Omit<CellReading, 'notices'> {
	switch (box.kind) {
		case 'text':
			if (box.format === 'date') {
				if (typeof cell === 'object' && 'day' in cell) return { value: cell.day };
				const read = typeof cell === 'number' ? serialDay(cell) : readDay(text, order);
				if (typeof cell === 'number' || /^\d{5}$/.test(text)) notices.push('serial-day');
				return 'day' in read ? { value: read.day } : read;
			}
			return { value: text };
		case 'number':
			if (typeof cell === 'number') return { value: cell === 0 ? 0 : cell };
			if (typeof cell === 'object' || typeof cell === 'boolean')
				return { reason: 'number-unreadable' };
			return readNumber(text, notation);
		case 'boolean':
			if (typeof cell === 'boolean') return { value: cell };
			if (fold(text) === fold(box.yes)) return { value: true };
			if (fold(text) === fold(box.no)) return { value: false };
			if (yes.has(fold(text) || text)) return { value: true };
			return no.has(fold(text)) ? { value: false } : { reason: 'boolean-unreadable' };
		case 'choice': {
			const found = choiceOf(text, box.choices);
			return found.code ? { value: found.code } : found;
		}
		case 'choices': {
			const whole = choiceOf(text, box.choices);
			if (whole.code) return { value: [whole.code] };
			const codes: string[] = [];
			for (const part of text
				.split(/[;\n]/)
				.map((one) => one.trim())
				.filter(Boolean)) {
				const found = choiceOf(part, box.choices);
				if (!found.code) return found;
				codes.push(found.code);
			}
			return { value: codes };
		}
		default:
			// Files come with the form itself, never with a table.
			return { reason: 'choice-unknown' };
	}
}

/** True when a column says yes to one code of several; undefined when it says nothing. */
export function readFlag(cell: Cell | undefined): { value?: boolean; reason?: CellReason } {
	if (cell === null || cell === undefined) return {};
	if (typeof cell === 'object')
		return {
			reason: 'formula' in cell ? 'formula' : 'fault' in cell ? 'cell-fault' : 'boolean-unreadable'
		};
	if (typeof cell === 'boolean') return { value: cell };
	const word = fold(String(cell)) || String(cell).trim();
	if (unasked.has(word)) return {};
	if (yes.has(word)) return { value: true };
	return no.has(word) ? { value: false } : { reason: 'boolean-unreadable' };
}

function markerOf(word: string, box: Box): CellReading | undefined {
	const choices = 'choices' in box ? box.choices : [];
	if (choices.some(({ text }) => fold(text) === word)) return undefined;
	const codes = refusing.has(word) ? refusalCodes : unknowing.has(word) ? unknownCodes : undefined;
	if (!codes) return undefined;
	const code = codes.find((one) => choices.some((choice) => choice.code === one));
	if (!code) return { notices: ['marker-empty'] };
	return { value: box.kind === 'choices' ? [code] : code, notices: [] };
}

type Chosen = { code?: string; reason?: CellReason; nearest?: string };

/** A choice by its code, by its text, or by its folded text when only one has it. */
export function choiceOf(text: string, choices: readonly Code[]): Chosen {
	const exact = choices.find(({ code, text: label }) => code === text || label === text);
	if (exact) return { code: exact.code };
	const folded = fold(text);
	const alike = choices.filter(
		({ code, text: label }) => fold(code) === folded || fold(label) === folded
	);
	if (alike.length === 1) return { code: alike[0]!.code };
	if (alike.length > 1) return { reason: 'choice-ambiguous' };
	const nearest = nearestOf(folded, choices);
	return { reason: 'choice-unknown', ...(nearest && { nearest: nearest.text }) };
}

function nearestOf(folded: string, choices: readonly Code[]): Code | undefined {
	const measured = choices
		.slice(0, 200)
		.map((choice) => {
			const label = fold(choice.text);
			const inside = folded.length > 2 && (label.includes(folded) || folded.includes(label));
			return {
				choice,
				far: inside ? 0.2 : distance(folded, label) / Math.max(label.length, folded.length, 1)
			};
		})
		.sort((one, other) => one.far - other.far);
	return measured[0] && measured[0].far < 0.6 ? measured[0].choice : undefined;
}

/** How many letters have to change, of the first 80. */
export function distance(one: string, other: string): number {
	const a = one.slice(0, 80);
	const b = other.slice(0, 80);
	let before = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const now = [i];
		for (let j = 1; j <= b.length; j++)
			now[j] = Math.min(
				now[j - 1]! + 1,
				before[j]! + 1,
				before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
			);
		before = now;
	}
	return before[b.length]!;
}
