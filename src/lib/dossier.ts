/**
 * A province's dossier: the forms of its communes, endorsed, forwarded to the ministry together. A
 * commune that is silent or whose form could not be endorsed is named with the reason, so that one
 * cannot hold up the others.
 */
import type { ResponseState } from './campaign.ts';

export type CommuneForm = {
	unitId: number;
	code: string;
	name: string;
	state: ResponseState;
	/** freed from answering: needs no form and no reason */
	exempt: boolean;
};

export type Exception = { unitId: number; name: string; reason: string };

export type Dossier = {
	id: number;
	unitId: number;
	unit: string;
	note: string;
	/** ISO 8601 */
	forwardedAt: string;
	forwardedBy: string;
	exceptions: Exception[];
	decision: null | {
		decision: 'accepted' | 'returned';
		note: string;
		decidedAt: string;
		decidedBy: string;
	};
};

/** What a dossier says of its communes; the parts add up to all. */
export type DossierCounts = { all: number; ready: number; exempt: number; open: number };

export const isReady = ({ state }: Pick<CommuneForm, 'state'>) =>
	state === 'endorsed' || state === 'approved';

/** Communes that are neither endorsed nor exempt: each needs a reason before the dossier can go. */
export function openOnes<Form extends CommuneForm>(forms: readonly Form[]): Form[] {
	return forms.filter((form) => !form.exempt && !isReady(form));
}

export function countsOf(forms: readonly CommuneForm[]): DossierCounts {
	const exempt = forms.filter((form) => form.exempt).length;
	const open = openOnes(forms).length;
	return { all: forms.length, ready: forms.length - exempt - open, exempt, open };
}

/** True when the dossier stands: forwarded, and not returned by the ministry. */
export function stands(dossier: Dossier | undefined): boolean {
	return dossier !== undefined && dossier.decision?.decision !== 'returned';
}
