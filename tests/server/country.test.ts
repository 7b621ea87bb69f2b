import { beforeAll, describe, expect, it } from 'vitest';
import type { Estimate } from '#lib/estimate.ts';
import * as estimates from '#lib/server/estimates.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as overviews from '#lib/server/overview.ts';
import type { Answers } from '#lib/simulation/answers.ts';
import { pilotProvinces } from '#lib/simulation/population.ts';
import { simulateCountry, type Country } from '../country.ts';
import { freshPostgres, freshWarehouse } from '../stores.ts';

const sql = await freshPostgres();
const warehouse = await freshWarehouse();
let country: Country;
let kept: Estimate[];

beforeAll(async () => {
	country = await simulateCountry(sql, warehouse);
	await overviews.read(sql, warehouse, { today: country.today, days: 30 });
	kept = await estimates.list(sql);
}, 300_000);

const whole = (id: string) =>
	kept.find((one) => {
		const isNation = one.unitId === country.nation.id && one.dimension === '';
		return one.indicatorId === id && isNation;
	});
const has = (data: Answers, question: string, codes: string[]) =>
	[data[question]].flat().some((one) => codes.includes(String(one)));

describe('every indicator of the simulated country', () => {
	it('has a value for the nation', () => {
		const missing = indicators
			.computable(sql)
			.then((all) => all.filter(({ id }) => whole(id)?.value == null).map(({ id }) => id));
		return expect(missing).resolves.toEqual([]);
	});

	it('names its facts, says how sure it is or that it is complete, and stays within its scale', () => {
		for (const one of kept.filter(({ value }) => value !== null)) {
			expect(one.snapshot).toMatch(/^[0-9a-f]{64}$/);
			if (one.low === null) continue;
			expect([one.indicatorId, one.low <= one.value! + 1e-9]).toEqual([one.indicatorId, true]);
			expect([one.indicatorId, one.high! >= one.value! - 1e-9]).toEqual([one.indicatorId, true]);
		}
	});

	it('can be figured again from the facts that its snapshot names', async () => {
		for (const snapshot of new Set(kept.map((one) => one.snapshot))) {
			const { name, figures } = await estimates.reproduce(sql, snapshot);
			expect(name).toBe(snapshot);
			for (const { estimate, again } of figures) {
				const { value, low, high, n, suppressed } = again!;
				expect({ ...estimate, value, low, high, n, suppressed }).toEqual(estimate);
			}
		}
	});
});

