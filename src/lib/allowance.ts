/**
 * What a single unit is allowed in a campaign: to hand in until a later time of its own, or not to
 * answer at all. Given for a reason, never changed, only withdrawn for a reason.
 */
export const allowanceKinds = ['extension', 'exemption'] as const;
export type AllowanceKind = (typeof allowanceKinds)[number];

export type Allowance = {
	id: number;
	unitId: number;
	unit: string;
	kind: AllowanceKind;
	/** ISO 8601; of an extension */
	until: string | null;
	reason: string;
	/** ISO 8601 */
	givenAt: string;
	givenBy: string;
	/** null while it was not withdrawn */
	withdrawnAt: string | null;
	withdrawnBy: string | null;
	withdrawnFor: string | null;
	/** it holds: not withdrawn, and none of its kind came after it */
	stands: boolean;
};

/** Longest reason, in characters. */
export const longestReason = 1000;
