/**
 * The script a portal embeds: page views, also of single-page sites, time spent and scroll depth, how long the page took to load,
 * downloads, outbound links, searches of the site, documents, ratings, quizzes, forms that would not
 * go through, and `thuocdo(name, { props })` for events of its own. It keeps nothing in the browser (no cookie, no storage), reads nothing that people type except the words of a search, says nothing
 * when the person asked not to be tracked (`Sec-GPC`, DNT) and speaks Plausible's wire format. Every event carries an id minted here, so
 * that a repeated delivery is recognised and counted once.
 *
 * `<script defer src="https://…/t.js" data-domain="portal.example.vn"></script>`; further
 * attributes: `data-hash` (the part after # is a page of its own), `data-local` (also count
 * localhost), `data-api` (another address to send to), `data-search` (names of the parameters that
 * hold the words of a search, where they are unusual). What the page marks is told too:
 * `data-thuocdo-results="7"` how much a search found, `data-thuocdo-document="13/2012/QH13"`,
 * `data-thuocdo-rating="4"` on what is clicked (`data-thuocdo-of` around it names what is rated),
 * `data-thuocdo-quiz="…"` on a form (`data-thuocdo-score` once it is known). Pure browser code: no imports, no exports.
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
	const { domain = location.hostname, api, hash, local, search } = script.dataset;
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
		send({ n: 'engagement', u: url, e: Math.round(spent), sd: depth, p: load() });
		depthSent = depth;
		spent = 0;
	}

	let timed = false;
	/** How long the page took to stand, told once. */
	function load(): Props | undefined {
		const [timing] = performance.getEntriesByType?.('navigation') ?? [];
		const { loadEventEnd: stood = 0 } = (timing ?? {}) as PerformanceNavigationTiming;
		if (timed || !stood) return undefined;
		timed = true;
		return { load_ms: Math.round(stood) };
	}

	function enter(referrer: string) {
		leave();
		url = here();
		spent = depth = 0;
		depthSent = -1;
		said = [];
		measure();
		send({ n: 'pageview', u: url, r: referrer });
	}

	/** What was told of this page and is told once only. */
	let said: string[] = [];

	function once(name: string, props: Props, interactive?: boolean) {
		const key = name + JSON.stringify(props);
		if (said.includes(key)) return;
		said.push(key);
		send({ n: name, u: url, p: props, i: interactive });
	}

	const asked = search
		? search.split(',')
		: 'q,s,query,search,keyword,keywords,tukhoa,tu-khoa,tu_khoa,timkiem'.split(',');

	/** What the page says it is: the answer to a search, a document. */
	function look() {
		const { searchParams } = new URL(url);
		const query = asked.map((name) => searchParams.get(name)).find(Boolean);
		if (query) once('Site Search', { query, results: marked(view.body, 'results', true) }, false);
		for (const one of view.querySelectorAll('[data-thuocdo-document]'))
			once('Document View', { document: marked(one, 'document') }, false);
	}

	/** The mark on an element or around it, or within it; '' when there is none. */
	function marked(from: Element | null, mark: string, within = false): string {
		const name = `data-thuocdo-${mark}`;
		const found = within ? from?.querySelector(`[${name}]`) : from?.closest?.(`[${name}]`);
		return found?.getAttribute(name) ?? '';
	}

	function move() {
		if (here() === url) return;
		enter('');
		// A single-page site draws its page after it has changed the address.
		const at = url;
		setTimeout(() => at === url && look(), 500);
	}

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
		const at = event.target as Element | null;
		const rating = marked(at, 'rating');
		if (rating) once('Rating', { rating, of: marked(at, 'of') || marked(at, 'document') });
		const link = at?.closest?.<HTMLAnchorElement>('a[href]');
		if (!link || !/^https?:$/.test(link.protocol)) return;
		const target = link.href.split(/[?#]/)[0]!;
		const name = isDocument.test(link.pathname)
			? 'File Download'
			: link.hostname !== location.hostname && 'Outbound Link: Click';
		if (name) send({ n: name, u: here(), p: { url: target } });
	}
	addEventListener('click', follow, true);
	addEventListener('auxclick', follow, true);

	function fill({ type, target }: Event) {
		const at = target as HTMLInputElement;
		const quiz = marked(at, 'quiz');
		if (type === 'invalid') {
			const { id = '', action = '' } = at.form ?? {};
			const form = at.form?.getAttribute('name') || id || action.split(/[?#]/)[0]!;
			once('Form Error', { form, field: at.name || at.id });
		} else if (quiz && type === 'submit')
			once('Quiz Finish', { quiz, score: marked(at, 'score') || marked(at, 'score', true) });
		else if (quiz) once('Quiz Start', { quiz });
	}
	for (const name of ['input', 'submit', 'invalid']) addEventListener(name, fill, true);

	const thuocdo: Thuocdo = (name, { props, url: at = here(), interactive } = {}) =>
		send({ n: name, u: at, p: props, i: interactive });
	page.thuocdo = thuocdo;

	function start() {
		enter(view.referrer);
		look();
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
