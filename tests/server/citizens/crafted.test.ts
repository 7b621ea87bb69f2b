/** Values nobody can give on a citizens' form: put into fixed or computed questions, or no days. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answers } from '#lib/questionnaire/structure.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as citizensDoor from '#lib/server/citizens/citizens.ts';
import * as links from '#lib/server/citizens/links.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import type { Definition } from '#lib/survey.ts';
import { province, sending } from '../../citizens.ts';
import { binh } from '../../people.ts';
import { freshPostgres, freshWarehouse } from '../../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
const generous = { burst: 1e6, perSecond: 1e6 };
const rates = { address: generous, link: generous, bits: 1 };
const citizens = citizensDoor.open(sql, warehouse, { background: false, rates });
afterAll(() => citizens.close());
const slug = 'phieu-nho';
let code: string;
let count = 0;

const both = (vi: string, en: string) => ({ vi, en });
const yesNo = [
	{ value: 'co', text: both('Có', 'Yes') },
	{ value: 'khong', text: both('Không', 'No') }
];
const form: Definition = {
	title: both('Phiếu nhỏ', 'A small form'),
	locale: 'vi',
	clearInvisibleValues: 'onComplete',
	calculatedValues: [{ name: 'tong_buoi', expression: '{PN02} + {PN03}' }],
	pages: [
		{
			name: 'pn_p1',
			title: both('Buổi học', 'Sessions'),
			elements: [
				{
					...{ type: 'radiogroup', name: 'PN01', choices: yesNo, isRequired: true },
					title: both('Ông/Bà có dự buổi nào không?', 'Did you attend any session?')
				},
				{
					...{ type: 'text', name: 'PN02', inputType: 'number', min: 0, max: 99, whole: true },
					...{ enableIf: "{PN01} = 'co'", title: both('Mấy buổi ở xã?', 'How many here?') }
				},
				{
					...{ type: 'text', name: 'PN03', inputType: 'number', min: 0, max: 99, whole: true },
					...{
						visibleIf: "{PN01} = 'co'",
						title: both('Mấy buổi nơi khác?', 'How many elsewhere?')
					}
				},
				{
					...{ type: 'text', name: 'PN04', inputType: 'date' },
					title: both('Buổi gần nhất ngày nào?', 'When was the latest?')
				},
				{
					...{ type: 'comment', name: 'PN05', visibleIf: '{tong_buoi} > 10', isRequired: true },
					title: both('Vì sao dự nhiều như vậy?', 'Why so many?')
				},
				{
					...{ type: 'radiogroup', name: 'PN06', choices: yesNo, enableIf: '{tong_buoi} > 10' },
					title: both('Có dự tiếp không?', 'Will you attend more?')
				}
			]
		}
	]
};

beforeAll(async () => {
	await units.load(sql);
	await surveys.publish(sql, undefined, 'phieu-nho', form);
	const analyst = await binh(sql);
	await campaigns.create(sql, analyst.id, {
		...{ slug, survey: 'phieu-nho', titleVi: 'Phiếu nhỏ', titleEn: 'A small form' },
		...{ periodFrom: '2026-01-01', periodTo: '2026-12-31', audience: 'citizens' },
		opensAt: new Date(Date.now() - 86_400_000).toISOString(),
		closesAt: new Date(Date.now() + 86_400_000).toISOString()
	});
	const campaign = await campaigns.open(sql, analyst.id, slug);
	const [link] = await links.create(sql, analyst.id, campaign, [{ unitId: await province(sql) }]);
	code = link!.code;
});

async function send(data: object): Promise<string> {
	const body = sending(code, data);
	await citizens.submit(body, { address: `2001:db8:${++count}::1`, userAgent: '' });
	return body.id;
}

type Kept = { state: string; unasked: string[]; findings: { question: string }[]; data: Answers };

async function kept(data: object): Promise<Kept> {
	const id = await send(data);
	await citizens.settle();
	const [row] = await sql<Kept[]>`select state, unasked, findings, data from citizen_responses
		where id = ${id}`;
	return row!;
}

/** What the warehouse has of a question: codes and numbers. */
async function facts(question: string): Promise<unknown[]> {
	const rows = await warehouse.rows<{ code: string; number: number | null }>(
		'select code, number from citizen_answers where question = {question: String} order by code',
		{ question }
	);
	return rows.map((row) => row.number ?? row.code);
}

