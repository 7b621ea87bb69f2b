/** Sections III and IV: what the figures allow to say, and marked places for what only people know. */
import { officialReport } from '../../messages/official-report.ts';
import type { Overview } from '../../overview.ts';
import { countReturns, judge, wholeDays, type Section } from '../../report.ts';
import { count, gap, goal, heading, kindOf, paragraph, percent, value } from './wording.ts';

const words = officialReport.assessment;

export function assessment(overview: Overview): Section {
	const achieved = reached(overview);
	const limits = limited(overview);
	return {
		id: 'assessment',
		title: words.title,
		blocks: [
			heading(1, words.title),
			heading(2, words.achieved),
			...(achieved.length > 0 ? achieved : [words.nothingAchieved]).map((line) => paragraph(line)),
			heading(2, words.limits),
			...(limits.length > 0 ? limits : [words.noLimits]).map((line) => paragraph(line)),
			heading(2, words.causes),
			gap(officialReport.causesGap),
			gap(officialReport.opinionGap)
		]
	};
}

export function proposals(): Section {
	const { title } = officialReport.proposals;
	return {
		id: 'proposals',
		title,
		blocks: [heading(1, title), gap(officialReport.proposalsGap)]
	};
}

function reached(overview: Overview): string[] {
	const { progress, indicators, sitesHeard, sitesKnown } = overview;
	const lines: string[] = [];
	const { expected, collected } = countReturns(progress);
	if (collected > 0)
		lines.push(
			words.collected(
				count(collected),
				count(expected),
				percent(collected / expected),
				kindOf(progress)
			)
		);
	for (const measured of indicators) {
		const { indicator, estimate } = measured;
		const target = indicator.measure?.target;
		if (target && judge(estimate, target) === 'reached')
			lines.push(words.reached(indicator.nameVi, value(measured), goal(measured, target.value)));
	}
	const total = wholeDays(overview).reduce((sum, day) => sum + day.visits, 0);
	if (total > 0) lines.push(words.heard(count(sitesHeard), count(sitesKnown), count(total)));
	return lines;
}

function limited(overview: Overview): string[] {
	const { campaign, progress, indicators, sitesHeard, sitesKnown } = overview;
	const lines: string[] = [];
	const { expected, collected } = countReturns(progress);
	if (!campaign) lines.push(words.noCampaign);
	else if (collected < expected)
		lines.push(words.notCollected(count(expected - collected), kindOf(progress)));
	let unknown = 0;
	for (const measured of indicators) {
		const { indicator, estimate } = measured;
		const name = indicator.nameVi;
		const target = indicator.measure?.target;
		const verdict = judge(estimate, target);
		if (estimate?.value == null) unknown++;
		else if (target && verdict === 'missed')
			lines.push(words.missed(name, value(measured), goal(measured, target.value)));
		else if (target && verdict === 'unclear')
			lines.push(words.unclear(name, goal(measured, target.value)));
	}
	if (unknown > 0) lines.push(words.unknown(count(unknown)));
	if (!wholeDays(overview).some((day) => day.visits > 0)) lines.push(words.noVisits);
	else if (sitesHeard < sitesKnown) lines.push(words.silent(count(sitesKnown - sitesHeard)));
	return lines;
}
