/** The platform's own doors, knocked on over HTTP like anyone else: nothing is put in by the back. */

export type Door = {
	address: string;
	/** administrator's key */
	key: string;
};

/** Sends JSON with the key. `accept` lists further statuses that are fine, such as 409 on a repeat. */
export async function call<Answer>(
	door: Door,
	method: string,
	path: string,
	body?: unknown,
	accept: number[] = []
): Promise<Answer> {
	const headers = { authorization: `Bearer ${door.key}`, 'content-type': 'application/json' };
	return send(door, path, { method, headers, body: JSON.stringify(body) }, accept);
}

/** A signed-in person's browser, as far as cookies go. */
export type Browser = { cookie: string };

/** Signs in through the page's form. Throws an Error when the page refuses. */
export async function signIn(door: Door, email: string, password: string): Promise<Browser> {
	const response = await fetch(`${door.address}/dang-nhap`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: door.address, 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({ thu: email, mat_khau: password }).toString()
	});
	await response.arrayBuffer();
	const cookie = response.headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.find((pair) => pair?.includes('phien='));
	if (!cookie) throw new Error(`The demo account ${email} could not sign in (${response.status}).`);
	return { cookie };
}

/** Sends JSON as a signed-in person's page does. */
export async function callAs<Answer>(
	door: Door,
	browser: Browser,
	method: string,
	path: string,
	body: unknown
): Promise<Answer> {
	const headers = {
		cookie: browser.cookie,
		origin: door.address,
		'content-type': 'application/json'
	};
	return send(door, path, { method, headers, body: JSON.stringify(body) }, []);
}

async function send<Answer>(
	door: Door,
	path: string,
	request: RequestInit,
	accept: number[]
): Promise<Answer> {
	for (let attempt = 1; ; attempt++) {
		const response = await fetch(door.address + path, request);
		const text = await response.text();
		const busy = response.status === 503 || response.status === 429;
		if (busy && attempt < 20) {
			await new Promise((done) => setTimeout(done, 500 * attempt));
			continue;
		}
		if (!response.ok && !accept.includes(response.status))
			throw new Error(
				`${request.method} ${path} answered ${response.status}: ${text.slice(0, 2000)}`
			);
		return JSON.parse(text) as Answer;
	}
}
