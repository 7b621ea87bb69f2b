/** What forms and addresses of the quarantine ask for. */
import { Problem } from '#lib/problem.ts';
import { fields, kinds } from '#lib/quarantine.ts';
import type { Selection } from '#lib/server/intake/quarantine.ts';
import type { Rule } from '#lib/server/intake/verdict.ts';
import { field } from '../../edge.ts';

/** The group that an address names. Throws `record.not-found`. */
export function groupOf(url: URL): Exclude<Selection, { ids: number[] }> {
	const kind = kinds.find((one) => one === url.searchParams.get('loai'));
	const site = url.searchParams.get('trang') ?? '';
	if (!kind || !/^\d{1,9}$/.test(site)) throw new Problem('record.not-found');
	return { kind, cause: (url.searchParams.get('ly_do') ?? '').slice(0, 200), siteId: Number(site) };
}

/** The change that a form asks for; none when rows are to be taken as they are. */
export function ruleOf(form: FormData): Rule | undefined {
	const asked = field(form, 'cach');
	if (asked === '') return undefined;
	const name = fields.find((one) => one === asked);
	if (!name) throw new Problem('request.invalid', { reason: 'cach' });
	return { field: name, value: field(form, 'gia_tri').normalize('NFC').slice(0, 2000) };
}
