/** The typed formulas in words: what is counted, kind by kind. */
import { catalogue } from '#lib/locale.ts';

const percent = (share: number) => `${Math.round(share * 100)}`;

export const formulas = catalogue({
	vi: {
		answers: (question: string, codes: string) => `Câu ${question} chọn: ${codes}`,
		and: (question: string, codes: string) => `và câu ${question} chọn: ${codes}`,
		row: (question: string, codes: string) =>
			`và ở câu ${question} có ít nhất một dòng của các lựa chọn đó ghi có: ${codes}`,
		base: (question: string) => `trên mọi người trả lời câu ${question}`,
		mean: (question: string) => `Trung bình câu ${question}; ô trống và “không biết” không tính`,
		promoters: (question: string) =>
			`Câu ${question}: phần trăm chọn 9, 10 trừ phần trăm chọn 0 đến 6`,
		right: (questions: string) => `Câu có đáp án: ${questions}; “không biết” là trả lời chưa đúng`,
		index: (least: number, all: number) =>
			`Mỗi phiếu: trung bình các nhóm sau, cần ít nhất ${least} trong ${all} nhóm có trả lời`,
		group: (name: string, weight: string, questions: string) =>
			`${name} (trọng số ${weight}): câu ${questions}`,
		choice: (question: string) => `Lựa chọn có tỷ lệ cao nhất ở câu ${question}`,
		choiceMinus: (question: string, other: string) =>
			`Dòng có chênh lệch cao nhất: phần trăm chọn ở câu ${question} trừ phần trăm đã có ở câu ${other}`,
		sum: (question: string) => `Tổng các ô của câu ${question} đã báo cáo`,
		ratio: (question: string, part: string, whole: string) =>
			`Câu ${question}: tổng ô ${part} chia tổng ô ${whole}, của phiếu có cả hai ô`,
		submitted: 'Phiếu đã nộp và không bị trả lại',
		onTime: 'Phiếu đã nộp trước hạn và không bị trả lại',
		response: 'Phiếu hợp lệ trên phiếu phải nộp và thư mời, mọi đợt khảo sát trong kỳ',
		visits: (devices: string) => `Thiết bị: ${devices}`,
		devices: { mobile: 'điện thoại', tablet: 'máy tính bảng', desktop: 'máy tính' } as Record<
			string,
			string
		>,
		long: (pages: number, seconds: number) =>
			`Lượt truy cập xem từ ${pages} trang trở lên hoặc kéo dài từ ${seconds} giây trở lên`,
		acts: (act: string, property: string, values: string) =>
			`Lượt “${act}” có ${property} là ${values}, trên mọi lượt “${act}” có ${property}`,
		count: { visits: 'Mọi lượt truy cập của người', pageViews: 'Mọi lượt xem trang của người' },
		countActs: (acts: string) => `Số lượt: ${acts}`,
		ratioActs: (part: string, whole: string) => `Lượt “${part}” chia lượt “${whole}”`,
		meanActs: (act: string, property: string) => `Trung bình ${property} của lượt “${act}”`,
		percentile: (property: string, share: number) =>
			`Giá trị ${property} mà ${percent(share)}\u00a0% số lần đo không vượt quá`,
		entries: 'Số đã nhập trong sổ, kỳ nằm trọn trong kỳ tính',
		entriesRatio: 'Tổng tử số chia tổng mẫu số đã nhập trong sổ',
		entriesMedian: 'Trung vị số ngày của mọi văn bản đã nhập',
		latest: 'Số mới nhất của từng đơn vị, từng kênh trong 12 tháng',
		state: 'Mốc mới nhất đã đạt đến ngày cuối kỳ, của từng đơn vị',
		reached: 'Số đơn vị đã đạt mốc tính đến ngày cuối kỳ',
		difference: (of: string, plus: string, minus: string) => `${of} ở ${plus} trừ ${of} ở ${minus}`,
		quotient: 'Tổng chia tổng, chỉ cộng địa phương có đủ mọi số'
	},
	en: {
		answers: (question: string, codes: string) => `Question ${question}: ${codes}`,
		and: (question: string, codes: string) => `and question ${question}: ${codes}`,
		row: (question: string, codes: string) =>
			`and in question ${question} at least one row of these says yes to: ${codes}`,
		base: (question: string) => `over all who answered question ${question}`,
		mean: (question: string) => `Mean of question ${question}; blanks and “don’t know” left out`,
		promoters: (question: string) => `Question ${question}: share of 9 and 10 less share of 0 to 6`,
		right: (questions: string) =>
			`Questions with a right answer: ${questions}; “don’t know” is not right`,
		index: (least: number, all: number) =>
			`Each form: mean of these groups, at least ${least} of ${all} answered`,
		group: (name: string, weight: string, questions: string) =>
			`${name} (weight ${weight}): questions ${questions}`,
		choice: (question: string) => `The choice with the highest share in question ${question}`,
		choiceMinus: (question: string, other: string) =>
			`The row with the largest gap: share who want it (${question}) less share who have it (${other})`,
		sum: (question: string) => `Sum of what was reported in question ${question}`,
		ratio: (question: string, part: string, whole: string) =>
			`Question ${question}: sum of ${part} over sum of ${whole}, of forms with both`,
		submitted: 'Forms submitted and not returned',
		onTime: 'Forms submitted on time and not returned',
		response: 'Valid forms over forms and invitations, all campaigns of the period',
		visits: (devices: string) => `Devices: ${devices}`,
		devices: { mobile: 'phone', tablet: 'tablet', desktop: 'computer' } as Record<string, string>,
		long: (pages: number, seconds: number) =>
			`Visits of ${pages} pages or more, or of ${seconds} seconds or longer`,
		acts: (act: string, property: string, values: string) =>
			`Acts “${act}” whose ${property} is ${values}, over all that carry ${property}`,
		count: { visits: 'All visits by people', pageViews: 'All page views by people' },
		countActs: (acts: string) => `Number of acts: ${acts}`,
		ratioActs: (part: string, whole: string) => `Acts “${part}” over acts “${whole}”`,
		meanActs: (act: string, property: string) => `Mean ${property} of acts “${act}”`,
		percentile: (property: string, share: number) =>
			`The ${property} that ${percent(share)}% of measurements do not exceed`,
		entries: 'What was entered for periods within the one asked for',
		entriesRatio: 'Sum of numerators over sum of denominators entered',
		entriesMedian: 'Median number of days of every document entered',
		latest: 'The latest figure of each unit and channel within 12 months',
		state: 'The latest step reached by the last day, unit by unit',
		reached: 'Units that had come to the step by the last day',
		difference: (of: string, plus: string, minus: string) =>
			`${of} in ${plus} less ${of} in ${minus}`,
		quotient: 'Sum over sum, of places that have every part'
	}
});
