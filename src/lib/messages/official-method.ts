/** Words of the report's appendix on method: definitions, intervals, visits, privacy. Vietnamese only. */
export const officialMethod = {
	title: 'PHƯƠNG PHÁP, ĐỊNH NGHĨA',
	indicators: 'Chỉ số',
	indicatorsCaption: 'Định nghĩa các chỉ số dùng trong báo cáo',
	columns: {
		order: 'STT',
		id: 'Mã',
		name: 'Chỉ số',
		formula: 'Công thức',
		source: 'Nguồn',
		items: 'Nhiệm vụ'
	},
	sources: {
		survey: 'Phiếu khảo sát',
		events: 'Lượt truy cập',
		record: 'Hồ sơ quản lý',
		channel: 'Kênh truyền thông'
	},
	indicatorsNote: 'Ghi chú: cột Nhiệm vụ ghi số mục trong Kế hoạch theo Quyết định số 1706/QĐ-BTP.',
	target: (id: string, value: string, year: number, source: string) =>
		`Mục tiêu ${id}: ${value} năm ${year}${source ? ` (${source})` : ''}.`,
	noIndicators: 'Chưa có chỉ số nào trong báo cáo.',
	intervals: 'Khoảng tin cậy và kết luận',
	intervalsText: [
		'Tỷ lệ từ phiếu khảo sát dùng khoảng Wilson 95%, có hiệu chỉnh tổng thể hữu hạn vì số nơi phải nộp là hữu hạn. Tỷ lệ từ lượt truy cập là tỷ số của hai tổng trên các ngày, phương sai tuyến tính hóa Taylor với cụm là ngày, khoảng theo phân phối t. Số đếm toàn bộ không có sai số chọn mẫu nên không có khoảng.',
		'Chỉ kết luận đạt hoặc chưa đạt khi mục tiêu nằm ngoài khoảng tin cậy; các trường hợp còn lại ghi chưa đủ cơ sở để kết luận.',
		'Không công bố tỷ lệ có dưới 10 nơi trả lời trong mẫu tính.'
	],
	visits: 'Lượt truy cập',
	visitsText: [
		'Lượt truy cập là chuỗi hoạt động của một khách trên một cổng, trang trong một ngày (giờ Việt Nam), hai hoạt động liền nhau cách nhau dưới 30 phút. Tổng nhiều ngày là phép cộng của các ngày.',
		'Chương trình tự động nhận biết được đã loại khỏi mọi số liệu và đếm riêng.'
	],
	privacy: 'Bảo vệ thông tin',
	privacyText:
		'Khách được phân biệt trong ngày bằng giá trị băm của địa chỉ mạng và loại trình duyệt với một giá trị ngẫu nhiên chỉ dùng trong ngày đó rồi hủy; địa chỉ mạng không được lưu. Vì vậy không theo dõi được một người từ ngày này sang ngày khác và không nối lượt truy cập với phiếu trả lời.',
	trace: 'Nguồn gốc tệp',
	traceText: (moment: string, fingerprint: string) =>
		`Dự thảo do hệ thống Thước đo PBGDPL lập từ số liệu chốt lúc ${moment}. Mã kiểm tra số liệu (SHA-256): ${fingerprint}.`
};
