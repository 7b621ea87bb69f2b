/** Words inside exported files. Data travel in Vietnamese, as the questionnaires are. */
import type { AnswerState, Variable } from '../export/variables.ts';

const stateTexts: Record<AnswerState, string> = {
	answered: 'có trả lời',
	not_asked: 'câu hoặc lựa chọn không có trong phiên bản phiếu mà đơn vị đã trả lời',
	hidden: 'điều kiện của phiếu làm câu không hiện ra',
	empty: 'câu có hiện ra nhưng để trống',
	refused: 'người trả lời chọn không cung cấp',
	withheld: 'người dân có viết nhưng lời viết chưa được duyệt để đưa ra ngoài'
};

const kinds: Record<Variable['kind'], string> = {
	code: 'một mã trong danh sách',
	flag: '1 = có chọn, 0 = không chọn',
	number: 'số',
	text: 'chữ',
	boolean: '1 hoặc 0',
	rows: 'số dòng đã kê'
};

export const exportFile = {
	data: 'so-lieu',
	states: 'trang-thai',
	table: (question: string) => `bang-${question}`,
	codebook: 'bang-ma',
	about: 've-tep',
	stateTexts,
	kinds,
	rule: 'Mỗi ô của bảng “so-lieu” là một câu trả lời hoặc để trống. Ô cùng dòng, cùng cột của bảng “trang-thai” cho biết vì sao trống; nơi có trả lời thì ô trạng thái để trống. Không dùng số thay cho chỗ trống nên tính tổng và trung bình không bị sai.',
	spssRule:
		'Trong tệp dành cho SPSS, chỗ trống mang mã −96 (không cung cấp), −97 (để trống), −98 (không hiện), −99 (không có trong phiên bản), riêng biến chữ có thêm −95 (lời viết chưa được duyệt để đưa ra); câu lệnh khai báo các mã này là giá trị khuyết. Biến chữ của SPSS chỉ nhận ba mã khuyết nên −95 và −96 của biến chữ còn là một nhóm. Biến số mà câu trả lời có thể âm dùng −9999999999996 đến −9999999999999.',
	formulaRule:
		'Trong CSV, chữ bắt đầu bằng =, +, -, @ (kể cả dạng toàn cỡ) hoặc ký tự điều khiển có dấu nháy đơn đứng trước để bảng tính không chạy như công thức; trong XLSX giữ nguyên vì ô là chữ.',
	countedRule:
		'Mỗi dòng là một người dân trả lời. Chỉ gồm phiếu hợp lệ và được tính: phiếu bị để riêng khi kiểm tra, phiếu vượt chỉ tiêu và phiếu bị người xem xét loại khỏi số liệu không có trong tệp. Tệp không có mã thiết bị, mã mời hay thông tin định danh nào.',
	textRule:
		'Lời viết của người dân chỉ có trong tệp khi đã được xem và cho phép đưa ra ở trang “Ý kiến bằng lời”, với những chỗ đã được che. Lời viết chưa xem hoặc bị giữ lại thì ô để trống, trạng thái là withheld.',
	unionRule:
		'Các cột là hợp của mọi phiên bản phiếu có câu trả lời trong tệp; cột “versions” của bảng mã ghi phiên bản nào có cột đó.',
	labels: {
		campaign: 'Đợt khảo sát',
		period: 'Kỳ số liệu',
		survey: 'Phiếu',
		versions: 'Phiên bản và mã băm của phiếu',
		responses: 'Số phiếu trong tệp',
		counted: 'Phiếu có trong tệp',
		excluded: 'Số phiếu bị loại khỏi số liệu sau khi xem xét',
		texts: 'Lời viết của người dân',
		asOf: 'Số liệu tại thời điểm',
		madeBy: 'Người tải',
		kind: 'Loại số liệu',
		real: 'Số liệu thật',
		rule: 'Chỗ trống',
		state: (state: AnswerState) => `Trạng thái ${state}`,
		union: 'Cột',
		formula: 'Chữ giống công thức',
		spss: 'Mã khuyết trong SPSS'
	},
	frame: {
		id: 'Mã phiếu trả lời',
		unit_code: 'Mã đơn vị, là chữ',
		unit_name: 'Tên đơn vị vào ngày nộp',
		region: 'Vùng kinh tế - xã hội vào ngày nộp',
		survey_version: 'Phiên bản phiếu',
		response_version: 'Lần nộp',
		submitted_at: 'Nộp lúc (giờ quốc tế)',
		state: 'Tình trạng phiếu: submitted đã nộp, returned trả lại, approved đã duyệt',
		hash: 'Mã băm SHA-256 của nội dung đã nộp',
		simulated: 'Dấu của số liệu mô phỏng',
		row: 'Dòng thứ'
	} as Record<string, string>,
	citizenFrame: {
		id: 'Mã phiếu trả lời',
		number: 'Số thứ tự tiếp nhận',
		locality_code: 'Mã địa phương của đường dẫn, là chữ',
		locality_name: 'Tên địa phương vào ngày nhận',
		region: 'Vùng kinh tế - xã hội vào ngày nhận',
		survey_version: 'Phiên bản phiếu',
		link_kind:
			'Loại đường dẫn: open chung cả nước, locality của địa phương, invited chỉ người được mời; trống với phiếu giấy',
		source: 'Nguồn: link đường dẫn, invitation thư mời, paper nhập từ phiếu giấy',
		received_at: 'Nhận lúc (giờ quốc tế)',
		seconds: 'Số giây từ khi mở phiếu đến khi gửi, theo trình duyệt',
		flags: 'Dấu hiệu cần lưu ý, cách nhau bằng dấu phẩy; tự nó không làm phiếu bị loại',
		decision: 'Quyết định về dấu hiệu: keep đã xem và giữ lại; trống là chưa có quyết định'
	} as Record<string, string>
};
