/**
 * Standard errors when cases come in clusters (people in communes): the cluster is what repeats, and
 * few clusters say little, however many people they hold.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { aligned, confidence, finite, Refusal } from '../refusal.ts';
import { covarianceOf, sandwich, type Fit } from '../numerics/regression.ts';
import { student } from '../numerics/distributions.ts';

/**
 * CR0: plain. CR1: times G/(G−1). CR1S: times G/(G−1) · (n−1)/(n−k), as most packages. CR2: residuals
 * multiplied by (I − H_gg)^−½, without bias under equal variances.
 */
export type ClusterSpread = 'CR0' | 'CR1' | 'CR1S' | 'CR2';

export type Labels = ArrayLike<string | number>;

/** The rows of each cluster, in the order of their first row. */
export function clustersOf(labels: Labels): Int32Array[] {
	const members = new Map<string | number, number[]>();
	for (let row = 0; row < labels.length; row++) {
		const label = labels[row]!;
		if (typeof label === 'number') finite(label, 'clusters');
		const list = members.get(label);
		if (list) list.push(row);
		else members.set(label, [row]);
	}
	return [...members.values()].map((rows) => Int32Array.from(rows));
}

/** Rows of X in a cluster. */
function rowsOf(x: Matrix, rows: Int32Array): Matrix {
	const part = Matrix.zeros(rows.length, x.columns);
	rows.forEach((row, at) => part.setRow(at, x.getRow(row)));
	return part;
}

/**
 * (I − X_g(X'X)⁻¹X_g')^−½ times columns, with 0 in directions that the fit leaves no residual in. With
 * W = X_g·root and W'W = V S V' it is I + W V ((1−S)^−½ − 1)/S V'W': the work grows with the size of the
 * cluster, not with its cube.
 */
function adjusted(part: Matrix, root: Matrix, columns: Matrix): Matrix {
	const w = part.mmul(root);
	const turned = w.transpose();
	const { realEigenvalues, eigenvectorMatrix: v } = new EigenvalueDecomposition(turned.mmul(w), {
		assumeSymmetric: true
	});
	const scaled = v.clone();
	realEigenvalues.forEach((s, at) => {
		const left = 1 - s;
		const factor = left > 1e-10 ? 1 / (Math.sqrt(left) * (1 + Math.sqrt(left))) : -1 / s;
		scaled.mulColumn(at, factor);
	});
	const inner = scaled.mmul(v.transpose()).mmul(turned.mmul(columns));
	return Matrix.add(columns, w.mmul(inner));
}

/**
 * Covariance of the coefficients with clusters: (X'X)⁻¹ Σ_g X_g'u_g u_g'X_g (X'X)⁻¹ and its corrections.
 * `absorbed` counts coefficients that were fitted but are not in X (fixed effects), for CR1S only.
 * Sources: K.-Y. Liang, S. L. Zeger, Biometrika 73 (1986) 13; R. M. Bell, D. F. McCaffrey, Surv. Methodol. 28
 * (2002) 169. Refuses fewer than two clusters.
 */
export function clusterCovariance(
	fit: Fit,
	labels: Labels,
	spread: ClusterSpread = 'CR2',
	absorbed = 0
): Matrix {
	aligned(fit.residuals, labels, 'clusters');
	const clusters = clustersOf(labels);
	if (clusters.length < 2) throw new Refusal('one-cluster', 'clusters');
	const meat = Matrix.zeros(fit.k, fit.k);
	for (const rows of clusters) {
		let residuals = Matrix.columnVector(Array.from(rows, (row) => fit.residuals[row]!));
		const part = rowsOf(fit.x, rows);
		if (spread === 'CR2') residuals = adjusted(part, fit.root, residuals);
		const score = part.transpose().mmul(residuals);
		meat.add(score.mmul(score.transpose()));
	}
	const g = clusters.length;
	const small = spread === 'CR1' || spread === 'CR1S' ? g / (g - 1) : 1;
	const columns = spread === 'CR1S' ? (fit.n - 1) / (fit.n - fit.k - absorbed) : 1;
	return sandwich(fit.bread, meat).mul(small * columns);
}

