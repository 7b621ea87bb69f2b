/**
 * A campaign before it exists: what the page's form holds, with sensible values to begin with, and
 * what is wrong with which field. Moments are Vietnamese time as a box holds them, YYYY-MM-DDTHH:MM.
 */
import { askedLevels, audiences, periodText, type AskedLevel, type Audience } from './campaign.ts';
import { addDays, dayOf } from './event.ts';
import { slugOf, tidy } from './vietnamese.ts';

export type CampaignPlan = {
	survey: string;
	audience: Audience;
	levels: AskedLevel[];
	titleVi: string;
	/** '' = as in Vietnamese */
	titleEn: string;
	/** '' = made from the title */
	slug: string;
	periodFrom: string;
	periodTo: string;
	opensAt: string;
	closesAt: string;
};
export type PlanField = keyof CampaignPlan;

export const planFaults = [
	...(['survey', 'levels', 'title', 'long-title', 'slug', 'taken', 'day', 'moment'] as const),
	...(['period', 'window', 'past'] as const)
];
export type PlanFault = (typeof planFaults)[number];
export type PlanFaults = Partial<Record<PlanField, PlanFault>>;

/** The half-year that runs now; forms from tomorrow at eight, for four weeks, never due on a weekend. */
export function defaultsAt(now: number): CampaignPlan {
	const today = dayOf(now);
	const year = today.slice(0, 4);
	const [from, to] = today.slice(5) < '07-01' ? ['01-01', '06-30'] : ['07-01', '12-31'];
	let due = addDays(today, 29);
	while ([0, 6].includes(new Date(`${due}T00:00:00Z`).getUTCDay())) due = addDays(due, 1);
	const [periodFrom, periodTo] = [`${year}-${from}`, `${year}-${to}`];
	return {
		survey: 'thuc-trang',
		audience: 'units',
		levels: ['province', 'commune', 'agency'],
		titleVi: `Khảo sát thực trạng ${periodText(periodFrom, periodTo)}`,
		titleEn: '',
		slug: '',
		periodFrom,
		periodTo,
		opensAt: `${addDays(today, 1)}T08:00`,
		closesAt: `${due}T17:00`
	};
}

/** The same with what was left to the platform: address and English title. */
export function completed(plan: CampaignPlan): CampaignPlan {
	const titleVi = tidy(plan.titleVi);
	const slug = (plan.slug.trim() || slugOf(titleVi)).slice(0, 80).replace(/-+$/, '');
	return { ...plan, titleVi, titleEn: tidy(plan.titleEn) || titleVi, slug };
}

/** What is wrong with a completed plan, field by field; nothing when it can be made. */
export function faultsOfPlan(plan: CampaignPlan, surveys: readonly string[], now: number) {
	const faults: PlanFaults = {};
	const { periodFrom, periodTo, opensAt, closesAt } = plan;
	if (!surveys.includes(plan.survey)) faults.survey = 'survey';
	if (plan.audience === 'units' && plan.levels.length === 0) faults.levels = 'levels';
	if (plan.titleVi.length < 3) faults.titleVi = 'title';
	if (plan.titleVi.length > 300) faults.titleVi = 'long-title';
	if (plan.titleEn.length > 300) faults.titleEn = 'long-title';
	if (!/^[a-z0-9-]{3,80}$/.test(plan.slug)) faults.slug = 'slug';
	for (const field of ['periodFrom', 'periodTo'] as const)
		if (!isDay(plan[field])) faults[field] = 'day';
	for (const field of ['opensAt', 'closesAt'] as const)
		if (Number.isNaN(instantOf(plan[field]))) faults[field] = 'moment';
	if (!faults.periodFrom && !faults.periodTo && periodFrom > periodTo) faults.periodTo = 'period';
	if (faults.opensAt || faults.closesAt) return faults;
	if (instantOf(closesAt) <= now) faults.closesAt = 'past';
	else if (instantOf(opensAt) >= instantOf(closesAt)) faults.closesAt = 'window';
	return faults;
}

/** The instant of a Vietnamese moment, ms since the epoch; NaN when there is none. */
export function instantOf(local: string): number {
	if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) || !isDay(local.slice(0, 10))) return NaN;
	return Date.parse(`${local}+07:00`);
}

function isDay(text: string): boolean {
	const time = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

export const isAudience = (text: string): text is Audience =>
	(audiences as readonly string[]).includes(text);
export const levelsAmong = (texts: readonly string[]): AskedLevel[] =>
	askedLevels.filter((level) => texts.includes(level));