describe('crafted values', () => {
	it('an answer to a question that is hidden or fixed is no answer and never counted', async () => {
		const open = await kept({ PN01: 'co', PN02: 3, PN03: 4 });
		expect(open).toMatchObject({ state: 'accepted', unasked: [] });
		const closed = await kept({ PN01: 'khong', PN02: 4, PN03: 5, PN06: 'co' });
		expect(closed.state).toBe('accepted');
		expect(closed.unasked.toSorted()).toEqual(['PN02', 'PN03', 'PN06']);
		expect(await facts('PN01')).toEqual(['co', 'khong']);
		expect(await facts('PN02')).toEqual([3]);
		expect(await facts('PN03')).toEqual([4]);
		expect(await facts('PN06')).toEqual([]);
	});

	it('a computed value cannot be sent, and is computed from what was answered', async () => {
		for (const spoofed of [0, 100, '11', null, { value: 11 }])
			await expect(send({ PN01: 'co', PN02: 3, tong_buoi: spoofed })).rejects.toMatchObject({
				...{ problem: 'response.malformed', details: { questions: 'tong_buoi' } }
			});
		const many = { PN01: 'co', PN02: 9, PN03: 9 };
		expect(await kept(many)).toMatchObject({
			...{ state: 'set-aside', findings: [{ question: 'PN05' }] }
		});
		expect(await kept({ ...many, PN05: 'Tôi phụ trách nhà văn hóa.', PN06: 'co' })).toMatchObject({
			...{ state: 'accepted', unasked: [] }
		});
		const few = { PN01: 'co', PN02: 1, PN03: 1, PN05: 'Lời thừa', PN06: 'co' };
		expect((await kept(few)).unasked.toSorted()).toEqual(['PN05', 'PN06']);
	});

	it('a date is a day of the calendar written as YYYY-MM-DD and nothing else', async () => {
		const no = ['2026-02-30', '2026-02-29', '2569-06-01', '1899-12-31', '2026-13-01', '2026-00-10'];
		const written = ['30/04/2026', '04/30/2026', '2026/04/30', '20260430', '2026-4-30', '45292'];
		const more = [
			'2026-04-30T00:00:00Z',
			' 2026-04-30',
			'2026-04-30 ',
			'２０２６-04-30',
			'hôm qua'
		];
		for (const day of [...no, ...written, ...more, 45_292, 20_260_430, null, ['2026-04-30']])
			await expect(send({ PN01: 'khong', PN04: day }), String(day)).rejects.toMatchObject({
				...{ problem: 'response.malformed', details: { questions: 'PN04' } }
			});
		expect(await kept({ PN01: 'khong', PN04: '2024-02-29' })).toMatchObject({
			...{ state: 'accepted', data: { PN04: '2024-02-29' } }
		});
	});

	it('neither nothing, blanks nor what nobody can see answers what is required', async () => {
		const asked = { PN01: 'co', PN02: 9, PN03: 9 };
		for (const text of ['', ' ', '\t\n', '\u00a0', '\u3000', '\ufeff'])
			expect(await kept({ ...asked, PN05: text }), JSON.stringify(text)).toMatchObject({
				...{ state: 'set-aside', findings: [{ question: 'PN05' }] }
			});
		for (const nothing of [null, '\u200b', ' \u200d\u2060 '])
			await expect(send({ ...asked, PN05: nothing })).rejects.toMatchObject({
				...{ problem: 'response.malformed', details: { questions: 'PN05' } }
			});
		expect(await kept({ ...asked, PN05: 'nhiều\u200b việc' })).toMatchObject({ state: 'accepted' });
		await expect(send({ PN01: '' })).rejects.toMatchObject({ problem: 'response.malformed' });
		expect(await kept({})).toMatchObject({ findings: [{ question: 'PN01' }] });
		expect(await kept({ PN01: 'khong', PN04: '' })).toMatchObject({ state: 'accepted' });
	});
});
