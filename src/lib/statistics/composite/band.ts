/**
 * Bands of points, as official rules score shares: a step decides, so an estimate near an edge may be in
 * either band. Bands are taken of unrounded values.
 */
import { amount, finite, numbers, Refusal } from '../refusal.ts';
import { normal } from '../numerics/distributions.ts';

/** Edges in rising order; band 0 lies below the first, an edge itself belongs to the band above. */
function checkedEdges(edges: readonly number[]): void {
	numbers(edges, 'edges');
	for (let at = 1; at < edges.length; at++)
		if (!(edges[at]! > edges[at - 1]!)) throw new Refusal('out-of-bounds', 'edges');
}

/** The band of a value: how many edges it reaches. */
export function bandOf(value: number, edges: readonly number[]): number {
	checkedEdges(edges);
	finite(value, 'value');
	return edges.filter((edge) => value >= edge).length;
}

/**
 * How likely the true value lies in each band, for an estimate with a normal error; the chances add up to
 * 1. Without error the band is certain.
 */
export function bandChances(estimate: number, error: number, edges: readonly number[]): number[] {
	const certain = bandOf(estimate, edges);
	if (amount(error, 'standard error') === 0)
		return Array.from({ length: edges.length + 1 }, (_, band) => Number(band === certain));
	// forty errors away nothing is left; a tiny error must not run over
	const reach = (edge: number) => Math.max(-40, Math.min(40, (edge - estimate) / error));
	const below = edges.map((edge) => normal.cdf(reach(edge)));
	return [...below, 1].map((upTo, band) => upTo - (below[band - 1] ?? 0));
}
