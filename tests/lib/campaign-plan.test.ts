import { describe, expect, it } from 'vitest';
import { completed, defaultsAt, faultsOfPlan, instantOf } from '#lib/campaign-plan.ts';

const now = Date.parse('2026-11-24T23:30:00+07:00');
const plan = () => completed(defaultsAt(now));
const faults = (changes: object) =>
	faultsOfPlan(completed({ ...plan(), ...changes }), ['thuc-trang'], now);

describe('a new campaign', () => {
	it('begins with values that can be taken as they are', () => {
		expect(defaultsAt(now)).toMatchObject({
			...{ periodFrom: '2026-07-01', periodTo: '2026-12-31', opensAt: '2026-11-25T08:00' },
			// Four weeks on is a Wednesday.
			...{ closesAt: '2026-12-23T17:00', titleVi: 'Khảo sát thực trạng 6 tháng cuối năm 2026' }
		});
		expect(faults({})).toEqual({});
		expect(plan()).toMatchObject({
			...{ slug: 'khao-sat-thuc-trang-6-thang-cuoi-nam-2026', titleEn: plan().titleVi }
		});
	});

	it('is never due on a weekend by itself', () => {
		for (let day = 0; day < 14; day++) {
			const { closesAt } = defaultsAt(now + day * 86_400_000);
			expect([0, 6]).not.toContain(new Date(`${closesAt.slice(0, 10)}T00:00:00Z`).getUTCDay());
		}
	});

	it('says at each field what is wrong with it', () => {
		expect(faults({ levels: [] })).toEqual({ levels: 'levels' });
		expect(faults({ levels: [], audience: 'citizens' })).toEqual({});
		expect(faults({ titleVi: ' \n ', slug: 'x y' })).toEqual({ titleVi: 'title', slug: 'slug' });
		expect(faults({ titleVi: 'x'.repeat(301) })).toMatchObject({ titleVi: 'long-title' });
		expect(faults({ survey: 'khong-co' })).toEqual({ survey: 'survey' });
		expect(faults({ periodFrom: '2026-02-30' })).toEqual({ periodFrom: 'day' });
		expect(faults({ periodTo: '2026-06-30' })).toEqual({ periodTo: 'period' });
		expect(faults({ opensAt: '', closesAt: '2026-13-01T00:00' })).toEqual({
			...{ opensAt: 'moment', closesAt: 'moment' }
		});
		expect(faults({ closesAt: '2026-11-25T08:00' })).toEqual({ closesAt: 'window' });
		expect(faults({ opensAt: '2026-11-01T08:00', closesAt: '2026-11-24T23:30' })).toEqual({
			closesAt: 'past'
		});
	});

	it('reads its boxes as Vietnamese time', () => {
		expect(new Date(instantOf('2026-12-01T00:00')).toISOString()).toBe('2026-11-30T17:00:00.000Z');
		for (const text of ['2026-02-30T08:00', '2026-01-01', 'x', '2026-01-01T08:00:00Z'])
			expect(instantOf(text)).toBeNaN();
	});
});
