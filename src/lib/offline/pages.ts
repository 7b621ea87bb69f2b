/**
 * What a browser keeps of form pages, as the pages and the service worker agree on it: which
 * addresses, under what names, whose they are, and how all of it is forgotten.
 */

export const shelfPrefix = 'phieu-trang-';
/** Names the person a page was made for. */
export const ownerHeader = 'x-nguoi-mo';
/** What the browser calls when it has a network again, also after the page was closed. */
export const syncTag = 'nop-phieu';

/**
 * `page`: to be kept too; null when only more files were loaded. `anew`: it has changed since it was
 * loaded, a copy kept a moment ago will not do.
 */
export type Told = { type: 'keep'; page: string | null; anew?: boolean; assets: string[] };

/** A unit's form or a public one. */
export const isFormPage = (path: string) => /^\/(phieu|k)\/[A-Za-z0-9_-]+$/.test(path);
/** Pages made for one person. */
export const isOwned = (path: string) => path.startsWith('/phieu/');
/** What changes its address with its content: files of the build, definitions; and the site's sign. */
export const isKept = (path: string) =>
	/^\/_app\/immutable\/|^\/api\/v1\/definitions\/\d+-[0-9a-f]{32}$|^\/logo\.svg$/.test(path);

/** Answers last known to the server, see `questionnaire/known.ts`. */
export const knownKey = (response: string) => `phieu:${response}:da-luu`;

/** Removes kept pages of the person who leaves; answers not sent yet stay for them. */
export async function forgetPages(): Promise<void> {
	try {
		for (const key of Object.keys(localStorage))
			if (/^phieu:.+:da-luu$/.test(key)) localStorage.removeItem(key);
		for (const name of await caches.keys()) {
			if (!name.startsWith(shelfPrefix)) continue;
			const cache = await caches.open(name);
			for (const request of await cache.keys())
				if (isOwned(new URL(request.url).pathname)) await cache.delete(request);
		}
	} catch {
		// A browser that forbids storage has kept nothing.
	}
}

/**
 * Registers the service worker for form pages below `scope` and has it keep this page with all that
 * it has loaded. Browsers without service workers simply need the network. `anew`: see `Told`.
 */
export async function keepPage(scope: '/phieu/' | '/k/', anew = false): Promise<void> {
	if (!('serviceWorker' in navigator)) return;
	try {
		const registration = await navigator.serviceWorker.register('/service-worker.js', { scope });
		const worker = registration.active ?? (await firstActive(registration));
		const tell = (page: string | null, entries: PerformanceEntryList) =>
			worker.postMessage({ type: 'keep', page, anew, assets: assetsIn(entries) } satisfies Told);
		tell(location.pathname, performance.getEntriesByType('resource'));
		// Parts that are loaded only when they are needed are kept as they come.
		new PerformanceObserver((list) => tell(null, list.getEntries())).observe({ type: 'resource' });
	} catch (fault) {
		console.warn(fault);
	}
}

function assetsIn(entries: PerformanceEntryList): string[] {
	const paths = entries
		.map(({ name }) => new URL(name))
		.filter(({ origin, pathname }) => origin === location.origin && isKept(pathname))
		.map(({ pathname }) => pathname);
	return [...new Set(paths)];
}

function firstActive({ installing, waiting }: ServiceWorkerRegistration): Promise<ServiceWorker> {
	const worker = installing ?? waiting;
	return new Promise((done, fail) => {
		if (!worker) return fail(new Error('The service worker did not begin.'));
		worker.addEventListener('statechange', () => {
			if (worker.state === 'activated') done(worker);
			if (worker.state === 'redundant') fail(new Error('The service worker ended.'));
		});
	});
}
