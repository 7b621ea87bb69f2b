/**
 * Local regression on the places 1 … n of a series, the smoother of the decomposition in stl.ts.
 * Between every `jump`-th place values are drawn along a line.
 */

export type Smoother = {
	/** number of neighbours that count, odd */
	window: number;
	/** 0: local mean, 1: local line */
	degree: 0 | 1;
	jump: number;
};

/**
 * The smoothed value at `place` from the values at `left` … `right` (from 1), weights (1 − (d/h)³)³
 * times `robustness`; undefined where all weights are 0. Source: R. B. Cleveland et al., J. Off. Stat. 6
 * (1990) 3.
 */
export function smoothedAt(
	values: ArrayLike<number>,
	n: number,
	{ window, degree }: Smoother,
	place: number,
	left: number,
	right: number,
	robustness?: ArrayLike<number>
): number | undefined {
	let reach = Math.max(place - left, right - place);
	if (window > n) reach += Math.floor((window - n) / 2);
	const far = 0.999 * reach;
	const near = 0.001 * reach;
	const weights = new Float64Array(right - left + 1);
	let all = 0;
	for (let at = left; at <= right; at++) {
		const distance = Math.abs(at - place);
		if (distance > far) continue;
		let weight = distance <= near ? 1 : (1 - (distance / reach) ** 3) ** 3;
		if (robustness) weight *= robustness[at - 1]!;
		weights[at - left] = weight;
		all += weight;
	}
	if (all <= 0) return undefined;
	let middle = 0;
	for (let at = left; at <= right; at++) {
		weights[at - left]! /= all;
		middle += weights[at - left]! * at;
	}
	if (reach > 0 && degree > 0) {
		let spread = 0;
		for (let at = left; at <= right; at++) spread += weights[at - left]! * (at - middle) ** 2;
		if (Math.sqrt(spread) > 0.001 * (n - 1)) {
			const slope = (place - middle) / spread;
			for (let at = left; at <= right; at++) weights[at - left]! *= slope * (at - middle) + 1;
		}
	}
	let value = 0;
	for (let at = left; at <= right; at++) value += weights[at - left]! * values[at - 1]!;
	return value;
}

/** The whole series smoothed. */
export function smoothed(
	values: ArrayLike<number>,
	n: number,
	smoother: Smoother,
	robustness?: ArrayLike<number>
): Float64Array {
	const result = new Float64Array(n);
	if (n < 2) {
		result[0] = values[0]!;
		return result;
	}
	const { window } = smoother;
	const jump = Math.min(smoother.jump, n - 1);
	const half = Math.floor((window + 1) / 2);
	let [left, right] = [1, Math.min(window, n)];
	const at = (place: number) =>
		(result[place - 1] =
			smoothedAt(values, n, smoother, place, left, right, robustness) ?? values[place - 1]!);
	for (let place = 1; place <= n; place += jump) {
		if (window < n && jump === 1) {
			if (place > half && right !== n) [left, right] = [left + 1, right + 1];
		} else if (window < n) {
			if (place < half) [left, right] = [1, window];
			else if (place >= n - half + 1) [left, right] = [n - window + 1, n];
			else [left, right] = [place - half + 1, window + place - half];
		}
		at(place);
	}
	if (jump === 1) return result;
	const draw = (from: number, to: number) => {
		const step = (result[to - 1]! - result[from - 1]!) / (to - from);
		for (let place = from + 1; place < to; place++)
			result[place - 1] = result[from - 1]! + step * (place - from);
	};
	for (let place = 1; place <= n - jump; place += jump) draw(place, place + jump);
	const last = Math.floor((n - 1) / jump) * jump + 1;
	if (last !== n) {
		at(n);
		draw(last, n);
	}
	return result;
}
