/** The period an indicator is first shown for, and those that it is shown over. */
import { addDays } from '../../event.ts';
import type { Indicator } from '../../indicator.ts';
import { isOfAnswers } from '../../measure.ts';
import { periodAround, periodBefore, type Rhythm } from '../../register.ts';
import * as campaigns from '../campaigns.ts';
import type { Period } from '../measures.ts';
import type { Sql } from '../postgres.ts';

const usualDays = 30;
/** How many periods of each rhythm are shown. */
const shown: Record<Rhythm, number> = { month: 6, quarter: 4, year: 3 };

/** Usage: the last thirty days. Surveys: the latest campaign. Else the current campaign or year. */
export async function usual(sql: Sql, indicator: Indicator, today: string): Promise<Period> {
	if (indicator.source === 'events') return { from: addDays(today, 1 - usualDays), to: today };
	const { measure } = indicator;
	const survey = measure && isOfAnswers(measure) ? measure.survey : undefined;
	const campaign = await campaigns.current(sql, survey);
	return campaign
		? { from: campaign.periodFrom, to: campaign.periodTo }
		: periodAround(today, 'year');
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
	while (periods.length < shown[rhythm]) periods.unshift(periodBefore(periods[0]!, rhythm));
	return periods;
}
