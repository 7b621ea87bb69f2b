/** A short text that changes whenever the record behind survey and register figures does. */
import { hashOf } from '../surveys.ts';
import * as campaigns from '../campaigns.ts';
import * as counts from '../citizens/counts.ts';
import type { Sql } from '../postgres.ts';
import * as registers from '../registers/registers.ts';

/** Campaigns with how far they are, citizens’ answers as they are counted, entries of registers. */
export async function ofFacts(sql: Sql): Promise<string> {
	const held = await campaigns.list(sql);
	const citizens = await Promise.all(
		held.filter(({ audience }) => audience === 'citizens').map(({ id }) => counts.total(sql, id))
	);
	return hashOf([held, citizens, await registers.stamp(sql)]);
}
