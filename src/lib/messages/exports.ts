/** Words of taking answers out: the section on a campaign's page. */
import type { ExportFormat } from '../export.ts';
import { catalogue } from '../locale.ts';

type Words = { name: string; what: string };

const vi: Record<ExportFormat, Words> = {
	xlsx: { name: 'Bảng tính XLSX', what: 'một tệp, có bảng mã và trạng thái từng ô' },
	csv: { name: 'CSV', what: 'tệp nén, mỗi bảng một tệp' },
	spss: { name: 'SPSS', what: 'số liệu và câu lệnh .sps' },
	ddi: { name: 'DDI-Codebook', what: 'mô tả biến, không có số liệu' }
};
const en: Record<ExportFormat, Words> = {
	xlsx: { name: 'XLSX spreadsheet', what: 'one file with codebook and cell states' },
	csv: { name: 'CSV', what: 'archive, one file per table' },
	spss: { name: 'SPSS', what: 'data and .sps syntax' },
	ddi: { name: 'DDI-Codebook', what: 'description of variables, no data' }
};

export const exports = catalogue({
	vi: {
		title: 'Tải số liệu',
		why: (days: number) =>
			`Phiếu đã nộp của đợt này, mỗi phiếu một dòng. Tệp được tạo ở nền, giữ ${days} ngày rồi xóa; mỗi lần tải đều ghi vào nhật ký.`,
		formats: vi,
		format: 'Dạng tệp',
		start: 'Tạo tệp',
		citizens:
			'Mỗi dòng là một người trả lời được tính. Lời viết chỉ có trong tệp khi đã được xem và cho phép đưa ra ở trang “Ý kiến bằng lời”.',
		nothing: 'Chưa có phiếu nào được nộp. Tệp tạo bây giờ chỉ có tiêu đề cột và bảng mã.',
		list: 'Các tệp đã tạo',
		none: 'Chưa tạo tệp nào',
		noneWhy: 'Chọn dạng tệp rồi bấm “Tạo tệp”. Có thể rời trang trong lúc chờ.',
		made: 'Tạo lúc',
		size: 'Dung lượng',
		rows: 'Số phiếu',
		hash: 'Mã băm SHA-256',
		state: 'Tình trạng',
		queued: 'Đang chờ',
		running: (rows: string, total: string) => `Đang ghi ${rows}/${total} phiếu`,
		starting: 'Đang bắt đầu',
		done: 'Xong',
		failed: 'Không tạo được',
		deleted: 'Đã xóa tệp',
		download: 'Tải về',
		downloadOf: (name: string, moment: string) => `Tải về ${name}, tạo lúc ${moment}`,
		stop: 'Dừng',
		remove: 'Xóa tệp',
		reload: 'Tải lại trang để xem tiến độ',
		lost: 'Mất kết nối với máy chủ nên chưa biết tiến độ. Trang sẽ tự thử lại.'
	},
	en: {
		title: 'Take the data out',
		why: (days: number) =>
			`The forms submitted in this campaign, one row each. Files are made in the background, kept for ${days} days and then deleted; every download is written to the audit.`,
		formats: en,
		format: 'Kind of file',
		start: 'Make the file',
		citizens:
			'One row per respondent who counts. Their own words are in the file only when they were looked at and cleared on the page “Free text”.',
		nothing: 'No form was submitted yet. A file made now has only headings and the codebook.',
		list: 'Files made',
		none: 'No file yet',
		noneWhy: 'Choose a kind of file, then “Make the file”. You may leave the page meanwhile.',
		made: 'Made at',
		size: 'Size',
		rows: 'Forms',
		hash: 'SHA-256',
		state: 'State',
		queued: 'Waiting',
		running: (rows: string, total: string) => `Writing ${rows} of ${total} forms`,
		starting: 'Starting',
		done: 'Done',
		failed: 'Not made',
		deleted: 'File deleted',
		download: 'Download',
		downloadOf: (name: string, moment: string) => `Download ${name}, made at ${moment}`,
		stop: 'Stop',
		remove: 'Delete the file',
		reload: 'Reload the page to see the progress',
		lost: 'The server cannot be reached, so the progress is not known. The page tries again.'
	}
});
