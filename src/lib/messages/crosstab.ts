/** Words of the page that counts answers by one another. */
const vi = {
	title: 'Bảng chéo',
	lead: 'Ai trả lời thế nào: một câu theo một câu khác hoặc theo nơi.',
	row: 'Câu ở hàng',
	column: 'Chia theo',
	alone: 'không chia',
	byRegion: 'vùng kinh tế - xã hội',
	byProvince: 'tỉnh, thành phố',
	everywhere: 'Cả nước',
	elsewhere: 'Liên kết chung, cơ quan trung ương',
	region: 'Vùng',
	province: 'Tỉnh, thành phố',
	all: 'tất cả',
	share: 'Phần trăm tính theo',
	shares: { cot: 'cột (trong mỗi nhóm ở đầu cột)', hang: 'hàng', chung: 'toàn bảng' },
	of: 'Câu chọn nhiều ý: trên',
	respondents: 'số người trả lời (các ý cộng lại có thể quá 100 %)',
	choices: 'số lượt chọn (cộng lại bằng 100 %, không có khoảng tin cậy)',
	unsure: 'Tính “không biết”, “không muốn trả lời” vào cơ sở',
	flagged: 'Tính cả câu trả lời có dấu hiệu bất thường',
	show: 'Xem bảng',
	total: 'Cộng',
	totalChoices: 'Số lượt chọn',
	hidden: 'ẩn',
	hiddenWhy: 'ẩn để không lộ nhóm dưới 10 người trả lời',
	none: '–',
	download: 'Tải CSV đúng bảng này',
	caption: (row: string, column: string, place: string) =>
		`${row}${column ? `, theo ${column}` : ''}. ${place}`,
	unitOfRespondents: 'Ô: số người trả lời, phần trăm, khoảng tin cậy 95 % (Wilson).',
	unitOfChoices: 'Ô: số người chọn, phần trăm trên tổng số lượt chọn.',
	noResponseRate:
		'Phiếu mở: không có tỷ lệ trả lời; số liệu mô tả những người đã trả lời, không suy ra cho toàn dân.',
	setAside: 'Câu trả lời để riêng và câu trả lời ngoài chỉ tiêu không bao giờ được tính.',
	suspicions: (within: boolean): string =>
		within
			? 'Có tính câu trả lời mang dấu hiệu bất thường (trả lời quá nhanh, chọn một cột, trùng lặp).'
			: 'Không tính câu trả lời mang dấu hiệu bất thường.',
	base: (within: boolean): string =>
		within
			? '“Không biết”, “không muốn trả lời” nằm trong cơ sở tính phần trăm.'
			: '“Không biết”, “không muốn trả lời” chỉ hiện số, không nằm trong cơ sở tính phần trăm.',
	hiddenCount: (count: string) =>
		`${count} ô ẩn: nhóm dưới 10 người trả lời, và ô khác mà từ đó tính ngược ra được.`,
	empty: 'Chưa có câu trả lời nào cho lựa chọn này. Chọn nơi khác hoặc câu khác.',
	allHidden: 'Mọi nhóm ở đây đều dưới 10 người trả lời nên không hiện số. Chọn vùng rộng hơn.',
	headline: (answer: string, share: string, n: string) =>
		`Nhiều nhất: ${answer} – ${share} (n = ${n})`,
	people: (n: string) => `n = ${n}`,
	range: (low: string, high: string) => `${low} đến ${high}`,
	asOf: 'Số đếm có thể chậm một phút.'
};

const en: typeof vi = {
	title: 'Crosstab',
	lead: 'Who answers what: one question by another, or by place.',
	row: 'Question in rows',
	column: 'Divide by',
	alone: 'nothing',
	byRegion: 'region',
	byProvince: 'province',
	everywhere: 'Nationwide',
	elsewhere: 'Open link, central agencies',
	region: 'Region',
	province: 'Province',
	all: 'all',
	share: 'Percent of',
	shares: { cot: 'column', hang: 'row', chung: 'whole table' },
	of: 'Several choices: of',
	respondents: 'respondents (may add up to more than 100 %)',
	choices: 'choices made (adds up to 100 %, no interval)',
	unsure: 'Count “do not know” and “prefer not to answer” in the base',
	flagged: 'Count answers under suspicion too',
	show: 'Show the table',
	total: 'Total',
	totalChoices: 'Choices made',
	hidden: 'hidden',
	hiddenWhy: 'hidden so that no group of fewer than 10 respondents shows',
	none: '–',
	download: 'Download this table as CSV',
	caption: (row, column, place) => `${row}${column ? `, by ${column}` : ''}. ${place}`,
	unitOfRespondents: 'Cells: respondents, percent, 95 % interval (Wilson).',
	unitOfChoices: 'Cells: respondents who chose it, percent of all choices made.',
	noResponseRate:
		'Open form: there is no response rate; the figures describe those who answered, not the population.',
	setAside: 'Answers set aside and those beyond a quota are never counted.',
	suspicions: (within) =>
		within
			? 'Answers under suspicion (too fast, one column throughout, repeated) are counted.'
			: 'Answers under suspicion are left out.',
	base: (within) =>
		within
			? '“Do not know” and “prefer not to answer” are part of the base.'
			: '“Do not know” and “prefer not to answer” are shown as numbers only and are not part of the base.',
	hiddenCount: (count) =>
		`${count} cells are hidden: groups of fewer than 10 respondents and cells that would give them away.`,
	empty: 'Nobody has answered this yet. Choose another place or question.',
	allHidden: 'Every group here has fewer than 10 respondents. Choose a wider place.',
	headline: (answer, share, n) => `Most often: ${answer} – ${share} (n = ${n})`,
	people: (n) => `n = ${n}`,
	range: (low, high) => `${low} to ${high}`,
	asOf: 'Counts may be a minute old.'
};

export const crosstab = { vi, en };
