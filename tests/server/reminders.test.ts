import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import type { Problem } from '#lib/problem.ts';
import * as allowances from '#lib/server/allowances.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as mail from '#lib/server/mail.ts';
import * as postmen from '#lib/server/postman.ts';
import * as reminders from '#lib/server/reminders.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import * as users from '#lib/server/users.ts';
import { an, binh, dung, em } from '../people.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
const day = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();
const origin = 'https://thuocdo.example.vn';
const place = { origin, simulated: false };
let analyst: User;
let officer: User;
let slug: string;
let id: number;
let count = 0;

type Letter = { from: string; to: string[]; raw: string };
const closing: (() => Promise<void>)[] = [];

/** A real mail server on loopback; `refuse` answers RCPT with a code, or nothing. */
async function server(refuse: (address: string) => number | undefined = () => undefined) {
	const letters: Letter[] = [];
	const options: SMTPServerOptions = {
		...{ disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true },
		onRcptTo({ address }, _session, done) {
			const responseCode = refuse(address);
			done(responseCode ? Object.assign(new Error('refused here'), { responseCode }) : null);
		},
		onData(stream, { envelope }, done) {
			void text(stream).then((raw) => {
				const from = envelope.mailFrom ? envelope.mailFrom.address : '';
				letters.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw });
				done();
			});
		}
	};
	const smtp = new SMTPServer(options);
	await new Promise<void>((done) => smtp.listen(0, '127.0.0.1', done));
	const { port } = smtp.server.address() as AddressInfo;
	closing.push(() => new Promise((done) => smtp.close(done)));
	return { letters, url: `smtp://127.0.0.1:${port}?from=nhac@thuocdo.example.vn` };
}

async function postman(url?: string) {
	const sender = url === undefined ? undefined : mail.open(url, origin);
	const made = await postmen.open(sql, { ...place, mail: sender }, 3_600_000);
	closing.push(made.close);
	return made;
}

const problemOf = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => 'nothing was thrown',
		(error: Problem) => error.problem
	);
const lamDong = () => ({ unitIds: [officer.unitId] });
const order = (selection: object = lamDong(), again = false) =>
	reminders.order(sql, analyst.id, slug, selection, { ...place, again });
const states = async () =>
	(await reminders.list(sql, id, { limit: 500 })).reminders.map(({ state }) => state);
const headersOf = (raw: string) => raw.split('\r\n\r\n')[0] ?? '';
const bodyOf = (raw: string) => {
	const rest = raw.slice(raw.indexOf('\r\n\r\n') + 4);
	return /transfer-encoding: base64/i.test(raw)
		? Buffer.from(rest, 'base64').toString()
		: decodeURIComponent(
				rest
					.replace(/=\r\n/g, '')
					.replace(/%/g, '%25')
					.replace(/=([0-9A-F]{2})/g, '%$1')
			);
};

beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	[analyst, officer] = [await binh(sql), await dung(sql)];
	await em(sql);
	await an(sql);
});

beforeEach(async () => {
	await sql`delete from reminders`;
	slug = `nhac-${++count}`;
	({ id } = await campaigns.create(sql, analyst.id, {
		...{
			slug,
			survey: 'thuc-trang',
			titleVi: 'Khảo sát thực trạng 2026',
			titleEn: 'Status survey'
		},
		...{ periodFrom: '2026-01-01', periodTo: '2026-12-31' },
		...{ opensAt: inDays(-1), closesAt: '2030-07-31T17:00:00+07:00' }
	}));
	await campaigns.open(sql, analyst.id, slug);
});
afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

