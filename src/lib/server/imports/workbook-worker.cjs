/**
 * Reads one workbook in a thread of its own, where a hostile file costs neither the web server's
 * time nor its memory. Every part is unpacked under one allowance before the reader sees it. Read as
 * text and started with `eval`, so it may import nothing but what it is given.
 */
const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads');
const { inflateRawSync } = process.getBuiltinModule('node:zlib');

const refuse = (reason, details = {}) => Object.assign(new Error(reason), { reason, details });

/** Names of the parts. Throws when they hold more than is allowed or what no spreadsheet needs. */
function inspect(bytes, most) {
	const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const end = view.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	if (end < 0 || end + 22 > view.length) throw refuse('broken');
	const count = view.readUInt16LE(end + 10);
	let at = view.readUInt32LE(end + 16);
	let left = most;
	const names = [];
	for (let index = 0; index < count; index++) {
		if (at + 46 > view.length || view.readUInt32LE(at) !== 0x02014b50) throw refuse('broken');
		const flags = view.readUInt16LE(at + 8);
		const method = view.readUInt16LE(at + 10);
		const packed = view.readUInt32LE(at + 20);
		const nameLength = view.readUInt16LE(at + 28);
		const name = view.toString('utf8', at + 46, at + 46 + nameLength);
		const local = view.readUInt32LE(at + 42);
		at += 46 + nameLength + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32);
		if (flags & 1) throw refuse('locked');
		if (local + 30 > view.length) throw refuse('broken');
		const start = local + 30 + view.readUInt16LE(local + 26) + view.readUInt16LE(local + 28);
		const part = view.subarray(start, start + packed);
		let plain = part;
		if (method === 8) {
			try {
				plain = inflateRawSync(part, { maxOutputLength: Math.max(1, left) });
			} catch (error) {
				throw refuse(error.code === 'ERR_BUFFER_TOO_LARGE' ? 'bomb' : 'broken');
			}
		} else if (method !== 0) throw refuse('broken');
		left -= plain.length;
		if (left <= 0) throw refuse('bomb');
		if (/\.(xml|rels)$/i.test(name) && plain.subarray(0, 4000).includes('<!DOCTYPE'))
			throw refuse('broken');
		names.push(name);
	}
	return names;
}

const letters = (column) => {
	let name = '';
	for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1)
		name = String.fromCharCode(65 + (rest % 26)) + name;
	return name;
};
const place = (row, column) => letters(column) + (row + 1);

function valueOf(value, cell) {
	if (cell?.formula !== undefined)
		return {
			formula: String(cell.formula).slice(0, 200),
			shown: shown(cell.formulaResult ?? value)
		};
	if (cell?.type === 'error') return { fault: shown(value) };
	if (value instanceof Date)
		return Number.isNaN(value.getTime())
			? { fault: '#VALUE!' }
			: { day: value.toISOString().slice(0, 10) };
	if (value === undefined || value === '') return null;
	if (typeof value === 'string') return value.normalize('NFC');
	return value;
}

function shown(value) {
	if (value === null || value === undefined) return '';
	return value instanceof Date ? value.toISOString().slice(0, 10) : String(value).slice(0, 200);
}

function sheetOf({ name, hidden, veryHidden, rows, cells, merges }) {
	const values = rows.map((row, r) => {
		const found = row.map((value, c) => valueOf(value, cells?.get(`${r},${c}`)));
		while (found.length > 0 && found.at(-1) === null) found.pop();
		return found;
	});
	while (values.length > 0 && values.at(-1).length === 0) values.pop();
	return {
		name,
		hidden: hidden === true || veryHidden === true,
		rows: values,
		merges: (merges ?? []).map((range) => ({
			place: `${place(range.startRow, range.startCol)}:${place(range.endRow, range.endCol)}`,
			firstRow: range.startRow,
			lastRow: range.endRow
		}))
	};
}

async function read({ bytes, reader, limits }) {
	const names = inspect(bytes, limits.unpacked);
	const { readXlsx } = await import(reader);
	let book;
	try {
		book = await readXlsx(bytes);
	} catch (error) {
		const text = String(error?.message ?? error);
		throw refuse(/cells|limit|exceed|row|column/i.test(text) ? 'too-large' : 'broken');
	}
	const sheets = book.sheets.map(sheetOf);
	for (const { rows } of sheets) {
		if (rows.length > limits.rows) throw refuse('rows', { rows: rows.length, most: limits.rows });
		const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
		if (columns > limits.columns) throw refuse('columns', { columns, most: limits.columns });
	}
	return {
		sheets,
		macros: names.some((name) => /vbaProject\.bin$/i.test(name)),
		links: names.some((name) => /externalLinks\//i.test(name))
	};
}

read(workerData).then(
	(book) => parentPort.postMessage({ book }),
	(error) =>
		parentPort.postMessage({
			reason: error.reason ?? 'broken',
			details: error.details ?? {},
			fault: error.reason ? undefined : String(error?.stack ?? error)
		})
);
