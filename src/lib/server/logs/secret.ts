/**
 * Ids that follow from a line's place and a secret of this installation. The same file again, grown
 * or packed, gives the same ids, so nothing counts twice; and without the secret nobody can try out
 * which client address a fingerprint was made from.
 */
import { createHmac, hash, randomBytes } from 'node:crypto';
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
export function fingerprint(secret: Uint8Array, head: Uint8Array): string {
	return createHmac('sha256', secret).update('content\n').update(head).digest('hex');
}

const block = 64;

/**
 * Makes the hashes of one content's lines, which count from 0: HMAC-SHA-256 by its two halves, which
 * costs a third of the library's object per line.
 */
export function lineHashes(secret: Uint8Array, siteId: number, print: string) {
	const start = `line\n${siteId}\n${print}\n`;
	const inner = Buffer.alloc(block + start.length + 20, 0x36);
	const outer = Buffer.alloc(block + 32, 0x5c);
	secret.forEach((byte, at) => {
		inner[at] = byte ^ 0x36;
		outer[at] = byte ^ 0x5c;
	});
	const at = block + inner.write(start, block, 'latin1');
	const views: Buffer[] = [];
	return (line: number): string => {
		const length = at + inner.write(String(line), at, 'latin1');
		const said = (views[length] ??= inner.subarray(0, length));
		outer.write(hash('sha256', said, 'binary'), block, 'latin1');
		return hash('sha256', outer, 'hex');
	};
}

/** The id (UUID version 8) that a line's hash gives its event. */
export function uuidOf(hex: string): string {
	const variant = String.fromCharCode(variantOf(hex));
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The UUID's digit that says its variant, as a character code. */
export function variantOf(hex: string): number {
	return '89ab'.charCodeAt(Number.parseInt(hex[16]!, 16) & 3);
}
