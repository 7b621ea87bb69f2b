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
