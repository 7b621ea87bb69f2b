/**
 * Pearson's chi-square of a table of counts of independent people, with what each cell adds to it.
 *   expected e = row · column/n;  χ² = Σ (o − e)²/e;  V = √(χ²/(n min(r − 1, c − 1)));
 *   standardised residual (o − e)/√(e (1 − row/n)(1 − column/n)), about normal in an unrelated cell.
 * Sources: K. Pearson (1900); H. Cramér, Mathematical Methods of Statistics (1946), §21.9;
 * S. Haberman, Biometrics 29 (1973) 205.
 */
import { chiSquare } from '../numerics/distributions.ts';
import { count, Refusal, sameLength } from '../refusal.ts';

export type Contingency = {
	statistic: number;
	degrees: number;
	p: number;
	/** Cramér's V, 0–1 */
	strength: number;
	expected: number[][];
	residuals: number[][];
	/** chi-square is doubtful below 5 */
	smallest: number;
};

export function contingency(counts: readonly (readonly number[])[]): Contingency {
	const columns = sameLength(counts, 'counts');
	const ofRows = counts.map((row) => row.reduce((sum, one) => sum + count(one, 'count'), 0));
	const ofColumns = Array.from({ length: columns }, (_, j) =>
		counts.reduce((sum, row) => sum + row[j]!, 0)
	);
	const n = ofRows.reduce((sum, one) => sum + one, 0);
	if (n === 0) throw new Refusal('no-observations', 'counts');
	if (counts.length < 2 || columns < 2) throw new Refusal('too-few', 'categories');
	if (ofRows.includes(0) || ofColumns.includes(0)) throw new Refusal('empty-cell', 'margins');
	let statistic = 0;
	const expected = counts.map((_, i) => ofColumns.map((column) => (ofRows[i]! * column) / n));
	const residuals = counts.map((row, i) =>
		row.map((observed, j) => {
			const e = expected[i]![j]!;
			statistic += (observed - e) ** 2 / e;
			return (observed - e) / Math.sqrt(e * (1 - ofRows[i]! / n) * (1 - ofColumns[j]! / n));
		})
	);
	const degrees = (counts.length - 1) * (columns - 1);
	return {
		statistic,
		degrees,
		p: chiSquare.upper(statistic, degrees),
		strength: Math.sqrt(statistic / (n * Math.min(counts.length - 1, columns - 1))),
		expected,
		residuals,
		smallest: Math.min(...expected.flat())
	};
}
