/**
 * The plan of Decision 1706/QĐ-BTP (2020): 25 items that keep the names of 2020, with what was
 * mended in the scanned text and where the text contradicts itself.
 */
export type PlanItem = {
	id: string;
	/** the year of its part of the plan, and the last year where one is given */
	year: number;
	yearEnd: number | null;
	/** `II`, `II.1`, … */
	parent: string;
	/** heading shared by the items of one parent, '' when there is none */
	groupTitleVi: string;
	titleVi: string;
	titleEn: string;
	leadVi: string;
	dueVi: string;
	coordinating: string[];
	products: string[];
	/** the products as one string, as printed */
	productsPrinted: string;
	/** items of Part II whose lead, partners and products this one takes over */
	inheritsFrom: string[];
	/** the sentence that refers to them, as printed */
	printed: string;
	note: string;
};

export type Discrepancy = {
	id: string;
	/** items of the plan it touches */
	items: string[];
	/** what the document says */
	printed: string;
	/** how it is read here */
	noteVi: string;
	noteEn: string;
};

export type PlanDocument = {
	number: string;
	/** YYYY-MM-DD */
	issued: string;
	titleVi: string;
	titleEn: string;
	issuer: string;
	signer: string;
	basis: string[];
	responsibilities: { id: string; text: string }[];
	/** errors of the scan: as printed, as read, where */
	mended: { printed: string; read: string; where: string }[];
	discrepancies: Discrepancy[];
};

export type PlanPart = { part: 'II' | 'III'; items: PlanItem[] };

/** The items under the two parts that hold them, in the order of the document. */
export function byPart(items: PlanItem[]): PlanPart[] {
	const parts: PlanPart[] = [
		{ part: 'II', items: [] },
		{ part: 'III', items: [] }
	];
	for (const item of items) parts[item.id.startsWith('III') ? 1 : 0]?.items.push(item);
	return parts;
}
