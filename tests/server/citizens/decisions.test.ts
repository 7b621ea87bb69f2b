/** Decisions about citizens' answers over HTTP, and a crosstab asked for by address: who gets what. */
import { randomUUID } from 'node:crypto';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { complete } from '../../answers.ts';
import { needs } from '../../citizens.ts';
import { startServer, type RunningServer } from '../../server-process.ts';
import { unzip } from '../../zip.ts';

let server: RunningServer;
const keys: Record<string, string> = {};
const slug = 'nhu-cau-2026';
const decisions = `/campaigns/${slug}/citizens/decisions`;
const suspected: string[] = [];
let innocent: string;

async function call(key: string, method: string, path: string, body?: unknown) {
	const answer = await fetch(`${server.address}/api/v1${path}`, {
		method,
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
		...(body !== undefined && { body: JSON.stringify(body) })
	});
	const content = (await answer.json()) as Record<string, unknown>;
	return { status: answer.status, content };
}

async function made(key: string, method: string, path: string, body?: unknown) {
	const answer = await call(key, method, path, body);
	expect(answer.status, `${path} ${JSON.stringify(answer.content)}`).toBeLessThan(300);
	return answer.content;
}

async function person(name: string, role: string, unit: string) {
	const email = `${name}@example.vn`;
	await made(server.key, 'POST', '/users', {
		email,
		name,
		role,
		unit,
		password: `mưa rào ${name}`
	});
	const { secret } = await made(server.key, 'POST', '/keys', { name, userEmail: email });
	keys[name] = String(secret);
}

/** The cookie of a session of a person made above. */
async function signIn(name: string): Promise<string> {
	const answer = await fetch(`${server.address}/dang-nhap`, {
		method: 'POST',
		headers: { origin: server.address, accept: 'text/html' },
		body: new URLSearchParams({ thu: `${name}@example.vn`, mat_khau: `mưa rào ${name}` }),
		redirect: 'manual'
	});
	expect(answer.status).toBe(303);
	return (answer.headers.getSetCookie()[0] ?? '').split(';')[0]!;
}

const campaign = (more: object) =>
	made(server.key, 'POST', '/campaigns', {
		...{ titleVi: 'Khảo sát', titleEn: 'Survey', periodFrom: '2026-01-01' },
		...{ periodTo: '2026-12-31', opensAt: '2026-01-01T00:00:00Z' },
		closesAt: '2036-01-01T00:00:00Z',
		...more
	});
const state = (of: string, to: string) =>
	made(server.key, 'POST', `/campaigns/${of}/state`, { state: to });

beforeAll(async () => {
	server = await startServer();
	await person('chuyen-vien-binh', 'analyst', 'vn');
	await person('lanh-dao-chi', 'leader', 'vn');
	await person('can-bo-lam-dong', 'unit_officer', '68');
	await person('can-bo-ha-noi', 'unit_officer', '01');
	await campaign({ slug, survey: 'nhu-cau', audience: 'citizens' });
	await state(slug, 'open');
	const { links } = await made(server.key, 'POST', `/campaigns/${slug}/links`, { unit: '68' });
	const link = (links as { code: string }[])[0]!.code;
	const take = async (more: object) => {
		const id = randomUUID();
		await made('', 'POST', '/answers', { link, id, data: needs(), seconds: 900, ...more });
		return id;
	};
	const bare = { NC12: ['dat_dai'], NC36: undefined };
	for (let turn = 0; turn < 3; turn++)
		suspected.push(await take({ website: 'http://x', data: needs({ NC36: `Lời ${turn}` }) }));
	innocent = await take({ data: needs({ ...bare, NC05: 'nam' }) });
	await vi.waitFor(
		async () => {
			const { total } = await made(server.key, 'GET', `/campaigns/${slug}/citizens`);
			expect(total).toMatchObject({ waiting: 0, counted: 4 });
		},
		{ timeout: 30_000, interval: 300 }
	);
}, 400_000);
afterAll(() => server?.stop(), 60_000);

const binh = () => keys['chuyen-vien-binh']!;
const decide = (key: string, answers: string[], decision = 'exclude', reason = 'Điền hộ cả thôn') =>
	call(key, 'POST', decisions, { answers, decision, reason });
const counted = async () =>
	((await made(server.key, 'GET', `/campaigns/${slug}/citizens`)).total as { counted: number })
		.counted;

/** What the export of the campaign says. */
async function exported(): Promise<Map<string, string>> {
	const { id } = await made(binh(), 'POST', '/exports', { campaign: slug, format: 'csv' });
	await expect
		.poll(async () => (await made(binh(), 'GET', `/exports/${String(id)}`)).state, {
			timeout: 60_000
		})
		.toBe('done');
	const file = await fetch(`${server.address}/api/v1/exports/${String(id)}/file`, {
		headers: { authorization: `Bearer ${binh()}` }
	});
	expect(file.status).toBe(200);
	return unzip(Buffer.from(await file.arrayBuffer()));
}
const rowsOf = (text = '', header = true) =>
	Papa.parse<Record<string, string> & string[]>(text.replace('\ufeff', ''), {
		...{ delimiter: ';', header, skipEmptyLines: true }
	}).data;

