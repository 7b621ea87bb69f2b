/** Knocks on every door of the built server: signed out, as an officer of a province, from afar. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grants, type Role } from '#lib/access.ts';
import { findDoors, type Door } from '../routes.ts';
import { startServer, type RunningServer } from '../server-process.ts';

/** What anyone may ask for, and why. */
const open: Record<string, string> = {
	'GET /api/health': 'tells a watcher that the platform is well, and nothing about data',
	'GET /dang-nhap': 'signing in',
	'POST /dang-nhap?/default': 'signing in',
	'POST /dang-xuat': 'a session that has ended may be left too',
	'GET /thiet-lap': 'asks for the one-time link of the first administrator',
	'POST /thiet-lap?/default': 'asks for the one-time link of the first administrator',
	'GET /dat-mat-khau': 'asks for the one-time link that an administrator made',
	'POST /dat-mat-khau?/default': 'asks for the one-time link that an administrator made',
	'POST /ngon-ngu': 'sets the language of the reader',
	'GET /t.js': 'the tracker, for visitors of other sites',
	'POST /api/event': 'usage events come from visitors, who have no account',
	'POST /api/v1/answers': 'citizens answer without an account, by a link',
	'GET /k/[code]': 'the form behind a link, for people without an account',
	'GET /api/v1/definitions/[hash]': 'the questions of a form, without the right answers',
	'OPTIONS /api/event': 'browsers ask before they send an event',
	'POST /api/send': 'usage events in the form of Umami',
	'OPTIONS /api/send': 'browsers ask before they send an event',
	'POST /api/batch': 'usage events in the form of Umami',
	'OPTIONS /api/batch': 'browsers ask before they send events',
	'GET /matomo.php': 'usage events in the form of Matomo, as a pixel',
	'POST /matomo.php': 'usage events in the form of Matomo',
	'OPTIONS /matomo.php': 'browsers ask before they send an event',
	'GET /piwik.php': 'the older name of matomo.php',
	'POST /piwik.php': 'the older name of matomo.php',
	'OPTIONS /piwik.php': 'browsers ask before they send an event',
	'POST /index.php': 'Matomo’s importer of logs asks about sites; the key stands in the body'
};

/** Unsafe doors that other websites may knock on: events carry no cookie. */
const fromAnywhere = /^\w+ \/(api\/(event|send|batch)|(matomo|piwik|index)\.php)$/;

const doors = findDoors();
const unsafe = doors.filter(({ method }) => !['GET', 'OPTIONS'].includes(method));
let server: RunningServer;
let officer: string;
const account = { email: 'dung@example.vn', password: 'mưa rào trên sông Cầu' };

const nameAndValue = (cookie: string | undefined) => cookie?.split(';')[0] ?? '';

async function signIn(query: string, headers: Record<string, string> = {}) {
	const answer = await fetch(`${server.address}/dang-nhap${query}`, {
		method: 'POST',
		headers: { origin: server.address, accept: 'text/html', ...headers },
		body: new URLSearchParams({ thu: account.email, mat_khau: account.password }),
		redirect: 'manual'
	});
	expect(answer.status).toBe(303);
	return answer;
}

beforeAll(async () => {
	server = await startServer();
	const made = await fetch(`${server.address}/api/v1/users`, {
		method: 'POST',
		headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
		body: JSON.stringify({ ...account, name: 'Phạm Tiến Dũng', role: 'unit_officer', unit: '68' })
	});
	expect(made.status, await made.text()).toBe(201);
	officer = nameAndValue((await signIn('')).headers.getSetCookie()[0]);
}, 240_000);
afterAll(() => server?.stop(), 60_000);

async function knock({ method, path, kind }: Door, headers: Record<string, string> = {}) {
	const body = ['GET', 'OPTIONS'].includes(method)
		? undefined
		: kind === 'page'
			? new URLSearchParams()
			: '{}';
	const type: Record<string, string> =
		kind === 'endpoint' && body ? { 'content-type': 'application/json' } : {};
	const accept = kind === 'page' ? 'text/html' : 'application/json';
	const answer = await fetch(server.address + path, {
		method,
		...(body === undefined ? {} : { body }),
		headers: { accept, origin: server.address, ...type, ...headers },
		redirect: 'manual'
	});
	const text = await answer.text();
	return { status: answer.status, location: answer.headers.get('location') ?? '', text };
}

test('every door names its verb, or that it is public', () => {
	expect(doors.length).toBeGreaterThan(20);
	expect(doors.filter(({ verb }) => verb === null).map(({ name }) => name)).toEqual([]);
});

test('the list of public doors names only doors there are', () => {
	const names = doors.map(({ name }) => name);
	expect(Object.keys(open).filter((name) => !names.includes(name))).toEqual([]);
});

test('nobody gets in without signing in, except where the list of public doors says so', async () => {
	const leaks: string[] = [];
	for (const door of doors.filter(({ name }) => !(name in open))) {
		const { status, location } = await knock(door);
		const led = status === 303 && location.startsWith('/dang-nhap?tiep=');
		if (!led && status !== 401 && status !== 403) leaks.push(`${door.name} answered ${status}`);
	}
	expect(leaks).toEqual([]);
});