/**
 * Two clusterings at once: V_one + V_other − V_both, each with G/(G−1)·(n−1)/(n−k). The clusters of
 * both are often single cases; `both` HC0 then takes them without a factor. A negative variance is
 * refused. Source: A. C. Cameron, J. B. Gelbach, D. L. Miller, J. Bus. Econ. Stat. 29 (2011) 238.
 */
export function twoWayCovariance(
	fit: Fit,
	one: Labels,
	other: Labels,
	{ both = 'HC0' }: { both?: 'HC0' | 'clustered' } = {}
): Matrix {
	aligned(one, other, 'clusters');
	const crossed = Array.from({ length: one.length }, (_, at) => `${one[at]} ${other[at]}`);
	const minus = both === 'HC0' ? covarianceOf(fit, 'HC0') : clusterCovariance(fit, crossed, 'CR1S');
	const sum = clusterCovariance(fit, one, 'CR1S')
		.add(clusterCovariance(fit, other, 'CR1S'))
		.sub(minus);
	if (sum.diagonal().some((value) => value < 0)) throw new Refusal('negative', 'variance');
	return sum;
}

export type ClusterTest = {
	estimate: number;
	/** CR2 */
	error: number;
	t: number;
	/** Satterthwaite; fewer than about 4 make p untrustworthy */
	degrees: number;
	p: number;
	low: number;
	high: number;
	clusters: number;
};

/**
 * Tests Σ c_j b_j = 0 with CR2 and Satterthwaite's degrees of freedom. With p_g = A_g X_g (X'X)⁻¹c and
 * P_gh = δ_gh p_g'p_h − p_g'X_g(X'X)⁻¹X_h'p_h: degrees = (Σ P_gg)²/Σ P_gh². Source: J. E. Pustejovsky, E. Tipton,
 * J. Bus. Econ. Stat. 36 (2018) 672.
 */
export function clusterTest(
	fit: Fit,
	labels: Labels,
	contrast: readonly number[],
	level = 0.95
): ClusterTest {
	confidence(level);
	aligned(fit.coefficients, contrast, 'contrast');
	aligned(fit.residuals, labels, 'clusters');
	const clusters = clustersOf(labels);
	if (clusters.length < 2) throw new Refusal('one-cluster', 'clusters');
	const along = fit.bread.mmul(Matrix.columnVector(contrast));
	const own: number[] = [];
	const projected: Matrix[] = [];
	let variance = 0;
	for (const rows of clusters) {
		const part = rowsOf(fit.x, rows);
		const p = adjusted(part, fit.root, part.mmul(along));
		own.push(p.dot(p));
		projected.push(part.transpose().mmul(p));
		let score = 0;
		rows.forEach((row, at) => (score += p.get(at, 0) * fit.residuals[row]!));
		variance += score ** 2;
	}
	// Σ P_gh² over all pairs from Σ a_g a_g': with thousands of clusters the pairs are too many
	const together = Matrix.zeros(fit.k, fit.k);
	let trace = 0;
	let squares = 0;
	projected.forEach((a, g) => {
		together.add(a.mmul(a.transpose()));
		const carried = a.dot(fit.bread.mmul(a));
		trace += own[g]! - carried;
		squares += (own[g]! - carried) ** 2 - carried ** 2;
	});
	const carried = fit.bread.mmul(together);
	squares += carried.mmul(carried).trace();
	if (!(squares > 0) || !(variance > 0)) throw new Refusal('no-variation', 'clusters');
	const estimate = contrast.reduce((sum, c, at) => sum + c * fit.coefficients[at]!, 0);
	const error = Math.sqrt(variance);
	const degrees = trace ** 2 / squares;
	const half = student.quantile((1 + level) / 2, degrees) * error;
	const t = estimate / error;
	return {
		estimate,
		error,
		t,
		degrees,
		p: student.both(t, degrees),
		low: estimate - half,
		high: estimate + half,
		clusters: clusters.length
	};
}
