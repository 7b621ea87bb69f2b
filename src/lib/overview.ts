/** What the national overview shows and the evaluation report prints: one model for both. */
import { isCollected, type Campaign, type UnitProgress } from './campaign.ts';
import type { Estimate } from './estimate.ts';
import type { Labels } from './estimate-text.ts';
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
	indicators: {
		indicator: Indicator;
		estimate: Estimate | null;
		/** names of choices, where the value is one */
		labels?: Labels;
	}[];
};

/** The three figures the overview answers with, in order. */
export const headIndicators = ['CT-II.1a-01', 'CT-II.3-04', 'CT-II.3-05'] as const;
export type HeadIndicator = (typeof headIndicators)[number];

/** What an interval allows to say about one half: never more than that. */
export type Share = 'most' | 'few' | 'unclear' | 'none';

export function shareOf(estimate: Estimate | null | undefined): Share {
	if (estimate?.value == null) return 'none';
	if ((estimate.low ?? estimate.value) > 0.5) return 'most';
	return (estimate.high ?? estimate.value) < 0.5 ? 'few' : 'unclear';
}

/** Expected units by how far they have come; names keep the order they came in. */
export function byState(
	progress: UnitProgress[]
): Record<'done' | 'doing' | 'none', UnitProgress[]> {
	return {
		done: progress.filter(({ state }) => isCollected(state)),
		doing: progress.filter(({ state }) => state === 'draft' || state === 'returned'),
		none: progress.filter(({ state }) => state === 'none')
	};
}

/** Days that are over: `today` still grows and is left out of averages and peaks. */
export function summariseDays(visits: DayCount[], today: string) {
	const whole = visits.filter(({ day }) => day < today);
	const total = whole.reduce((sum, { visits: count }) => sum + count, 0);
	const peak = whole.reduce<DayCount | undefined>(
		(best, day) => (best && best.visits >= day.visits ? best : day),
		undefined
	);
	return { days: whole.length, total, perDay: whole.length ? total / whole.length : 0, peak };
}

/** The head indicators with their estimates, in their order. */
export function heads({ indicators }: Pick<Overview, 'indicators'>) {
	return headIndicators.flatMap((id) => indicators.filter(({ indicator }) => indicator.id === id));
}
