/** How much of what was asked was answered: per question, per person, in all. */
import { aligned, Refusal } from '../refusal.ts';

export type Completeness = {
	/** cells that were to be filled, and that are missing */
	cells: number;
	missing: number;
	/** 1 − missing/cells */
	share: number;
	/** missing answers per question, and their share of those asked */
	byQuestion: { missing: number; share: number }[];
	/** people who answered all that they were asked, and their share */
	complete: number;
	completeShare: number;
	/** sets of missing questions, written as 1 for answered and 0 for missing, with how many people */
	patterns: Map<string, number>;
};

/**
 * `columns` hold one answer per person, NaN for missing; `asked` tells, per question, whom it was put to
 * (all without it): what a filter left out is not missing.
 */
export function completeness(
	columns: readonly ArrayLike<number>[],
	asked?: readonly ArrayLike<boolean>[]
): Completeness {
	const [first] = columns;
	if (!first || first.length === 0) throw new Refusal('no-observations', 'answers');
	if (asked) aligned(columns, asked, 'asked');
	const n = first.length;
	const gaps = new Uint32Array(n);
	const shapes: string[] = Array.from({ length: n }, () => '');
	let cells = 0;
	let missing = 0;
	const byQuestion = columns.map((column, at) => {
		aligned(first, column, 'answers');
		let put = 0;
		let open = 0;
		for (let row = 0; row < n; row++) {
			const there = !Number.isNaN(column[row]!);
			const was = asked ? asked[at]![row]! : true;
			shapes[row] += there || !was ? '1' : '0';
			if (!was) continue;
			put++;
			if (there) continue;
			open++;
			gaps[row]!++;
		}
		cells += put;
		missing += open;
		return { missing: open, share: put > 0 ? open / put : NaN };
	});
	if (cells === 0) throw new Refusal('no-observations', 'asked');
	const patterns = new Map<string, number>();
	for (const shape of shapes) patterns.set(shape, (patterns.get(shape) ?? 0) + 1);
	const complete = gaps.filter((gap) => gap === 0).length;
	return {
		cells,
		missing,
		share: 1 - missing / cells,
		byQuestion,
		complete,
		completeShare: complete / n,
		patterns
	};
}
