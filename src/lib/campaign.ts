/** A campaign: one round of fielding a survey, with its expected units frozen at opening. */
import { formatDay } from './vietnamese.ts';

export type CampaignState = 'draft' | 'open' | 'paused' | 'closed';
export type ResponseState = 'none' | 'draft' | 'submitted' | 'returned' | 'endorsed' | 'approved';

/** Units with accounts, or citizens through links. */
export const audiences = ['units', 'citizens'] as const;
export type Audience = (typeof audiences)[number];
export const askedLevels = ['province', 'commune', 'agency'] as const;
export type AskedLevel = (typeof askedLevels)[number];

export type Campaign = {
	id: number;
	slug: string;
	surveyId: string;
	/** the version that forms begun from now on take */
	surveyVersionId: number;
	surveyVersion: number;
	titleVi: string;
	titleEn: string;
	/** first and last day of the period reported on */
	periodFrom: string;
	periodTo: string;
	/** ISO 8601 */
	opensAt: string;
	closesAt: string;
	state: CampaignState;
	audience: Audience;
	/** levels whose units are expected, when units are asked */
	levels: AskedLevel[];
};

/** A form that has come in: it counts among those returned until it is sent back. */
export function isCollected(state: ResponseState): boolean {
	return state === 'submitted' || state === 'endorsed' || state === 'approved';
}

/** How far one expected unit has come. */
export type UnitProgress = {
	unitId: number;
	code: string;
	name: string;
	state: ResponseState;
	/** visible questions answered, and visible questions */
	answered: number;
	answerable: number;
	submittedAt: string | null;
	onTime: boolean | null;
	/** on the list, but need not answer */
	exempt?: boolean;
};

/** The steps a campaign may take. Nothing returns to draft: the expected units are frozen. */
export const steps: Record<CampaignState, readonly CampaignState[]> = {
	draft: ['open'],
	open: ['paused', 'closed'],
	paused: ['open', 'closed'],
	closed: ['open']
};

/** The period in words, as forms name it: “6 tháng đầu năm 2026”. */
export function periodText(from: string, to: string): string {
	const year = from.slice(0, 4);
	const days = `${from.slice(5)}/${to.slice(5)}`;
	if (year === to.slice(0, 4)) {
		if (days === '01-01/12-31') return `năm ${year}`;
		if (days === '01-01/06-30') return `6 tháng đầu năm ${year}`;
		if (days === '07-01/12-31') return `6 tháng cuối năm ${year}`;
	}
	return `từ ngày ${formatDay(from)} đến ngày ${formatDay(to)}`;
}
