/** Section I: what was asked, of whom, when, how many forms went out and came back. */
import { officialReport } from '../../messages/official-report.ts';
import { isCollected } from '../../campaign.ts';
import type { Overview } from '../../overview.ts';
import { countReturns, longDay, longMoment, type Block, type Section } from '../../report.ts';
import { compareNames } from '../../vietnamese.ts';
import { count, heading, kindOf, paragraph, percent } from './wording.ts';

const words = officialReport.general;

export function general(overview: Overview): Section {
	const blocks: Block[] = [
		heading(1, words.title),
		heading(2, words.purpose),
		paragraph(words.purposeText),
		...survey(overview),
		heading(2, words.method),
		paragraph(words.methodText),
		paragraph(officialReport.abbreviations)
	];
	if (overview.simulated) blocks.push(paragraph(officialReport.simulatedNote));
	return { id: 'general', title: words.title, blocks };
}

function survey({ campaign, progress, asOf }: Overview): Block[] {
	if (!campaign) return [heading(2, words.scope), paragraph(words.noCampaign)];
	const returns = countReturns(progress);
	const kind = kindOf(progress);
	const { expected, collected } = returns;
	const missing = progress
		.filter(({ state }) => !isCollected(state))
		.map(({ name }) => name)
		.sort(compareNames);
	const blocks = [
		heading(2, words.scope),
		paragraph(
			words.scopeText(
				campaign.titleVi,
				longDay(campaign.periodFrom),
				longDay(campaign.periodTo),
				count(expected),
				kind
			)
		),
		heading(2, words.time),
		paragraph(
			words.timeText(longMoment(campaign.opensAt), longMoment(campaign.closesAt)),
			words.asOf(longMoment(asOf)),
			words.state[campaign.state]
		),
		heading(2, words.forms)
	];
	if (expected === 0) return [...blocks, paragraph(words.noUnits)];
	blocks.push(
		paragraph(
			words.formsText(count(expected), count(collected), percent(collected / expected)),
			collected > 0 &&
				words.formsDetail(count(returns.approved), count(returns.submitted), count(returns.onTime)),
			missing.length > 0 &&
				words.formsMissing(count(returns.returned), count(returns.draft), count(returns.none))
		)
	);
	// A long list would drown the sentence; the appendix has them all.
	if (missing.length > 0 && missing.length <= 15)
		blocks.push(paragraph(words.missingUnits(count(missing.length), kind, missing.join(', '))));
	blocks.push(paragraph(words.seeAppendix));
	return blocks;
}
