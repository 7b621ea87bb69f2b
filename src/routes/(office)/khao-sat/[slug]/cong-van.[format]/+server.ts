/** Letters on paper to the units of a selection that have not answered: PDF, or DOCX to finish. */
import { Problem } from '#lib/problem.ts';
import { write } from '#lib/letter.ts';
import * as audit from '#lib/server/audit.ts';
import * as reminders from '#lib/server/reminders.ts';
import * as letters from '#lib/server/reports/letters.ts';
import { seen } from '../../../../api/v1/campaigns/seen.ts';
import { endpoint } from '../../../../edge.ts';
import { read } from '../asked.ts';
import type { RequestEvent } from './$types.js';

const types = new Map([
	['pdf', 'application/pdf'],
	['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document']
]);

export const GET = endpoint(
	'reminder.send',
	async ({ locals, params, url }: RequestEvent, user) => {
		const type = types.get(params.format);
		if (!type) throw new Problem('record.not-found');
		const { sql, platform } = locals;
		const campaign = await seen(sql, user, params.slug);
		const { selection } = await read(sql, user, url);
		const missing = await reminders.missingUnits(sql, campaign.id, selection);
		const count = missing.length;
		const most = letters.mostLetters;
		if (count === 0) throw new Problem('reminder.nobody');
		if (count > most) throw new Problem('letter.too-many', { count, most });
		const { origin } = platform.postman;
		const { simulated } = platform;
		const asOf = new Date().toISOString();
		const all = write(campaign, missing, { origin, simulated, asOf });
		const file = await (params.format === 'pdf' ? letters.pdf(all) : letters.docx(all));
		const detail = { format: params.format, unitIds: missing.map(({ unitId }) => unitId) };
		await audit.record(sql, user.id, 'campaign.letters', `campaign/${campaign.slug}`, detail);
		const name = `cong-van-${campaign.slug}${simulated ? '-mo-phong' : ''}.${params.format}`;
		return new Response(new Uint8Array(file), {
			headers: {
				'content-type': type,
				'content-length': String(file.length),
				'content-disposition': `attachment; filename="${name}"`,
				'cache-control': 'private, no-store'
			}
		});
	}
);
