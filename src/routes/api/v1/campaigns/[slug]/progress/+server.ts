/** How far every expected unit has come, within the reader's own scope: JSON, or `?format=csv`. */
import { json } from '@sveltejs/kit';
import type { UnitProgress } from '#lib/campaign.ts';
import type { Column } from '#lib/csv.ts';
import { visibleUnits } from '#lib/server/access.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import { endpoint } from '../../../../../edge.ts';
import { csvResponse } from '../../../csv.ts';
import { wantsCsv } from '../../../parameters.ts';
import { seen } from '../../seen.ts';
import type { RequestEvent } from './$types.js';

const columns: Column<UnitProgress>[] = [
	{ header: 'unitCode', value: ({ code }) => code },
	{ header: 'unitName', value: ({ name }) => name },
	{ header: 'state', value: ({ state }) => state },
	{ header: 'answered', value: ({ answered }) => answered },
	{ header: 'answerable', value: ({ answerable }) => answerable },
	{ header: 'submittedAt', value: ({ submittedAt }) => submittedAt },
	{ header: 'onTime', value: ({ onTime }) => onTime },
	{ header: 'exempt', value: ({ exempt }) => exempt }
];

export const GET = endpoint(
	'campaign.read',
	async ({ locals, params, url }: RequestEvent, user) => {
		const campaign = await seen(locals.sql, user, params.slug);
		const visible = await visibleUnits(locals.sql, user);
		const all = await campaigns.progress(locals.sql, campaign.id);
		const units = visible ? all.filter(({ unitId }) => visible.includes(unitId)) : all;
		const { simulated } = locals.platform;
		if (wantsCsv(url)) return csvResponse(`tien-do-${campaign.slug}`, units, columns, simulated);
		return json({ simulated, campaign, units });
	}
);
