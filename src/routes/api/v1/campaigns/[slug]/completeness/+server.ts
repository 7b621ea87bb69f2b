/**
 * How complete a campaign is, within the reader's scope: `view=places` (counts and rates of the
 * nation, its regions and provinces by level) or `view=units`; `region`, `province`, `level`, `state`,
 * `q` and `sort` narrow and order it. JSON, or CSV with `?format=csv`; always whole.
 */
import { json } from '@sveltejs/kit';
import { askedLevels } from '#lib/campaign.ts';
import type { Column } from '#lib/csv.ts';
import {
	countNames,
	faultsOf,
	orders,
	ratesOf,
	shownStates,
	type Node,
	type Selection,
	type UnitLine
} from '#lib/completeness.ts';
import * as completeness from '#lib/server/completeness.ts';
import { endpoint } from '../../../../../edge.ts';
import { csvResponse } from '../../../csv.ts';
import { oneOf, wantsCsv } from '../../../parameters.ts';
import { seen } from '../../seen.ts';
import type { RequestEvent } from './$types.js';

type Named = Node & { name: string };

const shareOf = (node: Node, name: 'submitted' | 'onTime') => ratesOf(node)[name].share;
const ofPlaces: Column<Named>[] = [
	{ header: 'place', value: ({ place }) => place },
	{ header: 'code', value: ({ code }) => code },
	{ header: 'name', value: ({ name }) => name },
	{ header: 'level', value: ({ level }) => level },
	...countNames.map((header) => ({ header, value: (node: Named) => node[header] })),
	{ header: 'rateSubmitted', value: (node) => shareOf(node, 'submitted') },
	{ header: 'rateOnTime', value: (node) => shareOf(node, 'onTime') },
	{ header: 'faults', value: (node) => faultsOf(node).join(' ') }
];
const ofUnits: Column<UnitLine>[] = (
	[
		...(['code', 'fullName', 'level', 'province', 'state', 'answered', 'answerable'] as const),
		...(['submittedAt', 'onTime', 'exempt', 'extendedUntil', 'remindedAt'] as const)
	] as const
).map((header) => ({ header, value: (unit: UnitLine) => unit[header] }));

export const GET = endpoint(
	'campaign.read',
	async ({ locals, params, url }: RequestEvent, user) => {
		const { sql } = locals;
		const campaign = await seen(sql, user, params.slug);
		const scope = await completeness.scopeOf(sql, user);
		const text = (name: string) => url.searchParams.get(name)?.slice(0, 200) || undefined;
		const asked = text('province');
		const province = asked ? await completeness.provinceByCode(sql, asked) : undefined;
		const selection: Selection = {
			region: text('region'),
			provinceId: province?.unitId,
			level: oneOf(url, 'level', askedLevels),
			state: oneOf(url, 'state', shownStates),
			text: text('q'),
			...(scope === 'own' && { unitIds: [user.unitId] }),
			...(scope !== 'all' && scope !== 'own' && { provinceId: scope.unitId })
		};
		const { simulated } = locals.platform;
		const csv = wantsCsv(url);
		const view = oneOf(url, 'view', ['places', 'units']) ?? 'places';
		if (view === 'units' || scope === 'own') {
			const order = oneOf(url, 'sort', orders) ?? 'name';
			const { units } = await completeness.list(sql, campaign.id, selection, { order });
			if (csv) return csvResponse(`don-vi-${campaign.slug}`, units, ofUnits, simulated);
			return json({ simulated, campaign, units });
		}
		const [nodes, names, regions] = await Promise.all([
			completeness.counts(sql, campaign.id, selection),
			completeness.provinceNames(sql),
			completeness.regions(sql)
		]);
		const nameOf = ({ place, code }: Node) =>
			place === 'province'
				? names[code]
				: regions.find((region) => place === 'region' && region.code === code)?.nameVi;
		const places = nodes
			.filter(({ level }) => !selection.level || level === selection.level)
			.map((node): Named => ({ ...node, name: nameOf(node) ?? '' }));
		if (csv) return csvResponse(`day-du-${campaign.slug}`, places, ofPlaces, simulated);
		const shown = places.map((node) => ({
			...node,
			rates: ratesOf(node),
			faults: faultsOf(node)
		}));
		return json({ simulated, campaign, places: shown });
	}
);
