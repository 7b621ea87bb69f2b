/** Finds Chromium for the browser tests, or installs Debian's when that is allowed here. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fail, say } from './prepare.mjs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of the browser. Ends the program with the command to type when there is none. */
export function findChromium() {
	const found = [process.env.CHROMIUM ?? '', ...places].find((path) => path && existsSync(path));
	if (found) return found;
	const debian = existsSync('/usr/bin/apt-get');
	if (debian && process.getuid?.() === 0) {
		say('Cài Chromium từ Debian cho kiểm thử trình duyệt · Installing Chromium …');
		const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		for (const words of [
			['update', '-qq'],
			['install', '-y', '-qq', '--no-install-recommends', 'chromium']
		]) {
			const result = spawnSync('apt-get', words, { stdio: 'inherit', env: environment });
			if (result.status !== 0) break;
		}
		const installed = places.find((path) => existsSync(path));
		if (installed) return installed;
	}
	return fail(
		'Kiểm thử trình duyệt cần Chromium. Chạy lệnh sau rồi chạy lại npm test:\n' +
			(debian
				? '  sudo apt-get install -y chromium\n'
				: '  (install Chromium or Google Chrome)\n') +
			'Or set CHROMIUM to the path of a Chromium that is installed elsewhere.'
	);
}
