/** The effect by the method that the rule has chosen, on the scale of the analysis. */
import type { Estimate, Method } from '../evaluation.ts';
import { wildBootstrap } from '../statistics/pilot/bootstrap.ts';
import { clusterTest } from '../statistics/pilot/cluster.ts';
import { assignmentTest, orders, type Assigned } from '../statistics/pilot/assignment.ts';
import { placebosInSpace } from '../statistics/pilot/synthetic.ts';
import { design, leastSquares } from '../statistics/numerics/regression.ts';
import { Refusal } from '../statistics/refusal.ts';
import { shift } from '../statistics/series/shift.ts';
import * as contrasts from './contrast.ts';
import { cohortsOf, meanOf, type Ready } from './panel.ts';

export type Options = {
	level: number;
	draws: number;
	/** uniform in [0, 1) */
	random: () => number;
	/** readings alongside are left out where only the effect counts */
	alongside?: boolean;
	/** periods in a year, for the rhythm of an interrupted series */
	season?: number | undefined;
};

export type Estimated = { estimate: Estimate; counterfactual: Float64Array | null };

export function estimated(panel: Ready, method: Method, options: Options): Estimated {
	if (method === 'interrupted') return interrupted(panel, options);
	if (method === 'clusters') return { estimate: clustered(panel, options), counterfactual: null };
	return { estimate: assigned(panel, method, options), counterfactual: null };
}

const sizeOf = (panel: Ready) => {
	const treated = cohortsOf(panel).reduce((sum, { size }) => sum + size, 0);
	const comparison = panel.units.length - treated;
	return { treated, comparison, n: panel.units.length * panel.periods };
};

/**
 * With one start and no gaps the fixed-effects coefficient is the difference of the units' mean
 * changes; its error is CR2 with Satterthwaite's degrees, the unit being the cluster.
 */
function clustered(panel: Ready, { level, draws, random, alongside = true }: Options): Estimate {
	const [changes] = contrasts.scoresOf(contrasts.beforeAfter(panel), panel.values);
	const treated = panel.starts.map((start) => (Number.isFinite(start) ? 1 : 0));
	const x = design([treated]);
	const test = clusterTest(leastSquares(x, changes!), panel.units, [0, 1], level);
	const wild = alongside
		? [
				{
					name: 'wild-bootstrap' as const,
					p: wildBootstrap(x, changes!, panel.units, 1, { draws, random }).p
				}
			]
		: [];
	return {
		...{ effect: test.estimate, low: test.low, high: test.high, level, p: test.p },
		...{ error: test.error, degrees: test.degrees, draws: 0 },
		...sizeOf(panel),
		...{ alongside: wild, rho: null }
	};
}

/** The contrast among all others that the same starts could have had. */
export function testOf(
	panel: Ready,
	contrast: contrasts.Contrast,
	{ list, exact }: ReturnType<typeof orders>,
	level: number,
	time?: number
): Assigned {
	const rows = contrasts.scoresOf(contrast, panel.values);
	const of = contrasts.scoresOf(contrast, contrasts.treatment(panel, time));
	const own = contrasts.figure(contrast, rows);
	const others = list.map((order) => contrasts.linear(contrast, rows, of, order));
	return assignmentTest(own, others, { level, exact });
}

/** Every other assignment of the same starts, or draws of them. */
export function ordersOf(panel: Ready, { draws, random }: Pick<Options, 'draws' | 'random'>) {
	const cohorts = cohortsOf(panel);
	const chosen = cohorts.length === 1 ? { chosen: cohorts[0]!.size } : {};
	return orders(panel.units.length, { ...chosen, draws, random });
}

function assigned(panel: Ready, method: Method, options: Options): Estimate {
	const contrast =
		method === 'staggered' ? contrasts.groupTime(panel) : contrasts.beforeAfter(panel);
	const test = testOf(panel, contrast, ordersOf(panel, options), options.level);
	const alongside =
		options.alongside === false || method === 'staggered' ? [] : besides(panel, options);
	return {
		...{ effect: test.estimate, low: test.low, high: test.high, level: options.level, p: test.p },
		...{ error: null, degrees: null, draws: test.exact ? 0 : test.assignments - 1 },
		...sizeOf(panel),
		...{ alongside, rho: null }
	};
}

/** Other readings of the same data where they exist; they decide nothing. */
function besides(panel: Ready, options: Options): Estimate['alongside'] {
	const start = panel.starts[0]!;
	const attempt = (name: Estimate['alongside'][number]['name'], work: () => number) => {
		try {
			return [{ name, p: work() }];
		} catch (error) {
			if (error instanceof Refusal) return [];
			throw error;
		}
	};
	if (sizeOf(panel).treated > 1)
		return attempt('cluster-robust', () => clustered(panel, { ...options, alongside: false }).p);
	if (start < 15) return [];
	return attempt('synthetic', () => placebosInSpace(panel.values, 0, start).p);
}

function interrupted(panel: Ready, { level, draws, random, season }: Options): Estimated {
	const rows = panel.values.filter((_, at) => Number.isFinite(panel.starts[at]!));
	const start = Math.min(...panel.starts);
	if (panel.starts.some((one) => Number.isFinite(one) && one !== start))
		throw new Refusal('bad-option', 'starts');
	const pairs = season && start >= 2 * season ? (start >= 3 * season ? 2 : 1) : 0;
	const found = shift(meanOf(rows), start, random, {
		...{ level, draws, pairs },
		...(season ? { period: season } : {})
	});
	return {
		estimate: {
			...{ effect: found.effect, low: found.low, high: found.high, level, p: found.p },
			...{ error: found.error, degrees: null, draws },
			...{ treated: rows.length, comparison: 0, n: rows.length * panel.periods },
			...{ alongside: [{ name: 'newey-west' as const, p: found.neweyWest.p }], rho: found.rho }
		},
		counterfactual: found.counterfactual
	};
}
