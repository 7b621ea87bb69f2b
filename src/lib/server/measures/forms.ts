/** The facts behind measures of how many forms came in: every unit, or invited person, on a list. */
import { isCollected } from '../../campaign.ts';
import type { Forms } from '../../figure.ts';
import type { FormMeasure } from '../../measure.ts';
import * as invitations from '../citizens/invitations.ts';
import { campaignIn, type Reading } from './reading.ts';
import type { Period, Split } from './shape.ts';

export async function gather(
	reading: Reading,
	measure: FormMeasure,
	period: Period,
	{ dimension, placeOf = (unitId) => unitId }: Split
): Promise<Forms | undefined> {
	const placed = (rows: Forms['units']) =>
		rows.flatMap(({ unitId, ...rest }) => {
			const place = placeOf(unitId);
			return place === undefined ? [] : [{ unitId: place, ...rest }];
		});
	if (measure.kind === 'response_rate') {
		const { units, notes } = await everyCampaign(reading, period);
		return units.length === 0 ? undefined : { kind: 'forms', units: placed(units), notes };
	}
	const campaign = await campaignIn(reading, measure.survey, period);
	if (!campaign) return undefined;
	const progress = await reading.expected(campaign.id);
	const levels =
		dimension === 'level' ? await reading.levels(progress.map(({ unitId }) => unitId)) : undefined;
	const units = progress.map(({ unitId, state, onTime }) => ({
		unitId,
		category: levels?.get(unitId) ?? '',
		asked: 1,
		counts: isCollected(state) && (!measure.onTime || onTime === true) ? 1 : 0
	}));
	const notes: Forms['notes'] = campaign.state === 'closed' ? [] : ['campaign-open'];
	return { kind: 'forms', units: placed(units), notes };
}

async function everyCampaign(reading: Reading, { from, to }: Period) {
	const held = (await reading.campaigns()).filter(
		(one) => one.periodFrom <= to && one.periodTo >= from
	);
	const units: Forms['units'] = [];
	for (const { id, audience } of held) {
		if (audience === 'units')
			for (const { unitId, state } of await reading.expected(id))
				units.push({ unitId, category: '', asked: 1, counts: isCollected(state) ? 1 : 0 });
		else
			for (const { unitId, made, used } of await invitations.counts(reading.sql, id))
				units.push({ unitId, category: '', asked: made, counts: used });
	}
	const notes: Forms['notes'] = held.some(({ audience }) => audience === 'citizens')
		? ['open-links']
		: [];
	if (held.some(({ state }) => state !== 'closed')) notes.push('campaign-open');
	return { units, notes };
}
