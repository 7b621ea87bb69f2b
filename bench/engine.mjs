/**
 * The engine alone: how fast it inserts rows that our server has taken in, into a table of the same
 * shape, as durable as ours, and what they take on disk once merged.
 */
import { join } from 'node:path';
import { createServer } from 'vite';

const block = 20_000;
const most = 500_000;

/** @typedef {{ perSecond: number, rows: number, block: number, bytes: number }} Engine */

/** @param {string} folder data folder of a server that has stopped @returns {Promise<Engine>} */
export async function measureEngine(folder) {
	const vite = await createServer({ server: { middlewareMode: true }, logLevel: 'error' });
	try {
		const { connect } = await vite.ssrLoadModule('/src/lib/server/warehouse.ts');
		const { target } = await vite.ssrLoadModule('/src/lib/server/intake/line.ts');
		const warehouse = await connect({ folder: join(folder, 'clickhouse') });
		await warehouse.command('optimize table events final');
		const [{ bytes }] = await warehouse.rows(
			`select sum(bytes_on_disk) / sum(rows) as bytes from system.parts
			where active and table = 'events' and database = currentDatabase()`
		);
		const columns = /\((.*)\)/.exec(target)?.[1];
		await warehouse.command('create table engine_events as events');
		let rows = 0;
		let took = 0;
		for (; rows < most; rows += block) {
			const lines = await warehouse.rows(
				`select formatRowNoNewline('JSONCompactEachRow', ${columns}) as line from events
				order by received_at, event_id limit ${block} offset ${rows}`
			);
			if (lines.length < block) break;
			const text = lines.map((/** @type {{ line: string }} */ { line }) => line).join('\n');
			const into = target.replace('events', 'engine_events');
			const began = performance.now();
			await warehouse.insertText(into, 'JSONCompactEachRow', text, `engine-${rows}`);
			took += performance.now() - began;
		}
		await warehouse.close();
		return { perSecond: (rows * 1000) / took, rows, block, bytes };
	} finally {
		await vite.close();
	}
}
