/** Conclusions, checks and limits of evaluations as a reader sees them: cautious, with their grounds. */
import { catalogue } from '../locale.ts';

/** Words that the sentences are made of; all of them formatted. */
export type Said = {
	outcome: string;
	units: string;
	effect: string;
	size: string;
	isUp: boolean;
	low: string;
	high: string;
	level: string;
	margin: string;
	p: string;
};

export const evaluationConclusion = catalogue({
	vi: {
		against: {
			clusters: 'so với thay đổi cùng kỳ của nhóm so sánh',
			assignment: 'so với thay đổi cùng kỳ của nhóm so sánh',
			staggered: 'so với thay đổi cùng kỳ của các đơn vị chưa bao giờ thực hiện',
			interrupted: 'so với xu hướng trước đó của chính các đơn vị này',
			paired: 'so với trước khóa học của chính những người này'
		},
		found: (s: Said, against: string) =>
			`${s.outcome} ở ${s.units} ${s.isUp ? 'cao hơn' : 'thấp hơn'} ${s.size} ${against} (khoảng tin cậy ${s.level}: ${s.low} đến ${s.high})`,
		verdicts: {
			refused: () => 'Chưa đủ cơ sở để kết luận: số liệu không trả lời được câu hỏi này.',
			'not-parallel': (s: Said) =>
				`Chưa đủ cơ sở để kết luận: ngay trước khi thực hiện, hai nhóm đã thay đổi khác nhau (p = ${s.p}), nên khác biệt về sau không quy cho việc đã làm được.`,
			inconclusive: (s: Said) =>
				`Chưa đủ cơ sở để kết luận có tác động tới ${s.outcome}: ước lượng ${s.effect}, khoảng tin cậy ${s.level} từ ${s.low} đến ${s.high} chứa cả mức không thay đổi.`,
			negligible: (s: Said) =>
				`Chưa đủ cơ sở để kết luận có tác động tới ${s.outcome}; nếu có thì nhỏ hơn ngưỡng có ý nghĩa ${s.margin} (khoảng tin cậy ${s.level}: ${s.low} đến ${s.high}).`,
			'above-margin': (s: Said) =>
				`Cả khoảng này vượt ngưỡng có ý nghĩa ${s.margin}. Số liệu phù hợp với việc đã làm có tác động đáng kể; các nguyên nhân khác nêu ở phần hạn chế chưa loại trừ hết.`,
			'below-margin': (s: Said) =>
				`Có khác biệt nhưng nhỏ hơn ngưỡng có ý nghĩa ${s.margin}, nên chưa đáng kể về thực tế.`,
			effect: (s: Said) =>
				`Có khác biệt; chưa đủ cơ sở để kết luận khác biệt đó có vượt ngưỡng có ý nghĩa ${s.margin} hay không.`
		},
		/** where nothing was compared with, an effect is not spoken of */
		goesWith: (s: Said) =>
			`Thay đổi này vượt ngưỡng có ý nghĩa ${s.margin}, nhưng không có nhóm so sánh: chỉ nói được là nó đi kèm với việc đã làm.`,
		placeboMoved:
			'Chỉ số đối chứng, lẽ ra không đổi, cũng thay đổi: có thể điều khác đã xảy ra cùng lúc, nên chưa quy được cho việc đã làm.',
		short: {
			refused: 'Chưa đủ cơ sở: số liệu không trả lời được',
			'not-parallel': 'Chưa đủ cơ sở: hai nhóm khác nhau từ trước',
			inconclusive: 'Chưa đủ cơ sở để kết luận',
			negligible: 'Chưa thấy tác động đáng kể',
			'above-margin': 'Khác biệt vượt ngưỡng',
			'below-margin': 'Khác biệt nhỏ hơn ngưỡng',
			effect: 'Có khác biệt, chưa rõ so với ngưỡng'
		},
		checks: {
			'periods-before': (f: string, n: string) => `${f} kỳ trước khi bắt đầu; cần ít nhất ${n}.`,
			'periods-after': (f: string, n: string) => `${f} kỳ đã qua từ khi bắt đầu; cần ít nhất ${n}.`,
			'treated-units': (f: string) => `${f} đơn vị thực hiện có đủ số liệu ở mọi kỳ.`,
			'comparison-units': (f: string, n: string) =>
				n === '0'
					? 'Không có nhóm so sánh: chỉ so được với chính mình trước đó.'
					: `${f} đơn vị so sánh có đủ số liệu ở mọi kỳ; cần ít nhất ${n}.`,
			missing: (f: string, n: string) =>
				f === '0'
					? 'Không đơn vị nào thiếu số liệu.'
					: `${f} đơn vị thiếu số liệu ở ít nhất một kỳ nên bị bỏ ra; chấp nhận tối đa ${n}.`,
			suppressed: (f: string, n: string) =>
				f === '0'
					? 'Không số liệu nào phải ẩn.'
					: `${f} đơn vị có số liệu phải ẩn vì ít người trả lời nên bị bỏ ra; chấp nhận tối đa ${n}.`,
			people: (f: string, n: string) => `${f} người có kết quả cả trước và sau; cần ít nhất ${n}.`,
			'not-positive': (f: string, n: string) =>
				f === '0'
					? 'Mọi giá trị đều lớn hơn 0, tính tỷ lệ được.'
					: `${f} đơn vị có giá trị bằng 0 nên không tính tỷ lệ được; chấp nhận tối đa ${n}.`,
			'no-variation': () => 'Giá trị có thay đổi giữa các đơn vị và các kỳ.',
			breaks: (f: string) =>
				f === '0'
					? 'Không có thay đổi địa giới, mẫu phiếu hay cách đếm trong thời gian này.'
					: `${f} lần cách đếm thay đổi trong thời gian này (địa giới, mẫu phiếu, thêm trang đo).`,
			'other-treatment': (f: string) =>
				f === '0'
					? 'Không có đánh giá nào khác cho thấy việc khác diễn ra cùng lúc.'
					: `${f} việc khác bắt đầu ở các đơn vị này trong cùng thời gian, theo các đánh giá đã chốt.`,
			assignments: (f: string, n: string) =>
				`Có ${f} cách chọn khác đi với cùng số đơn vị; cần ít nhất ${n} để phân biệt với ngẫu nhiên.`,
			season: (f: string, n: string) =>
				`${f} kỳ trước khi bắt đầu; cần ${n} kỳ (hai năm) mới loại được nhịp trong năm.`
		},
		varies: 'Giá trị không thay đổi nên không tính được.',
		grades: { pass: 'đạt', warn: 'lưu ý', refuse: 'không đủ' },
		limits: {
			causes: 'Đánh giá so sánh các đơn vị, không loại trừ việc khác cùng diễn ra ở đúng nơi đó.',
			trend:
				'Không thấy khác biệt ở giai đoạn trước không có nghĩa là hai nhóm sẽ giống nhau mãi: phép kiểm định này yếu khi ít kỳ.',
			noTrend:
				'Chỉ có một kỳ trước nên không kiểm tra được hai nhóm có thay đổi như nhau hay không.',
			spill:
				'Nếu đơn vị so sánh cũng được hưởng lợi (dân xem trang của tỉnh bên), tác động bị tính thiếu.',
			chosen:
				'Nơi thực hiện thường được chọn chứ không rút thăm; khoảng tin cậy coi như có thể chọn nơi khác.',
			constant: 'Khoảng tin cậy coi tác động là như nhau ở mọi đơn vị thực hiện.',
			alone:
				'Không có nhóm so sánh: điều gì khác xảy ra trên cả nước vào lúc đó cũng nằm trong con số này. Chỉ nói được “đi kèm với”.',
			level: 'Mô hình coi tác động là một mức dịch chuyển kéo dài, không phải tăng dần.',
			usage: 'Lượt truy cập không phải số người; cùng một người vào nhiều lần được đếm nhiều lần.',
			people:
				'Người học làm bài lần hai có thể khá hơn vì đã quen đề; người bỏ dở không có trong số liệu.',
			staggered:
				'Tháng bắt đầu được tính là tháng đã thực hiện, nên tác động bị tính thiếu nếu bắt đầu giữa tháng.',
			several: 'Có nhiều chỉ số nên khoảng tin cậy được nới rộng để cả nhóm vẫn giữ mức 95 %.',
			revised: 'Kế hoạch đã đổi sau khi có kết quả đầu tiên; xem lý do ở phần các phiên bản.',
			simulated: 'Số liệu mô phỏng, không phản ánh địa phương nào.'
		}
	},
	en: {
		against: {
			clusters: 'than the change of the comparison group over the same time gives',
			assignment: 'than the change of the comparison group over the same time gives',
			staggered: 'than the change of units that were never treated gives',
			interrupted: 'than the earlier course of these same units gives',
			paired: 'than before the course, of the same people'
		},
		found: (s: Said, against: string) =>
			`${s.outcome} in ${s.units} was ${s.size} ${s.isUp ? 'higher' : 'lower'} ${against} (${s.level} interval: ${s.low} to ${s.high})`,
		verdicts: {
			refused: () => 'There are no grounds for a conclusion: the data cannot answer this question.',
			'not-parallel': (s: Said) =>
				`There are no grounds for a conclusion: the two groups moved apart before the start already (p = ${s.p}), so what differed later cannot be put down to what was done.`,
			inconclusive: (s: Said) =>
				`There are no grounds to conclude that ${s.outcome} changed: the estimate is ${s.effect}, and the ${s.level} interval from ${s.low} to ${s.high} holds no change as well.`,
			negligible: (s: Said) =>
				`There are no grounds to conclude that ${s.outcome} changed; if it did, then by less than the margin of ${s.margin} (${s.level} interval: ${s.low} to ${s.high}).`,
			'above-margin': (s: Said) =>
				`The whole interval lies beyond the margin of ${s.margin}. The data fit with what was done having mattered; other causes named under limits are not ruled out.`,
			'below-margin': (s: Said) =>
				`There is a difference, but it is smaller than the margin of ${s.margin} and matters little in practice.`,
			effect: (s: Said) =>
				`There is a difference; whether it exceeds the margin of ${s.margin} cannot be said.`
		},
		goesWith: (s: Said) =>
			`This change exceeds the margin of ${s.margin}, but nothing was compared with: it went along with what was done, no more can be said.`,
		placeboMoved:
			'The placebo outcome, which should not move, moved as well: something else may have happened at the same time, so this cannot be put down to what was done.',
		short: {
			refused: 'No grounds: the data cannot answer',
			'not-parallel': 'No grounds: the groups differed before',
			inconclusive: 'No grounds for a conclusion',
			negligible: 'No effect that would matter is seen',
			'above-margin': 'A difference beyond the margin',
			'below-margin': 'A difference below the margin',
			effect: 'A difference; against the margin it is open'
		},
		checks: {
			'periods-before': (f: string, n: string) => `${f} periods before the start; ${n} are needed.`,
			'periods-after': (f: string, n: string) =>
				`${f} periods have passed since the start; ${n} are needed.`,
			'treated-units': (f: string) => `${f} treated units have values in every period.`,
			'comparison-units': (f: string, n: string) =>
				n === '0'
					? 'There is no comparison group: only the same units before can be compared with.'
					: `${f} comparison units have values in every period; ${n} are needed.`,
			missing: (f: string, n: string) =>
				f === '0'
					? 'No unit lacks a value.'
					: `${f} units lack a value in some period and are left out; at most ${n} may be.`,
			suppressed: (f: string, n: string) =>
				f === '0'
					? 'No value is hidden.'
					: `${f} units have values hidden for few respondents and are left out; at most ${n} may be.`,
			people: (f: string, n: string) =>
				`${f} people have results before and after; ${n} are needed.`,
			'not-positive': (f: string, n: string) =>
				f === '0'
					? 'All values are above 0, so ratios can be formed.'
					: `${f} units have values of 0, of which no ratio can be formed; at most ${n} may have.`,
			'no-variation': () => 'Values differ between units and periods.',
			breaks: (f: string) =>
				f === '0'
					? 'Boundaries, forms and ways of counting did not change in this time.'
					: `${f} changes of how things are counted in this time (boundaries, forms, further portals).`,
			'other-treatment': (f: string) =>
				f === '0'
					? 'No other evaluation tells of something else at the same time.'
					: `${f} other things began in these units in this time, as fixed evaluations tell.`,
			assignments: (f: string, n: string) =>
				`As many units could have been chosen in ${f} ways; ${n} are needed to tell an effect from chance.`,
			season: (f: string, n: string) =>
				`${f} periods before the start; the rhythm of the year needs ${n} (two years).`
		},
		varies: 'The values do not vary, so nothing can be computed.',
		grades: { pass: 'passed', warn: 'note', refuse: 'not enough' },
		limits: {
			causes:
				'The evaluation compares units; it does not rule out that something else happened in the same places.',
			trend:
				'That no difference is seen before does not mean that the groups would always move alike: with few periods the test is weak.',
			noTrend: 'With one period before, whether the groups moved alike cannot be looked at.',
			spill:
				'If comparison units gained as well (people read the portal next door), the effect is understated.',
			chosen:
				'Places are usually chosen, not drawn by lot; the interval takes it that others could have been.',
			constant: 'The interval takes the effect to be the same in every treated unit.',
			alone:
				'There is no comparison group: whatever else happened in the country then is part of the figure. It “went along with”, no more.',
			level: 'The model takes the effect for a lasting shift, not a slow rise.',
			usage: 'Visits are not people; whoever comes often counts often.',
			people:
				'People may do better the second time because they know the test; those who dropped out are missing.',
			staggered:
				'The month of the start counts as treated, so a start within a month understates the effect.',
			several:
				'There are several outcomes, so intervals are wider and hold 95% for all of them together.',
			revised: 'The plan was changed after a first result; the reason stands with the versions.',
			simulated: 'The data is simulated (DỮ LIỆU MÔ PHỎNG) and describes no locality.'
		}
	}
});
