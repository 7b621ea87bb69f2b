/**
 * Past figures of a site, counted by others before us. `POST ?site=<domain>&source=<counter>` with a
 * CSV as the body writes them, or with `dry=1` says what it would write; `GET ?site=<domain>` gives
 * what stands. They are kept apart from our own totals and belong into no sum with them.
 */
import { json } from '@sveltejs/kit';
import type { Column } from '#lib/csv.ts';
import { encodings } from '#lib/encoding/encoding.ts';
import { limits, type Reading } from '#lib/history.ts';
import { delimiters } from '#lib/import/csv.ts';
import { dayOrders, notations } from '#lib/import/numbers.ts';
import { historyWords, rowErrors } from '#lib/messages/history.ts';
import { Problem } from '#lib/problem.ts';
import * as figures from '#lib/server/history/figures.ts';
import * as history from '#lib/server/history/imports.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as sites from '#lib/server/sites.ts';
import type { Site } from '#lib/site.ts';
import { readBody } from '../../../body.ts';
import { endpoint } from '../../../edge.ts';
import { csvResponse } from '../csv.ts';
import { dayOf, idOf, oneOf, wantsCsv } from '../parameters.ts';

/** As many errors and changes are told one by one. */
const most = 1000;

/** Said beside every figure that leaves the platform. */
const note = historyWords.vi.apart;

type Row = figures.Row & { domain: string; note: string };
const names: (keyof Row)[] = [
	...(['domain', 'source', 'grain', 'day', 'path', 'measure', 'value', 'importId', 'note'] as const)
];
const columns: Column<Row>[] = names.map((name) => ({ header: name, value: (row) => row[name] }));

export const GET = endpoint('history.manage', async ({ url, locals }) => {
	const { sql, platform } = locals;
	const site = await siteOf(sql, url);
	const wanted = {
		...{ siteId: site.id, from: dayOf(url, 'from'), to: dayOf(url, 'to') },
		pages: oneOf(url, 'by', ['site', 'page']) === 'page'
	};
	const rows = await figures.list(sql, wanted);
	const { simulated } = platform;
	if (wantsCsv(url)) {
		const named = rows.map((row) => ({ ...row, domain: site.domain, note }));
		return csvResponse(`history-${site.domain}`, named, columns, simulated);
	}
	return json({ site: site.domain, note, simulated, figures: rows });
});

export const POST = endpoint('history.manage', async ({ request, url, locals }, user) => {
	const { sql, locale } = locals;
	const site = await siteOf(sql, url);
	const reading = readingOf(url);
	const isDry = oneOf(url, 'dry', ['0', '1']) === '1';
	const goodOnly = oneOf(url, 'good', ['0', '1']) === '1';
	const bytes = await readBody(request, limits.bytes);
	const source = url.searchParams.get('source') ?? '';
	const name = url.searchParams.get('name') ?? '';
	const given = { siteId: site.id, source, name, bytes, reading };
	const { id, isWritten, found } = await history.take(sql, user.id, given, { isDry, goodOnly });
	const { tally, grain, firstDay, lastDay, errors, changes, seen } = found;
	return json(
		{
			...{ site: site.domain, source: found.source, import: id, written: isWritten },
			...{ grain, firstDay, lastDay, ...tally, encoding: seen.encoding, columns: found.mapping },
			errors: errors.slice(0, most).map((error) => ({
				...error,
				message: rowErrors[locale](error)
			})),
			replaced: changes
				.slice(0, most)
				.map(({ day, path, measure, before, after }) => ({ day, path, measure, before, after }))
		},
		{ status: isWritten ? 201 : 200 }
	);
});

async function siteOf(sql: Sql, url: URL): Promise<Site> {
	const domain = url.searchParams.get('site') ?? '';
	const site = await sites.find(sql, domain);
	if (!site) throw new Problem('history.unknown-site', { site: domain.slice(0, 253) });
	return site;
}

function readingOf(url: URL): Reading {
	const encoding = oneOf(url, 'encoding', encodings);
	const delimiter = oneOf(url, 'delimiter', delimiters);
	const headerLine = idOf(url, 'header');
	const notation = oneOf(url, 'notation', notations);
	const order = oneOf(url, 'order', dayOrders);
	return {
		...(encoding && { encoding }),
		...(delimiter && { delimiter }),
		...(headerLine && { headerLine }),
		...(notation && { notation }),
		...(order && { order })
	};
}
