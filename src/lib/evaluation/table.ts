/** The panel of a result as rows: one for each unit, period and outcome, as it was used. */
import type { Column } from '../csv.ts';
import type { Facts } from '../evaluation.ts';

export type PanelRow = {
	outcome: string;
	unitId: number;
	unit: string;
	from: string;
	to: string;
	isTreated: boolean;
	isAfter: boolean;
	/** nothing where it is missing or hidden */
	value: number | null;
	isHidden: boolean;
};

export function panelRows(facts: Facts): PanelRow[] {
	return facts.series.flatMap(({ outcome, values, suppressed }) =>
		facts.units.flatMap(({ id, name, start }, unit) =>
			facts.periods.map(({ from, to }, period) => {
				const isHidden = suppressed[unit]?.[period] === true;
				return {
					...{ outcome, unitId: id, unit: name, from, to, isHidden },
					isTreated: start !== null,
					isAfter: start !== null && period >= start,
					value: isHidden ? null : (values[unit]?.[period] ?? null)
				};
			})
		)
	);
}

const names = [
	...(['outcome', 'unitId', 'unit', 'from', 'to'] as const),
	...(['isTreated', 'isAfter', 'value', 'isHidden'] as const)
];
export const panelColumns: Column<PanelRow>[] = names.map((name) => ({
	header: name,
	value: (row) => row[name]
}));
