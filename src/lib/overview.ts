/** What the national overview shows and the evaluation report prints: one model for both. */
import type { Campaign, UnitProgress } from './campaign.ts';
import type { Estimate } from './estimate.ts';
import type { Indicator } from './indicator.ts';

export type DayCount = {
	day: string;
	visits: number;
	/** visitors of that day; summed over days they are visitor-days */
	visitors: number;
	pageViews: number;
};

export type Overview = {
	simulated: boolean;
	/** ISO 8601 */
	asOf: string;
	/** first and last day shown */
	periodFrom: string;
	periodTo: string;
	visits: DayCount[];
	/** sites that sent anything in the period, and sites known */
	sitesHeard: number;
	sitesKnown: number;
	botEvents: number;
	campaign: Campaign | null;
	progress: UnitProgress[];
	indicators: { indicator: Indicator; estimate: Estimate | null }[];
};
