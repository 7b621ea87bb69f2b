/**
 * Room on the disk of the data folder. Both databases need room even to recover, so what is written
 * is refused while there is still some: nothing was taken in, everything can be read, and with room
 * again all goes on without repair.
 */
import { statfs } from 'node:fs/promises';
import { Problem } from '../problem.ts';
import { repeat } from './repeat.ts';

export type Disk = {
	/** Throws `server.disk-low` while there is less room than the reserve. */
	allow: () => void;
	isLow: () => boolean;
	close: () => Promise<void>;
};

/** For what stands on disks that are not ours to watch, and for tests. */
export const endless: Disk = { allow: () => {}, isLow: () => false, close: async () => {} };

const pauseMs = 500;

/** @param reserve in bytes */
export async function open(folder: string, reserve: number): Promise<Disk> {
	let low = false;
	const look = async () => {
		const { bavail, bsize } = await statfs(folder);
		const was = low;
		low = bavail * bsize < reserve;
		if (low !== was)
			console.error(
				low
					? `The disk of ${folder} is nearly full: nothing more is taken in until there is room.`
					: `The disk of ${folder} has room again.`
			);
	};
	await look();
	const watch = repeat('looking at the disk', pauseMs, look);
	watch.start();
	return {
		isLow: () => low,
		allow: () => {
			if (low) throw new Problem('server.disk-low');
		},
		close: () => watch.stop()
	};
}
