import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { User } from '#lib/access.ts';
import { encode } from '#lib/encoding/decode.ts';
import type { Problem } from '#lib/problem.ts';
import { toCsv } from '#lib/csv.ts';
import { unitFrame } from '#lib/export/frames.ts';
import { heading, dataRow } from '#lib/export/sheets.ts';
import { variablesOf } from '#lib/export/variables.ts';
import * as audit from '#lib/server/audit.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as imports from '#lib/server/imports/imports.ts';
import * as report from '#lib/server/imports/report.ts';
import * as runners from '#lib/server/imports/runner.ts';
import * as template from '#lib/server/imports/template.ts';
import * as judge from '#lib/server/logic/judge.ts';
import * as responses from '#lib/server/responses.ts';
import * as spreadsheet from '#lib/server/imports/workbook.ts';
import * as submissions from '#lib/server/submissions.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import { complete } from '../answers.ts';
import { binh, chi, dung } from '../people.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
let slug: string;
let number = 0;
let analyst: User;
let runner: runners.Runner;

const problemOf = (work: Promise<unknown>): Promise<Problem> =>
	work.then(
		() => Promise.reject(new Error('nothing was thrown')),
		(error: Problem) => error
	);

beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	analyst = await binh(sql);
	await dung(sql);
	runner = await runners.open(sql, 3_600_000);
}, 60_000);

beforeEach(async () => {
	slug = `dot-${++number}`;
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
});

afterAll(async () => {
	await runner.close();
	await judge.close();
});

