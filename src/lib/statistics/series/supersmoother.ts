/**
 * Friedman's super smoother: local lines over 5, 20 or 50 % of the series, whichever fits best at each
 * place by leaving it out.
 */
import { aligned, numbers, Refusal } from '../refusal.ts';

const spans = [0.05, 0.2, 0.5] as const;

type Line = { fitted: Float64Array; residuals?: Float64Array };

/** A running line over `span` of the cases, updated case by case; residuals by leaving one out. */
function runningLine(
	x: Float64Array,
	y: Float64Array,
	span: number,
	least: number,
	withResiduals: boolean
): Line {
	const n = x.length;
	const half = Math.max(2, Math.floor(0.5 * span * n + 0.5));
	let [weight, mx, my, spread, together] = [0, 0, 0, 0, 0];
	const add = (at: number) => {
		const before = weight;
		weight += 1;
		mx = (before * mx + x[at]!) / weight;
		my = (before * my + y[at]!) / weight;
		const step = before > 0 ? (weight * (x[at]! - mx)) / before : 0;
		spread += step * (x[at]! - mx);
		together += step * (y[at]! - my);
	};
	const drop = (at: number) => {
		const before = weight;
		weight -= 1;
		const step = weight > 0 ? (before * (x[at]! - mx)) / weight : 0;
		spread -= step * (x[at]! - mx);
		together -= step * (y[at]! - my);
		if (weight > 0) {
			mx = (before * mx - x[at]!) / weight;
			my = (before * my - y[at]!) / weight;
		}
	};
	for (let at = 0; at < Math.min(n, 2 * half + 1); at++) add(at);
	const fitted = new Float64Array(n);
	const residuals = withResiduals ? new Float64Array(n) : undefined;
	for (let at = 0; at < n; at++) {
		if (at - half - 1 >= 0 && at + half < n) {
			drop(at - half - 1);
			add(at + half);
		}
		const slope = spread > least ? together / spread : 0;
		fitted[at] = slope * (x[at]! - mx) + my;
		if (!residuals) continue;
		const leverage = 1 / weight + (spread > least ? (x[at]! - mx) ** 2 / spread : 0);
		residuals[at] = leverage < 1 ? Math.abs(y[at]! - fitted[at]!) / (1 - leverage) : 0;
	}
	for (let start = 0; start < n;) {
		let end = start + 1;
		while (end < n && x[end] === x[start]) end++;
		let sum = 0;
		for (let at = start; at < end; at++) sum += fitted[at]!;
		for (let at = start; at < end; at++) fitted[at] = sum / (end - start);
		start = end;
	}
	return { fitted, residuals };
}

/**
 * The smoothed outcome at each x, x in rising order, all cases of weight 1, span chosen by
 * cross-validation. Source: J. H. Friedman, A variable span smoother, Stanford LCS report 5 (1984).
 * Refuses x that falls and fewer than five cases.
 */
export function superSmoothed(x: ArrayLike<number>, outcome: ArrayLike<number>): Float64Array {
	aligned(x, outcome, 'outcome');
	numbers(x, 'x', 5);
	numbers(outcome, 'outcome', 5);
	const at = Float64Array.from(x);
	const y = Float64Array.from(outcome);
	const n = at.length;
	for (let row = 1; row < n; row++)
		if (at[row]! < at[row - 1]!) throw new Refusal('bad-option', 'order of x');
	if (at[n - 1] === at[0]) throw new Refusal('no-variation', 'x');
	let low = Math.floor(n / 4) - 1;
	let high = 3 * (low + 1) - 1;
	while (at[high]! - at[low]! <= 0) {
		if (high < n - 1) high++;
		if (low > 0) low--;
	}
	const least = (1e-3 * (at[high]! - at[low]!)) ** 2;
	const lines = spans.map((span) => {
		const { fitted, residuals } = runningLine(at, y, span, least, true);
		const evened = runningLine(at, residuals!, spans[1], least, false).fitted;
		return { fitted, residuals: evened };
	});
	const best = Float64Array.from({ length: n }, (_, row) => {
		let choice = 0;
		for (let span = 1; span < spans.length; span++)
			if (lines[span]!.residuals[row]! < lines[choice]!.residuals[row]!) choice = span;
		return spans[choice]!;
	});
	const span = runningLine(at, best, spans[1], least, false).fitted;
	const mixed = span.map((value, row) => {
		const held = Math.min(spans[2], Math.max(spans[0], value));
		const middle = lines[1]!.fitted[row]!;
		const other = held < spans[1] ? lines[0]! : lines[2]!;
		const share =
			held < spans[1]
				? (spans[1] - held) / (spans[1] - spans[0])
				: (held - spans[1]) / (spans[2] - spans[1]);
		return (1 - share) * middle + share * other.fitted[row]!;
	});
	return runningLine(at, mixed, spans[0], least, false).fitted;
}
