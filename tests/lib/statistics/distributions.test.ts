import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	beta,
	binomial,
	chiSquare,
	fisher,
	gamma,
	logGamma,
	normal,
	poisson,
	student
} from '#lib/statistics/numerics/distributions.ts';
import { Refusal } from '#lib/statistics/refusal.ts';
import { noncentralUpper, studentisedRange } from '#lib/statistics/numerics/studentised.ts';
import { present } from '../../vectors.ts';
import { walk, type Handler } from './reference.ts';

/** Applies a function over the columns of a check's arguments, by their names. */
const over =
	(names: string[], f: (...values: number[]) => number): Handler[1] =>
	({ params }) => {
		const columns = names.map((name) => (params!.args as Record<string, number[]>)[name]!);
		return columns[0]!.map((_, at) => f(...columns.map((column) => column[at]!)));
	};

const handlers: Handler[] = [
	[/^pnorm$/, over(['x'], normal.cdf)],
	[/^pnorm_upper$/, over(['x'], normal.upper)],
	[/^qnorm$/, over(['p'], normal.quantile)],
	[/^pt$/, over(['x', 'df'], student.cdf)],
	[/^pt_upper$/, over(['x', 'df'], student.upper)],
	[/^pt2$/, over(['x', 'df'], student.both)],
	[/^qt$/, over(['p', 'df'], student.quantile)],
	[/^pbeta$/, over(['x', 'a', 'b'], beta.cdf)],
	[/^pbeta_upper$/, over(['x', 'a', 'b'], beta.upper)],
	[/^qbeta$/, over(['p', 'a', 'b'], beta.quantile)],
	[/^pchisq$/, over(['x', 'df'], chiSquare.cdf)],
	[/^pchisq_upper$/, over(['x', 'df'], chiSquare.upper)],
	[/^qchisq$/, over(['p', 'df'], chiSquare.quantile)],
	[/^pf$/, over(['x', 'd1', 'd2'], fisher.cdf)],
	[/^pf_upper$/, over(['x', 'd1', 'd2'], fisher.upper)],
	[/^qf$/, over(['p', 'd1', 'd2'], fisher.quantile)],
	[/^dbinom$/, over(['x', 'n', 'p'], binomial.mass)],
	[/^pbinom$/, over(['x', 'n', 'p'], binomial.cdf)],
	[/^pbinom_upper$/, over(['x', 'n', 'p'], binomial.upper)],
	[/^ppois$/, over(['x', 'lambda'], poisson.cdf)],
	[/^ppois_upper$/, over(['x', 'lambda'], poisson.upper)],
	[/^pgamma$/, over(['x', 'shape', 'rate'], gamma.cdf)],
	[/^pgamma_upper$/, over(['x', 'shape', 'rate'], gamma.upper)],
	[/^qgamma$/, over(['p', 'shape', 'rate'], gamma.quantile)],
	[/^ptukey$/, over(['q', 'nmeans', 'df'], studentisedRange.cdf)],
	[/^ptukey_upper$/, over(['q', 'nmeans', 'df'], studentisedRange.upper)],
	[/^qtukey$/, over(['p', 'nmeans', 'df'], studentisedRange.quantile)]
];

const near = (got: number, expected: number, relative = 1e-10) =>
	expect(Math.abs(got - expected), `${got} for ${expected}`).toBeLessThanOrEqual(
		relative * Math.abs(expected)
	);

describe('distributions', () => {
	it.skipIf(!present)('meet every number of the set of distributions', async () => {
		const { failures, checks } = await walk('10_distributions', handlers);
		expect(failures).toEqual([]);
		expect(checks).toBeGreaterThan(0);
	});

	it('keep the digits of far tails, where 1 − cdf is zero', () => {
		// Closed forms: e^(−x/2) for two degrees; 1/(1 + x) for F(2, 2); t with one degree is Cauchy's.
		near(chiSquare.upper(600, 2), Math.exp(-300));
		near(fisher.upper(1e12, 2, 2), 1 / (1 + 1e12));
		near(student.upper(1e10, 1), 1 / (Math.PI * 1e10));
		near(normal.upper(20), 2.7536241186062337e-89, 1e-11);
		near(binomial.upper(19, 20, 0.01), 1e-40);
		near(poisson.upper(0, 1e-9), 1e-9, 1e-8);
	});

	it('have quantiles that undo the distribution function, in both tails', () => {
		const p = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
		const degrees = fc.double({ min: 0.5, max: 500, noNaN: true });
		fc.assert(
			fc.property(p, degrees, degrees, (p, one, other) => {
				const pairs: [number, number][] = [
					[normal.cdf(normal.quantile(p)), p],
					[student.cdf(student.quantile(p, one), one), p],
					[chiSquare.cdf(chiSquare.quantile(p, one), one), p],
					[fisher.cdf(fisher.quantile(p, one, other), one, other), p],
					[beta.cdf(beta.quantile(p, one, other), one, other), p]
				];
				for (const [got, expected] of pairs) near(got, expected, 1e-6);
			}),
			{ numRuns: 200 }
		);
	});

	it('add up to one over both tails', () => {
		const x = fc.double({ min: 0.01, max: 60, noNaN: true });
		fc.assert(
			fc.property(x, x, x, (x, one, other) => {
				expect(chiSquare.cdf(x, one) + chiSquare.upper(x, one)).toBeCloseTo(1, 12);
				expect(fisher.cdf(x, one, other) + fisher.upper(x, one, other)).toBeCloseTo(1, 12);
				expect(student.cdf(x, one) + student.upper(x, one)).toBeCloseTo(1, 12);
				expect(gamma.cdf(x, one, 2) + gamma.upper(x, one, 2)).toBeCloseTo(1, 12);
			})
		);
	});

	it('know the factorials and the noncentral t that is central', () => {
		near(Math.exp(logGamma(6)), 120, 1e-12);
		near(Math.exp(logGamma(0.5)), Math.sqrt(Math.PI), 1e-12);
		near(noncentralUpper(2, 10, 1e-9), student.upper(2, 10), 1e-8);
		// With endless degrees the noncentral t is a shifted normal.
		near(noncentralUpper(2, 1e7, 1.5), normal.upper(0.5), 1e-5);
	});

	it('refuse by name what has no probability', () => {
		const refused = [
			() => normal.cdf(NaN),
			() => normal.quantile(0),
			() => normal.quantile(1),
			() => student.quantile(0.5, 0),
			() => student.cdf(1, -1),
			() => chiSquare.upper(Infinity, 1),
			() => fisher.upper(1, 0, 1),
			() => beta.quantile(0.5, NaN, 1),
			() => binomial.cdf(1.5, 3, 0.5),
			() => binomial.cdf(1, 3, 1.5),
			() => poisson.cdf(1, -1),
			() => studentisedRange.upper(3, 1, 10)
		];
		for (const one of refused) expect(one).toThrow(Refusal);
	});
});
