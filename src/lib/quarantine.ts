/** Rows that could not be understood: kinds, outcomes and addresses that pages and programs share. */
export const kinds = ['item', 'line', 'log'] as const;
export type Kind = (typeof kinds)[number];

/** What a row would become: `left-out` is understood with nothing to count, `wrong` still not understood. */
export const outcomes = ['stored', 'bot', 'duplicate', 'left-out', 'wrong'] as const;
export type Outcome = (typeof outcomes)[number];

/** Fields of a batch's item that one rule may set in many rows. */
export const fields = ['domain', 'name', 'time', 'url', 'referrer'] as const;
export type Field = (typeof fields)[number];

/** Address of the page of one group. */
export function groupAddress(group: { kind: Kind; cause: string; siteId: number }): string {
	const query = new URLSearchParams({
		...{ loai: group.kind, ly_do: group.cause, trang: String(group.siteId) }
	});
	return `/quan-tri/cach-ly/nhom?${query}`;
}
