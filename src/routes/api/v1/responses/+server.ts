/**
 * What was submitted to `campaign`: the current version of every response within the reader's own
 * scope, as codes. JSON, or CSV with one column per box.
 */
import { json } from '@sveltejs/kit';
import type { Column } from '#lib/csv.ts';
import { Problem } from '#lib/problem.ts';
import { unionColumns } from '#lib/questionnaire/columns.ts';
import { visibleUnits } from '#lib/server/access.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as responses from '#lib/server/responses.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import type { SurveyVersion } from '#lib/survey.ts';
import { endpoint } from '../../../edge.ts';
import { csvResponse } from '../csv.ts';
import { wantsCsv } from '../parameters.ts';

type Row = responses.Received & {
	unitCode: string;
	unitName: string;
	/** number of the version of the form that was answered */
	surveyVersion: number;
};

const columns: Column<Row>[] = [
	{ header: 'id', value: ({ id }) => id },
	{ header: 'unitCode', value: ({ unitCode }) => unitCode },
	{ header: 'unitName', value: ({ unitName }) => unitName },
	{ header: 'state', value: ({ state }) => state },
	{ header: 'version', value: ({ version }) => version },
	{ header: 'surveyVersion', value: ({ surveyVersion }) => surveyVersion },
	{ header: 'submittedAt', value: ({ submittedAt }) => submittedAt.toISOString() }
];

export const GET = endpoint('response.read', async ({ url, locals }, user) => {
	const { sql } = locals;
	const slug = url.searchParams.get('campaign');
	if (!slug) throw new Problem('request.invalid', { reason: 'campaign' });
	const campaign = await campaigns.find(sql, slug);
	const found = await responses.received(sql, campaign.id, await visibleUnits(sql, user));
	const names = await units.named(sql, [...new Set(found.map(({ unitId }) => unitId))]);
	const versions = new Map<number, SurveyVersion>();
	for (const { surveyVersionId: id } of found)
		if (!versions.has(id)) versions.set(id, await surveys.version(sql, id));
	const rows: Row[] = found.map((one) => ({
		...one,
		unitCode: names.get(one.unitId)?.code ?? '',
		unitName: names.get(one.unitId)?.fullName ?? '',
		surveyVersion: versions.get(one.surveyVersionId)?.number ?? 0
	}));
	const { simulated } = locals.platform;
	if (!wantsCsv(url)) return json({ simulated, campaign, responses: rows });
	if (versions.size === 0) versions.set(0, await surveys.version(sql, campaign.surveyVersionId));
	const asked = [...versions.values()].sort((one, other) => other.number - one.number);
	const answered = rows.map((row) => ({
		...row,
		fields: versions.get(row.surveyVersionId)?.fields ?? []
	}));
	const answers = unionColumns(
		asked.map(({ fields }) => fields),
		answered
	).map(({ name, value }) => ({ header: name, value }));
	return csvResponse(`phieu-${campaign.slug}`, answered, [...columns, ...answers], simulated);
});
