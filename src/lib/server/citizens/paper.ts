/**
 * Citizens' answers on paper, typed in elsewhere: stored through the same door as all others, in the
 * transaction they belong to, and set aside again with a reason when their import is withdrawn.
 */
import { randomUUID } from 'node:crypto';
import { Problem } from '../../problem.ts';
import type { Field } from '../../questionnaire/fields.ts';
import type { Answers } from '../../questionnaire/structure.ts';
import type { Json, Sql } from '../postgres.ts';
import * as directories from './directory.ts';
import * as quotas from './quotas.ts';
import { shape } from './reading.ts';
import { write } from './writing.ts';

export type PaperAnswer = { campaignId: number; unitId: number; data: Answers };

/** Stores one person's answers; returns their id and the hash of their content. Throws `citizen.*`. */
export async function enter(
	tx: Sql,
	fields: readonly Field[],
	{ campaignId, unitId, data }: PaperAnswer
): Promise<{ id: string; hash: string }> {
	const place = await directories.placeOf(tx, campaignId, unitId);
	const shaped = shape(randomUUID(), place, place.versionId, fields, data);
	const [outcome] = await write(tx, [
		{
			...shaped,
			...{ source: 'paper', seconds: null, device: null, token: null, finishedAt: null, flags: [] },
			receivedAt: new Date().toISOString()
		}
	]);
	if (!outcome || outcome instanceof Problem) throw outcome ?? new Problem('record.not-found');
	return { id: shaped.id, hash: shaped.hash };
}

/** Sets answers aside for good, with the reason; their seats are free again. */
export async function setAside(tx: Sql, ids: readonly string[], reason: string): Promise<void> {
	const findings = [{ question: '', page: '', message: reason }];
	const rows = await tx<{ campaignId: number; seats: number[] }[]>`
		select campaign_id, seats from citizen_responses
		where id = any(${[...ids]}::uuid[]) order by number for update`;
	await quotas.lock(tx, [...new Set(rows.map(({ campaignId }) => campaignId))]);
	await quotas.move(
		tx,
		rows.flatMap(({ seats }) => seats),
		-1
	);
	await tx`update citizen_responses set state = 'set-aside', batch_id = null, seats = '{}',
		findings = ${tx.json(findings as Json)}, checked_at = coalesce(checked_at, now())
		where id = any(${[...ids]}::uuid[])`;
}
