/**
 * A load generator: keeps one request under way on each of many connections and counts the
 * answers. It speaks just enough HTTP/1.1 to leave the processor to the server under test. Run as
 * a child process; reads its task as JSON from the first argument and prints its result as JSON.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { connect } from 'node:net';

/**
 * @typedef {{ port: number, path: string, key?: string, connections: number, seconds: number,
 *   warmUp: number, batch: number, statuses: number[],
 *   answers?: { codes: string[], data: string }, drafts?: { keys: string[], data: object, from: number[] } }} Task
 */
/** @type {Task} */
const task = JSON.parse(process.argv[2] ?? '{}');

const agents = Array.from(
	{ length: 200 },
	(_, index) =>
		`Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${100 + index}.0.0.0 Safari/537.36`
);
const pages = Array.from({ length: 50 }, (_, index) => `/van-ban/${index}`);

let number = 0;
/** How many batches are prepared: more than are under way at a time. */
const ready = 64;
/** How many requests of each connection were answered, in earlier rounds too. @type {number[]} */
const sequences = task.drafts?.from ?? [];
let answers = 0;
/** Answers of the whole run, warm-up included. */
let all = 0;
let refused = 0;
let firstRefusal = '';
/** @type {number[]} */
let waits = [];

/** @returns {string} */
function single() {
	const page = pages[number % pages.length];
	return JSON.stringify({
		n: 'pageview',
		u: `https://do-tai.gov.vn${page}`,
		d: 'do-tai.gov.vn',
		r: null,
		id: randomUUID()
	});
}

/** @returns {string} */
function many() {
	return JSON.stringify(
		Array.from({ length: task.batch }, () => {
			number++;
			return {
				id: randomUUID(),
				domain: 'do-tai.gov.vn',
				time: Date.now(),
				name: 'pageview',
				url: `https://do-tai.gov.vn${pages[number % pages.length]}`,
				ip: `198.18.${number & 255}.${(number >> 8) & 255}`,
				userAgent: agents[number % agents.length]
			};
		})
	);
}

/**
 * Batches are prepared beforehand and sent again with new ids: making them must not be what is
 * measured. @type {{ bytes: Buffer, ids: number[] }[]}
 */
const prepared = [];

/** A prepared batch whose events are new. */
function freshBatch() {
	const { bytes, ids } = /** @type {typeof prepared[0]} */ (prepared[number % prepared.length]);
	const random = randomBytes(ids.length * 16).toString('hex');
	ids.forEach((at, index) => {
		const hex = random.slice(index * 32, index * 32 + 32);
		bytes.latin1Write(
			`${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`,
			at,
			36
		);
	});
	return bytes;
}

/** @param {Buffer} bytes */
function prepare(bytes) {
	const ids = [];
	const mark = '"id":"';
	for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1))
		ids.push(at + mark.length);
	return { bytes, ids };
}

/** A citizen's answer, from an address of its own. */
function answer() {
	const { codes = [], data = '' } = task.answers ?? {};
	const link = codes[number % codes.length];
	return {
		method: 'POST',
		body: `{"link":"${link}","id":"${randomUUID()}","seconds":240,"data":${data}}`,
		headers: `x-forwarded-for: 10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}\r\n`
	};
}

/** The next draft of a unit. @param {number} connection @param {number} sequence */
function draft(connection, sequence) {
	const { keys = [], data = {} } = task.drafts ?? {};
	return {
		method: 'PUT',
		body: JSON.stringify({ sequence, data: { ...data, TT10: 1 + (sequence % 5) } }),
		headers: `authorization: Bearer ${keys[connection]}\r\n`
	};
}

/** @param {number} connection @param {number} sequence */
function request(connection = 0, sequence = 1) {
	number++;
	if (task.answers || task.drafts) {
		const { method, body, headers } = task.answers ? answer() : draft(connection, sequence);
		return Buffer.from(
			`${method} ${task.path} HTTP/1.1\r\nhost: localhost:${task.port}\r\n` +
				`user-agent: ${agents[number % agents.length]}\r\ncontent-type: application/json\r\n` +
				`${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
		);
	}
	if (task.batch > 1 && prepared.length === ready) return freshBatch();
	const body = Buffer.from(task.batch > 1 ? many() : single());
	const head =
		`POST ${task.path} HTTP/1.1\r\nhost: localhost:${task.port}\r\n` +
		`user-agent: ${agents[number % agents.length]}\r\ncontent-type: application/json\r\n` +
		(task.key ? `authorization: Bearer ${task.key}\r\n` : '') +
		`content-length: ${body.length}\r\n\r\n`;
	return Buffer.concat([Buffer.from(head), body]);
}

/**
 * Opens one connection and keeps it busy until `over`.
 * @param {{ over: boolean }} state @param {number} connection
 */
function keepBusy(state, connection) {
	return new Promise((done, fail) => {
		const socket = connect(task.port, '127.0.0.1');
		let text = '';
		let sentAt = 0;
		const send = () => {
			text = '';
			sentAt = performance.now();
			socket.write(request(connection, (sequences[connection] ?? 0) + 1));
		};
		socket.setNoDelay(true);
		socket.on('connect', send);
		socket.on('data', (chunk) => {
			text += chunk.toString('latin1');
			if (!isWhole(text)) return;
			if (task.statuses.includes(Number(text.slice(9, 12)))) {
				sequences[connection] = (sequences[connection] ?? 0) + 1;
				answers++;
				all++;
				waits.push(performance.now() - sentAt);
			} else {
				refused++;
				firstRefusal ||= text.slice(0, 500);
			}
			if (state.over) socket.end();
			else send();
		});
		socket.on('error', fail);
		socket.on('close', done);
	});
}

/** @param {string} text */
function isWhole(text) {
	const end = text.indexOf('\r\n\r\n');
	if (end < 0) return false;
	const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end + 2))?.[1];
	if (length !== undefined) return text.length - end - 4 >= Number(length);
	return text.endsWith('0\r\n\r\n');
}

if (task.batch > 1) while (prepared.length < ready) prepared.push(prepare(request()));
const state = { over: false };
const work = Promise.all(
	Array.from({ length: task.connections }, (_, index) => keepBusy(state, index))
);
await pause(task.warmUp);
answers = 0;
refused = 0;
waits = [];
const startedAt = performance.now();
await pause(task.seconds);
const took = (performance.now() - startedAt) / 1000;
const counted = { answers, refused };
const sorted = waits.slice().sort((one, other) => one - other);
state.over = true;
await work;
process.stdout.write(
	JSON.stringify({
		...counted,
		all,
		...(firstRefusal && { firstRefusal }),
		...(task.drafts && { sequences }),
		perSecond: (counted.answers * task.batch) / took,
		p50: sorted[Math.floor(sorted.length * 0.5)],
		p99: sorted[Math.floor(sorted.length * 0.99)]
	})
);

/** @param {number} seconds */
function pause(seconds) {
	return new Promise((done) => setTimeout(done, seconds * 1000));
}
