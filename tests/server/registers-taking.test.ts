/** Many entries at once, on a real PostgreSQL: each row judged by name, all written or none, in scope. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import { problems, type Problem } from '#lib/problem.ts';
import { registerOf, registers as all } from '#lib/register.ts';
import { headingsOf, readSheet, templateOf, type Row } from '#lib/register/sheet.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as plan from '#lib/server/plan.ts';
import * as registers from '#lib/server/registers/registers.ts';
import * as standing from '#lib/server/registers/standing.ts';
import { take, type Order } from '#lib/server/registers/taking.ts';
import * as units from '#lib/server/units.ts';
import { binh, chi, dung } from '../people.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
let analyst: User;
let officer: User;
const now = Date.parse('2026-11-25T00:00:00Z');
const answered = registerOf('CT-II.7-07')!;
const followers = registerOf('CT-II.9-02')!;
const document = 'Báo cáo số 12/BC-STP';

beforeAll(async () => {
	await units.load(sql);
	await plan.load(sql);
	await indicators.load(sql);
	analyst = await binh(sql);
	officer = await dung(sql);
}, 60_000);

let line = 0;
const row = (
	unit: string,
	period: string,
	more: Partial<Row['given']> = {},
	channel = ''
): Row => ({
	...{ line: ++line, unit, unitName: '', period, channel },
	given: { part: '8', whole: '10', document, ...more }
});
const really: Order = { isDry: false, goodOnly: false };
const run = (rows: Row[], order: Partial<Order> = {}, who = analyst, register = answered) =>
	take(sql, who, register, rows, { ...really, ...order }, now);
const dry = async (rows: Row[], who = analyst, register = answered) =>
	(await run(rows, { isDry: true }, who, register)).verdicts.map(
		({ outcome, faults }) => faults[0]?.problem ?? outcome
	);
const problemOf = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => Promise.reject(new Error('nothing was thrown')),
		(error: Problem) => error.problem ?? String(error)
	);

describe('a table of entries', () => {
	it('enters what is new, makes versions of what differs, and leaves what is the same', async () => {
		await run([row('68', '2026-01'), row('01', '01/2026')]);
		const second = [
			row('68', 'Tháng 1/2026'),
			row('1', '2026-01', { part: '9' }),
			row('04', '2026-01')
		];
		const { counts } = await run(second);
		expect(counts).toEqual({ new: 1, changed: 1, same: 1, bad: 0 });
		const entries = await registers.list(sql, {
			indicatorId: answered.indicatorId,
			to: '2026-01-31'
		});
		expect(entries.map(({ version, part }) => [version, part]).sort()).toEqual([
			[1, 8],
			[1, 8],
			[2, 9]
		]);
		expect(await problemOf(run(second))).toBe('register.nothing-new');
	});

	it('names what is wrong with each row, and writes nothing unless the good rows are enough', async () => {
		const rows = [
			row('68', '2026-02', { part: '11' }),
			row('68', '2026-02-15'),
			row('99', '2026-02'),
			row('68', '2026-02', { document: '' }),
			row('vn', '2026-02'),
			row('01', '2026-02', { part: '=1+1' }),
			row('08', '2026-02'),
			row('08', '2026-02')
		];
		expect(await dry(rows)).toEqual([
			'register.part-over-whole',
			'register.no-period',
			'register.no-unit',
			'register.no-document',
			'register.unit-not-asked',
			'register.unreadable-number',
			'new',
			'register.twice'
		]);
		const before = await registers.list(sql, { indicatorId: answered.indicatorId });
		expect(await problemOf(run(rows))).toBe('register.has-errors');
		expect(await registers.list(sql, { indicatorId: answered.indicatorId })).toEqual(before);
		const { counts } = await run(rows, { goodOnly: true });
		expect(counts).toEqual({ new: 1, changed: 0, same: 0, bad: 7 });
	});

	it('knows a unit by the code and name it had in the period', async () => {
		// Hà Giang was 02 until June 2025; it is no unit since.
		expect(await dry([row('02', '2025-06'), row('02', '2025-07')])).toEqual([
			'new',
			'register.no-unit'
		]);
		const named = { ...row('', '2025-06'), unitName: 'Tỉnh Hà Giang' };
		const { verdicts } = await run([named], { isDry: true });
		expect(verdicts[0]?.unit?.code).toBe('02');
		expect(await dry([{ ...row('68', '2026-05'), unitName: 'Hà Nội' }])).toEqual([
			'register.unit-differs'
		]);
	});

	it('is written only as its preview showed it', async () => {
		const rows = [row('66', '2026-03')];
		const { outcome } = await run(rows, { isDry: true });
		await run([row('66', '2026-03', { part: '7' })]);
		expect(await problemOf(run(rows, { outcome }))).toBe('register.preview-old');
		const later = await run(rows, { isDry: true });
		expect((await run(rows, { outcome: later.outcome })).counts.changed).toBe(1);
	});

	it('entered twice at the same moment counts once', async () => {
		const rows = [row('75', '2026-03'), row('79', '2026-03')];
		const tries = await Promise.allSettled([run(rows), run(rows), run(rows)]);
		expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		const span = { indicatorId: answered.indicatorId, from: '2026-03-01', to: '2026-03-31' };
		const found = await registers.entries(sql, span);
		expect(new Set(found.map(({ unitId }) => unitId)).size).toBe(found.length);
	});

	it('keeps a channel of its own name under the name it was given first', async () => {
		const one = (unit: string, channel: string) =>
			row(unit, '2026-03', { part: '5', whole: undefined }, channel);
		const rows = [one('68', 'Instagram'), one('01', 'INSTAGRAM'), one('68', 'instagram')];
		expect(await dry(rows, analyst, followers)).toEqual(['new', 'new', 'register.twice']);
		await run(rows.slice(0, 2), {}, analyst, followers);
		const entries = await registers.list(sql, { indicatorId: followers.indicatorId });
		expect(entries.map(({ channel }) => channel)).toEqual(['Instagram', 'Instagram']);
	});
});

describe('scope', () => {
	it('lets people of a province enter it and its communes, and nothing else', async () => {
		const province = (await units.find(sql, '68', 'province', '2026-11-01'))!;
		const [commune] = await units.children(sql, province.id, '2026-11-01');
		const one = (unit: string) => row(unit, '2026-04', { part: '5', whole: undefined }, 'facebook');
		const rows = [one('68'), one(commune!.code), one('01')];
		expect(await dry(rows, officer, followers)).toEqual(['new', 'new', 'register.unit-not-yours']);
		expect(await problemOf(run([one('01')], {}, officer, followers))).toBe('register.has-errors');
	});

	it('shows people of a province its own entries only, in every list', async () => {
		await run([row('01', '2026-06'), row('68', '2026-06')]);
		const june = { from: '2026-06-01', to: '2026-06-30' };
		const board = await standing.board(sql, officer, answered, june);
		expect(board.map(({ unit, entries }) => [unit.code, entries.length])).toEqual([['68', 1]]);
		const whole = await standing.board(sql, analyst, answered, june);
		expect(whole.filter(({ entries }) => entries.length > 0)).toHaveLength(2);
		expect(await standing.coverage(sql, officer, answered, [june])).toMatchObject([
			{ expected: 1, reported: 1 }
		]);
		const [all] = await standing.coverage(sql, await chi(sql), answered, [june]);
		expect(all!.reported).toBe(2);
		expect(all!.expected).toBeGreaterThan(70);
	});
});

describe('a sheet', () => {
	it('reads its own template back, with the rows that were filled in', async () => {
		const list = await units.onDay(sql, '2026-10-31', { level: 'province' });
		const october = { from: '2026-10-01', to: '2026-10-31' };
		for (const register of all) {
			const text = templateOf(register, list.slice(0, 3), october, 'vi', true);
			expect(readSheet(register, text)).toEqual({ rows: [], faults: [] });
			expect(text.split('\r\n')[0]).toContain(headingsOf(register)[0]!.words.vi);
		}
	});

	it('is read from cells pasted with tabs, whatever the order of its columns', () => {
		const text =
			'Kỳ\tCâu hỏi đủ điều kiện trả lời\tTên đơn vị\tCâu hỏi đã trả lời đúng hạn\n10/2026\t1.250\tLâm Đồng\t1.200\n';
		const { rows, faults } = readSheet(answered, text);
		expect(faults).toEqual([]);
		expect(rows).toMatchObject([
			{ line: 2, unitName: 'Lâm Đồng', period: '10/2026', given: { part: '1.200', whole: '1.250' } }
		]);
	});

	it('names columns that are missing, strange or there twice', () => {
		const problemsOf = (text: string) =>
			readSheet(answered, text).faults.map(({ problem }) => problem);
		expect(problemsOf('Kỳ;Mã đơn vị\n2026-10;68')).toEqual(['register.no-column']);
		expect(problemsOf('Kỳ;Mã đơn vị;part;Màu\n2026-10;68;1;đỏ')).toEqual([
			'register.unknown-column'
		]);
		expect(problemsOf('Kỳ;period;Mã đơn vị;part\n2026-10;2026-10;68;1')).toEqual([
			'register.column-twice'
		]);
	});
});

describe('anything at all', () => {
	const cell = fc.oneof(
		fc.string({ maxLength: 30 }),
		fc.integer().map(String),
		fc.double().map(String),
		fc.constantFrom(
			'',
			'68',
			'2026-10',
			'1.000',
			'-1',
			'1e9',
			'0x10',
			'𝟙',
			'=1+1',
			'\ufffd',
			'05/8/2020'
		),
		fc.integer({ min: 0, max: 12 }).map((month) => `2026-${month}`)
	);

	const often = (usual: string, other: fc.Arbitrary<string>) =>
		fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

	it('is either fit to stand or refused under the name of a problem', async () => {
		let fit = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...all).chain((register) =>
					fc.tuple(
						fc.constant(register),
						fc.array(
							fc.record({
								unit: often(register.levels.includes('nation') ? 'vn' : '68', cell),
								period: often(
									{ month: '2026-10', quarter: '2026-Q3', year: '2025' }[register.rhythm],
									cell
								),
								channel: often(register.split?.values[0]?.code ?? '', cell),
								a: fc.oneof(fc.nat(4).map(String), cell),
								b: fc.oneof(fc.nat(9).map(String), fc.constant('2025-03-01'), cell),
								c: often(document, cell)
							}),
							{ minLength: 1, maxLength: 5 }
						)
					)
				),
				async ([register, cells]) => {
					const rows = cells.map(({ unit, period, channel, a, b, c }, index): Row => ({
						...{ line: index + 1, unit, unitName: '', period, channel },
						given: {
							...(register.kind === 'days' ? { days: a } : { part: a }),
							...(register.whole && { whole: b }),
							...(register.beside && { beside: b }),
							...(register.kind === 'state' && { reachedOn: b }),
							...{ document: c }
						}
					}));
					const { verdicts } = await run(rows, { isDry: true }, analyst, register);
					for (const { faults, outcome, figures } of verdicts) {
						expect(outcome === 'bad').toBe(faults.length > 0);
						for (const { problem } of faults) expect(problem in problems).toBe(true);
						if (outcome === 'bad') continue;
						fit++;
						const numbers = [figures.part, figures.whole, figures.beside, ...(figures.days ?? [])];
						for (const number of numbers)
							expect(number === null || (Number.isInteger(number) && number >= 0)).toBe(true);
						if (register.kind === 'share') expect(figures.part! <= figures.whole!).toBe(true);
					}
				}
			),
			{ numRuns: 150 }
		);
		expect(fit).toBeGreaterThan(25);
	}, 120_000);
});
