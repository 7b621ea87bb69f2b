import { toCsvColumns } from '#lib/charts/column.ts';
import { placeColumns } from '#lib/charts/places.ts';
import * as labels from '#lib/server/indicator-labels.ts';
import { csvResponse } from '../../../../api/v1/csv.ts';
import { endpoint } from '../../../../edge.ts';
import { read, rowsFor } from '../asked.ts';

/** The rows of the map of one indicator, for the period and boundaries of the address. */
export const GET = endpoint('indicator.read', async ({ params, url, locals }, user) => {
	const { sql, warehouse, locale, platform } = locals;
	const asked = await read(sql, params.id ?? '', url);
	const { indicator } = asked;
	const rows = (await rowsFor(sql, warehouse, user, asked)).filter(
		({ isNation, category }) => !isNation && category === ''
	);
	const choices = await labels.ofChoices(sql, indicator, locale);
	const columns = toCsvColumns(placeColumns(indicator, locale, choices));
	return csvResponse(`${indicator.id}-theo-tinh`, rows, columns, platform.simulated);
});
