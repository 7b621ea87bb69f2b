/** Processor time of a program and of everything it started, as the kernel counts it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/**
 * Seconds of processor time of a process, and of all below it, living or ended; NaN where the system
 * does not tell. @param {number} pid
 */
export function processorTimes(pid) {
	if (!existsSync(`/proc/${pid}/stat`)) return { own: Number.NaN, children: Number.NaN };
	const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
	const stats = new Map(all.flatMap((name) => stat(Number(name))));
	let children = 0;
	for (const [id, { used, ended }] of stats) {
		if (id === pid) continue;
		let parent = stats.get(id)?.parent;
		while (parent !== undefined && parent !== pid) parent = stats.get(parent)?.parent;
		if (parent === pid) children += used + ended;
	}
	return { own: stats.get(pid)?.used ?? Number.NaN, children };
}

/** Seconds of those that this program started and that have ended. */
export function endedTime() {
	return stat(process.pid)[0]?.[1].ended ?? Number.NaN;
}

/**
 * @param {number} pid
 * @returns {[number, { parent: number, used: number, ended: number }][]}
 */
function stat(pid) {
	try {
		const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const fields = text.slice(text.lastIndexOf(') ') + 2).split(' ');
		const seconds = (/** @type {number} */ one, /** @type {number} */ other) =>
			(Number(fields[one]) + Number(fields[other])) / 100;
		return [[pid, { parent: Number(fields[1]), used: seconds(11, 12), ended: seconds(13, 14) }]];
	} catch {
		return [];
	}
}
