/**
 * Small numbers are protected: a share of fewer than ten respondents is not shown, and where the
 * parts of a shown total would give it away by subtraction, another part is hidden with it.
 */
import { count } from '../refusal.ts';

/** The smallest number of respondents whose share is shown. */
export const fewestRespondents = 10;

/** True when a share of `respondents` must not be shown. Nobody at all needs no protection. */
export function tooFew(respondents: number): boolean {
	return count(respondents, 'respondents') < fewestRespondents;
}

/**
 * Which parts of a whole to hide when the whole is shown: every part with 1 to 9 respondents and,
 * while what is hidden could be computed back (one part alone, or fewer than ten respondents
 * together), the next smallest part too. Parts without respondents have nothing to hide.
 */
export function hiddenParts(respondents: number[]): boolean[] {
	const hidden = respondents.map((n) => n > 0 && tooFew(n));
	const bySize = respondents
		.map((n, index) => ({ n, index }))
		.filter(({ n, index }) => n > 0 && !hidden[index])
		.sort((one, other) => one.n - other.n || one.index - other.index);
	for (const { index } of bySize) {
		const chosen = respondents.filter((_, i) => hidden[i]);
		const sum = chosen.reduce((total, n) => total + n, 0);
		if (chosen.length === 0 || (chosen.length > 1 && !tooFew(sum))) break;
		hidden[index] = true;
	}
	return hidden;
}

/** A sum that readers can check: the cell of the total, then those of its parts. */
export type Line = readonly number[];

/**
 * Which cells of a table to hide, given every sum that readers could check, those of other filters
 * included. Cells of 1 to 9 respondents are hidden; then, as long as subtraction along a line, or a
 * combination of the lines of one `sheet`, would give a hidden cell back, or its hidden parts are
 * known to be fewer than ten together, the smallest cell that helps is hidden with them.
 *
 * @param before cells hidden elsewhere already
 * @param fixed cells that are shown elsewhere whatever is decided here
 * @param sheets lines that are solved together, as an attacker would
 */
export function hiddenCells(
	values: readonly number[],
	lines: readonly Line[],
	{
		before = [],
		fixed = () => false,
		sheets = []
	}: {
		before?: Iterable<number>;
		fixed?: (cell: number) => boolean;
		sheets?: readonly (readonly Line[])[];
	} = {}
): boolean[] {
	const hidden = values.map((n) => n > 0 && tooFew(n));
	for (const cell of before) hidden[cell] = true;
	const through: number[][] = values.map(() => []);
	lines.forEach((line, index) => {
		for (const cell of line) through[cell]!.push(index);
	});
	const waiting = new Set(lines.keys());
	const hide = (cell: number) => {
		hidden[cell] = true;
		for (const index of through[cell]!) waiting.add(index);
	};
	const settle = () => {
		for (const index of waiting) {
			waiting.delete(index);
			const line = lines[index]!;
			while (isTelling(line, values, hidden)) {
				const next = cheapest(line, values, hidden, fixed);
				if (next === undefined) break;
				hide(next);
			}
		}
	};
	settle();
	for (let turn = 0; turn < values.length; turn++) {
		const found = sheets.flatMap((sheet) =>
			solved(sheet, hidden).flatMap((cell) => {
				const near = through[cell]!.map((index) =>
					cheapest(lines[index]!, values, hidden, fixed)
				).filter((other) => other !== undefined);
				return near.sort((one, other) => values[one]! - values[other]!).slice(0, 1);
			})
		);
		if (found.length === 0) break;
		for (const cell of found) hide(cell);
		settle();
	}
	return hidden;
}

function isTelling(line: Line, values: readonly number[], hidden: readonly boolean[]): boolean {
	let unknown = 0;
	let sum = 0;
	for (const cell of line) {
		if (!hidden[cell]) continue;
		unknown++;
		sum += values[cell]!;
	}
	return unknown === 1 || (unknown > 1 && !hidden[line[0]!] && sum > 0 && tooFew(sum));
}

/** The smallest shown part, else the total; nobody's cell hides nothing. */
function cheapest(
	line: Line,
	values: readonly number[],
	hidden: readonly boolean[],
	fixed: (cell: number) => boolean
): number | undefined {
	let best: number | undefined;
	for (let index = line.length - 1; index >= 0; index--) {
		const cell = line[index]!;
		if (hidden[cell] || values[cell] === 0 || fixed(cell)) continue;
		if (best === undefined || values[cell]! < values[best]!) best = cell;
	}
	return best;
}

/** Hidden cells that the shown ones determine, by elimination over all lines. */
export function solved(lines: readonly Line[], hidden: readonly boolean[]): number[] {
	const unknown = [...new Set(lines.flat().filter((cell) => hidden[cell]))];
	const place = new Map(unknown.map((cell, index) => [cell, index]));
	const rows = lines
		.map((line) => {
			const row = new Float64Array(unknown.length);
			line.forEach((cell, index) => {
				const at = place.get(cell);
				if (at !== undefined) row[at]! += index === 0 ? -1 : 1;
			});
			return row;
		})
		.filter((row) => row.some((factor) => factor !== 0));
	let top = 0;
	for (let column = 0; column < unknown.length && top < rows.length; column++) {
		const pivot = rows.findIndex((row, index) => index >= top && Math.abs(row[column]!) > 1e-9);
		if (pivot < 0) continue;
		[rows[top], rows[pivot]] = [rows[pivot]!, rows[top]!];
		const lead = rows[top]!;
		const scale = lead[column]!;
		for (let at = column; at < lead.length; at++) lead[at]! /= scale;
		for (const [index, row] of rows.entries()) {
			const factor = row[column]!;
			if (index === top || Math.abs(factor) < 1e-9) continue;
			for (let at = column; at < row.length; at++) row[at]! -= factor * lead[at]!;
		}
		top++;
	}
	return rows.slice(0, top).flatMap((row) => {
		const left = [...row.keys()].filter((at) => Math.abs(row[at]!) > 1e-9);
		return left.length === 1 ? [unknown[left[0]!]!] : [];
	});
}
