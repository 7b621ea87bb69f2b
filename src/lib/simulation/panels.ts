/**
 * Simulated panels with a known effect: units with levels of their own, shocks that all share, and
 * errors that depend on those before. Who is treated is drawn by lot. A unit alone shares no shocks.
 */
import type { Facts } from '../evaluation.ts';
import { addDays } from '../event.ts';
import { seeded } from './random.ts';

export type PanelDesign = {
	units: number;
	/** index of the first treated period of every treated unit */
	starts: readonly number[];
	periods: number;
	/** added from the start on, in the outcome's unit */
	effect: number;
	/** autocorrelation of the errors, whose spread is 1 */
	rho: number;
	/** height of the year's rhythm, shared by all */
	season: number;
};

export function simulatePanel(
	seed: string,
	{ units, starts, periods, effect, rho, season }: PanelDesign
): Facts {
	const random = seeded(seed);
	const normal = () =>
		Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
	const common = Array.from(
		{ length: periods },
		(_, at) => (units > 1 ? 0.5 * normal() : 0) + season * Math.sin((2 * Math.PI * at) / 12)
	);
	const chosen = Array.from({ length: units }, (_, at) => at);
	for (let at = units - 1; at > 0; at--) {
		const other = random.between(0, at);
		[chosen[at], chosen[other]] = [chosen[other]!, chosen[at]!];
	}
	const startOf = new Map(starts.map((start, at) => [chosen[at]!, start]));
	const values = Array.from({ length: units }, (_, unit) => {
		const start = startOf.get(unit) ?? Infinity;
		const own = 100 + 10 * normal();
		let error = normal();
		return common.map((shock, at) => {
			if (at > 0) error = rho * error + Math.sqrt(1 - rho ** 2) * normal();
			return own + shock + error + (at >= start ? effect : 0);
		});
	});
	return {
		periods: values[0]!.map((_, at) => ({
			from: addDays('2024-01-01', 7 * at),
			to: addDays('2024-01-07', 7 * at)
		})),
		units: values.map((_, at) => ({
			id: at + 1,
			name: `Đơn vị ${at + 1}`,
			start: startOf.get(at) ?? null
		})),
		series: [
			{
				outcome: 'usage:visits',
				values,
				suppressed: values.map((row) => row.map(() => false)),
				share: false,
				unit: null
			}
		],
		disturbances: []
	};
}
