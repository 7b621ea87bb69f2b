/** An evaluation as a paper for Word, or the rows behind it as CSV: the panel, or the table of a chart. */
import { may } from '#lib/access.ts';
import { meanColumns, meanRows, trendColumns, withBase } from '#lib/charts/evaluation.ts';
import { toCsvColumns } from '#lib/charts/column.ts';
import { panelColumns, panelRows } from '#lib/evaluation/table.ts';
import { paperOf } from '#lib/evaluation/paper.ts';
import { evaluationResult } from '#lib/messages/evaluation-result.ts';
import { evaluations as words } from '#lib/messages/evaluations.ts';
import { simulatedMark } from '#lib/csv.ts';
import * as annexes from '#lib/server/reports/annex.ts';
import { formatMoment } from '#lib/vietnamese.ts';
import { indicatorNames, unitNames } from '../../names.ts';
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
		const version = (await evaluations.versions(sql, id)).find(
			(one) => one.version === kept.version
		);
		if (!version) throw new Problem('record.not-found');
		if (table === 'van-ban') {
			const { plan, afterResults: isRevised } = version;
			const blocks = paperOf(
				{
					...{ plan, isRevised, version: kept.version, findings: kept.result.findings },
					...{ factsSha256: kept.factsSha256, seed: kept.seed, rules: kept.rules },
					units: await unitNames(sql, [plan]),
					names: await indicatorNames(sql, locale),
					simulated: platform.simulated
				},
				locale
			);
			const computed = formatMoment(kept.computedAt, locale);
			const file = await annexes.docx({
				title: plan.title,
				subtitle: evaluationResult[locale].computedAt(computed, kept.computedBy),
				mark: platform.simulated ? simulatedMark : words[locale].title,
				blocks
			});
			return new Response(new Uint8Array(file), {
				headers: {
					'content-type': annexes.docxType,
					'content-length': String(file.length),
					'content-disposition': `attachment; filename="${name}.docx"`,
					'cache-control': 'private, no-store'
				}
			});
		}
		const outcome = url.searchParams.get('chi-so');
		const finding = kept.result.findings.find((one) => one.outcome === outcome);
		if (!finding) throw new Problem('record.not-found');
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
