import { describe, expect, it } from 'vitest';
import { figureOf, type Facts, type Figure, type Respondents } from '#lib/figure.ts';
import { seeded, type Random } from '#lib/simulation/random.ts';

/**
 * A thousand surveys of populations whose truth is known: the intervals hold it in 93 to 97 of a
 * hundred. The same seeds give the same thousand every time.
 */
const surveys = 1000;
const size = 600;
const drawn = 150;

type Person = { y: number; x: number; group: string };

function held(make: (random: Random) => { truth: number; figure: Figure | null }): number {
	let inside = 0;
	for (let survey = 0; survey < surveys; survey++) {
		const { truth, figure } = make(seeded(`survey ${survey}`));
		if (figure!.low! <= truth && truth <= figure!.high!) inside++;
	}
	return inside / surveys;
}

const normal = (random: Random) =>
	Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());

/** The first `count` of a shuffled list. */
function sample<Item>(random: Random, items: readonly Item[], count: number): Item[] {
	const list = [...items];
	for (let at = 0; at < count; at++) {
		const other = random.between(at, list.length - 1);
		[list[at], list[other]] = [list[other]!, list[at]!];
	}
	return list.slice(0, count);
}

function facts(
	people: readonly Person[],
	shape: Pick<Respondents, 'statistic' | 'scale'> & { listed: boolean }
): Respondents {
	const { listed, ...rest } = shape;
	return {
		...{ kind: 'respondents', factor: 1, guarded: true, notes: [], ...rest },
		asked: listed ? [{ unitId: 1, category: '', n: size }] : null,
		cells: people.map(({ y, x, group }) => ({
			...{ unitId: 1, category: group, option: '', n: 1 },
			...{ y, x, yy: y * y, xy: x * y, xx: x * x }
		}))
	};
}

const within = (share: number) => {
	expect(share).toBeGreaterThanOrEqual(0.93);
	expect(share).toBeLessThanOrEqual(0.97);
};

describe('intervals of a thousand simulated surveys hold the truth in 93 to 97 of a hundred', () => {
	it.each([0.08, 0.35, 0.5, 0.9])('a share of %d of a list, drawn by lot', (planted) => {
		within(
			held((random) => {
				const all = Array.from({ length: size }, (): Person => {
					return { y: random.chance(planted) ? 1 : 0, x: 1, group: '' };
				});
				const truth = all.reduce((sum, { y }) => sum + y, 0) / size;
				const people = sample(random, all, drawn);
				const shape = { statistic: 'share', scale: [0, 1], listed: true } as const;
				return { truth, figure: figureOf(facts(people, { ...shape, scale: [0, 1] })) };
			})
		);
	});

	it('a mean of an index from 0 to 100', () => {
		within(
			held((random) => {
				const all = Array.from({ length: size }, (): Person => {
					const y = Math.min(100, Math.max(0, 58 + 17 * normal(random)));
					return { y, x: 1, group: '' };
				});
				const truth = all.reduce((sum, { y }) => sum + y, 0) / size;
				const people = sample(random, all, drawn);
				const shape = { statistic: 'mean' as const, listed: true };
				return { truth, figure: figureOf(facts(people, { ...shape, scale: [0, 100] })) };
			})
		);
	});

	it('a ratio of two sums, such as what was spent of what was given', () => {
		within(
			held((random) => {
				const all = Array.from({ length: size }, (): Person => {
					const x = Math.exp(6 + 0.5 * normal(random));
					return { y: x * (0.4 + 0.5 * random.next()), x, group: '' };
				});
				const sum = (name: 'y' | 'x') => all.reduce((total, one) => total + one[name], 0);
				const people = sample(random, all, drawn);
				const shape = { statistic: 'mean' as const, scale: null, listed: true };
				return { truth: sum('y') / sum('x'), figure: figureOf(facts(people, shape)) };
			})
		);
	});

	it('the difference of two groups', () => {
		within(
			held((random) => {
				const people = Array.from({ length: 400 }, (): Person => {
					const group = random.chance(0.4) ? 'thanh_thi' : 'nong_thon';
					const share = group === 'thanh_thi' ? 0.78 : 0.55;
					return { y: random.chance(share) ? 1 : 0, x: 1, group };
				});
				const difference: Facts = {
					...{ kind: 'difference', plus: ['thanh_thi'], minus: ['nong_thon'] },
					facts: facts(people, { statistic: 'share', scale: [0, 1], listed: false })
				};
				return { truth: 0.78 - 0.55, figure: figureOf(difference) };
			})
		);
	});

	it('a share of visits whose days differ more than visits do', () => {
		within(
			held((random) => {
				const rows = Array.from({ length: 30 }, (_, day) => {
					const all = 200 + random.between(0, 100);
					const share = 0.6 + 0.05 * normal(random);
					const part = Array.from({ length: all }, () => random.chance(share)).filter(Boolean);
					const date = `2026-10-${String(day + 1).padStart(2, '0')}`;
					return { unitId: 1, category: '', day: date, part: part.length, all };
				});
				return {
					truth: 0.6,
					figure: figureOf({ kind: 'days', how: 'share', scale: [0, 1], rows })
				};
			})
		);
	});

	it('the upper quartile of load times', () => {
		const quartile = Math.exp(7.3 + 0.55 * 0.6744897501960817);
		within(
			held((random) => {
				const rows = Array.from({ length: 30 }, (_, day) =>
					Array.from({ length: 30 }, () => ({
						...{ unitId: 1, category: '', count: 1 },
						day: `2026-10-${String(day + 1).padStart(2, '0')}`,
						value: Math.round(Math.exp(7.3 + 0.55 * normal(random)))
					}))
				).flat();
				const measured: Facts = { kind: 'measurements', share: 0.75, divisor: 1, rows };
				return { truth: quartile, figure: figureOf(measured) };
			})
		);
	});
});
