import { describe, expect, it } from 'vitest';
import { paperOf } from '#lib/questionnaire/paper.ts';
import type { Definition } from '#lib/survey.ts';
import status from '../../../surveys/thuc-trang/definition.json' with { type: 'json' };
import { complete } from '../../answers.ts';

const definition = status as unknown as Definition;
const variables = { kyBaoCao: 'năm 2026', nhom: 'so_tu_phap' };
const blank = paperOf(definition, variables);
const find = (sections: typeof blank, name: string) =>
	sections.flatMap(({ questions }) => questions).find((question) => question.name === name);

describe('a form on paper', () => {
	it('blank, has every question of its unit and says when one is to be answered', () => {
		expect(blank).toHaveLength(definition.pages.length);
		expect(find(blank, 'TT07a')?.only).toBe(
			'Chỉ trả lời khi câu 2 là “Đã ban hành kế hoạch riêng” hoặc câu 2 là “Đã lồng ghép trong kế hoạch PBGDPL hằng năm”.'
		);
		expect(find(blank, 'TT05')?.only).toBe('');
		expect(find(blank, 'TT16')?.only).toMatch(/^Chỉ trả lời khi câu \d+ khác “.+”\.$/);
		expect(find(blank, 'TT29')?.only).toMatch(/^Chỉ trả lời khi câu \d+ lớn hơn 0\.$/);
		expect(find(blank, 'TT07')?.title).toContain('năm 2026');
	});

	it('leaves out what is asked of other groups of units', () => {
		expect(find(blank, 'TT05a')).toBeUndefined();
		const commune = paperOf(definition, { ...variables, nhom: 'ubnd_xa' });
		expect(find(commune, 'TT05a')?.only).toBe('');
	});

	it('filled, has the answers and only the questions they bring up', () => {
		const filled = paperOf(definition, variables, complete());
		expect(find(filled, 'TT13')?.value).toEqual(complete().TT13);
		expect(find(filled, 'TT07a')?.value).toBe('45/KH-UBND ngày 10/02/2026');
		expect(find(filled, 'TT37')?.comment).toBe('Thiếu thiết bị quay dựng');
		expect(find(filled, 'TT12')).toBeUndefined();
		expect(find(filled, 'TT29')).toBeUndefined();
		expect(find(filled, 'TT25')).toBeDefined();
		expect(find(filled, 'TT20a')).toBeUndefined();
	});
});
