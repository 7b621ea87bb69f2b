/** How each method works, in words and as a formula, with its source. */
import { catalogue } from '../locale.ts';

export const evaluationMethod = catalogue({
	vi: {
		rule: 'Cách tính được chọn theo quy tắc về thiết kế, trước khi có kết quả: khóa học có từng cặp kết quả → so sánh cặp; không có nhóm so sánh → chuỗi thời gian bị gián đoạn; bắt đầu khác kỳ → tác động theo nhóm và thời gian; dưới 8 đơn vị ở một nhóm → suy luận từ cách chọn đơn vị; còn lại → sai số theo cụm.',
		names: {
			clusters: 'Khác biệt kép, sai số theo cụm (CR2)',
			assignment: 'Khác biệt kép, suy luận từ cách chọn đơn vị',
			staggered: 'Tác động theo nhóm và thời gian, bắt đầu khác kỳ',
			interrupted: 'Chuỗi thời gian bị gián đoạn',
			paired: 'So sánh cặp trước và sau'
		},
		what: {
			clusters:
				'Lấy thay đổi bình quân (sau trừ trước) của từng đơn vị; tác động là chênh lệch giữa hai nhóm. Sai số tính theo đơn vị với hiệu chỉnh CR2 và bậc tự do Satterthwaite.',
			assignment:
				'Lấy thay đổi bình quân (sau trừ trước) của từng đơn vị; tác động là chênh lệch giữa hai nhóm. Khi ít đơn vị, không dùng phân phối chuẩn: so với mọi cách (hoặc 999 cách rút ngẫu nhiên) chọn cùng số đơn vị. Khoảng tin cậy gồm mọi mức tác động mà phép kiểm định ấy không bác bỏ.',
			staggered:
				'Mỗi nhóm đơn vị bắt đầu cùng kỳ được so với các đơn vị chưa bao giờ thực hiện, từng kỳ một, so với kỳ ngay trước khi bắt đầu; rồi cộng lại theo số đơn vị. Không dùng hồi quy hai chiều thông thường vì bị chệch khi bắt đầu khác kỳ. Khoảng tin cậy từ 999 cách chọn ngẫu nhiên.',
			interrupted:
				'Chuỗi bình quân của các đơn vị được khớp với xu hướng, nhịp năm (khi có từ hai năm trước đó) và một mức dịch chuyển từ kỳ bắt đầu. Sai số tính theo tự tương quan bậc một đã hiệu chỉnh chệch; độ rộng khoảng tin cậy lấy từ 999 chuỗi mô phỏng có tự tương quan như vậy. Sai số Newey–West quá nhỏ ở chuỗi ngắn nên chỉ để đối chiếu.',
			paired:
				'Mỗi người có kết quả trước và sau. Đạt hay không đạt: khoảng điểm số của Tango, kiểm định McNemar chính xác. Điểm số: kiểm định t cho hiệu.'
		},
		formula: {
			clusters: 'τ = (ȲTsau − ȲTtrước) − (ȲCsau − ȲCtrước); V = Σ CR2; bậc tự do Satterthwaite',
			assignment:
				'τ = (ȲTsau − ȲTtrước) − (ȲCsau − ȲCtrước); p = tỷ lệ cách chọn có |τ*| ≥ |τ|; khoảng = {δ: p(Y − δD) > α}',
			staggered: 'ATT(g,t) = [Ȳg,t − Ȳg,g−1] − [ȲC,t − ȲC,g−1]; τ = Σ ng·ATT(g,t) / Σ ng, t ≥ g',
			interrupted: 'y = b₀ + b₁t + τ·sau + Σ(aₖ sin 2πkt/12 + cₖ cos 2πkt/12) + u, u là AR(1)',
			paired: 'd = (b − c)/n hoặc d̄ = Σ(sau − trước)/n'
		},
		source: {
			clusters:
				'M. Bertrand, E. Duflo, S. Mullainathan, Q. J. Econ. 119 (2004) 249; J. E. Pustejovsky, E. Tipton, J. Bus. Econ. Stat. 36 (2018) 672.',
			assignment:
				'R. A. Fisher, The Design of Experiments (1935); P. R. Rosenbaum, Observational Studies (2002).',
			staggered: 'B. Callaway, P. H. C. Sant’Anna, J. Econometrics 225 (2021) 200.',
			interrupted:
				'W. K. Newey, K. D. West, Econometrica 55 (1987) 703; J. Lopez Bernal và cộng sự, Int. J. Epidemiol. 46 (2017) 348.',
			paired: 'T. Tango, Stat. Med. 17 (1998) 891; Q. McNemar, Psychometrika 12 (1947) 153.'
		},
		alongside: {
			'wild-bootstrap': 'bootstrap cụm',
			'cluster-robust': 'sai số theo cụm CR2',
			'newey-west': 'Newey–West',
			synthetic: 'đối chứng tổng hợp, xếp hạng giữa các đơn vị giả'
		}
	},
	en: {
		rule: 'The method is chosen by a rule about the design, before any result: a course with pairs of results → paired comparison; no comparison group → interrupted time series; starts in different periods → group-time effects; fewer than 8 units on one side → inference from the assignment; otherwise → cluster-robust errors.',
		names: {
			clusters: 'Difference in differences, cluster-robust (CR2)',
			assignment: 'Difference in differences, inference from the assignment',
			staggered: 'Group-time effects, starts in different periods',
			interrupted: 'Interrupted time series',
			paired: 'Paired comparison before and after'
		},
		what: {
			clusters:
				'The mean change (after less before) of each unit; the effect is the difference between the two groups. Errors are by unit with the CR2 correction and Satterthwaite’s degrees of freedom.',
			assignment:
				'The mean change (after less before) of each unit; the effect is the difference between the two groups. With few units no normal distribution is used: it is set among all (or 999 drawn) ways to choose as many units. The interval holds every effect that this test does not refuse.',
			staggered:
				'Units that start together are compared with units never treated, period by period, against the period before the start, and added up by their number. The plain two-way regression is not used: it is biased when starts differ. The interval comes from 999 drawn assignments.',
			interrupted:
				'The mean series of the units is fitted with a trend, the rhythm of the year (from two years before on) and one lasting shift from the start. Errors follow from the first-order autocorrelation, mended for bias; the width of the interval comes from 999 simulated series with such autocorrelation. Newey–West’s error is too small in short series and stands beside for comparison.',
			paired:
				'Everyone has a result before and after. Passed or not: Tango’s score interval and McNemar’s exact test. Scores: the t test of differences.'
		},
		formula: {
			clusters:
				'τ = (ȲT,after − ȲT,before) − (ȲC,after − ȲC,before); V = Σ CR2; Satterthwaite degrees',
			assignment:
				'τ = (ȲT,after − ȲT,before) − (ȲC,after − ȲC,before); p = share of assignments with |τ*| ≥ |τ|; interval = {δ: p(Y − δD) > α}',
			staggered: 'ATT(g,t) = [Ȳg,t − Ȳg,g−1] − [ȲC,t − ȲC,g−1]; τ = Σ ng·ATT(g,t) / Σ ng, t ≥ g',
			interrupted: 'y = b₀ + b₁t + τ·post + Σ(aₖ sin 2πkt/12 + cₖ cos 2πkt/12) + u, u is AR(1)',
			paired: 'd = (b − c)/n or d̄ = Σ(after − before)/n'
		},
		source: {
			clusters:
				'M. Bertrand, E. Duflo, S. Mullainathan, Q. J. Econ. 119 (2004) 249; J. E. Pustejovsky, E. Tipton, J. Bus. Econ. Stat. 36 (2018) 672.',
			assignment:
				'R. A. Fisher, The Design of Experiments (1935); P. R. Rosenbaum, Observational Studies (2002).',
			staggered: 'B. Callaway, P. H. C. Sant’Anna, J. Econometrics 225 (2021) 200.',
			interrupted:
				'W. K. Newey, K. D. West, Econometrica 55 (1987) 703; J. Lopez Bernal et al., Int. J. Epidemiol. 46 (2017) 348.',
			paired: 'T. Tango, Stat. Med. 17 (1998) 891; Q. McNemar, Psychometrika 12 (1947) 153.'
		},
		alongside: {
			'wild-bootstrap': 'wild cluster bootstrap',
			'cluster-robust': 'cluster-robust CR2',
			'newey-west': 'Newey–West',
			synthetic: 'synthetic control, rank among placebos'
		}
	}
});
