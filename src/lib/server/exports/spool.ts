/**
 * Rows put by on disk, packed, to be read once more: a file's later sheets are made of the same
 * answers as its first, and reading a million answers again costs far more than reading these.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { pipeline } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import type { SheetCell } from '#lib/export/sheets.ts';
import { turns } from '../turns.ts';

export type Spool = {
	/** Resolves when more may be added. Rejects with what went wrong on disk. */
	add: (row: readonly SheetCell[]) => Promise<void> | void;
	/** Every row added, in order. To be called once. */
	rows: () => AsyncGenerator<SheetCell[]>;
	close: () => Promise<void>;
};

/** Bytes gathered before they are handed to the packer. */
const piece = 65_536;

/** @param path of a file of its own, made anew; it is gone after `close` */
export function open(path: string): Spool {
	const packer = createGzip({ level: 1 });
	const file = createWriteStream(path, { mode: 0o600 });
	let fault: Error | undefined;
	const written = new Promise<void>((resolve) =>
		pipeline(packer, file, (error) => {
			fault = error ?? undefined;
			resolve();
		})
	);
	let waiting: string[] = [];
	let length = 0;

	async function pass(): Promise<void> {
		const text = waiting.join('');
		waiting = [];
		length = 0;
		if (fault) throw fault;
		if (packer.write(text)) return;
		await Promise.race([new Promise((done) => packer.once('drain', done)), written]);
		if (fault) throw fault;
	}

	return {
		add(row) {
			const text = `${JSON.stringify(row)}\n`;
			waiting.push(text);
			length += text.length;
			if (length >= piece) return pass();
		},
		async *rows() {
			await pass();
			packer.end();
			await written;
			if (fault) throw fault;
			const source = createReadStream(path);
			const unpacked = pipeline(source, createGunzip(), () => {});
			const rest = turns();
			for await (const text of createInterface({ input: unpacked, crlfDelay: Infinity })) {
				await rest();
				yield JSON.parse(text) as SheetCell[];
			}
			await finished(unpacked);
		},
		async close() {
			packer.destroy();
			file.destroy();
			await written;
			await rm(path, { force: true });
		}
	};
}
