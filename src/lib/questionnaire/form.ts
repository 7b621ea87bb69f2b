/** A form as the answering page works with it, and why it may be for reading only. */
import type { Campaign } from '../campaign.ts';
import type { Locale } from '../locale.ts';
import type { Previous } from '../previous.ts';
import type { OpenForm } from '../response.ts';

/** What the server opened, with the reader's language and what the page lets them do. */
export type Form = OpenForm & {
	locale: Locale;
	readOnly: boolean;
	previous: Previous;
	/** the section to begin with; otherwise where one was last */
	begin?: string | undefined;
};

/** What is needed to ask the questions of any form, a unit's or a citizen's. */
export type Asked = Pick<Form, 'definition' | 'variables' | 'locale' | 'readOnly'> & {
	response?: OpenForm['response'];
	previous?: Previous;
	/** of forms that take files */
	campaign?: Pick<Campaign, 'slug'>;
	attachments?: OpenForm['attachments'];
	/** a question that the page asks itself, before the others: it has no number */
	askedBefore?: string | undefined;
};

export type ReadOnly = 'closed' | 'paused' | 'early' | 'unit' | 'role';

/** Why a form can only be read; null when it can be answered. */
export function readOnlyBecause(
	campaign: Pick<Campaign, 'state' | 'opensAt' | 'closesAt'>,
	writable: boolean,
	mayWrite: boolean,
	now: number
): ReadOnly | null {
	if (campaign.state === 'closed' || new Date(campaign.closesAt).getTime() < now) return 'closed';
	if (campaign.state === 'paused') return 'paused';
	if (campaign.state === 'draft' || new Date(campaign.opensAt).getTime() > now) return 'early';
	if (!writable) return 'unit';
	return mayWrite ? null : 'role';
}

/**
 * The campaign as it stands for this form: sent back, it takes answers until it is due again; given
 * more time, until then.
 */
export function windowOf(
	{ campaign, response }: Pick<OpenForm, 'campaign' | 'response'>,
	now: number
): Campaign {
	const again = response.state === 'returned' && response.dueAt ? Date.parse(response.dueAt) : 0;
	const own = response.extendedUntil ? Date.parse(response.extendedUntil) : 0;
	const due = Math.max(again, own);
	if (due <= now || campaign.state === 'paused' || campaign.state === 'draft') return campaign;
	const closesAt = new Date(Math.max(due, Date.parse(campaign.closesAt))).toISOString();
	return { ...campaign, state: response.writable ? 'open' : campaign.state, closesAt };
}

/** True when a submitted form was edited and saved afterwards without being submitted again. */
export function amendedSince({
	state,
	version,
	savedAt,
	submittedAt
}: Pick<OpenForm['response'], 'state' | 'version' | 'savedAt' | 'submittedAt'>): boolean {
	if (version === 0 || state === 'returned' || !savedAt || !submittedAt) return false;
	return new Date(savedAt).getTime() > new Date(submittedAt).getTime();
}
