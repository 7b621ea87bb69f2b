/** A campaign: one round of fielding a survey, with its expected units frozen at opening. */
export type CampaignState = 'draft' | 'open' | 'paused' | 'closed';
export type ResponseState = 'none' | 'draft' | 'submitted' | 'returned' | 'approved';

export type Campaign = {
	id: number;
	slug: string;
	surveyId: string;
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
};

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
};
