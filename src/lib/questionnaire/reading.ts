/** A submitted form as its reviewer reads it: in words, section by section, with what changed. */
import type { Campaign, ResponseState } from '../campaign.ts';
import type { Locale } from '../locale.ts';
import type { Point } from '../points.ts';
import type { Pinned, Review, Signoff, Verdict } from '../review.ts';
import { sizeText, type Attachment } from '../attachment.ts';
import type { Field } from './fields.ts';
import type { Entry } from './sheet.ts';
import type { Answers } from './structure.ts';
import { entriesOf } from './words.ts';

export type Question = {
	name: string;
	number: string;
	title: string;
	/** no entries: not answered */
	entries: Entry[];
	/** what the version compared with said, where it said something else */
	before: Entry[] | null;
	/** reasons pinned by the latest decision */
	reasons: string[];
	/** what the unit answered in the last period, where it submitted then */
	lastPeriod: Entry[];
	/** numbers far from what units of the same level answered */
	points: Point[];
};

export type Section = { name: string; title: string; questions: Question[] };

export type Reading = {
	id: string;
	campaign: Campaign;
	unit: { id: number; name: string; fullName: string };
	state: ResponseState;
	version: number;
	receipt: string | null;
	submittedAt: string | null;
	submittedBy: string | null;
	answered: number;
	answerable: number;
	dueAt: string | null;
	signoff: Signoff | null;
	sections: Section[];
	/** the version that `before` shows: the last one decided on, else the one before; null = none */
	comparedWith: number | null;
	reviews: Review[];
	versions: { version: number; submittedAt: string; submittedBy: string }[];
	may: Verdict[];
};

type Sheet = {
	data: Answers;
	/** answers of the version compared with */
	earlier: Answers | undefined;
	/** the unit's answers of the last period */
	lastPeriod?: Answers | undefined;
	remarks: readonly Pinned[];
	points: readonly Point[];
	/** the files that answers name, by id */
	files?: ReadonlyMap<string, Attachment>;
	/** what stands for `{name}` in a title */
	variables: Record<string, string>;
	locale: Locale;
};

/** Every question that was asked, and those whose answer is gone; in the order of the form. */
export function sectionsOf(fields: readonly Field[], sheet: Sheet): Section[] {
	const { data, earlier, remarks, points, variables, locale } = sheet;
	const sections = new Map<string, Section>();
	for (const field of fields) {
		const told = (answers: Answers) =>
			entriesOf(field, answers, locale).map((entry) => withName(entry, sheet.files));
		const entries = told(data);
		const before = earlier ? told(earlier) : entries;
		const changed = JSON.stringify(before) !== JSON.stringify(entries);
		// A conditional question without an answer was not asked.
		if (entries.length === 0 && !changed && field.when !== '') continue;
		const { name, number, page, pageTitle } = field;
		const section = sections.get(page) ?? { name: page, title: pageTitle, questions: [] };
		sections.set(page, section);
		section.questions.push({
			name,
			number,
			title: field.title.replace(/\{(\w+)\}/g, (whole, key: string) => variables[key] ?? whole),
			entries,
			before: changed ? before : null,
			reasons: remarks.filter(({ question }) => question === name).map(({ reason }) => reason),
			lastPeriod: sheet.lastPeriod ? entriesOf(field, sheet.lastPeriod, locale) : [],
			points: points.filter(({ question }) => question === name)
		});
	}
	return [...sections.values()];
}

function withName(entry: Entry, files: Sheet['files']): Entry {
	const file = files?.get(entry.attachment ?? '');
	return file ? { ...entry, text: `${file.name} (${sizeText(file.size)})` } : entry;
}
