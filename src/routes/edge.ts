/**
 * The edge: where a Problem becomes a response, and where every page and endpoint names the verb it
 * needs. `endpoint` wraps `+server.ts` handlers; `page` wraps `load` and form actions.
 */
import { error, isHttpError, isRedirect, json, redirect, type RequestEvent } from '@sveltejs/kit';
import { allow, type User, type Verb } from '#lib/access.ts';
import type { Locale } from '#lib/locale.ts';
import { Problem, sentence } from '#lib/problem.ts';

export const sessionCookie = 'phien';

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

/** Wraps a machine door. `verb` undefined means public; otherwise the user is checked first. */
export function endpoint<Event extends RequestEvent>(
	verb: Verb | undefined,
	handler: (event: Event, user: User) => Response | Promise<Response>
): (event: Event) => Promise<Response> {
	return async (event) => {
		try {
			if (verb) allow(event.locals.user, verb);
			return await handler(event, event.locals.user as User);
		} catch (thrown) {
			if (thrown instanceof Problem) return toResponse(thrown, event.locals.locale);
			throw thrown;
		}
	};
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
			if (problem === 'access.signed-out')
				redirect(
					303,
					`/dang-nhap?tiep=${encodeURIComponent(event.url.pathname + event.url.search)}`
				);
			error(status, { message: sentence(problem, event.locals.locale, details), problem });
		}
	};
}
