/** What can go wrong with composite indices; part of the catalogue of problems. */
import type { Entry } from '../problem.ts';

export const compositeProblems = {
	'composite.weights': {
		status: 400,
		vi: 'Trọng số phải là số từ 0 đến 100 và không được bằng 0 tất cả. Sửa lại rồi tính.',
		en: 'Weights are numbers from 0 to 100, and not all of them 0. Mend them and compute again.'
	}
} as const satisfies Record<string, Entry>;
