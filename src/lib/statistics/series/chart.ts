/**
 * Control charts: whether a figure moves more than chance lets it. Limits are three standard errors from
 * the centre unless `width` says otherwise. Source: D. C. Montgomery, Introduction to Statistical Quality
 * Control (2009), ch. 6, 7, 9.
 */
import { mean } from '../numerics/moments.ts';
import { aligned, amount, count, numbers, positive, Refusal } from '../refusal.ts';

export type Chart = {
	/** what is plotted: counts, rates, shares, averages */
	points: Float64Array;
	centre: number;
	low: Float64Array;
	high: Float64Array;
	/** positions outside the limits, from 0 */
	flagged: number[];
};

function chart(
	points: Float64Array,
	centre: number,
	limits: (at: number) => [number, number]
): Chart {
	const low = new Float64Array(points.length);
	const high = new Float64Array(points.length);
	const flagged: number[] = [];
	points.forEach((point, at) => {
		const [down, up] = limits(at);
		low[at] = down;
		high[at] = up;
		if (point < down || point > up) flagged.push(at);
	});
	return { points, centre, low, high, flagged };
}

/** Counts per period of equal size: c̄ ± 3√c̄, not below 0. */
export function countChart(counts: ArrayLike<number>, width = 3): Chart {
	numbers(counts, 'counts', 2);
	const points = Float64Array.from(counts, (value) => count(value, 'counts'));
	const centre = mean(points);
	const half = positive(width, 'width') * Math.sqrt(centre);
	return chart(points, centre, () => [Math.max(0, centre - half), centre + half]);
}

/** Counts over varying sizes (visits, days): ū = Σc/Σn, ū ± 3√(ū/n), not below 0. */
export function rateChart(counts: ArrayLike<number>, sizes: ArrayLike<number>, width = 3): Chart {
	aligned(counts, sizes, 'sizes');
	numbers(counts, 'counts', 2);
	let [all, base] = [0, 0];
	for (let at = 0; at < counts.length; at++) {
		all += amount(counts[at]!, 'counts');
		base += positive(sizes[at]!, 'sizes');
	}
	const centre = all / base;
	const points = Float64Array.from(counts, (value, at) => value / sizes[at]!);
	const half = (at: number) => positive(width, 'width') * Math.sqrt(centre / sizes[at]!);
	return chart(points, centre, (at) => [Math.max(0, centre - half(at)), centre + half(at)]);
}

/** Shares of varying numbers: p̄ = Σx/Σn, p̄ ± 3√(p̄(1−p̄)/n), held within 0–1. */
export function shareChart(parts: ArrayLike<number>, sizes: ArrayLike<number>, width = 3): Chart {
	aligned(parts, sizes, 'sizes');
	numbers(parts, 'parts', 2);
	let [all, base] = [0, 0];
	for (let at = 0; at < parts.length; at++) {
		const part = amount(parts[at]!, 'parts');
		const size = positive(sizes[at]!, 'sizes');
		if (part > size) throw new Refusal('more-than-observed', 'parts');
		all += part;
		base += size;
	}
	const centre = all / base;
	const points = Float64Array.from(parts, (value, at) => value / sizes[at]!);
	const half = (at: number) =>
		positive(width, 'width') * Math.sqrt((centre * (1 - centre)) / sizes[at]!);
	return chart(points, centre, (at) => [
		Math.max(0, centre - half(at)),
		Math.min(1, centre + half(at))
	]);
}

/** Single values: x̄ ± 3 · (mean step between neighbours)/1.128. */
export function valueChart(values: ArrayLike<number>, width = 3): Chart {
	numbers(values, 'values', 2);
	const points = Float64Array.from(values);
	const centre = mean(points);
	let steps = 0;
	for (let at = 1; at < points.length; at++) steps += Math.abs(points[at]! - points[at - 1]!);
	const half = (positive(width, 'width') * steps) / (points.length - 1) / 1.128;
	return chart(points, centre, () => [centre - half, centre + half]);
}

/**
 * Exponentially weighted averages z_t = λx_t + (1 − λ)z_{t−1} from z₀ = the centre; limits
 * centre ± L σ √(λ/(2 − λ) (1 − (1 − λ)^{2t})). `deviation` σ defaults to √centre, that of counts. Source: S. W.
 * Roberts, Technometrics 1 (1959) 239.
 */
export function averageChart(
	values: ArrayLike<number>,
	{
		lambda = 0.2,
		centre = mean(values),
		deviation = Math.sqrt(Math.max(0, centre)),
		width = 3
	}: { lambda?: number; centre?: number; deviation?: number; width?: number } = {}
): Chart {
	numbers(values, 'values');
	if (!(lambda > 0 && lambda <= 1)) throw new Refusal('out-of-bounds', 'lambda');
	amount(deviation, 'deviation');
	let now = centre;
	const points = Float64Array.from(values, (value) => (now = lambda * value + (1 - lambda) * now));
	const half = (at: number) =>
		positive(width, 'width') *
		deviation *
		Math.sqrt((lambda / (2 - lambda)) * (1 - (1 - lambda) ** (2 * (at + 1))));
	return chart(points, centre, (at) => [centre - half(at), centre + half(at)]);
}
