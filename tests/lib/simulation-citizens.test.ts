import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { compile, fill } from '#lib/questionnaire/fields.ts';
import { check } from '#lib/questionnaire/structure.ts';
import * as judge from '#lib/server/logic/judge.ts';
import { answerNeeds, plantedShare } from '#lib/simulation/citizens.ts';
import { answerEffects, plantedReach } from '#lib/simulation/effects.ts';
import { seeded } from '#lib/simulation/random.ts';
import { supplied, type Definition } from '#lib/survey.ts';

const provinces = ['01', '04', '48', '68', '79'];
const supply = { provinces: provinces.map((value) => ({ value, text: value })) };
const file = JSON.parse(readFileSync('surveys/nhu-cau/definition.json', 'utf8')) as Definition;
const definition = supplied(file, supply);
const fields = fill(compile(file), supply);

function people(count: number) {
	const random = seeded('citizens');
	let earlier: Record<string, unknown> | undefined;
	return Array.from({ length: count }, () => {
		const one = answerNeeds(random, random.pick(provinces), provinces, earlier);
		earlier = one.data;
		return one;
	});
}

afterAll(() => judge.close());

describe('simulated citizens', () => {
	it('answer what the form asks and nothing else: its own engine accepts every one of them', async () => {
		const seen = new Set<unknown>();
		for (const { data } of people(80)) {
			expect(check(fields, data)).toEqual([]);
			const verdict = await judge.judge({
				definition,
				data,
				variables: { kyBaoCao: 'năm 2026', nhom: 'nguoi_dan' }
			});
			expect(verdict.findings).toEqual([]);
			expect(Object.keys(data).filter((name) => !(name in verdict.data))).toEqual([]);
			seen.add(data.NC01);
		}
		expect(seen.size).toBe(5); // all four capacities, and those who declined
	}, 60_000);

	it('differ by province as planted, in the planted order', () => {
		const all = people(40_000);
		const shares = provinces.map((province) => {
			const mine = all.filter(
				({ data, kind }) => data.NC02 === province && kind === 'plain' && data.NC24
			);
			return mine.filter(({ data }) => data.NC24 === 'co_zalo').length / mine.length;
		});
		expect(shares).toEqual(shares.toSorted((one, other) => one - other));
		provinces.forEach((province, index) =>
			expect(shares[index]).toBeCloseTo(plantedShare(province, provinces), 1)
		);
	});

	it('pass questions over, rush, tick straight down and repeat themselves, each in its share', () => {
		const all = people(20_000);
		const share = (kind: string) => all.filter((one) => one.kind === kind).length / all.length;
		for (const kind of ['fast', 'straight-lined', 'declined'])
			expect(share(kind)).toBeGreaterThan(0.01);
		expect(share('same-answers')).toBeGreaterThan(0.005);
		const asked = all.filter(({ data }) => data.NC00 === 'dong_y');
		const passed = asked.filter(({ data }) => data.NC24 === undefined).length / asked.length;
		expect(passed).toBeGreaterThan(0.04);
		expect(passed).toBeLessThan(0.08);
		const hurried = all.filter(({ kind }) => kind === 'fast');
		expect(Math.max(...hurried.map(({ seconds }) => seconds))).toBeLessThan(60);
	});
});

describe('simulated answers to the effectiveness survey', () => {
	const effects = supplied(
		JSON.parse(readFileSync('surveys/hieu-qua/definition.json', 'utf8')) as Definition,
		supply
	);
	const effectFields = fill(compile(effects), supply);

	it('answer what the form asks and nothing else', async () => {
		const random = seeded('effects');
		for (let turn = 0; turn < 80; turn++) {
			const { data } = answerEffects(random, random.pick(provinces), turn % 2 === 0);
			expect(check(effectFields, data)).toEqual([]);
			const variables = { kyBaoCao: 'năm 2026', nhom: 'nguoi_dan' };
			const verdict = await judge.judge({ definition: effects, data, variables });
			expect(verdict.findings).toEqual([]);
			expect(Object.keys(data).filter((name) => !(name in verdict.data))).toEqual([]);
		}
	}, 60_000);

	it('reach people by digital channels as planted, in towns, villages and pilot places', () => {
		const random = seeded('reach');
		for (const pilot of [true, false]) {
			const all = Array.from({ length: 20_000 }, () => answerEffects(random, '68', pilot).data);
			for (const area of ['thanh_thi', 'nong_thon']) {
				const mine = all.filter(({ HQ05 }) => HQ05 === area);
				const reached = mine.filter(({ HQ12 }) => HQ12 !== undefined && HQ12 !== 'khong');
				expect(reached.length / mine.length).toBeCloseTo(plantedReach(area, pilot), 1);
			}
		}
	});
});
