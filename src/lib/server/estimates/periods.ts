/** The period an indicator is first shown for, and those that it is shown over. */
import type { Campaign } from '../../campaign.ts';
import { addDays } from '../../event.ts';
import type { Indicator } from '../../indicator.ts';
import { isOfAnswers, isOfRegister, type RegisterMeasure } from '../../measure.ts';
import { periodAround, periodBack, type Rhythm } from '../../register/periods.ts';
import * as campaigns from '../campaigns.ts';
import type { Period } from '../measures.ts';
import type { Sql } from '../postgres.ts';

const usualDays = 30;
/** How many periods of each rhythm are shown. */
const shown: Record<Rhythm, number> = { month: 6, quarter: 4, year: 3 };

/** The period an indicator is first shown for. */
export async function usual(sql: Sql, indicator: Indicator, today: string): Promise<Period> {
	return finder(sql, today)(indicator);
}

/**
 * Finds that period for many indicators, asking for each campaign once. Usage: the last thirty days.
 * Surveys: the latest campaign. Else the current campaign, or the year.
 */
export function finder(sql: Sql, today: string): (indicator: Indicator) => Promise<Period> {
	const known = new Map<string | undefined, Promise<Campaign | undefined>>();
	return async ({ source, measure, periodRule }) => {
		if (source === 'events') return { from: addDays(today, 1 - usualDays), to: today };
		const year = periodAround(today, 'year');
		// What is entered for whole years is there once the year is over.
		if (measure && isOfRegister(measure) && periodRule === 'year' && !stands(measure))
			return periodBack(year, 'year');
		const survey = measure && isOfAnswers(measure) ? measure.survey : undefined;
		const found = known.get(survey) ?? campaigns.current(sql, survey);
		known.set(survey, found);
		const campaign = await found;
		return campaign ? { from: campaign.periodFrom, to: campaign.periodTo } : year;
	};
}

/** States and stocks hold until the next; counts and shares belong to their period. */
function stands({ kind }: RegisterMeasure): boolean {
	return /^(state_of|latest_of|units_in)/.test(kind);
}

/** Periods over which the indicator is shown, the oldest first. */
export async function over(sql: Sql, indicator: Indicator, today: string): Promise<Period[]> {
	const { periodRule, measure } = indicator;
	if (periodRule === 'campaign') {
		const survey = measure && isOfAnswers(measure) ? measure.survey : undefined;
		const held = (await campaigns.list(sql)).filter(
			(one) => one.state !== 'draft' && (!survey || one.surveyId === survey)
		);
		const periods = new Map(
			held.map(({ periodFrom: from, periodTo: to }) => [`${from}/${to}`, { from, to }])
		);
		return [...periods.values()].slice(0, shown.month).reverse();
	}
	const rhythm = periodRule === 'day' ? 'month' : periodRule;
	const periods = [periodAround(today, rhythm)];
	while (periods.length < shown[rhythm]) periods.unshift(periodBack(periods[0]!, rhythm));
	return periods;
}
