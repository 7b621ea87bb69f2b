/** What an address asks of a composite index: other weights of pillars (`w.<pillar>`). */
import type { CompositeIndex } from '#lib/composite-index.ts';
import * as composites from '#lib/server/composites.ts';

/** The index as asked for, and whether it is another than the published one. */
export function wanted(id: string, url: URL): { index: CompositeIndex; trying: boolean } {
	const published = composites.byId(id);
	const weights = new Map<string, string>();
	for (const { code, weight } of published.pillars) {
		const text = url.searchParams.get(`w.${code}`);
		if (text !== null && text !== String(weight)) weights.set(code, text);
	}
	return { index: composites.tried(published, weights), trying: weights.size > 0 };
}
