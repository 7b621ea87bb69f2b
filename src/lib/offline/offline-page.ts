/** What stands in the place of a form that was never opened on this device, while there is no network. */
const page = `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Đang mất mạng · Thước đo PBGDPL</title>
<style>
body { max-width: 34rem; margin: 15vh auto 0; padding: 0 20px; font: 1.0625rem/1.6 system-ui, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.3; }
a { display: inline-block; padding: 10px 0; min-height: 24px; font-size: 1.0625rem; }
</style>
<main>
<h1>Đang mất mạng, chưa mở được phiếu này</h1>
<p>Phiếu mở được khi không có mạng nếu trước đó đã mở một lần trên chính máy này. Câu trả lời đã lưu ở máy chủ không bị mất.</p>
<p>Kiểm tra kết nối rồi tải lại trang.</p>
<p><a href="">Tải lại trang</a></p>
<p lang="en">You are offline. A form opens without a network once it has been opened on this device. Check the connection, then reload.</p>
</main>
</html>`;

export function offlinePage(): Response {
	return new Response(page, {
		status: 503,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'"
		}
	});
}
