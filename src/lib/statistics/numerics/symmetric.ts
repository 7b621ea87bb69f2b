/** Small dense matrices, row by row in a Float64Array: solving with what may be singular. */
import { Refusal } from '../refusal.ts';

/**
 * A solver for A x = b with A symmetric and non-negative definite, by elimination in order of the
 * largest pivot. Directions without a pivot (collinear columns) get 0: any solution serves for
 * fitted values. `rank` says how many directions there are.
 */
export function solver(
	matrix: Float64Array,
	size: number
): { rank: number; solve: (b: ArrayLike<number>) => Float64Array } {
	const a = matrix.slice();
	const start = Float64Array.from({ length: size }, (_, at) => a[at * size + at]!);
	const order: number[] = [];
	const free = new Set(start.keys());
	while (free.size > 0) {
		let best = -1;
		let most = 1e-11;
		for (const at of free) {
			const left = start[at]! > 0 ? a[at * size + at]! / start[at]! : 0;
			if (left > most) [best, most] = [at, left];
		}
		if (best < 0) break;
		free.delete(best);
		order.push(best);
		const pivot = a[best * size + best]!;
		for (const row of free) {
			const factor = a[row * size + best]! / pivot;
			if (factor === 0) continue;
			for (const column of free) a[row * size + column]! -= factor * a[best * size + column]!;
			// The factor stays where the entry was, for right-hand sides to come.
			a[row * size + best] = factor;
		}
	}
	return {
		rank: order.length,
		solve(b) {
			const x = Float64Array.from(b);
			const y = new Float64Array(size);
			order.forEach((at, index) => {
				for (const later of order.slice(index + 1)) x[later]! -= a[later * size + at]! * x[at]!;
			});
			for (let index = order.length - 1; index >= 0; index--) {
				const at = order[index]!;
				let rest = x[at]!;
				for (const later of order.slice(index + 1)) rest -= a[at * size + later]! * y[later]!;
				y[at] = rest / a[at * size + at]!;
			}
			return y;
		}
	};
}

/** The same, where a singular matrix has no meaning. */
export function regular(matrix: Float64Array, size: number, what: string) {
	const found = solver(matrix, size);
	if (found.rank < size) throw new Refusal('singular', what);
	return found;
}

/** J V J′ for J with `rows` rows over the `size` columns of V. */
export function sandwich(
	jacobian: Float64Array,
	matrix: Float64Array,
	rows: number,
	size: number
): Float64Array {
	const half = new Float64Array(rows * size);
	for (let i = 0; i < rows; i++)
		for (let k = 0; k < size; k++) {
			const factor = jacobian[i * size + k]!;
			if (factor === 0) continue;
			for (let j = 0; j < size; j++) half[i * size + j]! += factor * matrix[k * size + j]!;
		}
	const result = new Float64Array(rows * rows);
	for (let i = 0; i < rows; i++)
		for (let j = 0; j < rows; j++) {
			let sum = 0;
			for (let k = 0; k < size; k++) sum += half[i * size + k]! * jacobian[j * size + k]!;
			result[i * rows + j] = sum;
		}
	return result;
}
