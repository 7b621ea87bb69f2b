/**
 * `npm run import-log -- --site <domain> <files…>`: reads access logs into the running server, a
 * piece at a time. It may be stopped and started again: what was read is not read twice. Uses only
 * Node's built-ins.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import * as chunks from './log-chunks.mjs';
import { format, progress, summary, usage } from './log-words.mjs';

/** @typedef {import('../src/lib/log.ts').LogImport} LogImport */

/** Something to tell the person at the terminal, without a stack. */
class Stop extends Error {}

const attempts = 8;
let interrupted = false;

function readOptions() {
	try {
		return parseArgs({
			allowPositionals: true,
			options: {
				site: { type: 'string' },
				server: { type: 'string' },
				key: { type: 'string' },
				name: { type: 'string' },
				unit: { type: 'string' },
				'site-name': { type: 'string' },
				'create-site': { type: 'boolean' },
				days: { type: 'boolean' },
				help: { type: 'boolean', short: 'h' }
			}
		});
	} catch (error) {
		throw new Stop(`${error instanceof Error ? error.message : error}\n\n${usage}`);
	}
}

/** @param {{ server?: string, key?: string }} options */
function findServer({ server, key }) {
	if (server && key) return { address: server.replace(/\/+$/, ''), key };
	if (server) throw new Stop('Máy chủ khác cần khóa API của quản trị viên: thêm --key <khóa>.');
	const file = resolve(process.env.DATA_DIR || './data', 'server.json');
	if (!existsSync(file))
		throw new Stop(
			`Chưa có máy chủ nào đang chạy (không thấy ${file}).\n` +
				'Mở một cửa sổ lệnh khác, chạy "npm start", đợi dòng "Sẵn sàng", rồi chạy lại lệnh này.\n' +
				'Nếu máy chủ dùng thư mục dữ liệu khác: đặt DATA_DIR như khi chạy máy chủ.\n' +
				'Nếu máy chủ ở máy khác: thêm --server https://… --key <khóa API>.'
		);
	/** @type {{ address: string, key: string }} */
	const found = JSON.parse(readFileSync(file, 'utf8'));
	return { address: found.address, key: key ?? found.key };
}

/**
 * Asks the server, again when it is busy or does not answer.
 * @param {{ address: string, key: string }} server @param {string} path
 * @param {Buffer | string} body @returns {Promise<any>}
 */
async function post({ address, key }, path, body, type = 'text/plain') {
	const headers = { authorization: `Bearer ${key}`, 'content-type': type };
	for (let attempt = 1; ; attempt++) {
		/** @type {string} */
		let failure;
		try {
			const response = await fetch(`${address}${path}`, { method: 'POST', headers, body });
			const text = await response.text();
			if (response.ok) return JSON.parse(text);
			if (response.status < 500) throw refused(text, response.status);
			failure = `mã ${response.status}`;
		} catch (error) {
			if (error instanceof Stop) throw error;
			const cause = error instanceof Error ? /** @type {any} */ (error.cause) : undefined;
			failure = cause?.code ?? String(error);
		}
		if (attempt === attempts || interrupted)
			throw new Stop(
				`Máy chủ ${address} không nhận (${failure}). Kiểm tra máy chủ có đang chạy không ("npm start"),\n` +
					'rồi chạy lại lệnh này: phần đã nhập không bị đếm lại.'
			);
		await pause(Math.min(30_000, 500 * 2 ** attempt));
	}
}

/** @param {string} text @param {number} status */
function refused(text, status) {
	/** @type {{ problem?: string, title?: string }} */
	let answer = {};
	try {
		answer = JSON.parse(text);
	} catch {
		// No answer of ours: another program may listen there.
	}
	const advice =
		answer.problem === 'log.unknown-site'
			? '\nThêm cổng ngay lúc nhập: --create-site --unit <mã đơn vị, ví dụ 01> [--site-name <tên>].'
			: '';
	return Object.assign(new Stop((answer.title ?? `Máy chủ trả lời mã ${status}.`) + advice), {
		problem: answer.problem
	});
}

