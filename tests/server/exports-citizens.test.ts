import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { User } from '#lib/access.ts';
import type { Campaign } from '#lib/campaign.ts';
import type { ExportFormat } from '#lib/export.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as exports from '#lib/server/exports/exports.ts';
import { produce } from '#lib/server/exports/produce.ts';
import * as runners from '#lib/server/exports/runner.ts';
import * as judge from '#lib/server/logic/judge.ts';
import { atomically, type Json } from '#lib/server/postgres.ts';
import { gather } from '#lib/server/texts/gather.ts';
import * as texts from '#lib/server/texts/texts.ts';
import * as units from '#lib/server/units.ts';
import { needs, openCampaign, province } from '../citizens.ts';
import { binh } from '../people.ts';
import { freshPostgres } from '../stores.ts';
import { cellsOf, unzip } from '../zip.ts';

const sql = await freshPostgres();
const folder = mkdtempSync(join(tmpdir(), 'thuocdo-exports-'));
const slug = 'nhu-cau';
const secret = 'Tôi là Lò Văn Páo, số 0912 345 678, mong có loa truyền thanh.';
const told = 'Tôi là [đã che], số [đã che], mong có loa truyền thanh.';
const fullWidth = '＝HYPERLINK("http://vi.du";"bấm")';
let analyst: User;
let campaign: Campaign;
let linkId: number;
let where: number;

type Part = {
	data?: Record<string, unknown>;
	state?: string;
	surplus?: boolean;
	flags?: string[];
	unasked?: string[];
};

async function citizen({
	data,
	state = 'accepted',
	surplus = false,
	flags = [],
	unasked = []
}: Part = {}) {
	const id = randomUUID();
	await sql`insert into citizen_responses (id, campaign_id, survey_version_id, link_id, unit_id,
			data, hash, device, seconds, state, surplus, flags, unasked, checked_at)
		values (${id}, ${campaign.id}, ${campaign.surveyVersionId}, ${linkId}, ${where},
			${sql.json(needs(data) as Json)}, ${Buffer.alloc(32, 7)}, ${Buffer.alloc(32, 9)}, 240,
			${state}, ${surplus}, ${flags}, ${unasked}, now())`;
	return id;
}

beforeAll(async () => {
	await units.load(sql);
	analyst = await binh(sql);
	campaign = await openCampaign(sql, analyst.id, slug);
	where = await province(sql);
	const [link] = await sql<{ id: number }[]>`insert into public_links (campaign_id, unit_id, code)
		values (${campaign.id}, ${where}, 'abcdefgh') returning id`;
	linkId = link!.id;
}, 60_000);

afterAll(async () => {
	await judge.close();
	rmSync(folder, { recursive: true, force: true });
});

async function contentOf(id: number): Promise<Buffer> {
	const { stream } = await exports.file(sql, folder, analyst, id);
	const parts: Buffer[] = [];
	for await (const part of stream) parts.push(part as Buffer);
	return Buffer.concat(parts);
}

async function make(format: ExportFormat): Promise<Buffer> {
	const runner = await runners.open(sql, { folder, simulated: false });
	const { id } = await exports.order(sql, analyst, slug, format);
	await runner.settled();
	await runner.close();
	expect(await exports.find(sql, analyst, id)).toMatchObject({ state: 'done', error: null });
	return contentOf(id);
}

type Line = Record<string, string>;
const linesOf = (text = ''): Line[] =>
	Papa.parse<Line>(text.replace('\ufeff', ''), {
		delimiter: ';',
		header: true,
		skipEmptyLines: true
	}).data;

/** Answers and states of each respondent, by id. */
async function rows(): Promise<{ data: Map<string, Line>; states: Map<string, Line> }> {
	const parts = unzip(await make('csv'));
	const byId = (name: string) =>
		new Map(linesOf(parts.get(name)).map((line) => [line.id ?? '', line]));
	return { data: byId('so-lieu.csv'), states: byId('trang-thai.csv') };
}

