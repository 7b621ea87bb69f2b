/**
 * Ids that follow from a line's place and a secret of this installation. The same file again, grown
 * or packed, gives the same ids, so nothing counts twice; and without the secret nobody can try out
 * which client address a fingerprint was made from.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { Sql } from '../postgres.ts';

/** The secret, made on first use. */
export async function find(sql: Sql): Promise<Buffer> {
	await sql`insert into installation (key, value)
		values ('log_secret', ${sql.json(randomBytes(32).toString('base64'))})
		on conflict (key) do nothing`;
	const [row] = await sql<{ value: string }[]>`
		select value from installation where key = 'log_secret'`;
	return Buffer.from(row!.value, 'base64');
}

/** The name of a content that begins with these bytes. */
export function fingerprint(secret: Buffer, head: Uint8Array): string {
	return createHmac('sha256', secret).update('content\n').update(head).digest('hex');
}

/** The id (UUID version 8) of the event of one line. Lines count from 0. */
export function lineId(secret: Buffer, siteId: number, print: string, line: number): string {
	const bytes = createHmac('sha256', secret).update(`line\n${siteId}\n${print}\n${line}`).digest();
	bytes[6] = (bytes[6]! & 15) | 128;
	bytes[8] = (bytes[8]! & 63) | 128;
	return bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