describe('decisions over HTTP', () => {
	it('shows an analyst what is suspected, without what people wrote', async () => {
		const { status, content } = await call(binh(), 'GET', decisions);
		expect([status, content.found, content.next]).toEqual([200, 3, null]);
		const answers = content.answers as Record<string, unknown>[];
		expect(answers.map(({ id }) => id)).toEqual(suspected);
		expect(answers[0]).toMatchObject({ decision: '', history: [], source: 'link' });
		expect(JSON.stringify(content)).not.toMatch(/Lời|dat_dai|"data"/);
		expect((await call(binh(), 'GET', `${decisions}?flag=honeypot`)).content.found).toBe(3);
		expect((await call(binh(), 'GET', `${decisions}?flag=fast`)).content.found).toBe(0);
		for (const wrong of ['flag=x', 'decision=x', 'after=-1', 'unit=1 or 1=1'])
			expect((await call(binh(), 'GET', `${decisions}?${wrong}`)).status, wrong).toBe(422);
	});

	it('refuses everyone who may not decide, before anything is read or written', async () => {
		const { 'can-bo-lam-dong': officer, 'lanh-dao-chi': leader } = keys;
		for (const key of [officer!, leader!]) {
			expect((await call(key, 'GET', decisions)).status).toBe(403);
			expect((await decide(key, suspected)).status).toBe(403);
			expect((await call(key, 'POST', decisions, 'x')).status).toBe(403);
		}
		expect((await decide('nothing', suspected)).status).toBe(401);
		expect(await counted()).toBe(4);
	});

	it('takes a decision whole or not at all, and names what is wrong with it', async () => {
		const refused: [string[], string, string, number, string][] = [
			[[], 'exclude', 'Điền hộ', 422, 'citizen.none-chosen'],
			[suspected, 'exclude', ' \n ', 422, 'citizen.no-reason'],
			[[...suspected, innocent], 'exclude', 'Điền hộ', 409, 'citizen.not-suspected'],
			[[randomUUID()], 'exclude', 'Điền hộ', 409, 'citizen.not-suspected'],
			[suspected, 'delete', 'Điền hộ', 422, 'request.invalid'],
			[['1'], 'keep', 'Điền hộ', 422, 'request.invalid']
		];
		for (const [answers, decision, reason, status, problem] of refused)
			expect(await decide(binh(), answers, decision, reason), problem).toMatchObject({
				...{ status, content: { problem } }
			});
		expect(await counted()).toBe(4);
	});

	it('leaves an excluded answer out of counts and files, and tells the file’s reader', async () => {
		const [out, kept] = suspected as [string, string];
		const excluded = await decide(binh(), [out]);
		expect(excluded).toMatchObject({ status: 200, content: { answers: 1 } });
		expect((await decide(binh(), [out])).content).toEqual({ id: 0, answers: 0 });
		expect((await decide(binh(), [kept], 'keep', 'Máy chung của nhà văn hóa')).status).toBe(200);
		expect(await counted()).toBe(3);
		const { content } = await call(binh(), 'GET', `${decisions}?decision=exclude`);
		expect(content.answers).toMatchObject([
			{ id: out, decision: 'exclude', history: [{ decision: 'exclude', by: 'chuyen-vien-binh' }] }
		]);
		const parts = await exported();
		const rows = rowsOf(parts.get('so-lieu.csv'));
		expect(rows.map(({ id }) => id).toSorted()).toEqual(
			[...suspected.slice(1), innocent].toSorted()
		);
		expect(Object.fromEntries(rows.map(({ id, decision }) => [id, decision]))).toMatchObject({
			...{ [kept]: 'keep', [innocent]: '' }
		});
		const about = rowsOf(parts.get('ve-tep.csv'), false);
		expect(about).toContainEqual(['Số phiếu bị loại khỏi số liệu sau khi xem xét', '1']);
	}, 90_000);

	it('takes none in a campaign whose results are locked, and still shows what was decided', async () => {
		await state(slug, 'closed');
		const locking = await fetch(`${server.address}/tham-dinh?/khoa`, {
			method: 'POST',
			headers: { origin: server.address, cookie: await signIn('chuyen-vien-binh') },
			body: new URLSearchParams({ dot: slug })
		});
		expect(locking.status).toBe(200);
		for (const decision of ['keep', 'exclude', 'reopen'])
			expect(await decide(binh(), suspected, decision)).toMatchObject({
				...{ status: 409, content: { problem: 'campaign.locked' } }
			});
		expect((await call(binh(), 'GET', decisions)).content.found).toBe(3);
		expect(await counted()).toBe(3);
	});
});

describe('a crosstab of units by address', () => {
	const own = 'tinh-2026';
	const get = async (cookie: string, path: string) => {
		const answer = await fetch(`${server.address}/khao-sat/${own}/bang-cheo${path}`, {
			headers: { cookie, accept: 'text/html' }
		});
		return { status: answer.status, text: await answer.text() };
	};

	it('gives an officer nothing of a sibling province, by filter, column or total', async () => {
		await campaign({ slug: own, survey: 'thuc-trang' });
		await state(own, 'open');
		const [lamDong, hanoi] = [keys['can-bo-lam-dong']!, keys['can-bo-ha-noi']!];
		for (const key of [lamDong, hanoi])
			await made(key, 'POST', `/campaigns/${own}/submission`, { sequence: 1, data: complete() });
		const officer = await signIn('can-bo-lam-dong');
		const others = /Hà Nội|Đồng bằng sông Hồng/;
		for (const query of ['?hang=TT05&tinh=01', '?hang=TT05&cot=tinh&tinh=01', '?vung=dbsh'])
			for (const path of ['', '/so-lieu'])
				expect(await get(officer, path + query), path + query).toMatchObject({
					...{ status: 400, text: expect.not.stringMatching(others) as string }
				});
		for (const query of ['?hang=TT05', '?hang=TT05&cot=tinh', '?hang=TT05&cot=vung&phan_tram=hang'])
			for (const path of ['', '/so-lieu'])
				expect(await get(officer, path + query), path + query).toMatchObject({
					...{ status: 200, text: expect.not.stringMatching(others) as string }
				});
		const whole = await get(await signIn('chuyen-vien-binh'), '/so-lieu?hang=TT05&cot=tinh');
		expect(whole.text).toMatch(others);
	}, 90_000);
});