test('each citizen who counts is one row; what is set aside, unchecked or surplus is none', async () => {
	const id = await citizen({ flags: ['fast', 'straight'], unasked: ['NC33'] });
	await citizen({ state: 'set-aside' });
	await citizen({ state: 'received' });
	await citizen({ surplus: true });
	const { data, states } = await rows();
	expect([...data.keys()]).toEqual([id]);
	const row = data.get(id)!;
	expect(row).toMatchObject({
		...{ locality_code: '68', locality_name: 'Tỉnh Lâm Đồng', link_kind: 'locality' },
		...{ source: 'link', seconds: '240', flags: 'fast, straight', survey_version: '1' },
		...{ NC04: '35_44', 'NC10.tv': '1', 'NC14.zalo': 'chua' }
	});
	expect(Number(row.number)).toBeGreaterThan(0);
	expect(Date.parse(row.received_at ?? '')).toBeGreaterThan(0);
	expect(row.region).not.toBe('');
	// What a condition hid was answered before it did, and is no answer.
	expect([row.NC33, states.get(id)?.NC33]).not.toContain('truc_tiep');
});

test('neither the device, the invitation nor the hash of the answers leaves', async () => {
	for (const format of ['csv', 'spss', 'ddi', 'xlsx'] as const) {
		const file = await make(format);
		const text = format === 'ddi' ? file.toString() : [...unzip(file).values()].join('');
		for (const bytes of [Buffer.alloc(32, 7), Buffer.alloc(32, 9)])
			expect(text).not.toContain(bytes.toString('hex'));
		expect(text).not.toMatch(/\b(device|token|hash)\b/);
	}
});

test('a text leaves only after it was cleared, and then as it was redacted', async () => {
	const id = await citizen({
		data: { NC36: secret, NC12: ['dat_dai', 'other'], 'NC12-Comment': secret }
	});
	for (const format of ['csv', 'spss', 'xlsx'] as const)
		expect([...unzip(await make(format)).values()].join('')).not.toContain('Páo');
	const before = await rows();
	expect(before.data.get(id)?.NC36).toBe('');
	expect(before.states.get(id)?.NC36).toBe('withheld');
	expect(before.states.get(id)?.['NC12.other_text']).toBe('withheld');
	const spss = linesOf(unzip(await make('spss')).get('so-lieu.csv'));
	expect(spss.find((line) => line.id === id)?.NC36).toBe('-95');

	await gather(sql, campaign.id);
	const { texts: found } = await texts.find(sql, { campaignId: campaign.id, search: 'Páo' });
	expect(found.map(({ question }) => question).sort()).toEqual(['NC12', 'NC36']);
	const asked = found.find(({ question }) => question === 'NC36')!;
	await texts.clear(sql, analyst, asked.id, told);
	const after = await rows();
	expect(after.data.get(id)?.NC36).toBe(told);
	expect(after.states.get(id)?.NC36).toBe('');
	expect(after.states.get(id)?.['NC12.other_text']).toBe('withheld');

	await texts.withhold(sql, analyst, asked.id, 'Có tên người.');
	expect((await rows()).data.get(id)?.NC36).toBe('');
	const about = unzip(await make('csv')).get('ve-tep.csv');
	expect(about).toContain('Lời viết của người dân');
});

test('no answer, heading or name of a place runs as a formula, written full width or not', async () => {
	const id = await citizen({ data: { NC36: fullWidth } });
	await gather(sql, campaign.id);
	await texts.clearUnsuspected(sql, analyst, { campaignId: campaign.id });
	await sql`update unit_versions set full_name = '＝1+1' where unit_id = ${where}`;
	const { data } = await rows();
	expect(data.get(id)).toMatchObject({ NC36: `'${fullWidth}`, locality_name: "'＝1+1" });
	for (const [name, text] of unzip(await make('csv')))
		for (const cell of Papa.parse<string[]>(text.replace('\ufeff', ''), {
			delimiter: ';'
		}).data.flat())
			expect([name, cell]).not.toEqual([name, expect.stringMatching(/^\s*[=+@＝＋－＠]/)]);
	const book = unzip(await make('xlsx'));
	expect([...book.values()].join('')).not.toContain('<f>');
	const [heading = [], ...lines] = cellsOf(book.get('xl/worksheets/sheet1.xml') ?? '');
	expect(lines.map((cells) => cells[heading.indexOf('NC36')])).toContain(fullWidth);
	await sql`update unit_versions set full_name = 'Tỉnh Lâm Đồng' where unit_id = ${where}`;
});

