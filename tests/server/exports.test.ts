import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { User } from '#lib/access.ts';
import type { ExportFormat } from '#lib/export.ts';
import type { Problem } from '#lib/problem.ts';
import * as audit from '#lib/server/audit.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as exports from '#lib/server/exports/exports.ts';
import * as runners from '#lib/server/exports/runner.ts';
import * as judge from '#lib/server/logic/judge.ts';
import * as responses from '#lib/server/responses.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import { complete } from '../answers.ts';
import { an, binh, chi, dung } from '../people.ts';
import { freshPostgres } from '../stores.ts';
import { cellsOf, unzip } from '../zip.ts';

const sql = await freshPostgres();
const folder = mkdtempSync(join(tmpdir(), 'thuocdo-exports-'));
const slug = 'thuc-trang-2026';
const attack = '=cmd|"/c calc"!A1';
let analyst: User;

const problemOf = (work: Promise<unknown>): Promise<Problem> =>
	work.then(
		() => Promise.reject(new Error('nothing was thrown')),
		(error: Problem) => error
	);

beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	analyst = await binh(sql);
	const officer = await dung(sql);
	await campaigns.create(sql, analyst.id, {
		slug,
		survey: 'thuc-trang',
		titleVi: 'Khảo sát thực trạng',
		titleEn: 'Status survey',
		periodFrom: '2026-01-01',
		periodTo: '2026-06-30',
		opensAt: new Date(Date.now() - 86_400_000).toISOString(),
		closesAt: new Date(Date.now() + 86_400_000).toISOString()
	});
	await campaigns.open(sql, analyst.id, slug);
	const data = { ...complete(), TT07a: attack };
	await responses.submit(sql, officer, slug, { sequence: 1, data });
}, 60_000);

afterAll(async () => {
	await judge.close();
	rmSync(folder, { recursive: true, force: true });
});

async function make(format: ExportFormat, simulated = false) {
	const runner = await runners.open(sql, { folder, simulated });
	const { id } = await exports.order(sql, analyst, slug, format);
	await runner.settled();
	await runner.close();
	const job = await exports.find(sql, analyst, id);
	expect(job).toMatchObject({ state: 'done', error: null, available: true, rows: 1, total: 1 });
	const { stream, bytes } = await exports.file(sql, folder, analyst, id);
	const parts: Buffer[] = [];
	for await (const part of stream) parts.push(part as Buffer);
	const file = Buffer.concat(parts);
	expect(file.length).toBe(bytes);
	expect(createHash('sha256').update(file).digest('hex')).toBe(job.sha256);
	return { id, job, file };
}

const rowsOf = (text: string | undefined) =>
	Papa.parse<string[]>((text ?? '').replace('\ufeff', '').trimEnd(), { delimiter: ';' }).data;

test('the CSV package holds answers, why others are missing, tables, codebook and a page on itself', async () => {
	const { file } = await make('csv');
	const parts = unzip(file);
	expect([...parts.keys()]).toEqual([
		'so-lieu.csv',
		'trang-thai.csv',
		'bang-TT25.csv',
		'bang-ma.csv',
		've-tep.csv'
	]);
	const [heading = [], row = []] = rowsOf(parts.get('so-lieu.csv'));
	const why = rowsOf(parts.get('trang-thai.csv'))[1] ?? [];
	const cell = (name: string) => [row[heading.indexOf(name)], why[heading.indexOf(name)]];
	expect(cell('unit_code')).toEqual(['68', '68']);
	expect(cell('unit_name')[0]).toBe('Tỉnh Lâm Đồng');
	expect(cell('region')[0]).not.toBe('');
	expect(cell('TT05')).toEqual(['phu_trach_pbgdpl', '']);
	expect(cell('TT09.kiem_tra')).toEqual(['1', '']);
	expect(cell('TT13.tong')).toEqual(['180,5', '']);
	expect(cell('TT14a.internet')).toEqual(['tot', '']);
	expect(cell('TT12.other')).toEqual(['', 'hidden']);
	expect(cell('TT38')).toEqual(['', 'empty']);
	expect(cell('TT25.so_dong')).toEqual(['2', '']);
	expect(cell('TT07a')[0]).toBe(`'${attack}`);
	expect(rowsOf(parts.get('bang-TT25.csv')).map((cells) => cells[4])).toEqual([
		'kenh',
		'fanpage',
		'zalo_oa'
	]);
	const names = rowsOf(parts.get('bang-ma.csv')).map(([name]) => name);
	expect(heading.filter((name) => !names.includes(name))).toEqual([]);
});

