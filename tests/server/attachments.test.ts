import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import { cleanName } from '#lib/attachment.ts';
import type { Problem } from '#lib/problem.ts';
import * as attachments from '#lib/server/attachments/attachments.ts';
import { inspect } from '#lib/server/attachments/inspect.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as judge from '#lib/server/logic/judge.ts';
import * as responses from '#lib/server/responses.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import * as users from '#lib/server/users.ts';
import { complete } from '../answers.ts';
import { drawing, office, pdf, photograph, program, svg, zip } from '../crafted.ts';
import { binh, dung, em, password } from '../people.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
let analyst: User;
let officer: User;
let stranger: User;
let slug: string;
let count = 0;
const question = 'TT41';
const counts = { answered: 1, answerable: 40 };

const problemOf = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => 'nothing was thrown',
		(error: Problem) => error.problem
	);

beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	[analyst, officer] = [await binh(sql), await dung(sql)];
	const hanoi = await units.find(sql, '01', 'province', '2026-11-01');
	stranger = await users.create(sql, undefined, {
		email: 'hanoi@example.vn',
		name: 'Vũ Thị Hà',
		role: 'unit_officer',
		unitId: hanoi!.id,
		password
	});
});

beforeEach(async () => {
	slug = `dinh-kem-${++count}`;
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
afterAll(() => judge.close());

const attach = (user: User, name: string, bytes: Buffer, to = question) =>
	responses
		.writable(sql, user, slug)
		.then((form) => attachments.add(sql, user, { ...form, question: to }, { name, bytes }));

describe('what a file really is', () => {
	const refusedAs = (name: string, bytes: Buffer) => problemOf(inspect(name, bytes));

	it('takes PDF, JPEG, PNG, DOCX and XLSX under their own endings', async () => {
		const taken = [
			['Báo cáo 30.6.2026.pdf', pdf()],
			['anh.JPG', photograph()],
			['hinh.png', drawing()],
			['ke-hoach.docx', office('docx')],
			['so-lieu.xlsx', office('xlsx')]
		] as const;
		for (const [name, bytes] of taken)
			expect(await refusedAs(name, bytes), name).toBe('nothing was thrown');
	});

	it('refuses drawings with scripts, pages, programs and archives, whatever they are called', async () => {
		for (const name of ['anh.svg', 'trang.html', 'cai-dat.exe', 'nen.zip', 'khong-duoi'])
			expect(await refusedAs(name, svg), name).toBe('attachment.type-refused');
		for (const bytes of [svg, program, Buffer.from('<html><script>alert(1)</script></html>')])
			for (const name of ['anh.png', 'bao-cao.pdf'])
				expect(await refusedAs(name, bytes)).toBe('attachment.type-refused');
		expect(await refusedAs('nen.docx', zip([{ name: 'a.txt', content: Buffer.from('a') }]))).toBe(
			'attachment.type-refused'
		);
		expect(await refusedAs('rong.pdf', Buffer.alloc(0))).toBe('attachment.empty');
	});

	it('refuses a name that promises another content, and names with two endings', async () => {
		expect(await refusedAs('anh.png', photograph())).toBe('attachment.name-mismatch');
		expect(await refusedAs('ke-hoach.docx', office('xlsx'))).toBe('attachment.name-mismatch');
		for (const name of ['bao-cao.pdf.exe', 'anh.exe.jpg', 'bao-cao.docm.pdf', 'a.php.png'])
			expect(await refusedAs(name, photograph()), name).toBe('attachment.two-endings');
	});

	it('refuses a file that is two things at once', async () => {
		const archive = zip([{ name: 'a.js', content: Buffer.from('alert(1)') }]);
		expect(await refusedAs('a.pdf', Buffer.concat([pdf(), archive]))).toBe('attachment.damaged');
		const inside = Buffer.concat([pdf().subarray(0, -6), archive, Buffer.from('\n%%EOF\n')]);
		expect(await refusedAs('a.pdf', inside)).toBe('attachment.damaged');
		expect(await refusedAs('a.docx', office('docx', [], '%PDF-1.7 %%EOF'))).toBe(
			'attachment.damaged'
		);
		const shifted = Buffer.concat([pdf(), office('docx')]);
		expect(await refusedAs('a.docx', shifted)).not.toBe('nothing was thrown');
		// What follows a picture's end is cut off.
		const { content } = await inspect(
			'a.jpg',
			photograph({ after: '<?php evil(); ?>PK\u0003\u0004' })
		);
		expect(content.toString('latin1')).not.toMatch(/php|PK/);
	});

	it('refuses archives that unpack to much more than they are, and those that lie about it', async () => {
		const zeros = Buffer.alloc(30_000_000);
		expect(await refusedAs('a.xlsx', office('xlsx', [{ name: 'xl/a.xml', content: zeros }]))).toBe(
			'attachment.packed-too-tightly'
		);
		const lying = [{ name: 'xl/a.xml', content: zeros, lie: 20_000 }];
		expect(await refusedAs('a.xlsx', office('xlsx', lying))).toBe('attachment.damaged');
		const many = Array.from({ length: 3001 }, (_, index) => ({
			name: `xl/${index}.xml`,
			content: Buffer.from('<a/>')
		}));
		expect(await refusedAs('a.xlsx', office('xlsx', many))).toBe('attachment.packed-too-tightly');
		const climbing = [{ name: '../../etc/passwd', content: Buffer.from('x') }];
		expect(await refusedAs('a.docx', office('docx', climbing))).toBe('attachment.damaged');
	});

	it('refuses macros, embedded programs and templates fetched from afar', async () => {
		expect(await refusedAs('a.docx', office('docm'))).toBe('attachment.active-content');
		for (const name of [
			'word/vbaProject.bin',
			'word/embeddings/oleObject1.bin',
			'xl/macrosheets/sheet1.xml'
		])
			expect(
				await refusedAs('a.docx', office('docx', [{ name, content: Buffer.from('x') }])),
				name
			).toBe('attachment.active-content');
		const rels = (kind: string) => [
			{
				name: 'word/_rels/settings.xml.rels',
				content: Buffer.from(
					`<Relationships><Relationship Id="r1" Type="http://x/${kind}" Target="https://example.com/t.dotm" TargetMode="External"/></Relationships>`
				)
			}
		];
		expect(await refusedAs('a.docx', office('docx', rels('attachedTemplate')))).toBe(
			'attachment.active-content'
		);
		expect(await refusedAs('a.docx', office('docx', rels('hyperlink')))).toBe('nothing was thrown');
		expect(await refusedAs('a.pdf', pdf('1 0 obj<</OpenAction<</S/JavaScript/JS(1)>>>>\n'))).toBe(
			'attachment.active-content'
		);
	});

	it('keeps a photograph and how it is turned, but not where and by whom it was taken', async () => {
		const { content } = await inspect('anh.jpg', photograph({ orientation: 6 }));
		expect(content.toString('latin1')).not.toMatch(/GPS|Photoshop|nh\u00e0|Nguyen/);
		expect(content.includes(Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]))).toBe(true);
		expect(content.subarray(-7)).toEqual(photograph().subarray(-7));
		const picture = await inspect('hinh.png', drawing());
		expect(picture.content.toString('latin1')).not.toContain('Nguyen');
	});

	it('cleans names of folders, direction marks and loose letters', () => {
		expect(cleanName('../../etc/Báo cáo.pdf'.normalize('NFD'))).toBe('Báo cáo.pdf');
		expect(cleanName('C:\\tam\\anh\u202egnp.jpg')).toBe('anhgnp.jpg');
		expect(cleanName('a"b<c>\r\n.pdf')).toBe('a_b_c_.pdf');
		expect(cleanName(`${'x'.repeat(400)}.pdf`)).toHaveLength(124);
	});
});

