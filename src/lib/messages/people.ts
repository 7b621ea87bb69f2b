/** Words of signing in, one's own account, and the first administrator. */
import type { Role } from '../access.ts';
import { catalogue } from '../locale.ts';

export const people = catalogue({
	vi: {
		signIn: 'Đăng nhập',
		signInFor: 'Dành cho cán bộ được giao trả lời, thẩm định, phân tích và quản trị.',
		email: 'Thư điện tử công vụ',
		emailHint: 'Ví dụ can.bo@stp.lamdong.gov.vn.',
		password: 'Mật khẩu',
		show: 'Hiện',
		hide: 'Ẩn',
		showPassword: 'Hiện mật khẩu',
		neverAsked: 'Người hỗ trợ không bao giờ hỏi mật khẩu.',
		noEntry: 'Chưa vào được?',
		forgotten: 'Quên mật khẩu hoặc chưa có mật khẩu',
		forgottenHow:
			'Đề nghị quản trị viên của hệ thống tạo liên kết đặt mật khẩu. Liên kết dùng một lần, trong 72 giờ.',
		noAccount: 'Chưa có tài khoản',
		noAccountHow: 'Đơn vị gửi tên và thư điện tử công vụ của cán bộ được giao cho quản trị viên.',
		demo: 'Dữ liệu mô phỏng:',
		demoWhere: 'thư điện tử và mật khẩu của các tài khoản dùng thử nằm trong tệp data/demo.json.',
		setUp: 'Tạo quản trị viên đầu tiên',
		setUpWhy:
			'Hệ thống chưa có quản trị viên. Người được tạo ở đây thêm các tài khoản khác và giao đơn vị.',
		name: 'Họ và tên',
		passwordRule:
			'Từ 12 đến 128 ký tự. Một câu ngắn chỉ mình biết thì dễ nhớ và khó đoán; không cần ký tự đặc biệt.',
		passwordAgain: 'Nhập lại mật khẩu',
		create: 'Tạo quản trị viên',
		linkSpent: 'Liên kết không còn dùng được',
		toSignIn: 'Tới trang đăng nhập',
		choosePassword: 'Đặt mật khẩu',
		choosePasswordWhy: 'Đặt xong, mọi phiên đang mở của tài khoản này kết thúc.',
		passwordChosen: 'Đã đặt mật khẩu. Đăng nhập bằng mật khẩu mới.',
		account: 'Tài khoản',
		role: 'Vai trò',
		unit: 'Đơn vị',
		changePassword: 'Đổi mật khẩu',
		changePasswordWhy: 'Các phiên khác kết thúc, phiên này giữ nguyên.',
		currentPassword: 'Mật khẩu đang dùng',
		newPassword: 'Mật khẩu mới',
		passwordChanged: 'Đã đổi mật khẩu. Các phiên khác đã kết thúc.',
		sessions: 'Phiên đang mở',
		sessionsWhy:
			'Một phiên hết sau 12 giờ, hoặc sau 2 giờ không dùng. Kết thúc phiên không nhận ra rồi đổi mật khẩu.',
		opened: 'Mở lúc',
		lastUsed: 'Dùng gần nhất',
		thisSession: 'Phiên này',
		endSession: 'Kết thúc phiên',
		endOthers: 'Kết thúc các phiên khác',
		roles: {
			administrator: 'Quản trị viên',
			analyst: 'Chuyên viên phân tích',
			leader: 'Lãnh đạo',
			unit_officer: 'Cán bộ đơn vị',
			unit_approver: 'Người duyệt của đơn vị'
		} as Record<Role, string>
	},
	en: {
		signIn: 'Sign in',
		signInFor: 'For officials who answer, review, analyse and administer.',
		email: 'Work e-mail address',
		emailHint: 'Such as can.bo@stp.lamdong.gov.vn.',
		password: 'Password',
		show: 'Show',
		hide: 'Hide',
		showPassword: 'Show the password',
		neverAsked: 'Support never asks for a password.',
		noEntry: 'Cannot get in?',
		forgotten: 'Password forgotten or never chosen',
		forgottenHow:
			'Ask an administrator for a link to choose a password. It works once, within 72 hours.',
		noAccount: 'No account yet',
		noAccountHow: 'Your unit sends your name and work e-mail address to an administrator.',
		demo: 'Simulated data:',
		demoWhere:
			'the addresses and passwords of the trial accounts stand in the file data/demo.json.',
		setUp: 'Make the first administrator',
		setUpWhy:
			'There is no administrator yet. The person made here adds the other accounts and their units.',
		name: 'Full name',
		passwordRule:
			'12 to 128 characters. A short sentence only you know is easy to keep and hard to guess; no special characters needed.',
		passwordAgain: 'Password again',
		create: 'Make the administrator',
		linkSpent: 'This link no longer works',
		toSignIn: 'To the sign-in page',
		choosePassword: 'Choose a password',
		choosePasswordWhy: 'Afterwards every open session of this account ends.',
		passwordChosen: 'The password is set. Sign in with it.',
		account: 'Account',
		role: 'Role',
		unit: 'Unit',
		changePassword: 'Change the password',
		changePasswordWhy: 'Other sessions end; this one stays.',
		currentPassword: 'Current password',
		newPassword: 'New password',
		passwordChanged: 'The password was changed. Other sessions have ended.',
		sessions: 'Open sessions',
		sessionsWhy:
			'A session ends after 12 hours, or after 2 hours without use. End any you do not recognise and change the password.',
		opened: 'Opened',
		lastUsed: 'Last used',
		thisSession: 'This session',
		endSession: 'End session',
		endOthers: 'End the other sessions',
		roles: {
			administrator: 'Administrator',
			analyst: 'Analyst',
			leader: 'Leader',
			unit_officer: 'Officer of a unit',
			unit_approver: 'Approver of a unit'
		} as Record<Role, string>
	}
});
