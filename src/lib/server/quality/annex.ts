/** Gathers the quality annex of a campaign from what every part of the platform knows of it. */
import type { Campaign } from '../../campaign.ts';
import { dayOf } from '../../event.ts';
import * as annex from '../../quality-annex.ts';
import type { AnnexLine } from '../../quality-annex.ts';
import { noCounts, type Counts } from '../../completeness.ts';
import * as campaigns from '../campaigns.ts';
import * as accepted from '../citizens/accepted.ts';
import * as counts from '../citizens/counts.ts';
import * as quotas from '../citizens/quotas.ts';
import * as completeness from '../completeness.ts';
import * as decisions from '../decisions.ts';
import * as estimates from '../estimates.ts';
import * as indicators from '../indicators.ts';
import type { Sql } from '../postgres.ts';
import * as received from '../received.ts';
import * as surveys from '../surveys.ts';
import * as units from '../units.ts';
import * as items from './items.ts';

export type Annex = {
	lines: AnnexLine[];
	/** forms of which the questions were read, and how many there are */
	forms: number;
	total: number;
	asOf: string;
};

export async function make(sql: Sql, campaign: Campaign): Promise<Annex> {
	const { questions, forms, total } = await items.count(sql, campaign);
	const lines = [
		...(campaign.audience === 'units'
			? await ofUnits(sql, campaign)
			: await ofCitizens(sql, campaign)),
		...annex.items(questions),
		annex.count('weights', 'unweighted', total, total),
		...(await suppression(sql, campaign)),
		...(await breaks(sql, campaign))
	];
	const order = (line: AnnexLine) => annex.annexParts.indexOf(line.part);
	return {
		lines: lines.sort((one, other) => order(one) - order(other)),
		...{ forms, total, asOf: new Date().toISOString() }
	};
}

async function ofUnits(sql: Sql, campaign: Campaign): Promise<AnnexLine[]> {
	const nation = (await completeness.counts(sql, campaign.id)).filter(
		({ place }) => place === 'nation'
	);
	const listed = (await campaigns.progress(sql, campaign.id)).map(({ unitId }) => unitId);
	const opened = dayOf(Date.parse(campaign.opensAt));
	const levelOf = new Map(
		[...(await units.named(sql, listed))].map(([id, { level }]) => [id, level])
	);
	const all: Counts = { ...noCounts };
	const lines: AnnexLine[] = [];
	for (const level of campaign.levels) {
		const own = nation.find((node) => node.level === level) ?? { ...noCounts };
		const stood = await units.onDay(sql, opened, { level });
		lines.push(
			...annex.coverage(
				level,
				listed.filter((id) => levelOf.get(id) === level),
				stood.map(({ id }) => id),
				own.exempt
			),
			...annex.response(level, own)
		);
		for (const name of Object.keys(all) as (keyof Counts)[]) all[name] += own[name];
	}
	const history = await received.history(sql, campaign.id);
	const closes = Date.parse(campaign.closesAt);
	const days = history.firsts.map((moment) => (closes - moment.getTime()) / 86_400_000);
	const tally = await decisions.tally(sql, campaign.id);
	const excepted = await decisions.excepted(sql, campaign.id);
	lines.push(
		...annex.punctuality(all, days),
		annex.share('processing', 'edited', history.edited, history.forms),
		annex.count('processing', 'versions', history.versions, history.forms),
		annex.share('processing', 'sentBack', tally.returned, history.forms),
		annex.share('processing', 'resubmitted', all.resubmitted, tally.returned),
		annex.share('processing', 'endorsed', all.endorsed, all.submitted),
		annex.share('processing', 'approved', all.approved, all.submitted),
		annex.count(
			'processing',
			'excepted',
			excepted.length,
			new Set(excepted.map(({ unitId }) => unitId)).size
		)
	);
	return lines;
}

async function ofCitizens(sql: Sql, campaign: Campaign): Promise<AnnexLine[]> {
	const all = await counts.total(sql, campaign.id);
	const flags = await counts.byFlag(sql, campaign.id);
	const seats = await quotas.list(sql, campaign.id);
	const of = (name: 'counted' | 'setAside' | 'surplus' | 'waiting' | 'excluded' | 'flagged') =>
		annex.share('citizens', name, all[name], all.received);
	return [
		annex.count('citizens', 'received', all.received, all.received),
		...(['counted', 'setAside', 'surplus', 'waiting', 'excluded', 'flagged'] as const).map(of),
		...Object.entries(flags).map(([flag, number]) =>
			annex.share('citizens', 'flagged', number, all.counted, { group: flag })
		),
		...seats.map(({ id, title, taken, most }) =>
			annex.share('quotas', 'quota', taken, most, { group: String(id), label: title })
		)
	];
}

/** Kept figures of the survey's indicators for the campaign's period: how many had to be hidden. */
async function suppression(sql: Sql, campaign: Campaign): Promise<AnnexLine[]> {
	const own = (await indicators.computable(sql)).filter(
		({ measure }) => 'survey' in measure && measure.survey === campaign.surveyId
	);
	const { periodFrom: from, periodTo: to } = campaign;
	const kept = (await estimates.list(sql, { from, to })).filter(({ indicatorId }) =>
		own.some(({ id }) => id === indicatorId)
	);
	return own.flatMap(({ id, nameVi }) => {
		const mine = kept.filter(({ indicatorId }) => indicatorId === id);
		if (mine.length === 0) return [];
		const hidden = mine.filter(({ suppressed }) => suppressed).length;
		return [
			annex.share('suppression', 'hidden', hidden, mine.length, { group: id, label: nameVi })
		];
	});
}

/** What keeps this campaign from being set beside the one before. */
async function breaks(sql: Sql, campaign: Campaign): Promise<AnnexLine[]> {
	const versions =
		campaign.audience === 'units'
			? await received.byVersion(sql, campaign.id)
			: await accepted.byVersion(sql, campaign.id);
	const total = versions.reduce((sum, { forms }) => sum + forms, 0);
	const before = (await campaigns.list(sql))
		.filter((one) => one.surveyId === campaign.surveyId && one.state !== 'draft')
		.filter(({ periodFrom }) => periodFrom < campaign.periodFrom)
		.sort((one, other) => (one.periodFrom < other.periodFrom ? 1 : -1))[0];
	const changed = before ? await changedQuestions(sql, before, campaign) : undefined;
	const moved = (await units.everyVersion(sql)).filter(
		({ validFrom, level }) =>
			validFrom > campaign.periodFrom &&
			validFrom <= campaign.periodTo &&
			(campaign.levels as string[]).includes(level)
	);
	return [
		...versions.map(({ number, forms }) =>
			annex.share('breaks', 'formVersion', forms, total, { group: String(number) })
		),
		...(changed ? [annex.share('breaks', 'changedForm', changed.changed, changed.all)] : []),
		annex.count('breaks', 'boundaries', moved.length, moved.length)
	];
}

/** Questions of either form that the other does not have in the same words and answers. */
async function changedQuestions(sql: Sql, before: Campaign, now: Campaign) {
	const [one, other] = await Promise.all([
		surveys.version(sql, before.surveyVersionId),
		surveys.version(sql, now.surveyVersionId)
	]);
	const told = (fields: typeof one.fields) =>
		new Map(fields.map(({ name, title, shape }) => [name, JSON.stringify([title, shape])]));
	const [earlier, later] = [told(one.fields), told(other.fields)];
	const names = new Set([...earlier.keys(), ...later.keys()]);
	const changed = [...names].filter((name) => earlier.get(name) !== later.get(name)).length;
	return { changed, all: names.size };
}
