/**
 * Survey statistics on a million weighted answers, beside R's `survey` where R is installed (Debian:
 * r-base-core, r-cran-survey): the same numbers, the same run, in turns. What is timed is the computing
 * alone, and both must come to the same results. Then the ranks of an index, made a thousand times.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { median, table } from './servers.mjs';

const answers = 1_000_000;
const provinces = 34;
const clusters = 100;
const choices = 5;
const script = fileURLToPath(new URL('statistics.R', import.meta.url));

/** @param {{ rounds?: number }} [options] */
export async function measure({ rounds = 3 } = {}) {
	const vite = await createServer({ server: { middlewareMode: true }, logLevel: 'error' });
	const folder = mkdtempSync(join(tmpdir(), 'thuocdo-statistics-'));
	try {
		const load = (/** @type {string} */ name) =>
			vite.ssrLoadModule(`/src/lib/statistics/${name}.ts`);
		const survey = {
			...(await load('survey/design')),
			...(await load('survey/tables')),
			...(await load('composite/uncertainty')),
			...(await load('composite/structure'))
		};
		const data = make();
		for (const [name, column] of Object.entries(data)) writeFileSync(join(folder, name), column);
		const theirs = startR(folder);
		const runs = [];
		const others = [];
		for (let round = 0; round < rounds; round++) {
			runs.push(crosstabs(survey, data));
			if (theirs) others.push(theirs());
		}
		print(runs, others);
		ranks(survey);
	} finally {
		await vite.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * Answers of a two-stage sample: provinces as strata, communes drawn in them, unequal weights, and a
 * choice that differs by province and commune.
 */
function make() {
	const next = uniform(7);
	const province = new Int32Array(answers);
	const commune = new Int32Array(answers);
	const choice = new Int32Array(answers);
	const group = new Int32Array(answers);
	const weight = new Float64Array(answers);
	const leaning = Float64Array.from({ length: provinces * clusters }, next);
	for (let row = 0; row < answers; row++) {
		province[row] = Math.floor(next() * provinces);
		commune[row] = province[row] * clusters + Math.floor(next() * clusters);
		const lean = leaning[commune[row]] + province[row] / provinces;
		choice[row] = Math.min(choices - 1, Math.floor((next() * 0.6 + lean * 0.2) * choices));
		group[row] = Math.floor(next() * 7);
		weight[row] = 20 + 80 * next();
	}
	return { province, commune, choice, group, weight };
}

/**
 * Weighted crosstabs with the intervals of all their shares by row, and the test of Rao and Scott.
 * @param {any} survey @param {ReturnType<typeof make>} data
 */
function crosstabs(survey, data) {
	const began = performance.now();
	const design = survey.design({
		rows: answers,
		weights: data.weight,
		strata: [data.province],
		clusters: [data.commune]
	});
	const made = performance.now() - began;
	const one = (/** @type {Int32Array} */ codes, /** @type {number} */ groups) => {
		const start = performance.now();
		const whole = survey.crosstab(
			design,
			{ codes, groups },
			{ codes: data.choice, groups: choices }
		);
		const shares = survey.rowShares(whole, { method: 'mean' });
		const { second } = survey.raoScott(whole);
		const ends = shares[0][0];
		return {
			took: performance.now() - start,
			values: [second.statistic, second.degrees[0], ends.share, ends.low, ends.high]
		};
	};
	return { made, small: one(data.group, 7), large: one(data.province, provinces) };
}

/**
 * R keeps the data and answers one line a round. Undefined where R or its package is absent.
 * @param {string} folder
 */
function startR(folder) {
	try {
		execFileSync('Rscript', ['-e', 'suppressMessages(library(survey))'], { stdio: 'ignore' });
	} catch {
		console.log('\nR with its package survey is not installed: measured without it.');
		return undefined;
	}
	return () => {
		const words = [script, folder, String(answers)];
		return JSON.parse(execFileSync('Rscript', words, { encoding: 'utf8' }));
	};
}

/** @param {any[]} runs @param {any[]} others */
function print(runs, others) {
	const rows = [['a million weighted answers', 'ours', "R's survey", 'times', 'results differ by']];
	for (const [name, part] of [
		['crosstab 7 × 5, intervals, Rao-Scott', 'small'],
		['crosstab 34 × 5, intervals, Rao-Scott', 'large']
	]) {
		const ours = median(runs.map((run) => run[part].took));
		const theirs = median(others.map((run) => run[part].took));
		const differ = others[0]?.[part].values.map(
			(/** @type {number} */ value, /** @type {number} */ at) =>
				Math.abs(runs[0][part].values[at] / value - 1)
		);
		rows.push([
			...[name, `${ours.toFixed(0)} ms`],
			...(others.length > 0
				? [
						`${theirs.toFixed(0)} ms`,
						(theirs / ours).toFixed(1),
						Math.max(...differ).toExponential(0)
					]
				: ['–', '–', '–'])
		]);
	}
	const made = median(runs.map((run) => run.made));
	const theirs = others.length > 0 ? `${median(others.map((run) => run.made)).toFixed(0)} ms` : '–';
	rows.push(['the design itself', `${made.toFixed(0)} ms`, theirs, '', '']);
	console.log(`\nSurvey statistics, medians of ${runs.length} rounds, ${cpus().length} cores\n`);
	table(rows);
}

/** An index of 30 indicators over 34 provinces, with sampling error and four methods. @param {any} survey */
function ranks(survey) {
	const next = uniform(11);
	const parts = [{ code: 'index', weight: 1 }];
	const values = new Map();
	const errors = new Map();
	for (let pillar = 0; pillar < 5; pillar++) {
		parts.push({ code: `p${pillar}`, parent: 'index', weight: 1 });
		for (let leaf = 0; leaf < 6; leaf++) {
			const code = `p${pillar}-${leaf}`;
			parts.push({ code, parent: `p${pillar}`, weight: 1 });
			values.set(code, Float64Array.from({ length: provinces }, next));
			errors.set(
				code,
				Float64Array.from({ length: provinces }, () => 0.02 + 0.03 * next())
			);
		}
	}
	const tree = survey.structure(parts);
	const scales = [
		{ by: 'min-max', low: 1, high: 100 },
		{ by: 'z-score', mean: 50, deviation: 10 }
	];
	const methods = scales.flatMap((normalise) => [
		{ normalise, how: 'arithmetic' },
		{ normalise, how: 'arithmetic', most: 3 }
	]);
	const began = performance.now();
	survey.resampledRanks(tree, values, new Map(), {
		...{ nominal: methods[0], methods, errors, random: next, runs: 1000 }
	});
	const took = performance.now() - began;
	console.log(
		`Ranks of ${provinces} provinces by an index of 30 indicators, 1,000 resamples: ${took.toFixed(0)} ms\n`
	);
}

/** Even numbers in [0, 1), the same in every run (mulberry32). @param {number} seed */
function uniform(seed) {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}
