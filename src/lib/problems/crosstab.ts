/** What can go wrong when answers are counted by one another. */
import type { Entry } from '../problem.ts';

export const crosstabProblems = {
	'crosstab.unknown': {
		status: 400,
		vi: 'Địa chỉ có “{what}” mà bảng chéo của đợt này không có. Mở lại trang bảng chéo và chọn trong danh sách.',
		en: 'The address names "{what}", which this campaign has no table for. Open the page again and choose from its lists.'
	}
} satisfies Record<string, Entry>;
