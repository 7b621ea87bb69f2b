/**
 * Words of the evaluation report. An official document of the ministry exists in Vietnamese only,
 * whatever the language of the pages, so this is not a catalogue of two languages.
 */
export const officialReport = {
	title: 'Báo cáo kết quả khảo sát ứng dụng công nghệ thông tin trong phổ biến, giáo dục pháp luật',
	draft: 'DỰ THẢO',
	simulated: 'DỮ LIỆU MÔ PHỎNG',
	parentBody: 'BỘ TƯ PHÁP',
	body: ['VỤ PHỔ BIẾN,', 'GIÁO DỤC PHÁP LUẬT'],
	nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
	motto: 'Độc lập - Tự do - Hạnh phúc',
	number: 'Số:          /BC-PBGDPL',
	placeAndDate: (year: string) => `Hà Nội, ngày       tháng       năm ${year}`,
	kind: 'BÁO CÁO',
	subject: (period: string) =>
		`Kết quả khảo sát, đánh giá ứng dụng công nghệ thông tin trong công tác phổ biến, giáo dục pháp luật ${period}`.trim(),
	addressee: 'Kính gửi: Lãnh đạo Bộ Tư pháp',
	basis: [
		'Căn cứ Quyết định số 471/QĐ-TTg ngày 26 tháng 4 năm 2019 của Thủ tướng Chính phủ phê duyệt Đề án “Tăng cường ứng dụng công nghệ thông tin trong công tác phổ biến, giáo dục pháp luật giai đoạn 2019 - 2021”;',
		'Căn cứ Quyết định số 1706/QĐ-BTP ngày 05 tháng 8 năm 2020 của Bộ trưởng Bộ Tư pháp ban hành Kế hoạch thực hiện Đề án “Tăng cường ứng dụng công nghệ thông tin trong công tác phổ biến, giáo dục pháp luật” năm 2020 và 2021.'
	],
	opening: 'Vụ Phổ biến, giáo dục pháp luật báo cáo kết quả như sau:',
	closing:
		'Trên đây là báo cáo kết quả khảo sát, đánh giá ứng dụng công nghệ thông tin trong công tác phổ biến, giáo dục pháp luật, Vụ Phổ biến, giáo dục pháp luật kính trình Lãnh đạo Bộ xem xét, cho ý kiến chỉ đạo./.',
	recipientsTitle: 'Nơi nhận:',
	recipients: ['- Như trên;', '- Lưu: VT, PBGDPL.'],
	signer: { position: '[CHỨC VỤ CỦA NGƯỜI KÝ]', name: '[Họ và tên]' },

	simulatedNote:
		'Dự thảo này lập từ dữ liệu mô phỏng: mọi số liệu do máy tạo ra, không phản ánh địa phương nào.',
	abbreviations:
		'Trong báo cáo này, CNTT là viết tắt của công nghệ thông tin; PBGDPL là viết tắt của phổ biến, giáo dục pháp luật.',
	provinces: 'tỉnh, thành phố',
	units: 'đơn vị',
	table: (number: number, caption: string) => `Bảng ${number}. ${caption}`,
	figure: (number: number, caption: string) => `Hình ${number}. ${caption}`,
	opinionGap: '[Nhận định của đơn vị soạn thảo: chưa viết]',
	causesGap: '[Nguyên nhân, do đơn vị soạn thảo xác định: chưa viết]',
	proposalsGap: '[Kiến nghị của đơn vị soạn thảo: chưa viết]',

	general: {
		title: 'I. KHÁI QUÁT CUỘC KHẢO SÁT',
		purpose: 'Mục đích',
		purposeText:
			'Nắm thực trạng ứng dụng công nghệ thông tin trong công tác phổ biến, giáo dục pháp luật; làm cơ sở đánh giá nhu cầu, hiệu quả và đề xuất giải pháp theo điểm 4 mục II Kế hoạch ban hành kèm theo Quyết định số 1706/QĐ-BTP.',
		scope: 'Đối tượng, phạm vi',
		scopeText: (campaign: string, from: string, to: string, expected: string, kind: string) =>
			`Đợt khảo sát “${campaign}” lấy số liệu từ ngày ${from} đến ngày ${to}; đối tượng là ${expected} ${kind}, mỗi nơi nộp một phiếu.`,
		time: 'Thời gian',
		timeText: (opens: string, closes: string) =>
			`Phiếu được nhận từ ${opens} đến ${closes} (giờ Việt Nam).`,
		asOf: (moment: string) => `Số liệu chốt lúc ${moment}.`,
		state: {
			draft: 'Tại thời điểm đó đợt khảo sát chưa mở.',
			open: 'Tại thời điểm đó đợt khảo sát còn mở nên số liệu là tạm thời.',
			paused: 'Tại thời điểm đó đợt khảo sát đang tạm dừng nên số liệu là tạm thời.',
			closed: 'Tại thời điểm đó đợt khảo sát đã kết thúc.'
		},
		forms: 'Số phiếu phát ra, thu về',
		formsText: (expected: string, collected: string, share: string) =>
			`Số phiếu phát ra: ${expected}; số phiếu thu về: ${collected}, đạt ${share}.`,
		formsDetail: (approved: string, waiting: string, onTime: string) =>
			`Trong số phiếu thu về, ${approved} phiếu đã được duyệt, ${waiting} phiếu chờ duyệt; ${onTime} phiếu nộp đúng hạn.`,
		formsMissing: (returned: string, draft: string, none: string) =>
			`Số phiếu chưa thu về gồm ${returned} phiếu trả lại để hoàn thiện, ${draft} phiếu đang điền, ${none} phiếu chưa bắt đầu.`,
		missingUnits: (count: string, kind: string, names: string) =>
			`Có ${count} ${kind} chưa có phiếu trong báo cáo này: ${names}.`,
		seeAppendix: 'Tình hình từng nơi tại Phụ lục I.',
		method: 'Phương pháp',
		methodText:
			'Số liệu khảo sát lấy từ phiếu do từng nơi nộp và được duyệt theo cấp; số liệu truy cập lấy từ các cổng, trang thông tin phổ biến, giáo dục pháp luật. Mỗi tỷ lệ đi kèm cỡ mẫu (n) và khoảng tin cậy 95%, trừ số đếm toàn bộ. Định nghĩa và cách tính tại Phụ lục II.',
		noCampaign: 'Chưa có đợt khảo sát nào được mở; báo cáo này chưa có số liệu khảo sát.',
		noUnits: 'Đợt khảo sát chưa xác định danh sách nơi phải nộp phiếu.'
	},

	results: {
		title: 'II. KẾT QUẢ',
		status: 'Thực trạng ứng dụng công nghệ thông tin',
		noIndicators: 'Chưa có chỉ số nào được tính trong kỳ.',
		withInterval: (name: string, value: string, low: string, high: string, count: string) =>
			`${name} là ${value} (khoảng tin cậy 95% từ ${low} đến ${high}; ${count}).`,
		complete: {
			count: (name: string, value: string, count: string) =>
				`${name} là ${value} (${count}; số đếm toàn bộ nên không có sai số chọn mẫu).`,
			total: (name: string, value: string, count: string) =>
				`${name} là ${value} (${count}; cộng số đã báo cáo).`,
			median: (name: string, value: string, count: string) =>
				`${name} là ${value} (${count}; trung vị của toàn bộ sổ).`,
			state: (name: string, value: string, count: string) =>
				`${name}: ${value} (${count}; số mới nhất trong sổ).`
		},
		plain: (name: string, value: string, count: string) =>
			`${name} là ${value} (${count}; chưa tính được khoảng tin cậy).`,
		suppressed: (name: string) =>
			`${name}: không công bố vì có dưới 10 nơi trả lời trong mẫu tính.`,
		missing: (names: string) => `Chưa có số liệu để tính: ${names}.`,
		ofUnits: (numerator: string, n: string) => `${numerator} trong ${n} nơi trả lời`,
		ofPeople: (numerator: string, n: string) => `${numerator} trong ${n} người trả lời`,
		ofPlaces: (numerator: string, denominator: string) => `${numerator}/${denominator} nơi`,
		ofAll: (numerator: string, denominator: string) => `${numerator}/${denominator}`,
		ofUsage: (numerator: string, denominator: string, from: string, to: string) =>
			`${numerator} trong ${denominator} lượt từ ${from} đến ${to}`,
		days: (n: string, from: string, to: string) => `${n} ngày có số liệu từ ${from} đến ${to}`,
		sample: (n: string) => `n = ${n}`,
		against: {
			reached: (target: string, year: string) =>
				`Kết quả này đạt mục tiêu ${target} (năm ${year}).`,
			missed: (target: string, year: string) =>
				`Kết quả này chưa đạt mục tiêu ${target} (năm ${year}).`,
			unclear: (target: string, year: string) =>
				`Mục tiêu ${target} (năm ${year}) nằm trong khoảng tin cậy nên chưa đủ cơ sở để kết luận đạt hay chưa đạt.`
		},
		tableCaption: 'Các chỉ số trong kỳ',
		columns: {
			order: 'STT',
			id: 'Mã',
			indicator: 'Chỉ số',
			sample: 'Cỡ mẫu (n)',
			value: 'Giá trị',
			interval: 'Khoảng tin cậy 95%',
			target: 'Mục tiêu'
		},
		hidden: 'ẩn',
		tableNote: (moment: string) =>
			`Ghi chú: “–” là không có; “ẩn” là không công bố vì dưới 10 nơi trả lời. Cỡ mẫu của chỉ số từ lượt truy cập là số ngày. Số liệu chốt ${moment}.`,
		rulerCaption: 'Giá trị, khoảng tin cậy 95% và mục tiêu của các chỉ số',
		rulerAlt: (sentences: string) =>
			`Thước từ 0 đến 100% cho từng chỉ số: chấm là giá trị, vạch ngang là khoảng tin cậy, vạch đứng là mục tiêu. ${sentences}`,
		rulerTarget: (target: string) => `mục tiêu ${target}`,

		visits: 'Lượt truy cập các cổng, trang thông tin',
		noVisits: (known: string, from: string, to: string) =>
			`Từ ngày ${from} đến ngày ${to} chưa nhận được số liệu truy cập; hệ thống đã khai báo ${known} cổng, trang.`,
		visitsText: (from: string, to: string, heard: string, known: string) =>
			`Từ ngày ${from} đến ngày ${to} có ${heard}/${known} cổng, trang gửi số liệu.`,
		visitsTotal: (visits: string, pageViews: string, average: string) =>
			`Hệ thống ghi nhận ${visits} lượt truy cập với ${pageViews} lượt xem trang, bình quân ${average} lượt truy cập mỗi ngày.`,
		visitsPeak: (visits: string, day: string) =>
			`Ngày nhiều nhất là ngày ${day} với ${visits} lượt.`,
		visitsDays: (present: string, all: string) => `Có số liệu của ${present} trong ${all} ngày.`,
		bots: (events: string) => `Đã loại ${events} sự kiện do máy tự động tạo ra.`,
		visitsCaution:
			'Lượt truy cập không phải là số người: một người truy cập nhiều lần, nhiều ngày được tính nhiều lượt.',
		chartCaption: 'Lượt truy cập theo ngày',
		chartAlt: (
			from: string,
			to: string,
			low: string,
			lowDay: string,
			high: string,
			highDay: string
		) =>
			`Đường lượt truy cập theo ngày từ ${from} đến ${to}; thấp nhất ${low} lượt (ngày ${lowDay}), cao nhất ${high} lượt (ngày ${highDay}).`,
		visitsTable: {
			day: 'Lượt truy cập theo ngày',
			week: 'Lượt truy cập theo tuần',
			month: 'Lượt truy cập theo tháng'
		},
		visitsColumns: {
			order: 'STT',
			spell: 'Thời gian',
			visits: 'Lượt truy cập',
			visitors: 'Lượt người theo ngày',
			pageViews: 'Lượt xem trang'
		},
		total: 'Tổng cộng',
		visitsNote:
			'Ghi chú: lượt người theo ngày là tổng số khách của từng ngày; cùng một người ở hai ngày được tính hai lần.'
	},

	assessment: {
		title: 'III. ĐÁNH GIÁ CHUNG',
		achieved: 'Kết quả đạt được',
		limits: 'Tồn tại, hạn chế',
		causes: 'Nguyên nhân',
		collected: (collected: string, expected: string, share: string, kind: string) =>
			`- Đã thu phiếu của ${collected}/${expected} ${kind} (${share}).`,
		reached: (name: string, value: string, target: string) =>
			`- ${name}: ${value}, đạt mục tiêu ${target}.`,
		heard: (heard: string, known: string, visits: string) =>
			`- Có ${heard}/${known} cổng, trang gửi số liệu, ghi nhận ${visits} lượt truy cập.`,
		nothingAchieved: '- Chưa có số liệu để ghi nhận kết quả.',
		notCollected: (count: string, kind: string) => `- Còn ${count} ${kind} chưa có phiếu.`,
		missed: (name: string, value: string, target: string) =>
			`- ${name}: ${value}, chưa đạt mục tiêu ${target}.`,
		unclear: (name: string, target: string) =>
			`- ${name}: chưa đủ cơ sở để kết luận đạt mục tiêu ${target}.`,
		unknown: (count: string) => `- Còn ${count} chỉ số chưa có số liệu hoặc chưa được công bố.`,
		silent: (count: string) => `- Còn ${count} cổng, trang chưa gửi số liệu truy cập.`,
		noVisits: '- Chưa có số liệu truy cập các cổng, trang thông tin.',
		noCampaign: '- Chưa có số liệu khảo sát.',
		noLimits: '- Số liệu trong kỳ chưa cho thấy tồn tại, hạn chế rõ rệt.'
	},
	proposals: { title: 'IV. KIẾN NGHỊ' },

	appendix: {
		label: (roman: string) => `Phụ lục ${roman}`,
		attached: (year: string) =>
			`(Kèm theo Báo cáo số          /BC-PBGDPL ngày       tháng       năm ${year} của\u00a0Vụ\u00a0Phổ\u00a0biến,\u00a0giáo\u00a0dục\u00a0pháp\u00a0luật)`,
		unitsTitle: (expected: string, kind: string) => `TÌNH HÌNH NỘP PHIẾU CỦA ${expected} ${kind}`,
		unitsTitleEmpty: 'TÌNH HÌNH NỘP PHIẾU',
		unitsNone: 'Chưa có đợt khảo sát nên chưa có số liệu theo địa phương.',
		unitsCaption: 'Tình trạng phiếu và mức độ hoàn thành',
		unitsColumns: {
			order: 'STT',
			unit: 'Nơi nộp phiếu',
			state: 'Tình trạng',
			answered: 'Số câu đã trả lời',
			completion: 'Hoàn thành (%)',
			submitted: 'Ngày nộp',
			onTime: 'Đúng hạn'
		},
		state: {
			none: 'Chưa bắt đầu',
			draft: 'Đang điền',
			submitted: 'Chờ duyệt',
			returned: 'Trả lại',
			endorsed: 'Tỉnh đã duyệt',
			approved: 'Đã duyệt'
		},
		yes: 'có',
		no: 'không',
		unitsTotal: (collected: string, expected: string) => `Đã thu ${collected}/${expected}`,
		unitsNote:
			'Ghi chú: hoàn thành là số câu đã trả lời trên số câu phải trả lời; số câu phải trả lời phụ thuộc câu trả lời trước nên khác nhau giữa các nơi. “–” là không có.'
	}
};
