import { afterAll, describe, expect, it } from 'vitest';
import type { Problem } from '#lib/problem.ts';
import * as judge from '#lib/server/logic/judge.ts';
import definition from '../../surveys/thuc-trang/definition.json';
import { complete } from '../answers.ts';

const variables = { kyBaoCao: 'năm 2026', nhom: 'so_tu_phap' };
const messages = async (data: Record<string, unknown>) =>
	(await judge.judge({ definition, data, variables })).findings.map(
		({ question, message }) => `${question}: ${message}`
	);

afterAll(() => judge.close());

describe('the logic of the status form', () => {
	it('has nothing against a complete form, and counts what is asked', async () => {
		const verdict = await judge.judge({ definition, data: complete(), variables });
		expect(verdict.findings).toEqual([]);
		expect(verdict.visible).not.toContain('TT05a');
		expect(verdict.visible).not.toContain('TT12');
		expect(verdict.answerable).toBe(verdict.visible.length);
		expect(verdict.answered).toBe(
			Object.keys(complete()).filter((name) => !name.endsWith('-Comment')).length
		);
		expect(verdict.data).toEqual(complete());
	});

	it('asks communes about their area', async () => {
		const asked = await judge.judge({
			definition,
			data: {},
			variables: { ...variables, nhom: 'ubnd_xa' }
		});
		expect(asked.visible).toContain('TT05a');
	});

	it('speaks our Vietnamese, with numbers written the Vietnamese way', async () => {
		expect(await messages({ ...complete(), TT13: { tong: 1000, da_chi: 1234.5 } })).toEqual([
			'TT13: Số đã thực hiện (1.234,5) lớn hơn tổng kinh phí (1.000). Sửa số đã thực hiện hoặc kiểm tra lại tổng.'
		]);
		expect(await messages({ ...complete(), TT27: { luot: 5, nguoi: 9, cuoc: 0 } })).toEqual([
			'TT27: Số người dự thi (9) lớn hơn số lượt dự thi (5). Mỗi người có ít nhất một lượt: sửa một trong hai số.',
			'TT27: Có 5 lượt dự thi thì số cuộc thi phải từ 1 trở lên. Ghi số cuộc thi hoặc sửa số lượt thành 0.'
		]);
	});

	it('wants a comment with “other” and only channels that were chosen', async () => {
		const { 'TT37-Comment': _, ...data } = complete();
		expect(await messages({ ...data, TT25: [{ kenh: 'youtube' }] })).toEqual([
			'TT25: Kênh này chưa được chọn ở câu trên. Chọn thêm kênh ở câu trên hoặc xóa dòng này.',
			'TT37: Ghi rõ nội dung khác.'
		]);
	});

	it('gives up on a form that takes too long and checks the next one as before', async () => {
		const slow = judge.judge({ definition, data: complete(), variables }, 1);
		expect(((await slow.catch((error) => error)) as Problem).problem).toBe(
			'response.check-timeout'
		);
		expect(await messages(complete())).toEqual([]);
	});
});
