/**
 * The figures of the unit's last period: from the latest earlier campaign of the same survey in which
 * this very unit submitted its form. Figures of units it was joined from are never added up.
 */
import type { User } from '../access.ts';
import { periodText, type Campaign } from '../campaign.ts';
import type { Previous } from '../previous.ts';
import { questionOf } from '../questionnaire/draft.ts';
import { check, type Answers } from '../questionnaire/structure.ts';
import type { Field } from '../questionnaire/fields.ts';
import * as forms from './forms.ts';
import type { Sql } from './postgres.ts';
import * as units from './units.ts';

/** Throws `campaign.not-found`, `response.not-expected`. */
export async function previous(sql: Sql, user: User, slug: string): Promise<Previous> {
	const { campaign, version } = await forms.enter(sql, user, slug);
	const found = await lastSubmitted(sql, campaign, user.unitId);
	if (found)
		return {
			kind: 'found',
			period: periodText(found.periodFrom, found.periodTo),
			submittedAt: found.submittedAt.toISOString(),
			...stillValid(version.fields, found.data)
		};
	const joined = await units.predecessors(sql, user.unitId);
	return joined.length > 0
		? { kind: 'new-unit', from: joined.map(({ name }) => name) }
		: { kind: 'none' };
}

type Last = { periodFrom: string; periodTo: string; submittedAt: Date; data: Answers };

/** What a unit submitted in the latest earlier campaign of the same survey. */
export async function lastSubmitted(
	sql: Sql,
	campaign: Pick<Campaign, 'id' | 'surveyId' | 'periodFrom' | 'periodTo'>,
	unitId: number
): Promise<Last | undefined> {
	const [found] = await sql<Last[]>`
		select c.period_from, c.period_to, p.submitted_at, p.data
		from campaigns c join survey_versions v on v.id = c.survey_version_id
		join responses r on r.campaign_id = c.id and r.unit_id = ${unitId}
		join response_versions p on p.response_id = r.id and p.version = r.version
		where v.survey_id = ${campaign.surveyId} and c.id <> ${campaign.id}
			and c.period_to < ${campaign.periodTo} and c.period_from < ${campaign.periodFrom}
		order by c.period_to desc, c.id desc limit 1`;
	return found;
}

/** The answers that the questions of today may hold, each judged by itself. */
export function stillValid(
	fields: readonly Field[],
	data: Answers
): { data: Answers; dropped: string[] } {
	const kept: Answers = {};
	const dropped = new Set<string>();
	for (const [key, value] of Object.entries(data))
		if (check(fields, { [key]: value }).length === 0) kept[key] = value;
		else dropped.add(questionOf(key));
	for (const key of Object.keys(kept)) if (dropped.has(questionOf(key))) delete kept[key];
	return { data: kept, dropped: [...dropped] };
}