test('the data behind a page is as closed as the page', async () => {
	const leaks: string[] = [];
	const pages = doors.filter(({ kind, method }) => kind === 'page' && method === 'GET');
	for (const door of pages.filter(({ name }) => !(name in open))) {
		const path = `${door.path === '/' ? '' : door.path}/__data.json`;
		const { text } = await knock({ ...door, kind: 'endpoint', path });
		if (!/^\{"type":"redirect","location":"\/dang-nhap/.test(text))
			leaks.push(`${door.name}: ${text.slice(0, 80)}`);
	}
	expect(leaks).toEqual([]);
});

test('an officer of a province is refused whatever belongs to the ministry', async () => {
	const forbidden = doors.filter(
		({ verb }) =>
			verb && !(grants[verb as keyof typeof grants] as readonly Role[]).includes('unit_officer')
	);
	// These must be among them, whatever verb their source names.
	const ministry = doors.filter(({ path }) =>
		/^\/(quan-tri|bao-cao|api\/v1\/(users|keys|audit))\b/.test(path)
	);
	expect(ministry.length).toBeGreaterThan(15);
	expect(ministry.filter((door) => !forbidden.includes(door)).map(({ name }) => name)).toEqual([]);
	const leaks: string[] = [];
	for (const door of forbidden) {
		const { status } = await knock(door, { cookie: officer });
		if (status !== 403) leaks.push(`${door.name} answered ${status}`);
	}
	expect(leaks).toEqual([]);
	const own = await knock(
		{ ...doors[0], method: 'GET', path: '/tai-khoan', kind: 'page' } as Door,
		{
			cookie: officer
		}
	);
	expect(own.status).toBe(200);
});

test('a form or program on another site cannot act for someone who is signed in', async () => {
	const leaks: string[] = [];
	for (const door of unsafe.filter(({ name }) => !fromAnywhere.test(name)))
		for (const origin of ['https://example.com', 'null', server.address + '.example.com']) {
			const { status } = await knock(door, { cookie: officer, origin });
			if (status !== 403) leaks.push(`${door.name} from ${origin} answered ${status}`);
		}
	expect(leaks).toEqual([]);
});

test('a request without an origin is let through, unless the browser says it crosses sites', async () => {
	const send = (headers: Record<string, string>) =>
		fetch(`${server.address}/ngon-ngu`, {
			method: 'POST',
			body: new URLSearchParams({ ngon_ngu: 'en', tiep: '//example.com' }),
			headers,
			redirect: 'manual'
		});
	const plain = await send({});
	expect([plain.status, plain.headers.get('location')]).toEqual([303, '/']);
	expect((await send({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
});

test('a link to a download leads whoever is signed out to the sign-in page, and is kept nowhere', async () => {
	const file = `${server.address}/bieu-do/luot-truy-cap.csv`;
	const ask = (headers: Record<string, string>) => fetch(file, { headers, redirect: 'manual' });
	const led = await ask({ accept: 'text/html,*/*' });
	expect([led.status, led.headers.get('location')]).toEqual([
		...[303, '/dang-nhap?tiep=%2Fbieu-do%2Fluot-truy-cap.csv']
	]);
	expect((await ask({ accept: '*/*' })).status).toBe(401);
	expect((await ask({ accept: 'text/html', authorization: 'Bearer x' })).status).toBe(401);
	const given = await ask({ authorization: `Bearer ${server.key}` });
	expect([given.status, given.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
});

test('an unknown key opens nothing, even beside a good session', async () => {
	const door = { ...doors[0], method: 'GET', path: '/api/v1/users', kind: 'endpoint' } as Door;
	const { status } = await knock(door, { cookie: officer, authorization: 'Bearer nothing' });
	expect(status).toBe(401);
});

test('signing in sets a new cookie that scripts cannot read and leads only to our pages', async () => {
	const answer = await signIn('?tiep=%2Ftai-khoan', { cookie: officer });
	expect(answer.headers.get('location')).toBe('/tai-khoan');
	const [cookie = ''] = answer.headers.getSetCookie();
	expect(cookie).toMatch(/^phien=[\w-]{43};/);
	for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=43200'])
		expect(cookie.split('; ')).toContain(part);
	expect(cookie).not.toContain('Secure');
	expect(nameAndValue(cookie)).not.toBe(officer);
	const abroad = await signIn('?tiep=%2F%2Fexample.com');
	expect(abroad.headers.get('location')).toBe('/');
});

test('a session that was signed out is worth nothing afterwards', async () => {
	const cookie = nameAndValue((await signIn('')).headers.getSetCookie()[0]);
	const see = async () =>
		(await fetch(`${server.address}/tai-khoan`, { headers: { cookie }, redirect: 'manual' }))
			.status;
	expect(await see()).toBe(200);
	const headers = { cookie, origin: server.address };
	const left = await fetch(`${server.address}/dang-xuat`, {
		method: 'POST',
		headers,
		redirect: 'manual'
	});
	expect(left.headers.get('location')).toBe('/dang-nhap');
	expect(left.headers.getSetCookie()[0]).toMatch(/^phien=; .*Max-Age=0/);
	expect(await see()).toBe(303);
});
