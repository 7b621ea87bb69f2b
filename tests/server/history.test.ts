/** Past figures of other counters on a real PostgreSQL: once, replaced, taken back, never ours. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { User } from '#lib/access.ts';
import { toCsv } from '#lib/csv.ts';
import { encode } from '#lib/encoding/decode.ts';
import type { Reading } from '#lib/history.ts';
import type { Problem } from '#lib/problem.ts';
import * as audit from '#lib/server/audit.ts';
import * as figures from '#lib/server/history/figures.ts';
import * as history from '#lib/server/history/imports.ts';
import * as sites from '#lib/server/sites.ts';
import * as units from '#lib/server/units.ts';
import type { Site } from '#lib/site.ts';
import { an } from '../people.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
let admin: User;
let number = 0;

beforeAll(async () => {
	await units.load(sql);
	admin = await an(sql);
}, 60_000);

const bytes = (text: string) => new TextEncoder().encode(text);
const freshSite = (): Promise<Site> => {
	const domain = `cong-${++number}.example`;
	return sites.create(sql, admin.id, { domain, name: domain, unitId: admin.unitId });
};

function take(
	site: Site,
	content: string | Uint8Array,
	more: { source?: string; reading?: Reading; isDry?: boolean; goodOnly?: boolean } = {}
) {
	const { source = 'GA4', reading = {}, isDry = false, goodOnly = false } = more;
	const given = {
		...{ siteId: site.id, source, reading, name: 'ga4.csv' },
		bytes: typeof content === 'string' ? bytes(content) : content
	};
	return history.take(sql, admin.id, given, { isDry, goodOnly });
}

const standing = async (site: Site, pages = false) =>
	(await figures.list(sql, { siteId: site.id, pages })).map(
		({ source, day, path, measure, value }) =>
			[source, day, path, measure, value].filter((part) => part !== '').join(' ')
	);

const problemOf = (work: Promise<unknown>): Promise<Problem> =>
	work.then(
		() => Promise.reject(new Error('nothing was thrown')),
		(error: Problem) => error
	);

const first = 'Date,Views,Sessions\n2024-01-01,10,5\n2024-01-02,20,8\n';
const mended = 'Date,Views,Sessions\n2024-01-02,21,8\n2024-01-03,30,9\n';

describe('a file', () => {
	test('counts once: the same again, also with its rows in another order, changes nothing', async () => {
		const site = await freshSite();
		const taken = await take(site, first);
		expect(taken.found.tally).toMatchObject({ fresh: 4, changed: 0, same: 0 });
		const before = await standing(site);
		const again = await take(site, first);
		expect([again.isWritten, again.id, again.found.tally.same]).toEqual([false, taken.id, 4]);
		const turned = await take(site, 'Date,Sessions,Views\n2024-01-02,8,20\n2024-01-01,5,10\n');
		expect([turned.isWritten, turned.found.tally.same]).toEqual([false, 4]);
		expect(await standing(site)).toEqual(before);
		const [kept] = await sql`select count(*)::int from history_imports where site_id = ${site.id}`;
		expect(kept).toEqual({ count: 1 });
	});

	test('sent twice at the same moment is written once', async () => {
		const site = await freshSite();
		const ends = await Promise.allSettled([take(site, first), take(site, first)]);
		const written = ends.map((end) => end.status === 'fulfilled' && end.value.isWritten);
		expect(written.sort()).toEqual([false, true]);
		expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
		expect(await standing(site)).toHaveLength(4);
	});

	test('that corrects an earlier one replaces its days and says what it replaced', async () => {
		const site = await freshSite();
		await take(site, first);
		const { id, found } = await take(site, mended, { source: 'ga4' });
		expect(found.tally).toMatchObject({ fresh: 2, changed: 1, gone: 0, same: 1 });
		expect(await figures.changesOf(sql, id!, 10)).toEqual([
			{ day: '2024-01-02', path: '', measure: 'pageViews', before: 20, after: 21 }
		]);
		expect(await standing(site)).toEqual([
			'GA4 2024-01-01 pageViews 10',
			'GA4 2024-01-01 visits 5',
			'GA4 2024-01-02 pageViews 21',
			'GA4 2024-01-02 visits 8',
			'GA4 2024-01-03 pageViews 30',
			'GA4 2024-01-03 visits 9'
		]);
	});

	test('by page replaces the pages of its days, and leaves figures of the whole site alone', async () => {
		const site = await freshSite();
		await take(site, first);
		await take(site, 'Date,Page path,Views\n2024-01-01,/a,4\n2024-01-01,/b,6\n');
		const { id, found } = await take(site, 'Date,Page path,Views\n2024-01-01,/a,5\n');
		expect(found.tally).toMatchObject({ changed: 1, gone: 1, fresh: 0 });
		expect(await figures.changesOf(sql, id!, 10)).toContainEqual({
			...{ day: '2024-01-01', path: '/b', measure: 'pageViews', before: 6, after: null }
		});
		expect(await standing(site, true)).toEqual(['GA4 2024-01-01 /a pageViews 5']);
		expect(await standing(site)).toHaveLength(4);
	});

	test('of another counter stands beside, and nothing is added up', async () => {
		const site = await freshSite();
		await take(site, first);
		await take(site, 'Ngày;Lượt xem\n01/01/2024;1.500\n', { source: 'bộ đếm cũ' });
		const series = await figures.series(sql, site.id);
		expect(series.map(({ source, pageViews, days }) => [source, pageViews, days])).toEqual([
			['bộ đếm cũ', 1500, 1],
			['GA4', 30, 2]
		]);
	});
});

describe('taking an import back', () => {
	test('lets what it had replaced stand again, also when a later one is still there', async () => {
		const site = await freshSite();
		await take(site, first);
		const before = await standing(site);
		const second = await take(site, mended);
		const third = await take(site, 'Date,Views\n2024-01-02,22\n');
		expect((await problemOf(history.withdraw(sql, admin.id, second.id!, ' '))).problem).toBe(
			'history.no-reason'
		);
		await history.withdraw(sql, admin.id, second.id!, 'Nhầm kỳ');
		expect(await standing(site)).toContain('GA4 2024-01-02 pageViews 22');
		await history.withdraw(sql, admin.id, third.id!, 'Nhầm trang');
		expect(await standing(site)).toEqual(before);
		const twice = history.withdraw(sql, admin.id, third.id!, 'Nhầm trang');
		expect((await problemOf(twice)).problem).toBe('history.not-now');
		expect((await take(site, mended)).isWritten).toBe(true);
	});
});

describe('rows with errors', () => {
	const bad = 'Date,Views\n2024-01-01,10\n2024-01-02,=HYPERLINK("x")\n2024-01-03,30\n';

	test('keep a file out as a whole, with the line, unless the good rows are enough', async () => {
		const site = await freshSite();
		const refused = await problemOf(take(site, bad));
		expect([refused.problem, refused.details]).toEqual(['history.has-errors', { bad: 1, line: 3 }]);
		expect(await standing(site)).toEqual([]);
		const { found } = await take(site, bad, { goodOnly: true });
		expect(found.tally).toMatchObject({ fresh: 2, bad: 1 });
		const none = await problemOf(take(site, 'Date,Views\nx,1\n', { goodOnly: true }));
		expect(none.problem).toBe('history.no-good-rows');
	});

	test('a page that looks like a formula stays a text and leaves as one (abuse 54)', async () => {
		const site = await freshSite();
		await take(site, 'Date,Page,Views\n2024-01-01,=cmd|calc,3\n');
		const rows = await figures.list(sql, { siteId: site.id, pages: true });
		expect(rows).toMatchObject([{ path: '=cmd|calc', value: 3 }]);
		const columns = [{ header: 'path', value: (row: figures.Row) => row.path }];
		expect(toCsv(rows, columns, { simulated: false })).toContain("'=cmd|calc");
	});
});

describe('how a file is read', () => {
	const vietnamese = 'Ngày;Lượt xem trang\n01/01/2024;1.234\n';

	test('in UTF-16, with a byte order mark and as UTF-8 it gives the same figures', async () => {
		const wide = new Uint8Array(Buffer.from(`\ufeff${vietnamese}`, 'utf16le'));
		for (const content of [bytes(vietnamese), bytes(`\ufeff${vietnamese}`), wide]) {
			const site = await freshSite();
			await take(site, content, { source: 'bộ đếm cũ' });
			expect(await standing(site)).toEqual(['bộ đếm cũ 2024-01-01 pageViews 1234']);
		}
	});

	test('an old encoding is not guessed: it has to be named', async () => {
		const site = await freshSite();
		const old = encode(vietnamese.toLowerCase(), 'tcvn3');
		expect((await problemOf(take(site, old))).problem).toBe('history.encoding-doubtful');
		await take(site, old, { reading: { encoding: 'tcvn3' } });
		expect(await standing(site)).toEqual(['GA4 2024-01-01 pageViews 1234']);
	});

	test('empty files, workbooks, too many bytes or rows and nameless counters are refused', async () => {
		const site = await freshSite();
		const refusal = async (content: string | Uint8Array, source = 'GA4') =>
			(await problemOf(take(site, content, { source }))).problem;
		expect(await refusal('')).toBe('history.no-file');
		expect(await refusal(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0))).toBe('history.not-csv');
		expect(await refusal(new Uint8Array(5_000_001))).toBe('request.too-large');
		const rows = Array.from({ length: 20_001 }, (_, index) => `2024-01-01,/p${index},1`);
		expect(await refusal(`Date,Page,Views\n${rows.join('\n')}`)).toBe('import.too-many-rows');
		expect(await refusal(first, ' \0 ')).toBe('history.no-source');
	});
});

describe('the dry run', () => {
	const upload = (site: Site, content: string) =>
		history.upload(sql, admin.id, {
			...{ siteId: site.id, source: 'GA4', name: '../x/ga4.csv', bytes: bytes(content) }
		});

	test('writes nothing, and the real run does exactly what it showed', async () => {
		const site = await freshSite();
		await take(site, first);
		const before = await standing(site);
		const id = await upload(site, mended);
		const dry = await history.rehearse(sql, id);
		expect(await standing(site)).toEqual(before);
		const { outcome } = dry;
		const real = await history.write(sql, admin.id, id, { outcome, goodOnly: false });
		expect(real.tally).toEqual(dry.tally);
		expect((await history.find(sql, id)).tally).toEqual(dry.tally);
		const changes = await figures.changesOf(sql, id, 10);
		expect(changes).toHaveLength(dry.changes.length);
		const again = history.write(sql, admin.id, id, { outcome, goodOnly: false });
		expect((await problemOf(again)).problem).toBe('history.not-now');
	});

	test('of figures that changed in between counts no more', async () => {
		const site = await freshSite();
		await take(site, first);
		const id = await upload(site, mended);
		const { outcome } = await history.rehearse(sql, id);
		await take(site, 'Date,Views\n2024-01-02,77\n');
		const late = history.write(sql, admin.id, id, { outcome, goodOnly: false });
		expect((await problemOf(late)).problem).toBe('history.changed');
		const fresh = await history.rehearse(sql, id);
		await history.write(sql, admin.id, id, { outcome: fresh.outcome, goodOnly: false });
		expect(await standing(site)).toContain('GA4 2024-01-02 pageViews 21');
	});

	test('follows the columns and the reading that were decided; a dropped file leaves no trace', async () => {
		const site = await freshSite();
		const id = await upload(site, 'Cột A,Cột B\n01/02/2024,7\n');
		expect((await history.rehearse(sql, id)).fault?.problem).toBe('history.no-measure');
		await history.decide(sql, id, { order: 'mdy' }, ['date', 'visits']);
		const { figures: found, firstDay } = await history.rehearse(sql, id);
		expect([found.length, firstDay]).toEqual([1, '2024-01-02']);
		await history.drop(sql, admin.id, id);
		expect((await problemOf(history.find(sql, id))).problem).toBe('record.not-found');
		expect(await standing(site)).toEqual([]);
	});
});

test('who did what is in the audit, and figures cannot be changed behind it', async () => {
	const site = await freshSite();
	const { id } = await take(site, first);
	await history.withdraw(sql, admin.id, id!, 'Nhầm');
	const rows = await audit.list(sql, { limit: 10, object: `site/${site.id}` });
	expect(rows.map(({ verb }) => verb)).toEqual([
		...['history.withdraw', 'history.import', 'history.upload', 'site.create']
	]);
	expect(rows[1]).toMatchObject({ actorId: admin.id, detail: { source: 'GA4', fresh: 4 } });
	await expect(sql`update history set value = 1 where import_id = ${id}`).rejects.toThrow();
	await expect(sql`delete from history where import_id = ${id}`).rejects.toThrow();
});
