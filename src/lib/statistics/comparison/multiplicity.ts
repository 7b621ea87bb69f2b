/**
 * Many tests at once. Adjusted p-values, each to be held against the level as if alone:
 * Bonferroni, Holm and Hochberg against any false claim; Benjamini-Hochberg and (for any dependence)
 * Benjamini-Yekutieli for the share of false ones among what is claimed. Holm for claims about every
 * province, Benjamini-Hochberg for looking around.
 * Sources: S. Holm, Scand. J. Stat. 6 (1979) 65; Y. Hochberg, Biometrika 75 (1988) 800;
 * Y. Benjamini, Y. Hochberg, J. R. Stat. Soc. B 57 (1995) 289; Y. Benjamini, D. Yekutieli (2001).
 */
import { Refusal } from '../refusal.ts';

export type Adjustment = 'bonferroni' | 'holm' | 'hochberg' | 'BH' | 'BY';

/** Adjusted p-values in the order given. */
export function adjusted(p: ArrayLike<number>, adjustment: Adjustment): number[] {
	const n = p.length;
	const values = Array.from(p);
	if (n === 0) throw new Refusal('no-observations', 'p-values');
	if (!values.every((one) => one >= 0 && one <= 1))
		throw new Refusal('bad-probability', 'p-values');
	if (adjustment === 'bonferroni') return values.map((one) => Math.min(1, n * one));
	const order = [...values.keys()].sort((one, other) => values[one]! - values[other]!);
	const harmonic = values.reduce((sum, _, at) => sum + 1 / (at + 1), 0);
	// What the k-th smallest is multiplied with.
	const factor = (k: number) => {
		if (adjustment === 'holm' || adjustment === 'hochberg') return n - k + 1;
		return (n / k) * (adjustment === 'BY' ? harmonic : 1);
	};
	const result = new Array<number>(n);
	if (adjustment === 'holm') {
		let most = 0;
		order.forEach((at, index) => {
			most = Math.max(most, factor(index + 1) * values[at]!);
			result[at] = Math.min(1, most);
		});
		return result;
	}
	let least = 1;
	for (let index = n - 1; index >= 0; index--) {
		const at = order[index]!;
		least = Math.min(least, factor(index + 1) * values[at]!);
		result[at] = least;
	}
	return result;
}
