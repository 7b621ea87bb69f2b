/**
 * Where there was nothing there should be no effect: starts that never were, in the time before, and
 * units that were never treated. The true effect is set among them.
 */
import type { Method, Placebos } from '../evaluation.ts';
import { Refusal } from '../statistics/refusal.ts';
import * as contrasts from './contrast.ts';
import { estimated, ordersOf, testOf, type Options } from './estimate.ts';
import { cohortsOf, narrowed, type Ready } from './panel.ts';

const mostDates = 6;
const fakes = 200;

export function placebosOf(
	panel: Ready,
	method: Method,
	effect: number,
	options: Options
): Omit<Placebos, 'outcome'> {
	const units = method === 'interrupted' ? [] : fakeUnits(panel, method, options.random);
	const large = units.filter((fake) => Math.abs(fake) >= Math.abs(effect)).length;
	return {
		dates: fakeDates(panel, method, options),
		units,
		asLarge: units.length > 0 ? large / units.length : null
	};
}

/** The same units with starts inside the time before, two periods of which stand on either side. */
function fakeDates(panel: Ready, method: Method, options: Options): Placebos['dates'] {
	const first = Math.min(...panel.starts);
	const early = narrowed(panel, { to: first });
	const treated = panel.starts.map(Number.isFinite);
	const possible = Array.from({ length: Math.max(0, first - 3) }, (_, at) => at + 2);
	const step = Math.max(1, Math.ceil(possible.length / mostDates));
	return possible
		.filter((_, at) => at % step === 0)
		.flatMap((start) => {
			const fake = { ...early, starts: treated.map((one) => (one ? start : Infinity)) };
			try {
				const { effect, low, high } = ofFake(fake, method, options);
				return [{ start: start - first, effect, low, high }];
			} catch (error) {
				if (error instanceof Refusal) return [];
				throw error;
			}
		});
}

function ofFake(panel: Ready, method: Method, options: Options) {
	if (method === 'interrupted') return estimated(panel, method, options).estimate;
	const drawn = ordersOf(panel, options);
	const test = testOf(panel, contrasts.beforeAfter(panel), drawn, options.level);
	return { effect: test.estimate, low: test.low, high: test.high };
}

/** Units never treated, of which as many as were treated are taken for treated. */
function fakeUnits(panel: Ready, method: Method, random: () => number): number[] {
	const cohorts = cohortsOf(panel);
	const treated = cohorts.reduce((sum, { size }) => sum + size, 0);
	const idle = narrowed(panel, { keep: (at) => !Number.isFinite(panel.starts[at]!) });
	const n = idle.units.length;
	if (n < treated + 2) return [];
	const starts = panel.starts.filter(Number.isFinite);
	const fake: Ready = {
		...idle,
		starts: idle.units.map((_, at) => starts[at] ?? Infinity)
	};
	const contrast = method === 'staggered' ? contrasts.groupTime(fake) : contrasts.beforeAfter(fake);
	const rows = contrasts.scoresOf(contrast, fake.values);
	return Array.from({ length: fakes }, () => {
		const order = Int32Array.from({ length: n }, (_, at) => at);
		for (let at = n - 1; at > 0; at--) {
			const other = Math.floor(random() * (at + 1));
			[order[at], order[other]] = [order[other]!, order[at]!];
		}
		return contrasts.figure(contrast, rows, order);
	}).sort((one, other) => one - other);
}
