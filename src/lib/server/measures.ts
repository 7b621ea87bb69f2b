/**
 * Gathers the facts behind a measure for a period: answers from the warehouse, visits from the daily
 * totals, submissions from the record.
 */
import { isCollected, type Campaign } from '../campaign.ts';
import type { Facts } from '../figure.ts';
import { isOfUsage, type Measure } from '../indicator.ts';
import * as campaigns from './campaigns.ts';
import * as decisions from './decisions.ts';
import type { Sql } from './postgres.ts';
import * as usage from './usage-measures.ts';
import type { Warehouse } from './warehouse.ts';

/** First and last day, YYYY-MM-DD. */
export type Period = { from: string; to: string };

/** The facts of a period, or undefined when no campaign of the survey falls in it. */
export async function gather(
	sql: Sql,
	warehouse: Warehouse,
	measure: Measure,
	period: Period
): Promise<Facts | undefined> {
	if (isOfUsage(measure)) return usage.gather(sql, warehouse, measure, period);
	const campaign = await campaignIn(sql, measure.survey, period);
	if (!campaign) return undefined;
	const open = campaign.state !== 'closed';
	const progress = await campaigns.expected(sql, campaign.id);
	if (measure.kind === 'share_submitted') {
		const units = progress.map(({ unitId, state, onTime }) => ({
			unitId,
			counts: isCollected(state) && (!measure.onTime || onTime === true)
		}));
		return { kind: 'submitted', units, open };
	}
	// A form sent back for mending is not in hand, so its answers do not count.
	const inHand = new Set(
		progress.filter(({ state }) => isCollected(state)).map(({ unitId }) => unitId)
	);
	// Nor does an answer that the approval excepts.
	const asked = [measure.question, measure.and?.question];
	const excepted = new Set(
		(await decisions.excepted(sql, campaign.id))
			.filter(({ question }) => asked.includes(question))
			.map(({ unitId }) => unitId)
	);
	const answered = (await answersOf(warehouse, campaign.id, measure)).filter(
		({ unitId }) => inHand.has(unitId) && !excepted.has(unitId)
	);
	return { kind: 'answers', expected: progress.map(({ unitId }) => unitId), answered, open };
}

/** The latest campaign of a survey that was opened and whose period meets this one. */
async function campaignIn(
	sql: Sql,
	survey: string,
	{ from, to }: Period
): Promise<Campaign | undefined> {
	const opened = (await campaigns.list(sql)).filter(
		(one) => one.surveyId === survey && one.state !== 'draft'
	);
	return opened.find((one) => one.periodFrom <= to && one.periodTo >= from);
}

/** Per unit that answered the question: whether the answer counts. Only latest versions speak. */
async function answersOf(
	warehouse: Warehouse,
	campaign: number,
	measure: Extract<Measure, { kind: 'share_of_answers' }>
): Promise<{ unitId: number; counts: boolean }[]> {
	const { question, codes, and } = measure;
	const rows = await warehouse.rows<{ unitId: number; counts: 0 | 1 }>(
		`select a.unit_id as unitId,
			countIf(a.question = {question:String} and a.code in {codes:Array(String)}) > 0
				and ({second:String} = '' or hasAny(
					groupArrayIf(splitByChar('.', a.item)[1], a.question = {second:String}
						and a.code in {secondCodes:Array(String)}
						and {item:String} in ['', splitByChar('.', a.item)[-1]]),
					groupArrayIf(splitByChar('.', a.item)[1], a.question = {second:String}
						and ({rowItem:String} = '' or a.code in {rowCodes:Array(String)}
							and splitByChar('.', a.item)[-1] = {rowItem:String})))) as counts
		from answers as a
		where a.campaign_id = {campaign:UInt32}
			and a.question in [{question:String}, {second:String}]
			and (a.response_id, a.version) in (
				select response_id, max(version) from answers
				where campaign_id = {campaign:UInt32} group by response_id)
		group by a.unit_id
		having countIf(a.question = {question:String}) > 0
		order by a.unit_id`,
		{
			...{ campaign, question, codes },
			second: and?.question ?? '',
			secondCodes: and?.codes ?? [],
			item: and?.item ?? '',
			rowItem: and?.row?.item ?? '',
			rowCodes: and?.row?.codes ?? []
		}
	);
	return rows.map(({ unitId, counts }) => ({ unitId, counts: counts === 1 }));
}
