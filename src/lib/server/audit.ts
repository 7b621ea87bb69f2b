/** Who did what to which thing; written in the transaction of the function that did it. */
import type { Json, Sql } from './postgres.ts';

/** Appends one row. `actorId` undefined means the system itself. */
export async function record(
	sql: Sql,
	actorId: number | undefined,
	verb: string,
	object: string,
	detail: Json = {}
): Promise<void> {
	await sql`insert into audit (actor_id, verb, object, detail)
		values (${actorId ?? null}, ${verb}, ${object}, ${sql.json(detail)})`;
}

export type AuditRow = {
	id: number;
	at: Date;
	actorId: number | null;
	verb: string;
	object: string;
	detail: Json;
};

/** Rows newest first, older than row `before`; of one object or verb where asked. */
export async function list(
	sql: Sql,
	{ before, limit, object, verb }: AuditFilter
): Promise<AuditRow[]> {
	return sql<AuditRow[]>`select id, at, actor_id, verb, object, detail from audit where true
		${before === undefined ? sql`` : sql`and id < ${before}`}
		${object === undefined ? sql`` : sql`and object = ${object}`}
		${verb === undefined ? sql`` : sql`and verb = ${verb}`}
		order by id desc limit ${limit}`;
}

export type AuditFilter = {
	before?: number | undefined;
	limit: number;
	object?: string | undefined;
	verb?: string | undefined;
};
