/** Words of charts, maps and their frames. */
import { catalogue } from '#lib/locale.ts';

export const charts = catalogue({
	vi: {
		faces: 'Các mặt của biểu đồ',
		chart: 'Biểu đồ',
		map: 'Bản đồ',
		table: 'Bảng số liệu',
		download: 'Tải về',
		about: 'Giới thiệu',
		downloadCsv: 'Tải CSV',
		downloadNote: 'Tệp có đúng các hàng của bảng số liệu, không cắt bớt, mã UTF-8.',
		downloadSimulated: 'Tệp ghi rõ DỮ LIỆU MÔ PHỎNG.',
		tileMap: 'Bản đồ ô lưới 34 tỉnh, thành phố và hai quần đảo Hoàng Sa, Trường Sa',
		archipelago: (name: string, province: string) => `${name} (${province})`,
		schematic: 'Bản đồ mang tính sơ đồ, mỗi ô là một tỉnh, thành phố.',
		day: 'Ngày',
		visits: 'Lượt truy cập',
		visitors: 'Lượt người dùng trong ngày',
		pageViews: 'Lượt xem trang',
		visitsUnit: 'lượt truy cập',
		visitsHeadline: (total: string, days: string, perDay: string) =>
			`${total} lượt truy cập trong ${days} ngày trọn, bình quân ${perDay} lượt mỗi ngày`,
		visitsPeak: (day: string, count: string) => `; nhiều nhất ngày ${day} (${count} lượt)`,
		visitsToday: (count: string) => `${count} lượt truy cập trong hôm nay, ngày chưa hết`,
		visitsSub: (from: string, to: string) =>
			`Lượt truy cập theo ngày, mọi trang đã khai báo, ${from} đến ${to}. Lượt truy cập không phải số người.`,
		visitsSoFar: (today: string, count: string) =>
			` Hôm nay, ${today}, mới có ${count} lượt; ngày chưa hết nên chưa vẽ.`,
		unfinished: (day: string) => `${day}, chưa hết ngày`,
		wholeDay: 'Trọn ngày',
		yes: 'có',
		no: 'không',
		visitsLabel: (headline: string, from: string, to: string) =>
			`Biểu đồ đường, lượt truy cập mỗi ngày từ ${from} đến ${to}. ${headline}. Số từng ngày ở bảng số liệu.`,
		visitsCaption: 'Lượt truy cập theo ngày',
		visitsAbout:
			'Một lượt truy cập là chuỗi thao tác của một trình duyệt trên một trang trong một ngày, các thao tác cách nhau dưới 30 phút. Người dùng được đếm trong từng ngày bằng mã băm đổi mỗi ngày, không theo dõi qua ngày, nên cộng nhiều ngày là lượt người dùng, không phải số người. Những người chung một địa chỉ mạng và dùng trình duyệt giống hệt nhau, như trong một cơ quan, được đếm là một. Rô-bốt đã được loại. Hôm nay còn tăng.',
		visitsFoot: (heard: string, known: string, moment: string) =>
			`${heard}/${known} trang gửi số liệu trong kỳ · tính lúc ${moment}`,
		completion: {
			headline: (done: string, all: string, doing: string, none: string) =>
				`${done} trong ${all} tỉnh, thành phố đã nộp phiếu; ${doing} đang làm, ${none} chưa làm`,
			sub: (title: string, closes: string) =>
				`${title}, hạn nộp ${closes}, danh sách chốt khi mở đợt`,
			caption: 'Tiến độ nộp phiếu theo tỉnh, thành phố',
			province: 'Tỉnh, thành phố',
			state: 'Tình trạng',
			answered: 'Câu đã trả lời',
			answerable: 'Câu phải trả lời',
			submittedAt: 'Nộp lúc',
			onTime: 'Đúng hạn',
			yes: 'có',
			no: 'không',
			of: (part: string, whole: string) => `${part}/${whole} câu`,
			about:
				'Phiếu tính là đã nộp khi đơn vị đã nộp và phiếu không bị trả lại. Đang làm: đã lưu nháp hoặc bị trả lại để sửa; số trong ô là phần câu đã trả lời. Chưa làm: chưa mở phiếu. Số đổi ngay khi một đơn vị nộp.',
			foot: (n: string, moment: string) => `${n} đơn vị phải nộp · tính lúc ${moment}`,
			tile: (name: string, state: string, detail: string) =>
				detail ? `${name}: ${state}, ${detail}` : `${name}: ${state}`,
			list: 'Danh sách theo tình trạng',
			listSub: 'Xếp theo bảng chữ cái trong từng nhóm; bấm một ô trên bản đồ để tới hàng của tỉnh.',
			done: 'Đã nộp',
			doing: 'Đang làm',
			none: 'Chưa làm',
			tileDone: 'nộp',
			states: {
				none: 'chưa làm',
				draft: 'đang làm',
				submitted: 'đã nộp',
				returned: 'bị trả lại, đang sửa',
				endorsed: 'tỉnh đã duyệt',
				approved: 'đã duyệt'
			},
			late: 'muộn hạn',
			outside: 'không thuộc đợt này'
		},
		planItem: (id: string) => `Mục ${id} của Kế hoạch`,
		definition: 'Định nghĩa và cách tính'
	},
	en: {
		faces: 'Faces of the chart',
		chart: 'Chart',
		map: 'Map',
		table: 'Table',
		download: 'Download',
		about: 'About',
		downloadCsv: 'Download CSV',
		downloadNote: 'The file holds exactly the rows of the table, nothing cut, in UTF-8.',
		downloadSimulated: 'The file says that the data is simulated (DỮ LIỆU MÔ PHỎNG).',
		tileMap: 'Tile map of 34 provinces and the archipelagos Hoàng Sa and Trường Sa',
		archipelago: (name: string, province: string) => `${name} (${province})`,
		schematic: 'The map is schematic: one tile is one province.',
		day: 'Day',
		visits: 'Visits',
		visitors: 'Visitors of the day',
		pageViews: 'Page views',
		visitsUnit: 'visits',
		visitsHeadline: (total: string, days: string, perDay: string) =>
			`${total} visits in ${days} whole days, ${perDay} a day on average`,
		visitsPeak: (day: string, count: string) => `; most on ${day} (${count})`,
		visitsToday: (count: string) => `${count} visits today, and the day is not over`,
		visitsSub: (from: string, to: string) =>
			`Visits by day, all known sites, ${from} to ${to}. Visits are not people.`,
		visitsSoFar: (today: string, count: string) =>
			` Today, ${today}, has ${count} so far and is not drawn before it is over.`,
		unfinished: (day: string) => `${day}, not over yet`,
		wholeDay: 'Whole day',
		yes: 'yes',
		no: 'no',
		visitsLabel: (headline: string, from: string, to: string) =>
			`Line chart of visits by day from ${from} to ${to}. ${headline}. Each day is in the table.`,
		visitsCaption: 'Visits by day',
		visitsAbout:
			'A visit is a run of one browser’s acts on one site within one day, less than 30 minutes apart. Visitors are counted within a day by a hash that changes daily and are not followed across days, so their sum over days is visitor-days, not people. People who share a network address and use identical browsers, as in one office, count as one. Robots are left out. Today still grows.',
		visitsFoot: (heard: string, known: string, moment: string) =>
			`${heard} of ${known} sites sent data in the period · computed at ${moment}`,
		completion: {
			headline: (done: string, all: string, doing: string, none: string) =>
				`${done} of ${all} provinces have submitted; ${doing} have begun, ${none} have not`,
			sub: (title: string, closes: string) => `${title}, due ${closes}, list frozen at opening`,
			caption: 'Completion by province',
			province: 'Province',
			state: 'State',
			answered: 'Questions answered',
			answerable: 'Questions to answer',
			submittedAt: 'Submitted at',
			onTime: 'On time',
			yes: 'yes',
			no: 'no',
			of: (part: string, whole: string) => `${part} of ${whole} questions`,
			about:
				'A form counts as submitted when the unit has submitted it and it was not returned. Begun: saved as a draft or returned for mending; the number in the tile is the share of questions answered. Not begun: never opened. Figures change as soon as a unit submits.',
			foot: (n: string, moment: string) => `${n} units expected · computed at ${moment}`,
			tile: (name: string, state: string, detail: string) =>
				detail ? `${name}: ${state}, ${detail}` : `${name}: ${state}`,
			list: 'List by state',
			listSub: 'In Vietnamese order within each group; a tile of the map leads to its row.',
			done: 'Submitted',
			doing: 'Begun',
			none: 'Not begun',
			tileDone: 'in',
			states: {
				none: 'not begun',
				draft: 'begun',
				submitted: 'submitted',
				returned: 'returned, being mended',
				endorsed: 'endorsed by the province',
				approved: 'approved'
			},
			late: 'late',
			outside: 'not in this round'
		},
		planItem: (id: string) => `Item ${id} of the plan`,
		definition: 'Definition and method'
	}
});
