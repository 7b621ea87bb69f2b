/**
 * Access logs. `POST ?site=<domain>&name=<file>` with a log from its first byte (plain or gzip)
 * starts an import or goes on with it; `POST ?import=<id>&line=<n>` goes on with lines from number n,
 * counted from 0. Both answer what has been read of the file so far. `GET` lists the imports.
 */
import { json } from '@sveltejs/kit';
import { Problem } from '#lib/problem.ts';
import * as logs from '#lib/server/logs/imports.ts';
import * as sites from '#lib/server/sites.ts';
import { endpoint } from '../../../edge.ts';

export const GET = endpoint('log.import', async ({ locals }) =>
	json({ imports: await logs.list(locals.sql) })
);

export const POST = endpoint('log.import', async ({ request, url, locals }, user) => {
	const { sql, platform } = locals;
	if (!request.body) throw new Problem('request.invalid', { reason: 'the file is empty' });
	const bytes = request.body as unknown as AsyncIterable<Uint8Array>;
	const id = url.searchParams.get('import');
	if (id !== null) {
		const [number, line] = [whole('import', id), whole('line', url.searchParams.get('line'))];
		return json(await logs.proceed(sql, platform.intake.bulk, number, line, bytes));
	}
	const domain = url.searchParams.get('site') ?? '';
	const site = await sites.find(sql, domain);
	if (!site) throw new Problem('log.unknown-site', { site: domain });
	await platform.intake.refreshSites();
	const name = url.searchParams.get('name') ?? '';
	return json(await logs.begin(sql, platform.intake.bulk, user.id, site, name, bytes));
});

function whole(name: string, text: string | null): number {
	if (text === null || !/^\d{1,15}$/.test(text))
		throw new Problem('request.invalid', { reason: `${name} is no whole number` });
	return Number(text);
}
