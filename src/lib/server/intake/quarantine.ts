/** Rows that could not be understood: kept as they came, without addresses, for someone to look at. */
import type { Sql } from '../postgres.ts';

/** Keeps one row. The site may be unknown; `body` holds no client address. */
export async function keep(
	sql: Sql,
	siteId: number | undefined,
	reason: string,
	body: string
): Promise<void> {
	const text = body
		.slice(0, 10_000)
		.replace(/\p{Surrogate}/gu, '\ufffd')
		.replaceAll('\0', '');
	await sql`insert into quarantine (site_id, reason, body)
		select (select id from sites where id = ${siteId ?? null}), ${reason.slice(0, 500)}, ${text}`;
}
