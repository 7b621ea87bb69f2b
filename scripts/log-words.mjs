/** What `npm run import-log` says: usage, progress and the summary, in Vietnamese. */

const number = new Intl.NumberFormat('vi-VN');
/** @param {number} value */
export const format = (value) => number.format(value);

export const usage = `Nhập nhật ký truy cập của một cổng thông tin:

  npm run import-log -- --site <tên miền> <tệp…>

Nhận: combined, common (Apache, nginx), có hoặc không có tên máy chủ ảo; JSON của nginx, Caddy, Traefik;
W3C của IIS; ALB của AWS; tệp .gz; "-" là đầu vào chuẩn. Định dạng được nhận ra từ nội dung.
Nhập lại cùng một tệp, kể cả khi tệp đã dài thêm hoặc đã nén, không đếm trùng.

  --site <tên miền>     cổng có nhật ký này, ví dụ pbgdpl.example.vn
  --create-site         thêm cổng nếu chưa có; cần --unit <mã đơn vị>, có thể thêm --site-name <tên>
  --server <địa chỉ>    máy chủ khác, ví dụ https://thuocdo.example.vn; cần --key
  --key <khóa>          khóa API của quản trị viên
  --name <tên>          tên ghi lại cho đầu vào chuẩn
  --days                luôn in số liệu từng ngày
  --help                in trang này`;

/** @type {Record<string, string>} */
const reasons = {
	static: 'thành phần trang (css, js, ảnh, phông…)',
	status: 'lỗi hoặc không trả lời (mã 400 trở lên)',
	redirect: 'chuyển hướng (tính trang đích)',
	partial: 'phần tiếp theo của một tài liệu (206)',
	method: 'phương thức khác GET, POST',
	host: 'của tên miền khác',
	request: 'không phải yêu cầu HTTP',
	time: 'thời điểm trước năm 2000 hoặc trong tương lai'
};

/** @param {number} seconds */
function duration(seconds) {
	if (seconds < 60) return `${Math.ceil(seconds)} giây`;
	if (seconds < 3600) return `${Math.ceil(seconds / 60)} phút`;
	return `${Math.floor(seconds / 3600)} giờ ${Math.ceil((seconds % 3600) / 60)} phút`;
}

/**
 * Progress of one file: a bar on a terminal, a line every ten seconds elsewhere.
 * @param {string} name @param {number | undefined} size @param {() => number} done bytes read
 */
export function progress(name, size, done, out = process.stderr) {
	const started = Date.now();
	const pause = out.isTTY ? 200 : 10_000;
	let shown = out.isTTY ? 0 : started;
	let lines = 0;
	const draw = () => {
		const seconds = Math.max(0.001, (Date.now() - started) / 1000);
		const share = size ? Math.min(1, done() / size) : undefined;
		const rate = `${format(lines)} dòng, ${format(Math.round(lines / seconds))} dòng/giây`;
		if (share === undefined) return `${name}: ${(done() / 1e6).toFixed(1)} MB, ${rate}`;
		const left = share > 0.01 ? `, còn ${duration(((1 - share) / share) * seconds)}` : '';
		const percent = `${String(Math.floor(share * 100)).padStart(3)} %`;
		const bytes = `${(done() / 1e6).toFixed(1)}/${((size ?? 0) / 1e6).toFixed(1)} MB`;
		if (!out.isTTY) return `${name}: ${percent}, ${bytes}, ${rate}${left}`;
		const filled = Math.round(share * 20);
		return `${name} ${'█'.repeat(filled)}${'░'.repeat(20 - filled)} ${percent} ${bytes}, ${rate}${left}`;
	};
	return {
		/** @param {number} read lines read so far */
		show(read) {
			lines = read;
			if (Date.now() - shown < pause) return;
			shown = Date.now();
			out.write(out.isTTY ? `\r\x1b[2K${draw().slice(0, (out.columns || 80) - 1)}` : `${draw()}\n`);
		},
		clear() {
			if (out.isTTY) out.write('\r\x1b[2K');
		}
	};
}

/**
 * What was read of a file, to the last line of it.
 * @param {import('../src/lib/log.ts').LogImport} result @param {number} fresh lines read this time
 * @param {boolean} everyDay
 */
export function summary(result, fresh, everyDay) {
	const rows = [
		`${result.name} (${result.format}) → ${result.site}`,
		fresh === 0
			? '  Không có dòng mới: tệp này đã nhập trước đó, không đếm trùng.'
			: `  Đọc lần này: ${format(fresh)} dòng.`,
		`  ${'Tổng số dòng đã đọc'.padEnd(24)} ${format(result.lines).padStart(12)}`,
		`  ${'Hiểu được'.padEnd(24)} ${format(result.understood).padStart(12)}`,
		`  ${'Không hiểu'.padEnd(24)} ${format(result.notUnderstood).padStart(12)}${result.notUnderstood ? '  (giữ ở khu cách ly, không kèm địa chỉ IP)' : ''}`,
		`  ${'Lượt xem trang'.padEnd(24)} ${format(result.pageViews).padStart(12)}`,
		`  ${'Lượt tải tài liệu'.padEnd(24)} ${format(result.downloads).padStart(12)}`,
		`  ${'  trong đó của bot'.padEnd(24)} ${format(result.bots).padStart(12)}  (ghi riêng, không tính là người xem)`
	];
	if (result.blank > 0)
		rows.push(`  ${'Dòng trống, chú thích'.padEnd(24)} ${format(result.blank).padStart(12)}`);
	const left = Object.entries(result.byReason).filter(([, lines]) => lines > 0);
	if (left.length > 0) rows.push('  Không tính là lượt xem:');
	for (const [reason, lines] of left.sort(([, a], [, b]) => b - a))
		rows.push(`    ${format(lines).padStart(12)}  ${reasons[reason] ?? reason}`);
	if (result.unfinished) rows.push('  Dòng cuối chưa trọn nên chưa đọc; lần nhập sau sẽ đọc tiếp.');
	return [...rows, ...days(result, everyDay)].join('\n');
}

/** Requests and page views by day; by month when there are many. @param {import('../src/lib/log.ts').LogImport} result @param {boolean} everyDay */
function days({ perDay, pageViewsPerDay }, everyDay) {
	const all = [...new Set([...Object.keys(perDay), ...Object.keys(pageViewsPerDay)])].sort();
	if (all.length === 0) return [];
	const byDay = everyDay || all.length <= 35;
	/** @type {Map<string, [number, number]>} */
	const sums = new Map();
	for (const day of all) {
		const key = byDay ? day : day.slice(0, 7);
		const [requests, views] = sums.get(key) ?? [0, 0];
		sums.set(key, [requests + (perDay[day] ?? 0), views + (pageViewsPerDay[day] ?? 0)]);
	}
	const rows = [...sums].map(
		([key, [requests, views]]) =>
			`  ${key.split('-').reverse().join('/').padEnd(10)} ${format(requests).padStart(16)} ${format(views).padStart(22)}`
	);
	return [`  ${byDay ? 'Ngày      ' : 'Tháng     '}   Yêu cầu (UTC)   Lượt xem (giờ VN)`, ...rows];
}