test('the spreadsheet holds the same cells as the CSV, texts as texts and numbers as numbers', async () => {
	const csv = unzip((await make('csv')).file);
	const book = unzip((await make('xlsx')).file);
	for (const [index, name] of ['so-lieu', 'trang-thai', 'bang-TT25'].entries()) {
		const sheet = cellsOf(book.get(`xl/worksheets/sheet${index + 1}.xml`) ?? '');
		const plain = sheet.map((cells) =>
			cells.map((cell) => (typeof cell === 'number' ? String(cell).replace('.', ',') : cell))
		);
		const expected = rowsOf(csv.get(`${name}.csv`)).map((cells) =>
			cells.map((cell) => cell.replace(/^'(?=[=+@-])/, ''))
		);
		const trimmed = (cells: string[]) => cells.join('\t').trimEnd();
		expect(plain.map(trimmed)).toEqual(expected.map(trimmed));
	}
	const [heading = [], row = []] = cellsOf(book.get('xl/worksheets/sheet1.xml') ?? '');
	expect(row[heading.indexOf('unit_code')]).toBe('68');
	expect(row[heading.indexOf('TT13.tong')]).toBe(180.5);
	expect(row[heading.indexOf('TT07a')]).toBe(attack);
	expect(book.get('xl/workbook.xml')).toContain('name="bang-ma"');
	expect([...book.values()].join('')).not.toContain('<f>');
});

test('the SPSS package gives every missing answer the code its syntax declares', async () => {
	const parts = unzip((await make('spss')).file);
	const [heading = [], row = []] = rowsOf(parts.get('so-lieu.csv'));
	const syntax = parts.get('so-lieu.sps') ?? '';
	expect(row[heading.indexOf('TT12.other')]).toBe('-98');
	expect(row[heading.indexOf('TT38')]).toBe('-97');
	expect(row.filter((cell) => cell === '')).toHaveLength(1); // the mark of simulated data
	const read = /\/VARIABLES=\r\n([^]*?)\.\r\n/.exec(syntax)?.[1] ?? '';
	expect([...read.matchAll(/^ +(\S+) [AF]\d/gm)].map(([, name]) => name)).toEqual(heading);
	expect(syntax).toContain('MISSING VALUES TT13.tong (-99 THRU -96).');
	expect(syntax).toMatch(/VALUE LABELS TT05\r\n {2}'[a-z_]+' '/);
});

test('simulated data say so in the name, in every row and in the description', async () => {
	const { file } = await make('csv', true);
	for (const [name, text] of unzip(file))
		expect([name, text.includes('DỮ LIỆU MÔ PHỎNG')]).toEqual([name, true]);
	expect((await make('ddi', true)).file.toString()).toContain('DỮ LIỆU MÔ PHỎNG');
});

test('a job that a crash interrupted begins anew, and nothing of its half file stays', async () => {
	const { id } = await exports.order(sql, analyst, slug, 'csv');
	await sql`update exports set state = 'running', rows = 1, total = 1 where id = ${id}`;
	writeFileSync(join(folder, `${id}.zip.part`), 'half');
	const runner = await runners.open(sql, { folder, simulated: false });
	await runner.settled();
	await runner.close();
	expect(await exports.find(sql, analyst, id)).toMatchObject({ state: 'done' });
	expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
	expect(statSync(join(folder, `${id}.zip`)).mode & 0o777).toBe(0o600);
});

test('a job that fails says why and leaves no file', async () => {
	const { id } = await exports.order(sql, analyst, slug, 'xlsx');
	const missing = mkdtempSync(join(tmpdir(), 'thuocdo-exports-'));
	const runner = await runners.open(sql, { folder: missing, simulated: false });
	await runner.settled();
	rmSync(missing, { recursive: true });
	const { id: second } = await exports.order(sql, analyst, slug, 'csv');
	await runner.settled();
	await runner.close();
	expect(await exports.find(sql, analyst, id)).toMatchObject({ state: 'done' });
	expect((await problemOf(exports.file(sql, missing, analyst, id))).problem).toBe('export.gone');
	expect(await exports.find(sql, analyst, second)).toMatchObject({
		state: 'failed',
		error: 'export.fault',
		available: false
	});
	expect((await problemOf(exports.file(sql, missing, analyst, second))).problem).toBe(
		'export.fault'
	);
});

test('a job that is withdrawn leaves no file', async () => {
	const { id } = await exports.order(sql, analyst, slug, 'csv');
	await exports.withdraw(sql, analyst, id);
	const done = await make('csv');
	await exports.withdraw(sql, analyst, done.id);
	const runner = await runners.open(sql, { folder, simulated: false });
	await expect.poll(() => readdirSync(folder)).not.toContain(`${done.id}.zip`);
	await runner.close();
	expect(await exports.find(sql, analyst, id)).toMatchObject({
		state: 'failed',
		error: 'export.cancelled'
	});
	expect(readdirSync(folder)).not.toContain(`${id}.zip`);
});

test('nobody gets the file of another person, and a right that was lost is lost for files too', async () => {
	const { id } = await make('ddi');
	const administrator = await an(sql);
	expect((await problemOf(exports.file(sql, folder, administrator, id))).status).toBe(403);
	expect((await problemOf(exports.find(sql, administrator, id))).status).toBe(403);
	expect(await exports.own(sql, administrator)).toEqual([]);
	const leader: User = { ...analyst, role: 'leader' };
	expect((await problemOf(exports.file(sql, folder, leader, id))).problem).toBe('access.forbidden');
	expect((await problemOf(exports.order(sql, await chi(sql), slug, 'csv'))).status).toBe(403);
	const moved: User = { ...analyst, unitId: (await dung(sql)).unitId };
	expect((await problemOf(exports.file(sql, folder, moved, id))).status).toBe(403);
});

test('every order and every download stands in the audit with its filters', async () => {
	const { id, job } = await make('ddi');
	const rows = await audit.list(sql, { limit: 10, object: `export/${id}` });
	expect(rows.map(({ verb }) => verb)).toEqual(['response.download', 'response.export']);
	expect(rows[0]?.detail).toMatchObject({ campaign: slug, format: 'ddi', sha256: job.sha256 });
	expect(rows[1]?.detail).toMatchObject({ campaign: slug, format: 'ddi', unitIds: null });
});

test('files are deleted after seven days; the record of them stays', async () => {
	const { id } = await make('ddi');
	await sql`update exports set finished_at = now() - interval '8 days' where id = ${id}`;
	const runner = await runners.open(sql, { folder, simulated: false });
	await expect.poll(() => readdirSync(folder)).not.toContain(`${id}.xml`);
	await runner.close();
	expect(await exports.find(sql, analyst, id)).toMatchObject({ state: 'done', available: false });
	expect((await problemOf(exports.file(sql, folder, analyst, id))).problem).toBe('export.gone');
});

test('a person may have five files waiting, not six', async () => {
	for (let count = 0; count < 5; count++) await exports.order(sql, analyst, slug, 'ddi');
	const sixth = await problemOf(exports.order(sql, analyst, slug, 'ddi'));
	expect(sixth.problem).toBe('export.too-many');
	await sql`update exports set state = 'failed', error = 'export.cancelled', finished_at = now()
		where state = 'queued'`;
});