/**
 * Reads one file to its end, or until Ctrl-C.
 * @param {{ address: string, key: string }} server @param {string} site
 * @param {string} path @param {string} name
 */
async function importFile(server, site, path, name) {
	const source = chunks.open(path);
	const bar = progress(name, source.size, source.done);
	/** @type {LogImport | undefined} */
	let result;
	let fresh = 0;
	try {
		for await (const { body, line, lines } of source.chunks) {
			if (interrupted) break;
			if (!result || result.lines < line + lines) {
				const where = result
					? new URLSearchParams({ import: String(result.id), line: String(line) })
					: new URLSearchParams({ site, name });
				/** @type {LogImport} */
				const answer = await post(server, `/api/v1/logs?${where}`, body);
				fresh += answer.fresh;
				result = answer;
			}
			bar.show(line + lines);
		}
	} finally {
		bar.clear();
	}
	return { result, fresh };
}

async function main() {
	const { values, positionals } = readOptions();
	if (values.help) return console.log(usage);
	const { site } = values;
	if (!site || positionals.length === 0)
		throw new Stop(`Thiếu ${site ? 'tệp nhật ký' : '--site'}.\n\n${usage}`);
	const server = findServer(values);
	if (values['create-site']) await createSite(server, site, values);

	let failed = 0;
	for (const file of positionals) {
		// npm runs in the project's folder; names of files are meant from where npm was called.
		const path = file === '-' ? file : resolve(process.env.INIT_CWD ?? '.', file);
		const name = file === '-' ? (values.name ?? 'stdin') : basename(file);
		try {
			const { result, fresh } = await importFile(server, site, path, name);
			if (result) console.log(summary(result, fresh, values.days === true) + '\n');
			else if (!interrupted) console.log(`${name}: tệp trống.\n`);
		} catch (error) {
			failed++;
			console.error(`${name}: ${explain(error)}\n`);
		}
		if (interrupted) {
			console.error('Đã dừng. Chạy lại đúng lệnh này để nhập tiếp; phần đã nhập không bị đếm lại.');
			process.exit(130);
		}
	}
	if (failed > 0)
		throw new Stop(`${format(failed)} trong ${format(positionals.length)} tệp chưa nhập xong.`);
	console.log('Xong. Số liệu hiện trên trang sau khoảng một phút.');
}

/** @param {{ address: string, key: string }} server @param {string} domain @param {{ unit?: string, 'site-name'?: string }} values */
async function createSite(server, domain, values) {
	if (!values.unit) throw new Stop('--create-site cần mã đơn vị quản lý cổng: thêm --unit <mã>.');
	const body = JSON.stringify({ domain, name: values['site-name'] ?? domain, unit: values.unit });
	try {
		await post(server, '/api/v1/sites', body, 'application/json');
		console.log(`Đã thêm cổng ${domain}.`);
	} catch (error) {
		if (/** @type {{ problem?: string }} */ (error).problem !== 'site.exists') throw error;
	}
}

/** @param {unknown} error */
function explain(error) {
	if (error instanceof Stop) return error.message;
	const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
	if (code === 'ENOENT') return 'không có tệp này. Kiểm tra lại đường dẫn.';
	if (code === 'EACCES') return 'không được phép đọc tệp này.';
	if (code === 'EISDIR') return 'đây là thư mục; ghi tên các tệp trong đó.';
	if (code?.startsWith('Z_'))
		return 'tệp nén bị hỏng hoặc thiếu phần cuối; phần đọc được đã nhập. Lấy lại tệp rồi nhập lại.';
	return message;
}

process.on('SIGINT', () => {
	if (interrupted) process.exit(130);
	interrupted = true;
	process.stderr.write('\nĐang dừng sau phần đang gửi (Ctrl-C lần nữa để dừng ngay) …\n');
});

try {
	await main();
} catch (error) {
	if (!(error instanceof Stop)) throw error;
	console.error(error.message);
	process.exitCode = 1;
}