describe('what was planted', () => {
	it('is counted as by hand: shares of citizens over those who answered the base', () => {
		const asked = country.effects.filter(({ data }) => data.HQ09 !== undefined);
		const social = asked.filter(({ data }) => has(data, 'HQ10', ['facebook', 'zalo', 'video']));
		expect(whole('CT-II.9-05')).toMatchObject({
			...{ numerator: social.length, denominator: asked.length, n: asked.length },
			...{ method: 'wilson', responseRate: null }
		});
		expect(whole('CT-II.9-05')?.notes).toContain('open-links');
		const officials = country.needs.filter(({ data }) => data.NC09 !== undefined);
		expect(whole('CT-II.2-02')).toMatchObject({
			numerator: officials.filter(({ data }) => Number(data.NC09) >= 4).length,
			denominator: officials.length
		});
	});

	it('is counted as by hand: right answers over answers given, and the net promoter score', () => {
		const right: Record<string, string> = {
			...{ HQ22: 'b', HQ23: 'b', HQ24: 'a', HQ25: 'a', HQ26: 'b' }
		};
		let [good, given] = [0, 0];
		for (const { data } of country.effects)
			for (const [question, code] of Object.entries(right)) {
				given += data[question] === undefined ? 0 : 1;
				good += data[question] === code ? 1 : 0;
			}
		expect(whole('CT-X-02')).toMatchObject({ numerator: good, denominator: given });
		const scores = country.effects.flatMap(({ data }) =>
			data.HQ21 === undefined ? [] : [Number(data.HQ21)]
		);
		const net = scores.reduce((sum, one) => sum + (one >= 9 ? 100 : one <= 6 ? -100 : 0), 0);
		expect(whole('CT-X-06')!.value).toBeCloseTo(net / scores.length, 9);
	});

	it('is counted as by hand: the choice on top, and the gap between wanting and having', () => {
		const counts = new Map<string, number>();
		const asked = country.needs.filter(({ data }) => data.NC12 !== undefined);
		for (const { data } of asked)
			for (const code of data.NC12 as string[]) counts.set(code, (counts.get(code) ?? 0) + 1);
		counts.delete('other');
		const [choice, most] = [...counts].sort(([, one], [, other]) => other - one)[0]!;
		expect(whole('CT-II.4-05')).toMatchObject({
			...{ choice, numerator: most, denominator: asked.length }
		});
		const both = country.needs.filter(({ data }) => data.NC15 && data.NC14);
		const gap = (channel: string) =>
			both.reduce((sum, { data }) => {
				const wants = (data.NC15 as string[]).includes(channel) ? 1 : 0;
				const uses = (data.NC14 as Answers)[channel] === 'thuong_xuyen' ? 1 : 0;
				return sum + wants - uses;
			}, 0) / both.length;
		const found = whole('CT-II.4-04')!;
		expect(found.value).toBeCloseTo(gap(found.choice!), 9);
		for (const { choice: other } of [{ choice: 'zalo' }, { choice: 'ptth' }, { choice: 'sms' }])
			expect(gap(other)).toBeLessThanOrEqual(found.value! + 1e-9);
	});

	it('is counted as by hand: sums and ratios of what provinces reported', () => {
		const budgets = [...country.forms.values()].map(({ TT13 }) => TT13 as Record<string, number>);
		const sum = (name: string) => budgets.reduce((all, one) => all + one[name]!, 0);
		expect(whole('CT-II.10-01')).toMatchObject({
			value: sum('tong') * 1e6,
			method: 'total',
			n: 31
		});
		expect(whole('CT-II.10-01')?.notes).toContain('not-all-reported');
		expect(whole('CT-II.10-02')!.value).toBeCloseTo(sum('da_chi') / sum('tong'), 12);
		const courses = [...country.forms.values()].reduce((all, one) => all + Number(one.TT28), 0);
		expect(whole('CT-III.9-01')!.value).toBe(courses);
	});

	it('is counted as by hand: acts and load times of people, programs apart', () => {
		const acts = (name: string) => country.events.filter((one) => one.name === name);
		expect(whole('CT-X-05')!.value).toBe(acts('Quiz Start').length);
		expect(whole('CT-II.8-02')!.value).toBe(
			acts('Document View').length + acts('File Download').length
		);
		const ratings = acts('Rating').map(({ props }) => Number(props!.rating));
		const mean = ratings.reduce((all, one) => all + one, 0) / ratings.length;
		expect(whole('CT-II.7-05')!.value).toBeCloseTo(mean, 9);
		const probes = acts('Probe');
		expect(whole('CT-II.3-02')).toMatchObject({
			numerator: probes.filter(({ props }) => props!.ok === '1').length,
			denominator: probes.length
		});
		const loads = country.events
			.flatMap(({ props }) => (props?.load_ms ? [Number(props.load_ms)] : []))
			.sort((one, other) => one - other);
		const third = loads[Math.ceil(loads.length * 0.75) - 1]!;
		expect(whole('CT-II.3-03')!.value).toBeCloseTo(third / 1000, 9);
	});

	it('shows in the difference of town and countryside, and of pilot and other provinces', async () => {
		const reached = (areas: string[]) => {
			const asked = country.effects.filter(({ data }) => has(data, 'HQ05', areas) && data.HQ09);
			const digital = [
				'cong_plqg',
				'cong_pbgdpl',
				'facebook',
				'zalo',
				'video',
				'sms',
				'app',
				'thi'
			];
			const reachedBy = [...digital, 'tro_ly_ao'];
			return asked.filter(({ data }) => has(data, 'HQ10', reachedBy)).length / asked.length;
		};
		const gap = whole('CT-X-04')!;
		const rural = ['nong_thon', 'mien_nui', 'hai_dao'];
		expect(gap.value).toBeCloseTo(reached(['thanh_thi']) - reached(rural), 9);
		expect(gap.low).toBeGreaterThan(0.1);
		const pilot = await estimates.table(sql, warehouse, {
			...{ indicatorId: 'CT-II.4-06', dimension: 'pilot' },
			period: { from: `${country.year}-01-01`, to: `${country.year}-12-31` }
		});
		const of = (category: string) =>
			pilot.find((one) => one.unitId === country.nation.id && one.category === category)!;
		const mine = country.effects.filter(({ province }) => pilotProvinces.includes(province));
		const silent = country.provinces.slice(0, 3).map(({ code }) => code);
		const known = mine.filter(({ province }) => !silent.includes(province));
		expect(of('thi_diem').n).toBeLessThanOrEqual(known.length);
		expect(of('thi_diem').n).toBeGreaterThan(known.length * 0.95);
		expect(whole('CT-II.6-02')!.value).toBeCloseTo(of('thi_diem').value! - of('khac').value!, 9);
	});
});
