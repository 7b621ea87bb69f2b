/** The rows behind an evaluation as CSV: the panel, or the table of one of its charts. */
import { may } from '#lib/access.ts';
import { meanColumns, meanRows, trendColumns, withBase } from '#lib/charts/evaluation.ts';
import { toCsvColumns } from '#lib/charts/column.ts';
import { panelColumns, panelRows } from '#lib/evaluation/table.ts';
import { Problem } from '#lib/problem.ts';
import * as evaluations from '#lib/server/evaluations/evaluations.ts';
import { csvResponse } from '../../../../api/v1/csv.ts';
import { endpoint, idOf } from '../../../../edge.ts';
import type { RequestEvent } from './$types.js';

export const GET = endpoint(
	'evaluation.read',
	async ({ locals, params, url }: RequestEvent, user) => {
		const { sql, locale, platform } = locals;
		const { id } = await evaluations.find(sql, user, idOf(params.id));
		const wanted = url.searchParams.get('ket-qua');
		const results = await evaluations.results(sql, id);
		const kept = wanted === null ? results[0] : results.find((one) => String(one.id) === wanted);
		if (!kept) throw new Problem('record.not-found');
		const table = url.searchParams.get('bang') ?? 'so-lieu';
		const name = `danh-gia-${id}-${kept.id}-${table.replace(/[^a-z-]/g, '')}`;
		if (table === 'so-lieu') {
			// other units' figures stay with the ministry
			if (!may(user, 'overview.read')) throw new Problem('access.forbidden');
			return csvResponse(name, panelRows(kept.facts), panelColumns, platform.simulated);
		}
		const outcome = url.searchParams.get('chi-so');
		const finding = kept.result.findings.find((one) => one.outcome === outcome);
		const version = (await evaluations.versions(sql, id)).find(
			(one) => one.version === kept.version
		);
		if (!finding || !version) throw new Problem('record.not-found');
		if (table === 'dien-bien')
			return csvResponse(
				name,
				withBase(finding.trend?.steps ?? []),
				toCsvColumns(trendColumns(version.plan, finding, locale)),
				platform.simulated
			);
		return csvResponse(
			name,
			meanRows(kept.facts.periods, finding),
			toCsvColumns(meanColumns(finding, locale)),
			platform.simulated
		);
	}
);
