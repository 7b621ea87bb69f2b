/** The file of a finished export, streamed. */
import { Readable } from 'node:stream';
import { dayOf } from '#lib/event.ts';
import { fileNameOf, mediaTypes } from '#lib/export.ts';
import * as exports from '#lib/server/exports/exports.ts';
import { endpoint, idOf } from '../../../../../edge.ts';

export const GET = endpoint('response.export', async ({ locals, params }, user) => {
	const { sql, platform } = locals;
	const file = await exports.file(sql, platform.exports.folder, user, idOf(params.id));
	const { job, bytes, stream } = file;
	const name = fileNameOf(job, dayOf(Date.parse(job.createdAt)), platform.simulated);
	return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
		headers: {
			'content-type': mediaTypes[job.format],
			'content-length': String(bytes),
			'content-disposition': `attachment; filename="${name}"`,
			'cache-control': 'private, no-store'
		}
	});
});
