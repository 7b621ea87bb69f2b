/**
 * Words of the messages and letters that go to units. Like all official writing they exist in
 * Vietnamese only.
 */
export const officialLetter = {
	sender: 'Bộ Tư pháp',
	/** whom a letter or message goes to */
	justice: (province: string) => `Sở Tư pháp ${province}`,
	committee: (commune: string) => `Ủy ban nhân dân ${commune}`,
	/** by e-mail */
	subject: (title: string) => `Đề nghị nộp phiếu: ${title}`,
	greeting: (unit: string) => `Kính gửi: ${unit}`,
	asked: (title: string, period: string) =>
		`Bộ Tư pháp đang tổ chức ${lower(title)}, kỳ số liệu ${period}.`,
	state: {
		none: 'Đến thời điểm này, hệ thống chưa nhận được phiếu của quý đơn vị.',
		draft: 'Phiếu của quý đơn vị đã được lập trên hệ thống nhưng chưa nộp.',
		returned: 'Phiếu của quý đơn vị đã được trả lại để sửa và chưa nộp lại.'
	},
	due: (moment: string) => `Hạn nộp phiếu: ${moment} (giờ Việt Nam).`,
	over: (moment: string) =>
		`Hạn nộp phiếu là ${moment} (giờ Việt Nam), đến nay đã qua. Đề nghị quý đơn vị liên hệ Bộ Tư pháp nếu cần nộp bổ sung.`,
	please: (address: string) => `Đề nghị quý đơn vị hoàn thành và nộp phiếu tại địa chỉ: ${address}`,
	answered:
		'Nếu quý đơn vị đã nộp phiếu trước khi nhận được thư này, đề nghị bỏ qua nội dung nhắc.',
	thanks: 'Trân trọng cảm ơn./.',
	automatic: 'Thư này do hệ thống Thước đo PBGDPL gửi tự động; đề nghị không trả lời thư này.',
	simulated: 'DỮ LIỆU MÔ PHỎNG: thư này lập từ dữ liệu mô phỏng, không có giá trị sử dụng.',

	/** on paper */
	letter: {
		number: 'Số:          /BTP-PBGDPL',
		about: (title: string) => `V/v đôn đốc nộp phiếu ${lower(title)}`,
		body: (title: string, period: string) =>
			`Thực hiện nhiệm vụ khảo sát, đánh giá ứng dụng công nghệ thông tin trong công tác phổ biến, giáo dục pháp luật theo Kế hoạch ban hành kèm theo Quyết định số 1706/QĐ-BTP ngày 05 tháng 8 năm 2020 của Bộ trưởng Bộ Tư pháp, Bộ Tư pháp tổ chức ${lower(title)}, kỳ số liệu ${period}.`,
		due: (moment: string) =>
			`Để bảo đảm tiến độ tổng hợp, Bộ Tư pháp đề nghị quý đơn vị chỉ đạo hoàn thành và nộp phiếu trước ${moment} (giờ Việt Nam) tại địa chỉ:`,
		over: (moment: string) =>
			`Hạn nộp phiếu là ${moment} (giờ Việt Nam), đến nay đã qua. Bộ Tư pháp đề nghị quý đơn vị khẩn trương chỉ đạo hoàn thành phiếu, có văn bản nêu rõ lý do chậm và đề nghị nộp bổ sung tại địa chỉ:`,
		contact:
			'Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị quý đơn vị phản ánh về Bộ Tư pháp (Vụ Phổ biến, giáo dục pháp luật) để được hướng dẫn.',
		closing: 'Rất mong nhận được sự quan tâm, phối hợp của quý đơn vị./.',
		recipients: ['- Như trên;', '- Lưu: VT, PBGDPL.']
	}
};

/** A campaign's name inside a sentence: “khảo sát thực trạng …”. */
function lower(title: string): string {
	return title.charAt(0).toLocaleLowerCase('vi') + title.slice(1);
}
