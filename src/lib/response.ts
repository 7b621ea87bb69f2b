/** A response: one unit's answers in one campaign, as a numbered draft and immutable versions. */
import type { Attachment } from './attachment.ts';
import type { Campaign, ResponseState } from './campaign.ts';
import type { Touched } from './questionnaire/merge.ts';
import type { Answers } from './questionnaire/structure.ts';
import type { Review, Signoff } from './review.ts';
import type { Colleague, Given } from './section.ts';
import type { Definition } from './survey.ts';
import type { Level, Unit } from './unit.ts';

/** Everything the answering page needs. */
export type OpenForm = {
	campaign: Campaign;
	definition: Definition;
	unit: Pick<Unit, 'id' | 'name' | 'fullName'>;
	response: {
		/** null before the first save of a campaign that takes no answers */
		id: string | null;
		state: ResponseState;
		draft: Answers;
		/** number of the last saved draft; the next one is one more */
		sequence: number;
		/** number of the current submitted version; 0 = never submitted */
		version: number;
		savedAt: string | null;
		submittedAt: string | null;
		/** receipt of the current version */
		receipt: string | null;
		/** when a form that was sent back is due again; ISO 8601 */
		dueAt: string | null;
		/** the unit's own, later closing time; ISO 8601 */
		extendedUntil: string | null;
		/** the decision that holds for the current version */
		review: Review | null;
		/** the unit's own approver vouched for the current version */
		signoff: Signoff | null;
		/** when each question changed last (number of that draft), and by whom */
		touched: Touched;
		/** true when the form takes answers now */
		writable: boolean;
	};
	/** sections given to one person */
	sections: Given[];
	/** those of the unit who can be given a section */
	colleagues: Colleague[];
	/** who opened the form */
	reader: number;
	variables: Variables;
	/** files handed in, also those that no answer names at present */
	attachments?: Attachment[];
};

/** Values the platform supplies to a form. */
export type Variables = {
	/** the period in words */
	kyBaoCao: string;
	/** the group of the unit: so_tu_phap, ubnd_xa, bo_nganh */
	nhom: string;
};

export type Receipt = {
	version: number;
	/** short proof of what was received, derived from the content */
	receipt: string;
	/** ISO 8601 */
	submittedAt: string;
};

const groups: Record<Level, string> = {
	nation: 'bo_nganh',
	agency: 'bo_nganh',
	province: 'so_tu_phap',
	commune: 'ubnd_xa'
};

/** The group of respondents a unit belongs to, as forms know it. */
export function groupOf(level: Level): string {
	return groups[level];
}

/** The first twelve digits of a content hash in threes of four: 1A2B-3C4D-5E6F. */
export function receiptOf(hash: string): string {
	return hash
		.slice(0, 12)
		.toUpperCase()
		.replace(/(.{4})(?=.)/g, '$1-');
}
