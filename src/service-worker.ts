/**
 * Forms without a network: a form that was opened once opens again offline. Registered by form pages
 * only, for `/phieu/` and `/k/`; no other page passes through here. What a form page has loaded is
 * kept under the version of the build, so a page never meets the files of another one: a new version
 * takes over once no form is open, and the old files go when every kept form is there in the new.
 */
/// <reference lib="webworker" />
import { version } from '$service-worker';
import {
	isFormPage,
	isKept,
	isOwned,
	ownerHeader,
	shelfPrefix,
	syncTag,
	type Told
} from './lib/offline/pages.ts';
import { sendIntentions } from './lib/offline/intentions.ts';
import { offlinePage } from './lib/offline/offline-page.ts';
import { sendWaiting, task } from './lib/offline/queue.ts';

const worker = self as unknown as ServiceWorkerGlobalScope;
const shelf = `${shelfPrefix}${version}`;
/** How long the network may take while a kept page is waiting, in milliseconds. */
const patience = 4000;
/** How long a page that came through here counts as just kept, in milliseconds. */
const justKept = 60_000;
/** When this worker kept a page last, by path; forgotten with the worker, which only costs a request. */
const keptAt = new Map<string, number>();
/** Days after which a shelf of an older build goes whatever it holds. */
const oldestDays = 30;

worker.addEventListener('install', (event) => {
	event.waitUntil(caches.open(shelf));
});

worker.addEventListener('activate', (event) => {
	event.waitUntil(tidy());
});

worker.addEventListener('message', (event) => {
	const told = event.data as Told;
	if (told?.type !== 'keep') return;
	event.waitUntil(keep(told.page, told.assets.filter(isKept), told.anew ?? false));
});

worker.addEventListener('sync', (event) => {
	const { tag, waitUntil } = event as ExtendableEvent & { tag: string };
	if (tag === syncTag) waitUntil.call(event, submitWaiting());
	if (tag === task) waitUntil.call(event, deliver());
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
	if (request.mode === 'navigate') {
		if (isFormPage(url.pathname)) event.respondWith(page(event));
	} else if (isKept(url.pathname)) event.respondWith(lasting(request));
});

/** Forms that are open submit themselves. */
async function submitWaiting(): Promise<void> {
	const open = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
	const paths = new Set(open.map(({ url }) => new URL(url).pathname));
	await sendIntentions((campaign) => paths.has(`/phieu/${campaign}`));
}

/** Citizens' forms; those that still wait are tried again by the browser. */
async function deliver(): Promise<void> {
	const { left } = await sendWaiting();
	if (left > 0) throw new Error(`${left} forms wait for the network.`);
}

/** Files whose address changes with their content. */
async function lasting(request: Request): Promise<Response> {
	const known = await find(request);
	if (known) return known;
	const answer = await fetch(request);
	if (answer.ok) await (await caches.open(shelf)).put(request, answer.clone());
	return answer;
}

/** The shelf of this build first. */
async function find(request: Request | string): Promise<Response | undefined> {
	return (await (await caches.open(shelf)).match(request)) ?? caches.match(request);
}

async function page(event: FetchEvent): Promise<Response> {
	const { request } = event;
	const known = await find(new URL(request.url).pathname);
	const fresh = fetch(request).then(async (answer) => {
		await store(new URL(request.url).pathname, answer.clone());
		return answer;
	});
	event.waitUntil(fresh.catch(() => undefined));
	try {
		if (!known) return await fresh;
		const late = new Promise<Response>((done) => setTimeout(() => done(known), patience));
		return await Promise.race([fresh, late]);
	} catch {
		return known ?? offlinePage();
	}
}

/** Keeps a page as the server gave it; one that the person may no longer see is forgotten. */
async function store(path: string, answer: Response): Promise<void> {
	const gone = [401, 403, 404, 410].includes(answer.status);
	if (gone || answer.redirected || answer.type === 'opaqueredirect') return forget(path);
	const html = answer.headers.get('content-type')?.startsWith('text/html') ?? false;
	if (!answer.ok || !html) return;
	await forgetOthers(answer.headers.get(ownerHeader));
	await (await caches.open(shelf)).put(path, answer);
	keptAt.set(path, Date.now());
}

async function forget(path: string): Promise<void> {
	keptAt.delete(path);
	for (const name of await shelves()) await (await caches.open(name)).delete(path);
}

/** Another person's pages do not outlive their turn at this device. */
async function forgetOthers(owner: string | null): Promise<void> {
	if (owner === null) return;
	for (const name of await shelves()) {
		const cache = await caches.open(name);
		for (const request of await cache.keys()) {
			if (!isOwned(new URL(request.url).pathname)) continue;
			const kept = await cache.match(request);
			if (kept && kept.headers.get(ownerHeader) !== owner) await cache.delete(request);
		}
	}
}

/** The page that is open now and everything it has loaded; files come from the browser's own cache. */
async function keep(path: string | null, assets: string[], anew: boolean): Promise<void> {
	const cache = await caches.open(shelf);
	const missing: string[] = [];
	for (const asset of assets) if (!(await cache.match(asset))) missing.push(asset);
	await Promise.all(
		missing.map(async (asset) => {
			const answer = await fetch(asset);
			if (answer.ok) await cache.put(asset, answer);
		})
	);
	if (path === null || !isFormPage(path)) return;
	const recent = Date.now() - (keptAt.get(path) ?? 0) < justKept && (await cache.match(path));
	if (anew || !recent) await store(path, await fetchPage(path, anew));
	await tidy();
}

/** As the browser has just loaded it, if it was allowed to hold on to it, else from the server. */
async function fetchPage(path: string, anew: boolean): Promise<Response> {
	const headers = { accept: 'text/html' };
	return fetch(path, { headers, cache: anew ? 'default' : 'force-cache' });
}

async function shelves(): Promise<string[]> {
	return (await caches.keys()).filter((name) => name.startsWith(shelfPrefix));
}

/** Clears shelves of older builds once the forms they hold are kept anew, or after a month. */
async function tidy(): Promise<void> {
	const cache = await caches.open(shelf);
	for (const name of await shelves()) {
		if (name === shelf) continue;
		const old = await caches.open(name);
		const pages = (await old.keys()).filter(({ url }) => isFormPage(new URL(url).pathname));
		const waiting: Request[] = [];
		for (const request of pages) {
			const kept = await old.match(request);
			const age = Date.now() - Date.parse(kept?.headers.get('date') ?? '');
			const late = !(age < oldestDays * 86_400_000);
			if (!late && !(await cache.match(request))) waiting.push(request);
		}
		// An open form of that build may still need a file of it.
		const open = await worker.clients.matchAll({ type: 'window' });
		if (waiting.length === 0 && open.length === 0) await caches.delete(name);
	}
}
