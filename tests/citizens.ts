/** Citizens for tests: an open campaign with the needs survey, and complete answers to it. */
import { randomUUID } from 'node:crypto';
import type { Campaign } from '#lib/campaign.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';

export { needs } from './needs.ts';

const day = 86_400_000;

/** An open campaign that asks citizens. */
export async function openCampaign(sql: Sql, actorId: number, slug = 'nhu-cau'): Promise<Campaign> {
	await surveys.publishFiles(sql);
	await campaigns.create(sql, actorId, {
		slug,
		survey: 'nhu-cau',
		titleVi: 'Nhu cầu thông tin pháp luật',
		titleEn: 'Needs for legal information',
		periodFrom: '2026-01-01',
		periodTo: '2026-12-31',
		opensAt: new Date(Date.now() - day).toISOString(),
		closesAt: new Date(Date.now() + 30 * day).toISOString(),
		audience: 'citizens'
	});
	return campaigns.open(sql, actorId, slug);
}

/** The unit of a province of today. */
export async function province(sql: Sql, code = '68'): Promise<number> {
	const unit = await units.find(sql, code, 'province', '2026-11-01');
	if (!unit) throw new Error('The units have not been loaded.');
	return unit.id;
}

/** What a browser sends. */
export function sending(link: string, data: object, more: object = {}) {
	return { link, id: randomUUID(), data, seconds: 240, ...more };
}
