/** The answers that checks on survey estimation ask for, in the shape in which they ask. */
import { calibrate, postStratify, rake } from '#lib/statistics/survey/calibration.ts';
import { design, type Design } from '#lib/statistics/survey/design.ts';
import { domainMeans } from '#lib/statistics/survey/domains.ts';
import * as figures from '#lib/statistics/survey/estimates.ts';
import type { Reference } from './reference.ts';
import { frame, type Frame } from './survey.ts';

export const keyed = (levels: string[], values: ArrayLike<number>, prefix = '') =>
	Object.fromEntries(levels.map((level, at) => [prefix + level, values[at]!]));

export const single = (sample: Design, figure: figures.Linear) => {
	const { values, errors } = figures.estimate(sample, [figure]);
	return { estimate: values[0]!, se: errors[0]! };
};

export const meanOf = (sample: Design, file: Frame, name: string) =>
	single(sample, figures.mean(sample, file.numbers(name), file.answered(name)));
export const totalOf = (sample: Design, file: Frame, name: string) =>
	single(sample, figures.total(sample, file.numbers(name), file.answered(name)));

/** Each column's categories as shares or totals, keyed by column and level. */
export function categories(sample: Design, file: Frame, names: string[], kind: 'mean' | 'total') {
	const result = { estimate: {}, se: {} };
	for (const name of names) {
		const { codes, levels } = file.factor(name);
		levels.forEach((level, code) => {
			const flag = Float64Array.from(codes, (one) => (one === code ? 1 : 0));
			const known = Uint8Array.from(codes, (one) => (one >= 0 ? 1 : 0));
			const { estimate, se } = single(sample, figures[kind](sample, flag, known));
			Object.assign(result.estimate, { [file.name(name) + level]: estimate });
			Object.assign(result.se, { [file.name(name) + level]: se });
		});
	}
	return result;
}

/** What a check on calibrated weights asks for, by the names of its answers. */
export function afterCalibration(check: Reference, sample: Design) {
	const file = frame(check.data!);
	const { weights } = sample;
	return Object.fromEntries(
		Object.keys(check.expected as object).map((key) => {
			const [, kind, name] = /^(\w+?)_(\w+)$/.exec(key) ?? [key, key, ''];
			if (key === 'total_stype') return [key, categories(sample, file, ['stype'], 'total')];
			if (kind === 'total') return [key, totalOf(sample, file, name!)];
			if (kind === 'mean') return [key, meanOf(sample, file, name!)];
			if (kind === 'by') {
				const { codes, levels, groups } = file.factor(name!);
				const found = domainMeans(sample, file.numbers('api00'), codes, groups);
				return [key, { estimate: keyed(levels, found.values), se: keyed(levels, found.errors) }];
			}
			if (kind === 'dom') {
				const domain = file.mask((row) => row['sch.wide'] === 'Yes');
				return [key, single(sample, figures.mean(sample, file.numbers('api00'), domain))];
			}
			const g = weights.map((weight, row) => weight / sample.calibrations[0]!.base[row]!);
			if (key === 'g_range') return [key, [Math.min(...g), Math.max(...g)]];
			return [
				key,
				{
					min: Math.min(...weights),
					max: Math.max(...weights),
					sum: weights.reduce((sum, one) => sum + one, 0),
					sumsq: weights.reduce((sum, one) => sum + one * one, 0)
				}
			];
		})
	);
}

/** Twelve cells of sampled units with weight 1 and their counts in the population. */
export function kalton(kind: string) {
	const cells = frame('kalton_cells.csv').rows;
	const people = cells.flatMap((cell) => Array(Number(cell.n_sample)).fill(cell) as typeof cells);
	const index = (name: 'a' | 'b') => Int32Array.from(people, (cell) => Number(cell[name]) - 1);
	const sums = (name: 'a' | 'b') => {
		const totals: number[] = [];
		for (const cell of cells)
			totals[Number(cell[name]) - 1] = (totals[Number(cell[name]) - 1] ?? 0) + Number(cell.n_pop);
		return totals;
	};
	const start = design({ rows: people.length });
	const margins = (['a', 'b'] as const).map((name) => ({ codes: index(name), totals: sums(name) }));
	const bounds: [number, number] = [0.5, 2.2];
	const made = {
		poststrat: () =>
			postStratify(
				start,
				Int32Array.from(people, (cell) => cells.indexOf(cell)),
				cells.map((cell) => Number(cell.n_pop))
			),
		rake: () => rake(start, margins),
		linear: () => calibrate(start, margins),
		raking: () => calibrate(start, margins, { distance: 'raking' }),
		logit: () => calibrate(start, margins, { distance: 'logit', bounds }),
		trunclinear: () => calibrate(start, margins, { bounds })
	}[kind]!();
	const weight = (cell: Record<string, string>) => made.weights[people.indexOf(cell)]!;
	return {
		cell_weight: Object.fromEntries(cells.map((cell) => [`a${cell.a}b${cell.b}`, weight(cell)]))
	};
}