test('a text longer than a cell of a spreadsheet is cut there with a mark, and whole in CSV', async () => {
	const long = 'Mong muốn. '.repeat(4000).trim();
	const id = await citizen({ data: { NC36: long } });
	await gather(sql, campaign.id);
	await texts.clearUnsuspected(sql, analyst, { campaignId: campaign.id });
	expect((await rows()).data.get(id)?.NC36).toBe(long);
	const sheet = cellsOf(unzip(await make('xlsx')).get('xl/worksheets/sheet1.xml') ?? '');
	const longest = sheet
		.flat()
		.map(String)
		.toSorted((one, other) => other.length - one.length)[0]!;
	expect(longest).toHaveLength(32_767);
	expect(longest).toMatch(/CẮT BỚT \/ TRUNCATED\]$/);
});

async function crowd(people: number): Promise<void> {
	await sql`insert into citizen_responses (id, campaign_id, survey_version_id, link_id, unit_id,
			data, hash, state, checked_at)
		select gen_random_uuid(), ${campaign.id}, ${campaign.surveyVersionId}, ${linkId}, ${where},
			${sql.json(needs() as Json)}, decode(md5(n::text) || md5(n::text), 'hex'), 'accepted', now()
		from generate_series(1, ${people}) n`;
}

test('an export that is withdrawn midway stops and leaves nothing', async () => {
	await crowd(4_000);
	const runner = await runners.open(sql, { folder, simulated: false });
	const { id } = await exports.order(sql, analyst, slug, 'xlsx');
	runner.wake();
	await expect
		.poll(async () => (await exports.find(sql, analyst, id)).rows, { timeout: 30_000 })
		.toBeGreaterThan(0);
	await exports.withdraw(sql, analyst, id);
	await expect
		.poll(() => readdirSync(folder).filter((name) => name.startsWith(`${id}.`)), {
			timeout: 30_000
		})
		.toEqual([]);
	await runner.settled();
	await runner.close();
	expect(await exports.find(sql, analyst, id)).toMatchObject({
		...{ state: 'failed', error: 'export.cancelled', available: false }
	});
}, 90_000);

test('a stop midway puts the export off; the next start makes it whole', async () => {
	const { id } = await exports.order(sql, analyst, slug, 'csv');
	const first = await runners.open(sql, { folder, simulated: false });
	await expect
		.poll(async () => (await exports.find(sql, analyst, id)).rows, { timeout: 30_000 })
		.toBeGreaterThan(0);
	await first.close();
	expect(await exports.find(sql, analyst, id)).toMatchObject({ state: 'running' });
	await sql`delete from citizen_responses where hash in (
		select decode(md5(n::text) || md5(n::text), 'hex') from generate_series(301, 4000) n)`;
	const second = await runners.open(sql, { folder, simulated: false });
	await second.settled();
	await second.close();
	const { total } = await exports.find(sql, analyst, id);
	const lines = linesOf(unzip(await contentOf(id)).get('so-lieu.csv'));
	expect(lines).toHaveLength(total!);
	expect(new Set(lines.map((line) => line.id)).size).toBe(total);
	expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
}, 90_000);

test('two exports ordered at once both come, each whole', async () => {
	const runner = await runners.open(sql, { folder, simulated: false });
	const jobs = await Promise.all(
		(['csv', 'csv'] as const).map((format) => exports.order(sql, analyst, slug, format))
	);
	await runner.settled();
	await runner.close();
	const [one, other] = await Promise.all(jobs.map(({ id }) => contentOf(id)));
	const data = (file: Buffer) => unzip(file).get('so-lieu.csv');
	expect(data(one!)).toBe(data(other!));
	expect(linesOf(data(one!)).length).toBeGreaterThan(300);
});

test('answers that arrive meanwhile are not in the file, and its rows are as many as it says', async () => {
	const order = {
		...{ campaign: await campaigns.find(sql, slug), format: 'csv' as const, unitIds: undefined },
		...{ madeBy: 'Bình', simulated: false, beside: join(folder, 'meanwhile') }
	};
	const parts: Buffer[] = [];
	let said = 0;
	await atomically(sql, async (tx) => {
		await tx`set transaction isolation level repeatable read, read only`;
		const steps = produce(tx, order, async (rows, total) => {
			said = total;
			if (rows === 0) await citizen();
		});
		for await (const part of steps) parts.push(part);
	});
	expect(linesOf(unzip(Buffer.concat(parts)).get('so-lieu.csv'))).toHaveLength(said);
});
