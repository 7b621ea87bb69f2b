/** What can go wrong with quarantined rows. */
import type { Entry } from '../problem.ts';

export const quarantineProblems = {
	'quarantine.nothing-waiting': {
		status: 409,
		vi: 'Không còn dòng nào chờ xử lý ở đây: có thể người khác vừa xử lý. Tải lại trang để xem.',
		en: 'No row is waiting here any more; someone else may have settled it. Reload the page to see.'
	},
	'quarantine.no-reason': {
		status: 422,
		vi: 'Loại bỏ phải kèm lý do. Ghi lý do rồi làm lại.',
		en: 'Discarding needs a reason. Give it and try again.'
	}
} as const satisfies Record<string, Entry>;
