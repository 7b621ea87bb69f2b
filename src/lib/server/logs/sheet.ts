/** A growing sheet of bytes on which the lines of the journal are written one after another. */
export type Sheet = {
	/** Makes room for so many further bytes. */
	reserve: (length: number) => void;
	/** These need room that was reserved. */
	put: (bytes: Uint8Array) => void;
	putByte: (byte: number) => void;
	/** Bytes of another memory, from and to. */
	putPart: (bytes: Uint8Array, from: number, to: number) => void;
	/** Any text, for which room is made. */
	text: (text: string) => void;
	/** What was written; it has memory of its own, which may be given away. */
	finish: () => Uint8Array<ArrayBuffer>;
};

const short = 24;

export function open(expected: number): Sheet {
	// Not of the shared pool, and without being filled first.
	let out = Buffer.allocUnsafeSlow(expected);
	let at = 0;

	function reserve(length: number): void {
		if (at + length <= out.length) return;
		const larger = Buffer.allocUnsafeSlow((at + length) * 2);
		larger.set(out.subarray(0, at));
		out = larger;
	}

	return {
		reserve,
		put(bytes) {
			if (bytes.length > short) out.set(bytes, at);
			else for (let index = 0; index < bytes.length; index++) out[at + index] = bytes[index]!;
			at += bytes.length;
		},
		putByte: (byte) => void (out[at++] = byte),
		putPart(bytes, from, to) {
			for (let index = from; index < to; index++) out[at++] = bytes[index]!;
		},
		text(text) {
			reserve(text.length * 3);
			at += out.write(text, at);
		},
		finish: () => new Uint8Array(out.buffer as ArrayBuffer, out.byteOffset, at)
	};
}
