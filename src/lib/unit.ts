/** Administrative units: what they are called, coded and subordinate to on a day. */
export const levels = ['nation', 'province', 'commune', 'agency'] as const;
export type Level = (typeof levels)[number];

/** A unit as it was between two days. */
export type Unit = {
	id: number;
	level: Level;
	code: string;
	name: string;
	fullName: string;
	/** Tỉnh, Thành phố, Xã, Phường, Đặc khu, Bộ … */
	kind: string;
	parentId: number | null;
	regionCode: string | null;
	slug: string;
	/** first and last day, YYYY-MM-DD; null = still valid */
	validFrom: string;
	validTo: string | null;
};
