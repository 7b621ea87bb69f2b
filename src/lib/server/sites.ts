/** Sites: the measured portals, in the record. */
import { Problem } from '../problem.ts';
import { toDomain, type Site } from '../site.ts';
import * as audit from './audit.ts';
import { atomically, type Sql } from './postgres.ts';

export type NewSite = { domain: string; name: string; unitId: number };

/** Every site, by name; only those of the given units when asked. */
export async function list(sql: Sql, unitIds?: number[]): Promise<Site[]> {
	return sql<Site[]>`select id, domain, name, unit_id from sites
		${unitIds ? sql`where unit_id = any(${unitIds}::integer[])` : sql``}
		order by name collate vi, domain`;
}

/** The site of a domain (any case, with or without `www.`), or undefined. */
export async function find(sql: Sql, domain: string): Promise<Site | undefined> {
	const name = toDomain(domain);
	if (!name) return undefined;
	const [site] = await sql<Site[]>`select id, domain, name, unit_id from sites
		where domain in (${name}, ${`www.${name}`}) order by length(domain) limit 1`;
	return site;
}

/** Throws `site.unusable-domain`, and `site.exists` for a domain already known. */
export async function create(
	sql: Sql,
	actorId: number | undefined,
	{ domain, name, unitId }: NewSite
): Promise<Site> {
	const host = toDomain(domain);
	if (!host) throw new Problem('site.unusable-domain', { domain });
	return atomically(sql, async (tx) => {
		const [site] = await tx<Site[]>`
			insert into sites (domain, name, unit_id) values (${host}, ${name}, ${unitId})
			on conflict (domain) do nothing returning id, domain, name, unit_id`;
		if (!site) throw new Problem('site.exists', { domain: host });
		await audit.record(tx, actorId, 'site.create', `site/${site.id}`, { domain: host, unitId });
		return site;
	});
}
