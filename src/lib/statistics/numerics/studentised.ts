/**
 * Two distributions that are integrals: the studentised range of k means (Tukey's comparisons) and
 * the noncentral t (power of a t test). Gauss-Legendre panels on the smooth integrands.
 * Sources: M. Copenhaver, B. Holland, J. Stat. Comput. Simul. 30 (1988) 1; R. Lenth, Algorithm
 * AS 243, Appl. Stat. 38 (1989) 185.
 */
import { beta, chiSquare, logGamma, normal, student } from './distributions.ts';
import { finite, positive, probability, Refusal, whole } from '../refusal.ts';

/** Nodes and weights of Gauss-Legendre on [−1, 1]: roots of the Legendre polynomial by Newton. */
function legendre(n: number): { node: number; weight: number }[] {
	return Array.from({ length: n }, (_, index) => {
		let x = Math.cos((Math.PI * (index + 0.75)) / (n + 0.5));
		let slope = 1;
		for (let turn = 0; turn < 50; turn++) {
			let before = 1;
			let at = x;
			for (let k = 2; k <= n; k++)
				[before, at] = [at, ((2 * k - 1) * x * at - (k - 1) * before) / k];
			slope = (n * (x * at - before)) / (x * x - 1);
			const step = at / slope;
			x -= step;
			if (Math.abs(step) < 1e-15) break;
		}
		return { node: x, weight: 2 / ((1 - x * x) * slope * slope) };
	});
}

const nodes = legendre(20);

/** ∫ f from `low` to `high` over equal panels of twenty nodes each. */
export function integral(
	f: (x: number) => number,
	low: number,
	high: number,
	panels: number
): number {
	const half = (high - low) / panels / 2;
	let sum = 0;
	for (let panel = 0; panel < panels; panel++) {
		const middle = low + (2 * panel + 1) * half;
		for (const { node, weight } of nodes) sum += weight * f(middle + half * node);
	}
	return sum * half;
}

/** Where the standard normal density lives, with its values: the same points for every range. */
const points = [-7.5, -4.5, -1.5, 1.5, 4.5, 7.5].flatMap((middle) =>
	nodes.map(({ node, weight }) => {
		const z = middle + 1.5 * node;
		return { z, weight: 1.5 * weight * normal.density(z), below: normal.cdf(z) };
	})
);

/** P(range of k standard normal values > w) = k ∫ φ(z) (Φ(z)^(k−1) − (Φ(z) − Φ(z − w))^(k−1)) dz. */
function rangeTail(w: number, means: number): number {
	if (w <= 0) return 1;
	const power = means - 1;
	let sum = 0;
	for (const { z, weight, below } of points) {
		const part = normal.cdf(z - w) / below;
		if (part > 0) sum += weight * below ** power * -Math.expm1(power * Math.log1p(-part));
	}
	return means * sum;
}

function checked(means: number, degrees: number) {
	if (whole(means, 'means') < 2) throw new Refusal('too-few', 'means');
	if (degrees !== Infinity) positive(degrees, 'degrees');
}

/** The range of `means` means over their standard error estimated with `degrees` degrees. */
export const studentisedRange = {
	/** P(Q > q): the tail of the range over the distribution of the estimated error. */
	upper(q: number, means: number, degrees: number): number {
		checked(means, degrees);
		if (finite(q, 'q') <= 0) return 1;
		if (degrees === Infinity) return rangeTail(q, means);
		const low = Math.sqrt(chiSquare.quantile(1e-15, degrees) / degrees);
		const high = Math.sqrt((2 * chiSquare.quantile(1 - 1e-14, degrees)) / degrees);
		return integral(
			(s) =>
				2 * degrees * s * chiSquare.density(degrees * s * s, degrees) * rangeTail(q * s, means),
			low,
			high,
			6
		);
	},
	cdf: (q: number, means: number, degrees: number) => 1 - studentisedRange.upper(q, means, degrees),
	/** q with P(Q ≤ q) = p, by bracketing and the rule of false position (Illinois). */
	quantile(p: number, means: number, degrees: number): number {
		const tail = 1 - probability(p, 'p');
		const miss = (q: number) => Math.log(studentisedRange.upper(q, means, degrees) / tail);
		let low = 0;
		let high = 4;
		while (miss(high) > 0) {
			low = high;
			high *= 2;
		}
		return root(miss, low === 0 ? 1e-6 : low, high, 1e-11);
	}
};

/** A root of f between `low` and `high`, where its sign changes: false position (Illinois). */
export function root(
	f: (x: number) => number,
	low: number,
	high: number,
	tolerance = 1e-13
): number {
	let [a, b, fa, fb] = [low, high, f(low), f(high)];
	if (fa === 0) return a;
	if (fb === 0) return b;
	if (fa > 0 === fb > 0) throw new Refusal('not-converged', 'root');
	let side = 0;
	for (let turn = 0; turn < 400; turn++) {
		// A halving every third turn keeps the bracket shrinking where the curve is flat.
		const c = turn % 3 === 2 ? (a + b) / 2 : (fa * b - fb * a) / (fa - fb);
		const fc = f(c);
		if (fc === 0 || Math.abs(b - a) <= tolerance * Math.max(Math.abs(a), Math.abs(b), 1e-300))
			return c;
		if (fc > 0 === fb > 0) {
			[b, fb] = [c, fc];
			if (side === -1) fa /= 2;
			side = -1;
		} else {
			[a, fa] = [c, fc];
			if (side === 1) fb /= 2;
			side = 1;
		}
	}
	return (a + b) / 2;
}

/**
 * P(T > t) of the noncentral t with `degrees` degrees and noncentrality d, for t ≥ 0:
 *   ½ Σ (p_j I_y(n/2, j + ½) + q_j I_y(n/2, j + 1)), y = n/(n + t²),
 * with Poisson masses p_j of mean d²/2 and q_j = ±e^(−d²/2) (d²/2)^(j + ½)/Γ(j + 3/2), summed from
 * the largest mass outwards.
 */
export function noncentralUpper(t: number, degrees: number, shift: number): number {
	positive(degrees, 'degrees');
	if (finite(shift, 'noncentrality') === 0) return student.upper(t, degrees);
	if (finite(t, 't') < 0) return 1 - noncentralUpper(-t, degrees, -shift);
	const y = degrees / (degrees + t * t);
	const half = (shift * shift) / 2;
	const log = Math.log(half);
	let sum = 0;
	const add = (j: number) => {
		const p = Math.exp(j * log - half - logGamma(j + 1));
		const q = Math.exp((j + 0.5) * log - half - logGamma(j + 1.5));
		sum += p * beta.cdf(y, degrees / 2, j + 0.5);
		sum += Math.sign(shift) * q * beta.cdf(y, degrees / 2, j + 1);
		return p + q > 1e-18;
	};
	const largest = Math.floor(half);
	for (let j = largest; add(j); j++);
	for (let j = largest - 1; j >= 0 && add(j); j--);
	return Math.min(1, Math.max(0, sum / 2));
}
