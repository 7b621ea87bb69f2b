/** Words of the pages of composite indices. */
import { catalogue } from '#lib/locale.ts';

export const composites = catalogue({
	vi: {
		crumb: 'Chỉ số',
		all: 'Chỉ số tổng hợp',
		allLead: 'Mỗi chỉ số gộp nhiều chỉ số thành phần theo phương pháp công bố, thang điểm 0–100.',
		open: (pillars: string, leaves: string) => `${pillars} nhóm nội dung, ${leaves} chỉ số`,
		headline: (first: string, groups: string, units: string) =>
			`${units} địa phương chia thành ${groups} nhóm; ${first} địa phương ở nhóm 1.`,
		oneGroup: (units: string) =>
			`Chưa đủ cơ sở để tách ${units} địa phương thành các nhóm khác nhau.`,
		noResult: 'Chưa đủ số liệu để tính chỉ số',
		noResultNext:
			'Cần ít nhất hai địa phương có ước lượng của phần lớn chỉ số thành phần. Chờ đợt khảo sát có thêm phiếu, hoặc xem từng chỉ số.',
		facts: (runs: string, ways: string) =>
			`Khoảng 95 % qua ${runs} lần tính lại, ${ways} cách tính có thể bảo vệ được.`,
		snapshot: (id: string) => `Mã số liệu ${id}: cùng mã thì cùng kết quả.`,
		tableTitle: 'Điểm và nhóm của từng địa phương',
		tableNote:
			'Trong cùng một nhóm không nêu thứ tự: chênh lệch điểm chưa đủ chắc chắn. Tên xếp theo bảng chữ cái.',
		group: (number: string) => `Nhóm ${number}`,
		noGroup: 'Chưa đủ số liệu',
		columns: {
			unit: 'Địa phương',
			group: 'Nhóm',
			score: 'Điểm',
			interval: 'Khoảng 95 %',
			rank: 'Khoảng hạng',
			drivers: 'Kéo điểm nhiều nhất',
			available: 'Có số liệu'
		},
		up: (name: string, points: string) => `${name} +${points}`,
		down: (name: string, points: string) => `${name} ${points}`,
		rank: (low: string, high: string) => (low === high ? low : `${low}–${high}`),
		available: (share: string) => `${share} chỉ số`,
		bar: (name: string, score: string, low: string, high: string) =>
			`${name}: ${score} điểm, khoảng 95 % từ ${low} đến ${high}.`,
		tile: (name: string, group: string, score: string) => `${name}: nhóm ${group}, ${score} điểm.`,
		tileNone: (name: string) => `${name}: chưa đủ số liệu.`,
		mapTitle: 'Nhóm của từng địa phương',
		mapNote: 'Số trong ô là nhóm; 1 là nhóm cao nhất.',
		method: 'Phương pháp',
		methodText: (least: string, all: string) =>
			`Mỗi câu được đặt lên thang cố định 0–100 nên điểm các năm so sánh được. Các câu gộp thành nhóm nội dung, các nhóm gộp thành chỉ số bằng trung bình có trọng số. Câu không trả lời thì tính trên các câu còn lại; cần ít nhất ${least} trong ${all} nhóm mới cho điểm.`,
		uncertaintyText:
			'Khoảng hạng tính lại nhiều lần: mỗi lần rút các chỉ số theo sai số chọn mẫu và dùng một cách tính khác (trọng số bằng nhau, từng nhóm nặng hơn hoặc nhẹ hơn một nửa, bù trừ ít hơn). Một địa phương mở nhóm mới khi xếp dưới địa phương đầu nhóm trong ít nhất 95 % số lần.',
		shift: (ranks: string) =>
			`Các cách tính làm hạng thay đổi trung bình ${ranks} bậc so với cách công bố.`,
		part: 'Thành phần',
		weight: 'Trọng số',
		inIndex: 'Trong chỉ số',
		scale: 'Mốc 0 và 100 điểm',
		try: 'Thử trọng số khác',
		tryNote: 'Chỉ để xem thử; kết quả công bố giữ nguyên.',
		trying: 'Đang xem thử với trọng số khác, không phải kết quả công bố.',
		back: 'Trở lại trọng số công bố',
		compute: 'Tính lại',
		download: 'Tải CSV',
		profile: 'Hồ sơ địa phương',
		profileLead: (score: string, low: string, high: string, group: string, ranks: string) =>
			`${score} điểm (khoảng 95 % từ ${low} đến ${high}), nhóm ${group}, hạng trong khoảng ${ranks}.`,
		profileNone: 'Chưa đủ số liệu để cho điểm địa phương này.',
		value: 'Giá trị',
		points: 'So với địa phương ở giữa',
		pointsNote:
			'Điểm cộng thêm hay mất đi so với trung vị các địa phương, đã nhân trọng số trong chỉ số.',
		noValue: 'chưa có số liệu',
		ofAuthorities:
			'Tính từ phiếu đã gửi của chính địa phương: số liệu tự báo cáo, không có sai số chọn mẫu.',
		ofCitizens:
			'Tính từ câu trả lời của người dân trong địa bàn; nơi có dưới 10 người trả lời không được cho điểm.',
		answersIn: 'Câu trả lời trong',
		question: (name: string) => `câu ${name}`,
		pointsOf: 'Điểm từng câu trả lời',
		choices: (most: string) => `Số mục chọn, đủ ${most} mục là 100`,
		answers: (count: string) => `${count} người`,
		ofHundred: (points: string) => `${points}/100`,
		communes: (name: string) => `Các xã, phường, đặc khu của ${name}`,
		version: (version: string) => `Phiên bản ${version}`
	},
	en: {
		crumb: 'Indicators',
		all: 'Composite indices',
		allLead: 'Each joins several indicators by a published method, on a scale of 0 to 100.',
		open: (pillars: string, leaves: string) => `${pillars} pillars, ${leaves} indicators`,
		headline: (first: string, groups: string, units: string) =>
			`${units} localities fall into ${groups} groups; ${first} are in group 1.`,
		oneGroup: (units: string) => `There are no grounds for telling the ${units} localities apart.`,
		noResult: 'Too little data for the index',
		noResultNext:
			'At least two localities must have estimates of most indicators. Wait for more forms, or look at single indicators.',
		facts: (runs: string, ways: string) =>
			`95% intervals over ${runs} runs and ${ways} defensible methods.`,
		snapshot: (id: string) => `Data ${id}: the same code gives the same result.`,
		tableTitle: 'Score and group of each locality',
		tableNote:
			'No order is claimed within a group: differences are not certain enough. Names are in alphabetical order.',
		group: (number: string) => `Group ${number}`,
		noGroup: 'Too little data',
		columns: {
			unit: 'Locality',
			group: 'Group',
			score: 'Score',
			interval: '95% interval',
			rank: 'Ranks',
			drivers: 'What drives it most',
			available: 'Data'
		},
		up: (name: string, points: string) => `${name} +${points}`,
		down: (name: string, points: string) => `${name} ${points}`,
		rank: (low: string, high: string) => (low === high ? low : `${low}–${high}`),
		available: (share: string) => `${share} of indicators`,
		bar: (name: string, score: string, low: string, high: string) =>
			`${name}: ${score} points, 95% interval from ${low} to ${high}.`,
		tile: (name: string, group: string, score: string) =>
			`${name}: group ${group}, ${score} points.`,
		tileNone: (name: string) => `${name}: too little data.`,
		mapTitle: 'Group of each locality',
		mapNote: 'The number in a tile is the group; 1 is the highest.',
		method: 'Method',
		methodText: (least: string, all: string) =>
			`Each question is put on a fixed scale of 0 to 100, so that years compare. Questions make pillars and pillars the index by weighted means. What was not answered is left out; at least ${least} of ${all} pillars are needed for a score.`,
		uncertaintyText:
			'Ranks are made many times: each time indicators are drawn from their sampling error and another method is used (equal weights, each pillar half as heavy or half as heavy again, less compensation). A locality opens a new group when it ranks below the first of the group in at least 95% of the runs.',
		shift: (ranks: string) =>
			`The methods change ranks by ${ranks} on average beside the published one.`,
		part: 'Part',
		weight: 'Weight',
		inIndex: 'In the index',
		scale: 'Worth 0 and 100 points',
		try: 'Try other weights',
		tryNote: 'For a look only; the published result stays.',
		trying: 'These are other weights, not the published result.',
		back: 'Back to the published weights',
		compute: 'Compute',
		download: 'Download CSV',
		profile: 'Profile of a locality',
		profileLead: (score: string, low: string, high: string, group: string, ranks: string) =>
			`${score} points (95% interval from ${low} to ${high}), group ${group}, ranks ${ranks}.`,
		profileNone: 'Too little data for a score of this locality.',
		value: 'Value',
		points: 'Beside the middle locality',
		pointsNote:
			'Points won or lost against the median of localities, times the weight in the index.',
		noValue: 'no data yet',
		ofAuthorities:
			'Made of the submitted form of the locality itself: self-reported, without sampling error.',
		ofCitizens:
			'Made of the answers of citizens of the locality; places with fewer than 10 have no score.',
		answersIn: 'Answers in',
		question: (name: string) => `question ${name}`,
		pointsOf: 'Points of each answer',
		choices: (most: string) => `Choices made, ${most} are worth 100`,
		answers: (count: string) => `${count} people`,
		ofHundred: (points: string) => `${points}/100`,
		communes: (name: string) => `Communes of ${name}`,
		version: (version: string) => `Version ${version}`
	}
});