/** What a paper form says, by column. */
const paper: Record<string, string> = {
	TT05: 'phu_trach_pbgdpl',
	TT07: 'chua',
	TT08: 'chua',
	TT09: 'so_ket',
	TT11: 'khong',
	'TT13.tong': '180,5',
	'TT13.nsnn_giao': '140',
	'TT14a.may_tinh': 'tot',
	'TT14a.internet': 'tot',
	'TT14a.hop_truc_tuyen': 'tot',
	'TT14a.truyen_thanh': 'tot',
	'TT14a.san_xuat_nd': 'tot',
	TT15: 'chua',
	TT22: 'none',
	TT24: 'none',
	'TT35.chi_dao': '3',
	'TT35.kinh_phi': '3',
	'TT35.nhan_luc': '3',
	'TT35.ha_tang': '3',
	'TT35.noi_dung': '3',
	'TT35.tuong_tac': '3',
	TT37: 'kinh_phi',
	TT38: 'Cần thêm kinh phí',
	TT40: '1'
};
const names = Object.keys(paper);
const quote = (cell: string) => (/[";\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A file of paper forms: one row per unit, with what differs. */
function csv(rows: Record<string, string>[]): string {
	const more = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const columns = ['unit_code', 'unit_name', ...new Set([...names, ...more])].filter(
		(name, index, all) => all.indexOf(name) === index
	);
	const lines = rows.map((row) =>
		columns.map((name) => quote(row[name] ?? paper[name] ?? '')).join(';')
	);
	return [columns.join(';'), ...lines].join('\r\n') + '\r\n';
}

const bytes = (text: string) => new TextEncoder().encode(text);

async function upload(content: Uint8Array, name = 'phieu.csv'): Promise<number> {
	return imports.upload(sql, analyst, slug, { name, bytes: content });
}

async function dry(content: Uint8Array, choices = {}, name?: string): Promise<number> {
	const id = await upload(content, name);
	await imports.confirm(sql, analyst, id);
	const { mapping } = await imports.find(sql, analyst, id);
	await imports.join(sql, analyst, id, mapping, choices);
	await runner.settle();
	return id;
}

async function write(id: number, goodOnly = false): Promise<void> {
	await imports.run(sql, analyst, id, goodOnly);
	await runner.settle();
}

const jobOf = (id: number) => imports.find(sql, analyst, id);
const errorsOf = async (id: number) =>
	(await imports.findings(sql, id, { grave: true })).map(({ line, heading: column, reason }) =>
		`${line} ${column} ${reason}`.replace(/ {2}/, ' ')
	);

async function formOf(code: string) {
	const campaign = await campaigns.find(sql, slug);
	const unit = await units.find(sql, code, 'province', '2026-11-01');
	return (await responses.received(sql, campaign.id, [unit!.id]))[0];
}

test('a file is recognised, joined, run dry and written; each row becomes a submitted form of its unit, source paper (abuse 56)', async () => {
	const id = await dry(bytes(csv([{ unit_code: '68' }, { unit_code: '', unit_name: 'Đồng Nai' }])));
	expect(await errorsOf(id)).toEqual([]);
	expect(await jobOf(id)).toMatchObject({ state: 'checked', good: 2, bad: 0, rows: 2, total: 2 });
	expect(await formOf('68')).toBeUndefined();
	await write(id);
	expect(await jobOf(id)).toMatchObject({ state: 'done', good: 2, bad: 0, error: null });
	const form = await formOf('68');
	expect(form).toMatchObject({ state: 'submitted', version: 1 });
	expect(form?.data).toMatchObject({
		TT13: { tong: 180.5, nsnn_giao: 140 },
		TT09: ['so_ket'],
		TT40: true,
		TT35: { chi_dao: '3' }
	});
	const [version] = await sql`select source, submitted_by from response_versions
		where response_id = ${form!.id}`;
	expect(version).toEqual({ source: 'paper', submittedBy: analyst.id });
	expect(await formOf('75')).toMatchObject({ state: 'submitted' });
	const [told] = await audit.list(sql, { limit: 5, object: `import/${id}` });
	expect(told).toMatchObject({ verb: 'response.import', detail: { forms: 2 } });
	expect(await sql`select 1 from outbox where key = ${`${form!.id}/1`}`).toHaveLength(1);
});

test('the same file is refused a second time, and after a withdrawal taken again (abuse 57)', async () => {
	const content = bytes(csv([{ unit_code: '68' }]));
	const id = await dry(content);
	await write(id);
	expect((await problemOf(upload(content))).problem).toBe('import.same-file');
	expect((await problemOf(imports.withdraw(sql, analyst, id, ' '))).problem).toBe(
		'import.no-reason'
	);
	expect(await imports.withdraw(sql, analyst, id, 'Nhầm tệp')).toBe(1);
	expect(await formOf('68')).toBeUndefined();
	expect(await sql`select reason from withdrawn_versions`).toEqual([{ reason: 'Nhầm tệp' }]);
	const again = await dry(content);
	await write(again);
	expect(await formOf('68')).toMatchObject({ version: 2, state: 'submitted' });
	const versions = await submissions.versions(sql, (await formOf('68'))!.id);
	expect(versions.map(({ version }) => version)).toEqual([2, 1]);
});

test('an import is not withdrawn once one of its forms was reviewed', async () => {
	const id = await dry(bytes(csv([{ unit_code: '68' }, { unit_code: '75' }])));
	await write(id);
	const form = await formOf('75');
	await sql`insert into reviews (response_id, version, decision, decided_by)
		values (${form!.id}, 1, 'approved', ${(await chi(sql)).id})`;
	const refused = await problemOf(imports.withdraw(sql, analyst, id, 'Nhầm'));
	expect([refused.problem, refused.details.count]).toEqual(['import.reviewed', 1]);
	expect(await formOf('68')).toMatchObject({ state: 'submitted' });
	expect(await jobOf(id)).toMatchObject({ state: 'done' });
});

test('every bad row is named with its line, column, value and what to do (abuse 8, 9, 13, 17, 54, 56, 57)', async () => {
	const officer = await dung(sql);
	await responses.submit(sql, officer, slug, { sequence: 1, data: complete() });
	const id = await dry(
		bytes(
			csv([
				{ unit_code: '999' },
				{ unit_code: '68' },
				{ unit_code: '75' },
				{ unit_code: '75' },
				{ unit_code: '01', TT05: 'Giám đốc nhà máy' },
				{ unit_code: '04', 'TT13.tong': '1e999' },
				{ unit_code: '08', TT38: 'x'.repeat(5000) },
				{ unit_code: '11', 'TT13.tong': '-5', 'TT13.nsnn_giao': '0' },
				{ unit_code: '12', TT05: '' },
				{ unit_code: '14', 'TT13.tong': '10,5', 'TT13.nsnn_giao': '200' },
				{ unit_code: '15', TT09: 'so_ket;vu tru' }
			])
		)
	);
	expect(await errorsOf(id)).toEqual(
		[
			'2 unit-unknown',
			'3 unit-answered',
			'5 unit-twice',
			'6 TT05 choice-unknown',
			'7 TT13.tong number-unreadable',
			'8 TT38 structure',
			'9 TT13.tong structure',
			'10 TT05 logic',
			'11 TT13.tong logic',
			'12 TT09 choice-unknown'
		].map((one) => one.replace('3 unit-answered', '3 unit-answered'))
	);
	expect(await jobOf(id)).toMatchObject({ state: 'checked', good: 1, bad: 10 });
	expect((await problemOf(imports.run(sql, analyst, id, false))).problem).toBe('import.has-errors');
	await write(id, true);
	expect(await jobOf(id)).toMatchObject({ state: 'done', good: 1, bad: 10 });
	expect((await formOf('68'))?.data).toMatchObject(complete());
	expect(await formOf('75')).toMatchObject({ state: 'submitted' });
	expect(await formOf('01')).toBeUndefined();

	const book = await spreadsheet.read(await report.make(sql, await jobOf(id), 'vi'));
	const rows = book.sheets[0]!.rows;
	expect(rows[0]!.at(-1)).toBe('Lỗi');
	expect(String(rows[1]!.at(-1))).toContain('Không có đơn vị này');
	expect(String(rows[5]!.at(-1))).toContain('TT05: Không có lựa chọn này');
	expect(rows).toHaveLength(12);
});

test('the real run writes only what the dry run came to: a change in between stops it (abuse 48, 56)', async () => {
	const id = await dry(bytes(csv([{ unit_code: '68' }, { unit_code: '75' }])));
	const officer = await dung(sql);
	await responses.submit(sql, officer, slug, { sequence: 1, data: complete() });
	await write(id);
	expect(await jobOf(id)).toMatchObject({ state: 'joining', error: 'import.changed' });
	expect(await formOf('75')).toBeUndefined();
	const { mapping } = await jobOf(id);
	await imports.join(sql, analyst, id, mapping, {});
	await runner.settle();
	expect(await errorsOf(id)).toEqual(['2 unit-answered']);
	expect(await imports.countFindings(sql, id)).toMatchObject({ errors: 1 });
	await write(id, true);
	expect(await formOf('75')).toMatchObject({ state: 'submitted' });
});

test('a campaign that closes while the import waits leaves nothing written and says so (abuse 48)', async () => {
	const id = await dry(bytes(csv([{ unit_code: '68' }])));
	await imports.run(sql, analyst, id, false);
	await campaigns.close(sql, analyst.id, slug);
	await runner.settle();
	expect(await jobOf(id)).toMatchObject({ state: 'joining', error: 'campaign.closed' });
	expect(await formOf('68')).toBeUndefined();
});

test('a run that is stopped leaves nothing, and one that a crash broke off begins anew', async () => {
	const id = await dry(bytes(csv([{ unit_code: '68' }])));
	await imports.run(sql, analyst, id, false);
	await imports.cancel(sql, analyst, id);
	await runner.settle();
	expect(await jobOf(id)).toMatchObject({ state: 'joining', error: 'import.cancelled' });
	expect(await formOf('68')).toBeUndefined();
	const { mapping } = await jobOf(id);
	await imports.join(sql, analyst, id, mapping, {});
	await sql`update imports set state = 'running' where id = ${id}`;
	const next = await runners.open(sql, 3_600_000);
	await next.settle();
	await next.close();
	expect(await jobOf(id)).toMatchObject({ state: 'checked', good: 1 });
});

describe('what a file may hide', () => {
	const book = (rows: (string | number | null)[][]) => spreadsheet.write([{ name: 'Phiếu', rows }]);
	const columns = ['unit_code', ...names];
	const row = (code: string | number) => [code, ...names.map((name) => paper[name] ?? null)];

	test('an XLSX comes in like a CSV; codes that lost their zeros are completed and that is said (abuse 53)', async () => {
		const id = await dry(await book([columns, row(1), row('68')]), {}, 'phieu.xlsx');
		expect(await jobOf(id)).toMatchObject({ kind: 'xlsx', state: 'checked', good: 2, bad: 0 });
		const said = await imports.findings(sql, id, { grave: false });
		expect(said).toMatchObject([{ line: 2, reason: 'zeros-restored', details: { unit: '01' } }]);
	});

	test('old names after the merger lead to the unit that goes on, which is said; two rows that meet there are an error (abuse 57)', async () => {
		const id = await dry(
			bytes(
				csv([
					{ unit_code: '', unit_name: 'Tỉnh Đắk Nông' },
					{ unit_code: '', unit_name: 'tỉnh lâm đồng' },
					{ unit_code: '1,2E+01' }
				])
			)
		);
		expect(await errorsOf(id)).toEqual(['3 unit-twice', '4 code-rounded']);
		const [said] = await imports.findings(sql, id, { grave: false });
		expect(said).toMatchObject({ reason: 'unit-succeeded', details: { unit: 'Tỉnh Lâm Đồng' } });
	});

	test('a TCVN3 file is recognised, shown and converted only after it was confirmed (abuse 49)', async () => {
		const text = csv([
			{ unit_code: '', unit_name: 'Tỉnh Lâm Đồng', TT38: 'Đề nghị bố trí kinh phí' }
		]);
		const id = await upload(encode(text, 'tcvn3'));
		const { seen, state } = await jobOf(id);
		expect(state).toBe('reading');
		expect(seen).toMatchObject({ encoding: 'tcvn3', confidence: 'likely', delimiter: ';' });
		expect(seen.preview[0]?.cells).toContain('Tỉnh Lâm Đồng');
		await imports.confirm(sql, analyst, id);
		await imports.join(sql, analyst, id, (await jobOf(id)).mapping, {});
		await runner.settle();
		await write(id);
		expect((await formOf('68'))?.data.TT38).toBe('Đề nghị bố trí kinh phí');
	});

	test('an answer that would run as a formula comes out of the error report as text (abuse 55)', async () => {
		const id = await dry(bytes(csv([{ unit_code: '=cmd|"/c calc"!A1', TT38: '＝1+1' }])));
		expect(await errorsOf(id)).toEqual(['2 unit-unknown']);
		const made = await report.make(sql, await jobOf(id), 'vi');
		const { sheets } = await spreadsheet.read(made);
		expect(sheets[0]!.rows[1]![0]).toBe('=cmd|"/c calc"!A1');
	});

	test('headings twice, reserved headings and open quotes stop the file with their line (abuse 51, 52)', async () => {
		const faults = async (text: string) => {
			const { seen } = await jobOf(await upload(bytes(text)));
			return seen.faults.map(({ problem, details }) => `${problem} ${details.line}`);
		};
		expect(await faults('unit_code;TT05;TT05\r\n68;a;b\r\n')).toEqual(['import.header-twice 1']);
		expect(await faults('unit_code;__proto__\r\n68;a\r\n')).toEqual(['import.header-reserved 1']);
		expect(await faults('unit_code;TT05\r\n68;"a\r\n75;b\r\n')).toContain('import.quote-open 2');
		const id = await upload(bytes('unit_code;TT05;TT05\r\n68;a;b\r\n1;2;3\r\n'));
		expect((await problemOf(imports.confirm(sql, analyst, id))).problem).toBe(
			'import.header-twice'
		);
	});

	test('NUL and lone surrogates in a file are stored and shown as lost letters (abuse 11)', async () => {
		const id = await dry(bytes(csv([{ unit_code: '68', TT38: 'a\0b' }])));
		expect(await errorsOf(id)).toEqual(['2 TT38 structure']);
	});
});

test('a number that can be read in two ways waits for one decision about its column (abuse 9)', async () => {
	const rows = [{ unit_code: '68', 'TT13.tong': '1.234', 'TT13.nsnn_giao': '1' }];
	const id = await dry(bytes(csv(rows)));
	expect(await errorsOf(id)).toEqual(['2 TT13.tong number-ambiguous']);
	const { mapping } = await jobOf(id);
	await imports.join(sql, analyst, id, mapping, { notations: { 'TT13.tong': 'vi' } });
	await runner.settle();
	await write(id);
	expect((await formOf('68'))?.data.TT13).toMatchObject({ tong: 1234 });
});

test('how headings were joined is remembered for the next file of the survey', async () => {
	const text = csv([{ unit_code: '68' }]).replace('TT38', 'Ý kiến của anh Tư');
	const id = await upload(bytes(text));
	await imports.confirm(sql, analyst, id);
	const { mapping, seen } = await jobOf(id);
	const at = seen.header.indexOf('Ý kiến của anh Tư');
	expect(mapping[at]).toBe('');
	await imports.join(sql, analyst, id, mapping.with(at, 'TT38'), {});
	const next = await upload(bytes(text.replace('phu_trach', 'phu_trach')));
	await imports.confirm(sql, analyst, next);
	expect((await jobOf(next)).mapping[at]).toBe('TT38');
});

test('what was taken out as CSV can be brought in again, with the same answers', async () => {
	const version = await surveys.latest(sql, 'thuc-trang');
	const variables = variablesOf([{ number: version.number, fields: version.fields }]);
	const one = {
		...{ id: 'x', place: '68', version: version.number },
		cells: ['x', '68', 'Tỉnh Lâm Đồng', '', version.number, 1, '', 'submitted', ''],
		...{ data: complete(), hidden: new Set<string>() }
	};
	const columns = heading(unitFrame, variables).slice(0, -1);
	const cells = dataRow(variables, one, false);
	const text = toCsv(
		[cells],
		columns.map((header, index) => ({ header, value: (row: typeof cells) => row[index] ?? null })),
		{ simulated: false }
	);
	const id = await dry(bytes(text));
	expect(await errorsOf(id)).toEqual([]);
	await write(id);
	const { TT25: _table, ...rest } = complete();
	expect((await formOf('68'))?.data).toEqual(rest);
});

test('the template holds a column per box and a row per unit, and comes in filled', async () => {
	const { sheets } = await spreadsheet.read(await template.make(sql, slug, 'vi'));
	const [forms, choices] = sheets;
	expect(sheets.map(({ name }) => name)).toEqual(['Phiếu', 'Lựa chọn', 'Hướng dẫn']);
	expect(forms!.rows).toHaveLength(35);
	const header = forms!.rows[0]!.map(String);
	const codes = header.map((name) => name.split(' – ')[0]!);
	const filled = header.map((_, index) =>
		index === 0 ? '68' : index === 1 ? null : (paper[codes[index]!] ?? null)
	);
	expect(choices!.rows.some((row) => row[0] === 'TT05')).toBe(true);
	const made = await spreadsheet.write([{ name: 'Phiếu', rows: [header, filled] }]);
	const id = await dry(made, {}, 'mau.xlsx');
	expect(await errorsOf(id)).toEqual([]);
	expect(await jobOf(id)).toMatchObject({ good: 1, bad: 0 });
});

test('leaders and officers import nothing', async () => {
	const content = { name: 'a.csv', bytes: bytes('a;b\r\n1;2\r\n') };
	for (const person of [await chi(sql), await dung(sql)])
		expect((await problemOf(imports.upload(sql, person, slug, content))).problem).toBe(
			'access.forbidden'
		);
});

describe('a campaign among citizens', () => {
	const answer: Record<string, string> = {
		...{ unit_code: '00070', NC00: 'dong_y', NC01: 'nguoi_dan', NC02: 'Hà Nội', NC03: '', NC11: '' }
	};

	test('each row is one person of a locality; a withdrawal sets the answers aside with its reason', async () => {
		const name = `dan-${number}`;
		await campaigns.create(sql, analyst.id, {
			...{ slug: name, survey: 'nhu-cau', titleVi: 'Khảo sát nhu cầu', titleEn: 'Needs survey' },
			...{ periodFrom: '2026-01-01', periodTo: '2026-12-31', audience: 'citizens' as const },
			opensAt: new Date(Date.now() - 86_400_000).toISOString(),
			closesAt: new Date(Date.now() + 86_400_000).toISOString()
		});
		await campaigns.open(sql, analyst.id, name);
		const { fields } = await surveys.latest(sql, 'nhu-cau');
		const asked = fields.filter(({ required, shape }) => required && 'choices' in shape);
		for (const { name: question, shape } of asked)
			if ('choices' in shape && !['NC00', 'NC01', 'NC02'].includes(question))
				answer[question] = shape.choices[0]!.code;
		answer.NC00 =
			fields.find((one) => one.name === 'NC00')!.shape.kind === 'choice' ? 'dong_y' : '1';
		slug = name;
		const keys = Object.keys(answer);
		const text = [keys, ...[1, 2].map(() => keys.map((key) => answer[key] ?? ''))]
			.map((cells) => cells.join(';'))
			.join('\r\n');
		const id = await dry(bytes(text));
		expect(await errorsOf(id)).toEqual([]);
		expect(await sql`select 1 from citizen_responses`).toHaveLength(0);
		await write(id);
		const rows = () => sql`select source, state, findings from citizen_responses`;
		expect(await rows()).toMatchObject([{ source: 'paper' }, { source: 'paper' }]);
		expect(await imports.withdraw(sql, analyst, id, 'Nhập nhầm xã')).toBe(2);
		expect((await rows())[0]).toMatchObject({
			state: 'set-aside',
			findings: [{ message: 'Nhập nhầm xã' }]
		});
	});
});
