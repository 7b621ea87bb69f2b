/**
 * A definition as respondents' browsers get it, at an address that names its content: it can be kept
 * for a year. The platform's lists are part of the content, so a new list makes a new address.
 */
import { Problem } from '#lib/problem.ts';
import { hashOf, version } from '#lib/server/surveys.ts';
import type { Sql } from '#lib/server/postgres.ts';
import { forRespondent, type Definition } from '#lib/survey.ts';

/** Versions are immutable and few: what they look like is worked out once per content. */
const known = new Map<string, string>();

/** `definition` as {@link forRespondent} leaves it. */
export function addressOf(versionId: number, definition: Definition): string {
	const text = JSON.stringify(definition);
	const name = `${versionId}-${hashOf(definition).slice(0, 32)}`;
	if (known.size > 200) known.clear();
	known.set(name, text);
	return `/api/v1/definitions/${name}`;
}

/** The JSON behind an address. Throws `record.not-found`. */
export async function shownAt(sql: Sql, name: string): Promise<string> {
	const at = known.get(name);
	if (at !== undefined) return at;
	const versionId = /^([1-9]\d{0,8})-[0-9a-f]{32}$/.exec(name)?.[1];
	if (versionId === undefined) throw new Problem('record.not-found');
	const { definition } = await version(sql, Number(versionId)).catch((fault: unknown) => {
		if (fault instanceof Problem) throw new Problem('record.not-found');
		throw fault;
	});
	const address = addressOf(Number(versionId), forRespondent(definition));
	if (address !== `/api/v1/definitions/${name}`) throw new Problem('record.not-found');
	return known.get(name) ?? '';
}
