/**
 * The script a portal embeds: page views, also of single-page sites, time spent and scroll depth,
 * downloads, outbound links, and `thuocdo(name, { props })` for events of its own. It keeps nothing
 * in the browser (no cookie, no storage), says nothing when the person asked not to be tracked
 * (`Sec-GPC`, DNT) and speaks Plausible's wire format. Every event carries an id minted here, so
 * that a repeated delivery is recognised and counted once.
 *
 * `<script defer src="https://…/t.js" data-domain="portal.example.vn"></script>`; further
 * attributes: `data-hash` (the part after # is a page of its own), `data-local` (also count
 * localhost), `data-api` (another address to send to). Pure browser code: no imports, no exports.
 */
(() => {
	type Props = Record<string, string | number | boolean>;
	type Options = { props?: Props; url?: string; interactive?: boolean };
	type Payload = Record<string, unknown>;
	type Thuocdo = { (name: string, options?: Options): void; q?: [string, Options?][] };
	const page = window as typeof window & { thuocdo?: Thuocdo };
	const device = navigator as typeof navigator & { globalPrivacyControl?: boolean };
	const view = document as typeof document & { prerendering?: boolean };

	const script = view.currentScript as HTMLScriptElement;
	const { domain = location.hostname, api, hash, local } = script.dataset;
	const address = api || new URL('/api/event', script.src).href;
	const early = page.thuocdo?.q ?? [];
	const onThisMachine =
		location.protocol === 'file:' || /^(localhost|127\.[\d.]+|\[::1\])$/.test(location.hostname);

	if (
		device.globalPrivacyControl ||
		device.doNotTrack === '1' ||
		(onThisMachine && local === undefined)
	) {
		page.thuocdo = () => {};
		return;
	}

	/** Pauses (milliseconds) before an event that did not arrive is sent again. */
	const pauses = [1000, 5000, 20000];

	/** `crypto.randomUUID` exists on https pages only; some portals still have none. */
	function mint(): string {
		const bytes = crypto.getRandomValues(new Uint8Array(16));
		bytes[6] = (bytes[6]! & 15) | 64;
		bytes[8] = (bytes[8]! & 63) | 128;
		const digits = Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join('');
		return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
	}

	function send(payload: Payload) {
		const body = JSON.stringify({
			d: domain,
			v: 1,
			h: hash === undefined ? 0 : 1,
			id: mint(),
			...payload
		});
		const attempt = (turn: number) => {
			const again = () => turn < pauses.length && setTimeout(attempt, pauses[turn], turn + 1);
			fetch(address, {
				method: 'POST',
				headers: { 'content-type': 'text/plain' },
				credentials: 'omit',
				keepalive: true,
				body
			}).then(({ status }) => (status > 499 || status === 429) && again(), again);
		};
		attempt(0);
	}

	// The page being read, and how it is being read.
	let url = '';
	let depth = 0;
	let depthSent = -1;
	let spent = 0;
	let since = 0;

	const here = () => (hash === undefined ? location.href.split('#')[0]! : location.href);

	function measure() {
		const { scrollHeight } = view.documentElement;
		const height = Math.max(scrollHeight, view.body ? view.body.scrollHeight : 0);
		depth = Math.max(depth, Math.min(100, Math.round(((scrollY + innerHeight) / height) * 100)));
	}

	/** Starts or stops the clock: time counts only while the page is seen and has the focus. */
	function tick() {
		const now = performance.now();
		if (since) spent += now - since;
		since = view.visibilityState === 'visible' && view.hasFocus() ? now : 0;
	}

	/** Tells how long and how far the page was read since the last time it was told. */
	function leave() {
		tick();
		const told = url && (spent >= 1000 || depth > depthSent);
		if (!told) return;
		send({ n: 'engagement', u: url, e: Math.round(spent), sd: depth });
		depthSent = depth;
		spent = 0;
	}

	function enter(referrer: string) {
		leave();
		url = here();
		spent = depth = 0;
		depthSent = -1;
		measure();
		send({ n: 'pageview', u: url, r: referrer });
	}

	const move = () => here() !== url && enter('');

	for (const name of ['pushState', 'replaceState'] as const) {
		const original = history[name];
		history[name] = (...parts) => {
			original.apply(history, parts);
			move();
		};
	}
	addEventListener('popstate', move);
	if (hash !== undefined) addEventListener('hashchange', move);

	const isDocument =
		/\.(pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|txt|csv|zip|rar|7z|t?gz|epub|mp[34]|apk)$/i;

	function follow(event: MouseEvent) {
		if (event.type === 'auxclick' && event.button !== 1) return;
		const link = (event.target as Element | null)?.closest?.<HTMLAnchorElement>('a[href]');
		if (!link || !/^https?:$/.test(link.protocol)) return;
		const target = link.href.split(/[?#]/)[0]!;
		const name = isDocument.test(link.pathname)
			? 'File Download'
			: link.hostname !== location.hostname && 'Outbound Link: Click';
		if (name) send({ n: name, u: here(), p: { url: target } });
	}
	addEventListener('click', follow, true);
	addEventListener('auxclick', follow, true);

	const thuocdo: Thuocdo = (name, { props, url: at = here(), interactive } = {}) =>
		send({ n: name, u: at, p: props, i: interactive });
	page.thuocdo = thuocdo;

	function start() {
		enter(view.referrer);
		early.forEach((call) => thuocdo(...call));
		addEventListener('scroll', measure, { passive: true });
		addEventListener('load', measure);
		addEventListener('focus', tick);
		addEventListener('blur', tick);
		view.addEventListener('visibilitychange', () =>
			view.visibilityState === 'hidden' ? leave() : tick()
		);
		addEventListener('pagehide', leave);
		// A page taken back from the browser's memory is read anew.
		addEventListener('pageshow', (event) => event.persisted && enter(''));
	}

	if (view.prerendering) view.addEventListener('prerenderingchange', start, { once: true });
	else start();
})();
