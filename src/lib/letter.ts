/**
 * A letter on paper (công văn) that asks one unit for its form, in the form of Decree 30/2020/NĐ-CP:
 * number, date and signature are left to whoever signs it.
 */
import { periodText, type Campaign, type AskedLevel } from './campaign.ts';
import { officialLetter as words } from './messages/official-letter.ts';
import { officialReport as form } from './messages/official-report.ts';
import { formatMoment, tidy } from './vietnamese.ts';

export type Letter = {
	addressee: string;
	paragraphs: string[];
	/** where the form is answered */
	address: string;
	/** what follows the address */
	after: string[];
};

export type Letters = {
	title: string;
	/** at the foot of every page: what this is not yet */
	mark: string;
	parentBody: string;
	body: string[];
	nation: string;
	motto: string;
	number: string;
	about: string;
	placeAndDate: string;
	recipientsTitle: string;
	recipients: string[];
	signature: { position: string; name: string };
	/** ISO 8601 */
	asOf: string;
	letters: Letter[];
};

export type Addressed = {
	level: AskedLevel;
	/** with its kind: Xã Bảo Lâm 1, Thành phố Huế */
	fullName: string;
	name: string;
	/** of a commune: Tỉnh Lâm Đồng */
	provinceFullName: string | null;
};

/** Whom to write to: the justice department of a province, the committee of a commune, an agency. */
export function addresseeOf({ level, fullName, name, provinceFullName }: Addressed): string {
	if (level === 'agency') return tidy(fullName);
	if (level === 'province') return words.justice(inSentence(fullName, name));
	const place = inSentence(fullName, name);
	const province = provinceFullName && inSentence(provinceFullName, '');
	return words.committee(province ? `${place}, ${province}` : place);
}

/** Kinds of units are written small in a sentence, unless a number follows: xã Bảo Lâm, Phường 1. */
function inSentence(fullName: string, name: string): string {
	const text = tidy(fullName);
	if (/^\d/.test(name) || text.startsWith('Thủ đô') || text === 'Thành phố Hồ Chí Minh')
		return text;
	return text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);
}

export type Recipient = Addressed & { due: Date; over: boolean };

/** The letters to these units. @param asOf ISO 8601 */
export function write(
	campaign: Campaign,
	recipients: readonly Recipient[],
	{ origin, simulated, asOf }: { origin: string; simulated: boolean; asOf: string }
): Letters {
	const title = tidy(campaign.titleVi);
	const period = periodText(campaign.periodFrom, campaign.periodTo);
	const year = new Date(Date.parse(asOf) + 7 * 3_600_000).getUTCFullYear();
	return {
		title: words.letter.about(title),
		mark: simulated ? `${form.simulated} · ${form.draft}` : form.draft,
		parentBody: '',
		body: [form.parentBody],
		nation: form.nation,
		motto: form.motto,
		number: words.letter.number,
		about: words.letter.about(title),
		placeAndDate: form.placeAndDate(String(year)),
		recipientsTitle: form.recipientsTitle,
		recipients: words.letter.recipients,
		signature: form.signer,
		asOf,
		letters: recipients.map((unit) => ({
			addressee: words.greeting(addresseeOf(unit)),
			paragraphs: [
				words.letter.body(title, period),
				unit.over
					? words.letter.over(formatMoment(unit.due, 'vi'))
					: words.letter.due(formatMoment(unit.due, 'vi'))
			],
			address: `${origin}/phieu/${campaign.slug}`,
			after: [words.letter.contact, words.letter.closing]
		}))
	};
}
