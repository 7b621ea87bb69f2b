/** Query parameters of the data interface, checked. */
import { Problem } from '#lib/problem.ts';

/** A calendar day, or undefined when it is not given. Throws `request.invalid`. */
export function dayOf(url: URL, name: string): string | undefined {
	const text = url.searchParams.get(name);
	if (text === null) return undefined;
	const time = Date.parse(`${text}T00:00:00Z`);
	const fine = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time);
	if (!fine || new Date(time).toISOString().slice(0, 10) !== text)
		throw new Problem('request.invalid', { reason: `${name}: YYYY-MM-DD` });
	return text;
}

/** One of the values allowed, or undefined when it is not given. Throws `request.invalid`. */
export function oneOf<Value extends string>(
	url: URL,
	name: string,
	allowed: readonly Value[]
): Value | undefined {
	const text = url.searchParams.get(name);
	if (text === null) return undefined;
	const found = allowed.find((value) => value === text);
	if (!found) throw new Problem('request.invalid', { reason: `${name}: ${allowed.join(', ')}` });
	return found;
}

/** A whole number from 1, or undefined when it is not given. Throws `request.invalid`. */
export function idOf(url: URL, name: string): number | undefined {
	const text = url.searchParams.get(name);
	if (text === null) return undefined;
	const id = Number(text);
	if (!Number.isInteger(id) || id < 1 || id > 2_147_483_647)
		throw new Problem('request.invalid', { reason: `${name}: 1, 2, 3 …` });
	return id;
}

/** Whether CSV is asked for. Throws `request.invalid`. */
export function wantsCsv(url: URL): boolean {
	return oneOf(url, 'format', ['json', 'csv']) === 'csv';
}
