import { Problem } from '#lib/problem.ts';
import { localDay } from '#lib/report.ts';
import * as audit from '#lib/server/audit.ts';
import * as docx from '#lib/server/reports/docx.ts';
import { draft } from '#lib/server/reports/draft.ts';
import * as pdf from '#lib/server/reports/pdf.ts';
import { endpoint } from '../../../edge.ts';

const formats = new Map([
	['pdf', { render: pdf.render, type: 'application/pdf' }],
	[
		'docx',
		{
			render: docx.render,
			type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
		}
	]
]);

/** The draft as a file; the name says that it is a draft, of which day, and whether simulated. */
export const GET = endpoint('report.export', async ({ locals, params }, user) => {
	const format = formats.get(params.format ?? '');
	if (!format) throw new Problem('record.not-found');
	const { sql, warehouse, platform } = locals;
	const { report } = await draft(sql, warehouse, platform.simulated);
	const file = await format.render(report);
	await audit.record(sql, user.id, 'report.export', `report/${params.format}`, {
		fingerprint: report.fingerprint,
		asOf: report.asOf
	});
	const mark = report.simulated ? '-mo-phong' : '';
	const name = `bao-cao-du-thao-${localDay(report.asOf)}${mark}.${params.format}`;
	return new Response(new Uint8Array(file), {
		headers: {
			'content-type': format.type,
			'content-length': String(file.length),
			'content-disposition': `attachment; filename="${name}"`,
			'cache-control': 'private, no-store'
		}
	});
});
