/**
 * A section of a unit's form in the hands of one person: while it is, that person alone writes it.
 * Whoever left the unit or lost the account holds nothing any more.
 */

export const longestNote = 500;

/** A section that was given to somebody and not taken back. */
export type Given = {
	/** page of the definition */
	page: string;
	personId: number;
	person: string;
	note: string;
	/** YYYY-MM-DD */
	dueOn: string | null;
	/** ISO 8601 */
	givenAt: string;
	givenBy: string;
	/** ISO 8601 */
	doneAt: string | null;
	/** false when the person can no longer write for the unit: the section is open to all again */
	holds: boolean;
};

/** Somebody of the unit who can be given a section. */
export type Colleague = { id: number; name: string };

/** A section that waits for the reader, for the list of forms. */
export type Waiting = Pick<Given, 'page' | 'note' | 'dueOn' | 'givenBy' | 'doneAt'> & {
	/** address of the campaign */
	slug: string;
	title: string;
};

/** Who keeps the reader from writing a section; undefined when they may write it. */
export function heldByOther(
	sections: readonly Given[],
	page: string,
	readerId: number
): Given | undefined {
	return sections.find(
		(given) => given.page === page && given.holds && given.personId !== readerId
	);
}
