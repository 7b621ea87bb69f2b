/**
 * The edge: where a Problem becomes a response, and where every page and endpoint names the verb it
 * needs. `endpoint` wraps `+server.ts` handlers; `page` wraps `load` and form actions.
 */
import {
	error,
	fail,
	isHttpError,
	isRedirect,
	json,
	redirect,
	type RequestEvent
} from '@sveltejs/kit';
import { allow, type User, type Verb } from '#lib/access.ts';
import type { Locale } from '#lib/locale.ts';
import { Problem, sentence, type ProblemName } from '#lib/problem.ts';
import { lifetimeHours } from '#lib/server/sessions.ts';
import { readForm } from './body.ts';

export const sessionCookie = 'phien';

/** The session cookie's name; over HTTPS the prefix ties it to this host and to HTTPS. */
export function sessionCookieAt(url: URL): string {
	return url.protocol === 'https:' ? `__Host-${sessionCookie}` : sessionCookie;
}

/** How the session cookie is set, and has to be deleted. */
export function sessionCookieOptions(url: URL) {
	const secure = url.protocol === 'https:';
	return {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure,
		maxAge: lifetimeHours * 3600
	} as const;
}

/** A page of ours to go to next, as asked for in an address; anything else becomes `/`. */
export function localPath(text: string | null | undefined): string {
	if (!text?.startsWith('/')) return '/';
	const here = 'http://here.invalid';
	const next = URL.canParse(text, here) ? new URL(text, here) : undefined;
	// Browsers read `//host` and `/\\host` as another site, also after `/./` has been tidied away.
	if (!next || next.origin !== here || /^\/[/\\]/.test(next.pathname)) return '/';
	return next.pathname + next.search;
}

/** A Problem as RFC 9457 `application/problem+json`. */
export function toResponse({ problem, status, details }: Problem, locale: Locale): Response {
	const body = {
		type: `urn:thuocdo:problem:${problem}`,
		problem,
		status,
		title: sentence(problem, locale, details),
		details
	};
	const headers: Record<string, string> = { 'content-type': 'application/problem+json' };
	if (status === 503) headers['retry-after'] = '5';
	if (typeof details.seconds === 'number') headers['retry-after'] = String(details.seconds);
	return json(body, { status, headers });
}

/**
 * Wraps a machine door. `verb` undefined means public; otherwise the user is checked first. Whoever
 * followed a link to it in a browser and is signed out is led to the sign-in page.
 */
export function endpoint<Event extends RequestEvent>(
	verb: Verb | undefined,
	handler: (event: Event, user: User) => Response | Promise<Response>
): (event: Event) => Promise<Response> {
	return async (event) => {
		try {
			if (verb) allow(event.locals.user, verb);
			return await handler(event, event.locals.user as User);
		} catch (thrown) {
			if (!(thrown instanceof Problem)) throw thrown;
			if (thrown.problem === 'access.signed-out' && isForReading(event)) toSignIn(event.url);
			return toResponse(thrown, event.locals.locale);
		}
	};
}

/** Whether a person followed a link, such as that of a download. */
function isForReading({ request }: RequestEvent): boolean {
	const { headers, method } = request;
	const accepts = headers.get('accept')?.includes('text/html') ?? false;
	return method === 'GET' && accepts && !headers.has('authorization');
}

function toSignIn({ pathname, search }: URL): never {
	redirect(303, `/dang-nhap?tiep=${encodeURIComponent(pathname + search)}`);
}

/** Wraps a page's `load` or a form action; someone signed out is led to the sign-in page. */
export function page<Event extends RequestEvent, Result>(
	verb: Verb | undefined,
	handler: (event: Event, user: User) => Result | Promise<Result>
): (event: Event) => Promise<Result> {
	return async (event) => {
		try {
			if (verb) allow(event.locals.user, verb);
			return await handler(event, event.locals.user as User);
		} catch (thrown) {
			if (isRedirect(thrown) || isHttpError(thrown) || !(thrown instanceof Problem)) throw thrown;
			const { problem, status, details } = thrown;
			if (problem === 'access.signed-out') toSignIn(event.url);
			error(status, { message: sentence(problem, event.locals.locale, details), problem });
		}
	};
}

/** What a form is told when something was wrong: the sentence, and what had been typed. */
export type Refusal = {
	problem: ProblemName;
	message: string;
	/** fields as sent, without those whose name begins with `mat_khau` */
	values: Record<string, string>;
};

/**
 * Wraps a form action. A Problem comes back beside the form with what had been typed; someone
 * signed out is led to the sign-in page, and someone without the right gets the error page.
 * @param most bytes of a form
 */
export function action<Event extends RequestEvent, Result>(
	verb: Verb | undefined,
	handler: (event: Event, user: User, form: FormData) => Promise<Result>,
	most = 64_000
) {
	return page(verb, async (event: Event, user) => {
		const form = await readForm(event.request, most);
		try {
			return await handler(event, user, form);
		} catch (thrown) {
			if (!(thrown instanceof Problem) || thrown.status === 403) throw thrown;
			if (thrown.problem === 'access.signed-out') throw thrown;
			const { problem, status, details } = thrown;
			const message = sentence(problem, event.locals.locale, details);
			return fail(status, { problem, message, values: shown(form) } satisfies Refusal);
		}
	});
}

function shown(form: FormData): Record<string, string> {
	const values: Record<string, string> = {};
	for (const [name, value] of form)
		if (typeof value === 'string' && !name.startsWith('mat_khau')) values[name] = value;
	return values;
}

/** One text field of a form; empty when it is missing or a file. */
export function field(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value.trim() : '';
}

/** A password field: exactly as typed. */
export function secretField(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}

/** A number from an address. Throws `record.not-found` for anything that cannot name a record. */
export function idOf(text: string | undefined): number {
	if (!text || !/^[1-9]\d{0,8}$/.test(text)) throw new Problem('record.not-found');
	return Number(text);
}