describe('a reminder', () => {
	it('goes to every account in use of a unit that has not answered, in official Vietnamese', async () => {
		const { letters, url } = await server();
		const { settle } = await postman(url);
		expect(await order()).toEqual({ units: 1, messages: 2, unreachable: 0, skipped: 0 });
		await settle();
		expect(letters.map(({ to }) => to[0]).sort()).toEqual(['dung@example.vn', 'em@example.vn']);
		const [letter] = letters;
		expect(letter!.from).toBe('nhac@thuocdo.example.vn');
		const body = bodyOf(letter!.raw);
		for (const part of [
			...['Kính gửi: Sở Tư pháp tỉnh Lâm Đồng', 'khảo sát thực trạng 2026, kỳ số liệu năm 2026'],
			...['17:00 ngày 31/7/2030 (giờ Việt Nam)', `${origin}/phieu/${slug}`]
		])
			expect(body).toContain(part);
		expect(await states()).toEqual(['sent', 'sent']);
	});

	it('is written before it is sent: the preview is what the unit gets', async () => {
		const { letters, url } = await server();
		const { settle } = await postman(url);
		const preview = await reminders.preview(sql, slug, lamDong(), place);
		expect(preview).toMatchObject({ units: 1, messages: 2, skipped: 0 });
		await order();
		await settle();
		expect(bodyOf(letters[0]!.raw).replace(/\r\n/g, '\n').trim()).toBe(preview.example!.body);
	});

	it('is not sent twice a day unless someone insists', async () => {
		await postman((await server()).url);
		await order();
		expect(await problemOf(order())).toBe('reminder.again-today');
		expect(await order({})).toMatchObject({ skipped: 1 });
		expect(await order(lamDong(), true)).toMatchObject({ units: 1, messages: 2 });
	});

	it('is ordered once when two people press at the same time', async () => {
		const both = await Promise.allSettled([order(), order()]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	});

	it('tells of units nobody can be written to', async () => {
		const hue = (await units.find(sql, '46', 'province', '2026-11-01'))!;
		expect(await order({ unitIds: [hue.id] })).toEqual({
			...{ units: 0, messages: 0, unreachable: 1, skipped: 0 }
		});
		expect(await states()).toEqual(['unreachable']);
		// It was not reminded: nothing keeps the next attempt, once it has an account.
		expect((await reminders.preview(sql, slug, { unitIds: [hue.id] }, place)).skipped).toBe(0);
	});

	it('is refused when nobody is missing or the campaign is not open', async () => {
		await allowances.give(sql, analyst.id, slug, lamDong(), { kind: 'exemption', reason: 'Lũ' });
		expect(await problemOf(order())).toBe('reminder.nobody');
		await campaigns.pause(sql, analyst.id, slug);
		expect(await problemOf(order({}))).toBe('reminder.not-open');
	});

	it('leaves out people who were shut out', async () => {
		const email = 'nghi@example.vn';
		const { id: gone } = await users.create(sql, analyst.id, {
			...{ email, name: 'Đã nghỉ', role: 'unit_officer', unitId: officer.unitId }
		});
		await users.disable(sql, analyst.id, gone);
		expect(await order()).toMatchObject({ messages: 2 });
	});
});

describe('sending', () => {
	it('tries again later what the server does not take now, and gives up on what it never will', async () => {
		let busy = true;
		const { letters, url } = await server((address) =>
			address.startsWith('em@') ? 550 : busy ? 451 : undefined
		);
		const { settle } = await postman(url);
		await order();
		await settle();
		const first = (await reminders.list(sql, id, { limit: 9 })).reminders;
		expect(first.find(({ email }) => email?.startsWith('em@'))).toMatchObject({
			...{ state: 'failed', attempts: 1, error: expect.stringContaining('refused here') as string }
		});
		expect(first.find(({ email }) => email?.startsWith('dung@'))).toMatchObject({
			...{ state: 'queued', attempts: 1, error: expect.stringContaining('refused here') as string }
		});
		expect(await settle()).toBe(0);
		busy = false;
		await sql`update reminders set next_at = now() where state = 'queued'`;
		await settle();
		expect(letters.map(({ to }) => to)).toEqual([['dung@example.vn']]);
		expect((await states()).sort()).toEqual(['failed', 'sent']);
	});

	it('fails after the last attempt when no server answers', async () => {
		const { settle } = await postman('smtp://127.0.0.1:1');
		await order();
		for (let turn = 0; turn < 6; turn++) {
			await sql`update reminders set next_at = now() where state = 'queued'`;
			await settle();
		}
		const { reminders: all } = await reminders.list(sql, id, { limit: 9 });
		expect(all.map(({ state, attempts }) => [state, attempts])).toEqual([
			...[
				['failed', 6],
				['failed', 6]
			]
		]);
	});

	it('goes on after a stop in the middle, under the key of the first attempt', async () => {
		const { letters, url } = await server();
		await order();
		await sql`update reminders set state = 'sending', attempts = 1
			where campaign_id = ${id} and email like 'dung@%'`;
		const { settle } = await postman(url);
		await settle();
		expect(letters).toHaveLength(2);
		const keys = letters.map(({ raw }) => /^message-id: (.*)$/im.exec(raw)?.[1]);
		expect(new Set(keys).size).toBe(2);
		for (const key of keys) expect(key).toMatch(/^<nhac-\d+@thuocdo\.example\.vn>/);
	});

	it('keeps messages in the record without a mail server, and says so', async () => {
		const { settle, sends } = await postman();
		expect(sends).toBe(false);
		await order();
		await settle();
		expect(await states()).toEqual(['kept', 'kept']);
		const [first] = (await reminders.list(sql, id, { limit: 1 })).reminders;
		expect((await reminders.read(sql, id, first!.id)).body).toContain('Kính gửi');
	});

	it('does not write to a unit that has answered meanwhile', async () => {
		await order();
		await sql`insert into responses (campaign_id, unit_id, state, sequence, survey_version_id)
			select ${id}, ${officer.unitId}, 'submitted', 1, survey_version_id
			from campaigns where id = ${id}`;
		const { letters, url } = await server();
		await (await postman(url)).settle();
		expect([letters.length, ...(await states())]).toEqual([0, 'answered', 'answered']);
	});
});

describe('headers', () => {
	it('cannot be put into a message through the title of a campaign', async () => {
		const title = 'Khảo sát\r\nBcc: ke-gian@example.com\r\n\r\nThân thư giả';
		await sql`update campaigns set title_vi = ${title} where id = ${id}`;
		const { letters, url } = await server();
		const { settle } = await postman(url);
		await order();
		await settle();
		for (const { to, raw } of letters) {
			expect(to).toHaveLength(1);
			expect(headersOf(raw)).not.toMatch(/^bcc:/im);
			expect(headersOf(raw).match(/^subject:/gim)).toHaveLength(1);
		}
		expect(letters).toHaveLength(2);
	});

	it('cannot be put into a message through an address', async () => {
		const { letters, url } = await server();
		const { settle } = await postman(url);
		await order();
		const evil = 'dung@example.vn\r\nBcc: ke-gian@example.com';
		await sql`update reminders set email = ${evil} where campaign_id = ${id}`;
		await settle();
		expect([letters.length, ...(await states())]).toEqual([0, 'failed', 'failed']);
	});
});

describe('the reminder before the closing time', () => {
	it('is ordered once for each closing time, for whoever has not answered', async () => {
		await reminders.setAutomatic(sql, analyst.id, slug, 3);
		expect(await reminders.orderAutomatic(sql, place)).toBe(0);
		const soon = () => sql`update campaigns set closes_at = now() + interval '2 days'
			where id = ${id}`;
		await soon();
		expect(await reminders.orderAutomatic(sql, place)).toBe(1);
		expect(await reminders.orderAutomatic(sql, place)).toBe(0);
		const { total, reminders: all } = await reminders.list(sql, id, { limit: 500 });
		// 33 provinces without accounts and Lâm Đồng with two.
		expect(total).toBe(35);
		expect(new Set(all.map(({ orderedBy }) => orderedBy))).toEqual(new Set([null]));
		await reminders.setAutomatic(sql, analyst.id, slug, null);
		await soon();
		expect(await reminders.orderAutomatic(sql, place)).toBe(0);
	});
});