describe('an attachment of a form', () => {
	it('is kept once, however often it is sent, and its id is the answer', async () => {
		const first = await attach(officer, 'bao-cao.pdf', pdf());
		const again = await attach(officer, 'ten khac.pdf', pdf());
		expect([first.created, again.created, again.id]).toEqual([true, false, first.id]);
		const data = { TT41: [first.id] };
		await responses.save(sql, officer, slug, { sequence: 1, data, ...counts });
		const form = await responses.open(sql, officer, slug);
		expect(form.response.draft).toEqual(data);
	});

	it('is refused under questions that take none, and while the form takes no answers', async () => {
		expect(await problemOf(attach(officer, 'a.pdf', pdf(), 'TT38'))).toBe(
			'attachment.unknown-question'
		);
		expect(await problemOf(attach(officer, 'a.pdf', pdf(), 'XX'))).toBe(
			'attachment.unknown-question'
		);
		await campaigns.pause(sql, analyst.id, slug);
		expect(await problemOf(attach(officer, 'a.pdf', pdf()))).toBe('campaign.paused');
	});

	it('of another unit, of another question, an address or a file itself is never an answer', async () => {
		const foreign = await attach(stranger, 'a.pdf', pdf());
		const own = await attach(officer, 'b.pdf', pdf('2 0 obj\n'));
		const save = (TT41: unknown) =>
			problemOf(responses.save(sql, officer, slug, { sequence: 1, data: { TT41 }, ...counts }));
		const hostile = [
			[foreign.id],
			[own.id, foreign.id],
			[own.id, own.id],
			['https://example.com/a.pdf'],
			[`data:application/pdf;base64,${pdf().toString('base64')}`],
			[{ name: 'a.pdf', content: foreign.id }],
			'a',
			own.id,
			['00000000-0000-0000-0000-000000000000']
		];
		for (const answer of hostile)
			expect(await save(answer), JSON.stringify(answer)).toBe('response.malformed');
		const data = { ...complete(), TT41: [foreign.id] };
		expect(await problemOf(responses.submit(sql, officer, slug, { sequence: 1, data }))).toBe(
			'response.malformed'
		);
		expect(await save([own.id])).toBe('nothing was thrown');
	});

	it('is read by its unit at any time, and by reviewers once it was handed in', async () => {
		const { id } = await attach(officer, 'Báo cáo.pdf', pdf());
		const see = (user: User) => problemOf(attachments.open(sql, user, id));
		expect(await see(officer)).toBe('nothing was thrown');
		expect(await see(await em(sql))).toBe('nothing was thrown');
		expect([await see(stranger), await see(analyst)]).toEqual([
			'record.not-found',
			'record.not-found'
		]);
		const data = { ...complete(), TT41: [id] };
		await responses.submit(sql, officer, slug, { sequence: 1, data });
		expect(await see(analyst)).toBe('nothing was thrown');
		expect(await see(stranger)).toBe('record.not-found');
		const { content, name } = await attachments.open(sql, analyst, id);
		expect([content.equals(pdf()), name]).toEqual([true, 'Báo cáo.pdf']);
		expect(await problemOf(attachments.open(sql, officer, "1' or 1=1"))).toBe('record.not-found');
	});

	it('that no answer names is cleared after some days, one that a version names never', async () => {
		const [kept, named, orphan] = [
			await attach(officer, 'a.pdf', pdf('1 0 obj\n')),
			await attach(officer, 'b.pdf', pdf('2 0 obj\n')),
			await attach(officer, 'c.pdf', pdf('3 0 obj\n'))
		];
		await responses.submit(sql, officer, slug, {
			sequence: 1,
			data: { ...complete(), TT41: [kept.id] }
		});
		const data = { TT41: [named.id] };
		await responses.save(sql, officer, slug, { sequence: 2, data, ...counts });
		expect(await attachments.clearOrphans(sql)).toBe(0);
		await sql`update attachments set uploaded_at = now() - interval '15 days'`;
		await sql`update responses set saved_at = now() - interval '2 days'`;
		await attachments.clearOrphans(sql);
		const state = (id: string) => problemOf(attachments.open(sql, officer, id));
		expect(await Promise.all([kept, named, orphan].map(({ id }) => state(id)))).toEqual([
			...['nothing was thrown', 'nothing was thrown', 'attachment.gone']
		]);
		const again = await attach(officer, 'c.pdf', pdf('3 0 obj\n'));
		expect(again.created).toBe(true);
	});
});
