/**
 * Indicators brought to one scale on which more is better. Missing values (NaN) stay missing; a
 * constant indicator has no scale and is refused by name wherever the scale comes from the data. For
 * comparisons between years use goalposts: a min-max scale moves every year.
 * Sources: OECD/JRC, Handbook on Constructing Composite Indicators (2008), §6.
 */
import { ranks } from '../numerics/correlation.ts';
import { deviation, mean, observed } from '../numerics/moments.ts';
import { finite, positive, Refusal } from '../refusal.ts';

/** 1: more is better; −1: less is better. */
export type Direction = 1 | -1;

export type Normalisation =
	/** low + (high − low)(x − min)/(max − min), for less is better (max − x)/(max − min) */
	| { by: 'min-max'; low?: number; high?: number }
	/** mean + deviation · (x − x̄)/s, s with n − 1 */
	| { by: 'z-score'; mean?: number; deviation?: number }
	/** rank from the worst, equal values the lowest */
	| { by: 'rank' }
	/** (rank − 1)/(n − 1) */
	| { by: 'percentile-rank' }
	/** rank − 1 */
	| { by: 'borda' }
	/** 1 − (max − x)/(max − min) of the directed values */
	| { by: 'distance-to-maximum' }
	/** x/max of the directed values; not available where that max is 0 */
	| { by: 'share-of-maximum' }
	/** (x − lower)/(upper − lower), for less is better (upper − x)/(upper − lower), held within 0–1, times `scale` */
	| { by: 'goalposts'; lower: number; upper: number; scale?: number }
	/** (x − min)/(target − min), for less is better (max − x)/(max − target), at most 1 */
	| { by: 'distance-to-target'; target: number; capped?: boolean }
	/** 1 − (x_ref − x)/(x_ref − min) of the directed values, at most 1 if capped */
	| { by: 'distance-to-reference'; reference: number; capped?: boolean }
	/** offset + factor · x of the directed values */
	| { by: 'scaled'; offset: number; factor: number };

/** One indicator on the scale of `how`. */
export function normalised(
	indicator: ArrayLike<number>,
	direction: Direction,
	how: Normalisation
): Float64Array {
	if (direction !== 1 && direction !== -1) throw new Refusal('bad-option', 'direction');
	const x = new Float64Array(indicator.length);
	let n = 0;
	let low = Infinity;
	let high = -Infinity;
	for (let at = 0; at < x.length; at++) {
		const value = direction * indicator[at]!;
		x[at] = value;
		if (value !== value) continue; // missing
		if (value === Infinity || value === -Infinity) throw new Refusal('not-a-number', 'indicator');
		n++;
		if (value < low) low = value;
		if (value > high) high = value;
	}
	if (n === 0) throw new Refusal('no-observations', 'indicator');
	const [least, most, there] = [low, high, n];
	const ends = () => {
		if (least === most) throw new Refusal('no-variation', 'indicator');
	};
	switch (how.by) {
		case 'min-max': {
			ends();
			const bottom = finite(how.low ?? 0, 'low');
			const top = finite(how.high ?? 100, 'high');
			if (!(bottom < top)) throw new Refusal('out-of-bounds', 'low');
			for (let at = 0; at < x.length; at++)
				x[at] = bottom + ((top - bottom) * (x[at]! - least)) / (most - least);
			return x;
		}
		case 'z-score': {
			ends();
			const values = observed(x, 'indicator');
			const middle = mean(values);
			const spread = deviation(values);
			const to = finite(how.mean ?? 0, 'mean');
			const width = positive(how.deviation ?? 1, 'deviation');
			return x.map((value) => to + (width * (value - middle)) / spread);
		}
		case 'rank':
		case 'borda': {
			const shift = how.by === 'borda' ? 1 : 0;
			return ranks(x, 'lowest').map((rank) => rank - shift);
		}
		case 'percentile-rank':
			if (there < 2) throw new Refusal('too-few', 'indicator');
			return ranks(x, 'lowest').map((rank) => (rank - 1) / (there - 1));
		case 'distance-to-maximum': {
			ends();
			return x.map((value) => 1 - (most - value) / (most - least));
		}
		case 'share-of-maximum':
			return x.map((value) => (most === 0 ? NaN : value / most));
		case 'goalposts': {
			const { lower, upper } = how;
			if (!(finite(lower, 'lower') < finite(upper, 'upper')))
				throw new Refusal('out-of-bounds', 'goalposts');
			const scale = positive(how.scale ?? 1, 'scale');
			return Float64Array.from(indicator, (value) => {
				const part = (direction === 1 ? value - lower : upper - value) / (upper - lower);
				return scale * Math.min(1, Math.max(0, part));
			});
		}
		case 'distance-to-target': {
			ends();
			const target = direction * finite(how.target, 'target');
			if (!(target > least)) throw new Refusal('out-of-bounds', 'target');
			return capped(x, (value) => (value - least) / (target - least), how.capped ?? true);
		}
		case 'distance-to-reference': {
			ends();
			const reference = direction * finite(how.reference, 'reference');
			if (!(reference > least)) throw new Refusal('out-of-bounds', 'reference');
			const part = (value: number) => 1 - (reference - value) / (reference - least);
			return capped(x, part, how.capped ?? false);
		}
		case 'scaled':
			return x.map((value) => finite(how.offset, 'offset') + finite(how.factor, 'factor') * value);
		default:
			throw new Refusal('bad-option', 'normalisation');
	}
}

function capped(x: Float64Array, part: (value: number) => number, cap: boolean): Float64Array {
	return x.map((value) => {
		const at = part(value);
		return cap && at > 1 ? 1 : at;
	});
}
