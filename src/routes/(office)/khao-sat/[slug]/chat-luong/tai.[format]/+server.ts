/** The quality annex as a file: the same lines as CSV, or as a paper for Word. */
import { annexColumns } from '#lib/charts/quality.ts';
import { toCsvColumns } from '#lib/charts/column.ts';
import { simulatedMark } from '#lib/csv.ts';
import { qualityAnnex } from '#lib/messages/quality-annex.ts';
import { Problem } from '#lib/problem.ts';
import { annexParts } from '#lib/quality-annex.ts';
import type { Block } from '#lib/report.ts';
import * as audit from '#lib/server/audit.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as quality from '#lib/server/quality/annex.ts';
import * as annexes from '#lib/server/reports/annex.ts';
import { formatMoment } from '#lib/vietnamese.ts';
import { csvResponse } from '../../../../../api/v1/csv.ts';
import { endpoint } from '../../../../../edge.ts';
import type { RequestEvent } from './$types.js';

export const GET = endpoint('overview.read', async ({ locals, params }: RequestEvent, user) => {
	if (params.format !== 'csv' && params.format !== 'docx') throw new Problem('record.not-found');
	const { sql, locale, platform } = locals;
	const campaign = await campaigns.find(sql, params.slug);
	const { lines, asOf } = await quality.make(sql, campaign);
	const t = qualityAnnex[locale];
	const name = `chat-luong-${campaign.slug}`;
	const columns = annexColumns(locale);
	await audit.record(sql, user.id, 'campaign.quality', `campaign/${campaign.slug}`, {
		format: params.format
	});
	if (params.format === 'csv')
		return csvResponse(
			name,
			lines,
			[{ header: 'part', value: ({ part }) => t.parts[part] }, ...toCsvColumns(columns)],
			platform.simulated
		);
	const widths = [24, 22, 11, 10, 9, 40];
	const blocks = annexParts.flatMap((part): Block[] => {
		const own = lines.filter((line) => line.part === part);
		if (own.length === 0) return [];
		return [
			{ kind: 'heading', level: 1, text: t.parts[part] },
			{
				kind: 'table',
				caption: '',
				columns: columns.map(({ label, number }, at) => ({
					...{ title: label, align: number ? 'right' : 'left', width: widths[at] ?? 10 }
				})),
				rows: own.map((line) => columns.map(({ text }) => text(line))),
				...{ total: null, note: '', whole: false }
			}
		];
	});
	const file = await annexes.docx({
		title: t.title,
		subtitle: `${locale === 'en' ? campaign.titleEn : campaign.titleVi}. ${t.asOf(formatMoment(asOf, locale))}`,
		mark: platform.simulated ? simulatedMark : campaign.slug,
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
});
