/**
 * Walks every check of a set of reference results: each is computed by the code and compared number
 * by number within the tolerance the set states. An id that nothing computes is a failure.
 */
import { afterAll, describe, expect, it } from 'vitest';
import * as vectors from './vectors.ts';

export type Parameters = { [name: string]: unknown };

export type Reference = {
	id: string;
	data?: string;
	params: Parameters;
	expected: unknown;
	tol?: { rel?: number; abs?: number };
};

/** What the code makes of a check, in the shape of its expected results; more keys do no harm. */
export type Computation = (check: Reference, match: RegExpExecArray) => unknown;

/** A tolerance wider than stated, and why. */
export type Looser = { [id: string]: { rel: number; abs: number; because: string } };

export function meetsReference(
	set: string,
	computations: readonly (readonly [RegExp, Computation])[],
	looser: Looser = {}
): void {
	describe.skipIf(!vectors.present)(`reference results of set ${set}`, () => {
		const found = vectors.checks<unknown>(set) as unknown as Reference[];
		let met = 0;
		let numbers = 0;
		for (const check of found) {
			it(`are met: ${check.id}`, () => {
				const known = computations.flatMap(([pattern, compute]) => {
					const match = pattern.exec(check.id);
					return match ? [{ compute, match }] : [];
				})[0];
				if (!known) throw new Error(`nothing computes ${check.id}`);
				const got = known.compute({ ...check, params: check.params ?? {} }, known.match);
				const wider = looser[check.id];
				const tolerance = {
					rel: wider?.rel ?? check.tol?.rel ?? 1e-8,
					abs: wider?.abs ?? check.tol?.abs ?? 1e-9
				};
				const { wrong, compared } = compare(got, check.expected, tolerance);
				expect(wrong).toEqual([]);
				met++;
				numbers += compared;
			});
		}
		afterAll(() => {
			console.log(`set ${set.slice(0, 2)}: ${met} of ${found.length} checks, ${numbers} numbers`);
		});
	});
}

/** Differences between a result and what is expected of it, each with its path. */
export function compare(
	got: unknown,
	expected: unknown,
	tolerance: { rel: number; abs: number },
	path = ''
): { wrong: string[]; compared: number } {
	const missing = got === null || got === undefined || (typeof got === 'number' && isNaN(got));
	if (expected === null)
		return { wrong: missing ? [] : [`${path}: ${String(got)} for nothing`], compared: 1 };
	if (ArrayBuffer.isView(got)) got = Array.from(got as unknown as ArrayLike<number>);
	if (typeof expected === 'number' && Array.isArray(got) && got.length === 1) got = got[0];
	if (Array.isArray(expected) && expected.length === 1 && typeof got === 'number') got = [got];
	if (typeof expected === 'number') {
		const most = Math.max(tolerance.abs, tolerance.rel * Math.abs(expected));
		const fits = typeof got === 'number' && Math.abs(got - expected) <= most;
		return { wrong: fits ? [] : [`${path}: ${String(got)} for ${expected}`], compared: 1 };
	}
	if (typeof expected !== 'object')
		return {
			wrong: got === expected ? [] : [`${path}: ${String(got)} for ${String(expected)}`],
			compared: 1
		};
	if (Array.isArray(expected) && (!Array.isArray(got) || got.length !== expected.length))
		return {
			wrong: [`${path}: ${JSON.stringify(got)} is no list of ${expected.length}`],
			compared: 0
		};
	const wrong: string[] = [];
	let compared = 0;
	for (const [key, value] of Object.entries(expected)) {
		const part = (got as Parameters | null | undefined)?.[key];
		const inner = compare(part, value, tolerance, `${path}/${key}`);
		wrong.push(...inner.wrong);
		compared += inner.compared;
	}
	return { wrong, compared };
}

/** A column of a table as numbers; an empty field or NA is missing (NaN). */
export function column(rows: Record<string, string>[], name: string): Float64Array {
	return Float64Array.from(rows, (row) => {
		const text = row[name]?.trim();
		return text === undefined || text === '' || text === 'NA' ? NaN : Number(text);
	});
}
