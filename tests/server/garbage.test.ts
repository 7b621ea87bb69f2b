/** Garbage to every door of the built server: a named Problem with the right status, nothing lost. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problems } from '#lib/problem.ts';
import { findDoors } from '../routes.ts';
import { startServer, type RunningServer } from '../server-process.ts';

// Ids that do not exist: the walk must not revoke the key it carries.
const doors = findDoors()
	.filter(({ kind, method }) => kind === 'endpoint' && method !== 'OPTIONS')
	.map((door) => ({ ...door, path: door.path.replace(/\/1(?=\/|$)/g, '/999999') }));
const writing = doors.filter(({ method }) => ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method));
let server: RunningServer;

beforeAll(async () => {
	server = await startServer();
	const made = await send('POST', '/api/v1/sites', {
		body: JSON.stringify({ domain: 'kept.example', name: 'Kept', unit: 'vn' })
	});
	expect(made.status).toBeLessThan(300);
}, 240_000);
afterAll(() => server?.stop(), 60_000);

type Load = { body?: string | Uint8Array; type?: string };

const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const garbage: Record<string, Load> = {
	'no body': {},
	'broken JSON': { body: '{"a":' },
	'JSON of another kind': { body: '42' },
	null: { body: 'null' },
	'wrong types': {
		body: JSON.stringify({
			...{
				email: [],
				name: {},
				role: 7,
				unit: null,
				domain: false,
				slug: {},
				state: [],
				d: 3,
				u: {}
			},
			...{ sequence: 'x', data: 'y', survey: 1, opensAt: 'yesterday', n: {}, p: [[]] }
		})
	},
	'keys of the prototype': {
		body: '{"__proto__":{"role":"administrator"},"constructor":{"prototype":{"x":1}},"toString":1,"d":"kept.example","u":"https://kept.example/","n":"pageview","p":{"__proto__":"x"}}'
	},
	'nesting of 100,000': { body: deep(100_000) },
	'five megabytes': { body: JSON.stringify({ name: 'x'.repeat(5_000_000) }) },
	'bytes that are no text': { body: Uint8Array.from({ length: 4096 }, (_, i) => (i * 151) % 256) },
	'a lone surrogate and NUL': {
		body: '{"name":"\\ud800\\u0000","domain":"\\u0000","email":"\\u0000@x"}'
	},
	'another content type': { body: '<x/>', type: 'application/xml' },
	'gzip that is none': { body: 'not gzip', type: 'application/gzip' }
};

async function send(method: string, path: string, { body, type = 'application/json' }: Load) {
	const answer = await fetch(server.address + path, {
		method,
		headers: { authorization: `Bearer ${server.key}`, 'content-type': type },
		...(body === undefined ? {} : { body: body as string }),
		redirect: 'manual'
	});
	return {
		status: answer.status,
		type: answer.headers.get('content-type'),
		text: await answer.text()
	};
}

/** What is wrong with an answer to garbage, or nothing. Plausible's and Umami's doors have their own form of errors. */
function fault(path: string, { status, type, text }: Awaited<ReturnType<typeof send>>) {
	if (status >= 500) return `status ${status}: ${text.slice(0, 200)}`;
	if (status < 400) return undefined;
	if (['/api/send', '/api/batch'].includes(path))
		return 'error' in JSON.parse(text) ? undefined : text;
	if (path === '/api/event' && status === 400)
		return 'errors' in JSON.parse(text) ? undefined : text;
	if (!type?.includes('problem+json')) return `${status} without a Problem: ${text.slice(0, 100)}`;
	const { problem } = JSON.parse(text) as { problem: keyof typeof problems };
	return problems[problem]?.status === status ? undefined : `${problem} with status ${status}`;
}

for (const [name, load] of Object.entries(garbage))
	test(`every door answers ${name} with a named Problem or takes it as it is`, async () => {
		const faults: string[] = [];
		for (const { method, path, name: door } of writing) {
			const found = fault(path, await send(method, path, load));
			if (found) faults.push(`${door}: ${found}`);
		}
		expect(faults).toEqual([]);
	});

test('every reading door answers impossible parameters with a named Problem', async () => {
	const reading = doors.filter(({ method }) => method === 'GET');
	const queries = [
		'?from=2026-02-30&to=x&dimension=__proto__&format=exe',
		'?site=%00&unit=%F0%28&day=99999999999&id=1e999',
		`?q=${'x'.repeat(6000)}`,
		"?campaign=' or 1=1 --&indicator={x:String}&period=-1&limit=NaN"
	];
	const faults: string[] = [];
	for (const { path } of reading)
		for (const query of queries) {
			const found = fault(path, await send('GET', path + query, {}));
			if (found) faults.push(`${path}${query.slice(0, 40)}: ${found}`);
		}
	expect(faults).toEqual([]);
});

test('afterwards the server is well and what was there is still there', async () => {
	const health = await send('GET', '/api/health', {});
	expect(health.status).toBe(200);
	const sites = await send('GET', '/api/v1/sites', {});
	expect(sites.text).toContain('kept.example');
	expect(({} as Record<string, unknown>).role).toBeUndefined();
});
