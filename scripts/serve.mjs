/**
 * The web server: one Node process around the built application. Takes the port before anything
 * else, opens the platform, and on SIGTERM or Ctrl-C stops taking requests, lets those under way
 * finish, and then has the platform close.
 */
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { shrinking } from './shrinking.mjs';
import { fail, root, say } from './prepare.mjs';

/** Seconds that requests under way may still take once the server is told to stop. */
const patience = 20;

/**
 * Starts serving and returns the address.
 * @param {Record<string, string>} [defaults] settings that apply unless the environment has them
 */
export async function serve(defaults = {}) {
	for (const [name, value] of Object.entries(defaults)) process.env[name] ??= value;
	process.env.BODY_SIZE_LIMIT ??= '64M';
	// Without ORIGIN the address is what the browser asked for, over plain HTTP on this machine.
	if (!process.env.ORIGIN) process.env.PROTOCOL_HEADER = 'x-own-protocol';
	process.env.HOST ??= '127.0.0.1';
	process.env.PORT ??= '3000';

	/** @type {undefined | ((request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void)} */
	let handler;
	/** Requests that the application takes straight from Node, by method and path. @type {Record<string, typeof handler>} */
	let doors = {};
	process.once('thuocdo:doors', (/** @type {typeof doors} */ opened) => (doors = opened));
	const shrink = await shrinking();
	const server = createServer((request, response) => {
		request.headers['x-own-protocol'] = 'http';
		const door = doors[`${request.method} ${request.url?.split('?', 1)[0]}`];
		if (door) return door(request, response);
		response.once('finish', () => drain(request));
		const handle = handler;
		if (handle) return shrink(request, response, () => handle(request, response));
		response.writeHead(503, { 'retry-after': '2', 'content-type': 'text/plain; charset=utf-8' });
		response.end('Đang khởi động, thử lại sau vài giây.\n');
	});
	server.requestTimeout = 300_000;
	server.headersTimeout = 30_000;
	server.keepAliveTimeout = 65_000;
	await listen(server);
	const port = /** @type {import('node:net').AddressInfo} */ (server.address()).port;
	process.env.PORT = String(port);
	const address = process.env.ORIGIN || `http://localhost:${port}`;

	stopOnSignal(server);
	try {
		const folder = resolve(root, process.env.BUILD_OUT || 'build');
		({ handler } = await import(pathToFileURL(join(folder, 'handler.js')).href));
	} catch (error) {
		fail(error instanceof Error ? error.message : String(error));
	}
	process.emit(/** @type {any} */ ('thuocdo:listening'), /** @type {any} */ (address));
	return address;
}

/**
 * Reads away what was left of a body that was answered early, so that the sender gets the answer and
 * the connection can carry its next request. @param {import('node:http').IncomingMessage} request
 */
function drain(request) {
	if (request.complete || request.destroyed) return;
	request.removeAllListeners('data');
	request.on('data', () => {});
	request.resume();
	const late = setTimeout(() => request.socket.destroy(), 10_000);
	request.once('close', () => clearTimeout(late));
	request.once('end', () => clearTimeout(late));
}

/** @param {import('node:http').Server} server @returns {Promise<void>} */
function listen(server) {
	const { PORT, HOST } = process.env;
	return new Promise((done) => {
		server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
			if (error.code === 'EADDRINUSE')
				fail(
					`Cổng ${PORT} đang có chương trình khác dùng. Tắt chương trình đó, hoặc chạy: PORT=3001 npm run …\n` +
						`Port ${PORT} is taken. Stop the program that uses it, or set another: PORT=3001 npm run …`
				);
			fail(`Cannot listen on ${HOST}:${PORT}: ${error.message}`);
		});
		server.listen(Number(PORT), HOST, done);
	});
}

/**
 * On a signal: no new connections, those without a request are closed at once, requests under way
 * may finish, then the platform closes. @param {import('node:http').Server} server
 */
function stopOnSignal(server) {
	/** @type {Map<import('node:net').Socket, number>} */
	const underWay = new Map();
	let stopping = false;
	server.on('connection', (socket) => {
		underWay.set(socket, 0);
		socket.once('close', () => underWay.delete(socket));
	});
	server.on('request', ({ socket }, response) => {
		underWay.set(socket, (underWay.get(socket) ?? 0) + 1);
		response.once('close', () => {
			underWay.set(socket, (underWay.get(socket) ?? 1) - 1);
			if (stopping) closeIdle();
		});
	});
	const closeIdle = () => {
		for (const [socket, requests] of underWay) if (requests <= 0) socket.destroySoon();
	};
	const stop = (/** @type {string} */ reason) => {
		if (stopping) return;
		stopping = true;
		say('Đang dừng: hoàn tất yêu cầu, ghi sổ, đóng kho dữ liệu · Stopping …');
		const late = setTimeout(() => server.closeAllConnections(), patience * 1000);
		server.close(() => {
			clearTimeout(late);
			const taken = process.emit(
				/** @type {any} */ ('sveltekit:shutdown'),
				/** @type {any} */ (reason)
			);
			if (!taken) process.exit(0);
		});
		closeIdle();
	};
	process.on('SIGTERM', () => stop('SIGTERM'));
	process.on('SIGINT', () => stop('SIGINT'));
	process.on('SIGHUP', () => stop('SIGHUP'));
}
