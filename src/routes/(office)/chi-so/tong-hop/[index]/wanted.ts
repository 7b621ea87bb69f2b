/**
 * What an address asks of a composite index: other weights of pillars (`w.<pillar>`), and the communes
 * of one province (`tinh`) instead of the provinces.
 */
import type { CompositeIndex } from '#lib/composite-index.ts';
import { dayOf } from '#lib/event.ts';
import { Problem } from '#lib/problem.ts';
import * as composites from '#lib/server/composites.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as units from '#lib/server/units.ts';

type Wanted = {
	index: CompositeIndex;
	/** whether it is another than the published one */
	trying: boolean;
	province: { id: number; code: string; name: string } | undefined;
};

export async function wanted(sql: Sql, id: string, url: URL): Promise<Wanted> {
	const published = await composites.byId(sql, id);
	const weights = new Map<string, string>();
	for (const { code, weight } of published.pillars) {
		const text = url.searchParams.get(`w.${code}`);
		if (text !== null && text !== String(weight)) weights.set(code, text);
	}
	const index = composites.tried(published, weights);
	return { index, trying: weights.size > 0, province: await provinceOf(sql, url) };
}

async function provinceOf(sql: Sql, url: URL): Promise<Wanted['province']> {
	const code = url.searchParams.get('tinh');
	if (code === null) return undefined;
	const all = await units.onDay(sql, dayOf(Date.now()), { level: 'province' });
	const found = all.find((one) => one.code === code);
	if (!found) throw new Problem('record.not-found', { unit: code });
	return { id: found.id, code: found.code, name: found.fullName };
}
