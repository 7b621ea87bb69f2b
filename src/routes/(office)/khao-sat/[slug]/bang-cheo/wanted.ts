/** What the address of a crosstab asks for; anything unknown is refused, never guessed. */
import { allow, type User } from '#lib/access.ts';
import type { Campaign } from '#lib/campaign.ts';
import { shareKinds, type Asked, type ShareKind } from '#lib/crosstab.ts';
import { crosstab as words } from '#lib/messages/crosstab.ts';
import { Problem } from '#lib/problem.ts';
import type { Crosstab } from '#lib/server/crosstabs.ts';

const known = ['hang', 'cot', 'vung', 'tinh', 'phan_tram', 'tren', 'kb', 'nghi_van', 'mau'];

/** Throws `crosstab.unknown`. A form that was sent says of its boxes what is not ticked too. */
export function read(url: URL): Partial<Asked> {
	const { searchParams: given } = url;
	for (const [name, value] of given)
		if (!known.includes(name) || value.length > 80) throw unknown(name);
	const one = (name: string, allowed: readonly string[]) => {
		const value = given.get(name);
		if (value !== null && !allowed.includes(value)) throw unknown(`${name}=${value}`);
		return value ?? undefined;
	};
	const share = one('phan_tram', shareKinds) as ShareKind | undefined;
	const of = one('tren', ['nguoi', 'luot']);
	const sent = one('mau', ['1']) !== undefined;
	const [unsure, flagged] = [one('kb', ['co', 'bo']), one('nghi_van', ['co', 'bo'])];
	const row = given.get('hang');
	return {
		...(row && { row }),
		column: given.get('cot') ?? '',
		// A province lies in its region: it alone says where.
		region: given.get('tinh') ? '' : (given.get('vung') ?? ''),
		province: given.get('tinh') ?? '',
		...(share && { share }),
		of: of === 'luot' ? 'choices' : 'respondents',
		unsure: unsure ? unsure === 'co' : !sent,
		flagged: flagged ? flagged === 'co' : !sent
	};
}

const unknown = (what: string) => new Problem('crosstab.unknown', { what: what.slice(0, 80) });

/** Citizens' answers are for the ministry; those of units for whoever may read them, in their scope. */
export function allowReading(user: User, { audience }: Campaign): void {
	allow(user, audience === 'citizens' ? 'citizen.read' : 'response.read');
}

/** Place and rules of a table in words, for its note and its file. */
export function aboutOf(
	{ asked, places, row, column }: Crosstab,
	campaign: Campaign,
	locale: 'vi' | 'en'
): { place: string; caption: string; notes: string[] } {
	const t = words[locale];
	const code = asked.province || asked.region;
	const kind = asked.province ? 'province' : 'region';
	const found = places.find((place) => place.kind === kind && place.code === code);
	const place = code === '' ? t.everywhere : (found?.name ?? '');
	const by = { vung: t.byRegion, tinh: t.byProvince }[asked.column] ?? column?.title ?? '';
	const citizens = campaign.audience === 'citizens';
	return {
		place,
		caption: t.caption(row.title, by, place),
		notes: [
			...(citizens ? [t.noResponseRate, t.suspicions(asked.flagged), t.setAside] : []),
			t.base(asked.unsure)
		]
	};
}
