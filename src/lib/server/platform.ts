/**
 * The running platform: both stores open and migrated, reference data loaded, background work
 * started. The web server opens one; tests open their own.
 */
import { join } from 'node:path';
import * as attachments from './attachments/attachments.ts';
import * as disks from './disk.ts';
import { startPostgres } from './embedded/postgres.ts';
import * as citizensDoor from './citizens/citizens.ts';
import * as exportRunners from './exports/runner.ts';
import * as importRunners from './imports/runner.ts';
import * as indicators from './indicators.ts';
import * as intakes from './intake/intake.ts';
import { ratesOf } from './intake/limits.ts';
import * as mail from './mail.ts';
import { migrateClickHouse, migratePostgres } from './migrate.ts';
import * as plan from './plan.ts';
import * as postmen from './postman.ts';
import { connect as connectPostgres, type Sql } from './postgres.ts';
import { repeat } from './repeat.ts';
import * as judge from './logic/judge.ts';
import * as outboxes from './outbox.ts';
import * as surveys from './surveys.ts';
import * as installation from './installation.ts';
import * as units from './units.ts';
import { connect as connectWarehouse, type Warehouse } from './warehouse.ts';

export type PlatformSettings = {
	dataFolder: string;
	databaseUrl: string;
	clickhouseUrl: string;
	/** Every page and export says DỮ LIỆU MÔ PHỎNG. */
	simulated: boolean;
	/** usage events a second from one address; 0 sets no limit */
	eventsPerSecond?: number;
	/** mail server for reminders; without it they stay in the record */
	smtpUrl?: string;
	/** megabytes of the data folder's disk that are kept free */
	diskReserve?: number;
	/** public address of this site, for links in messages */
	origin?: string;
};

export type Platform = {
	sql: Sql;
	warehouse: Warehouse;
	/** where usage events come in */
	intake: intakes.Intake;
	/** where citizens' answers come in */
	citizens: citizensDoor.Citizens;
	/** what still has to reach the warehouse from the record */
	outbox: outboxes.Outbox;
	/** makes the files that people order */
	exports: exportRunners.Runner;
	/** whether there is room for what is written */
	disk: disks.Disk;
	/** sends the reminders that people order */
	postman: postmen.Postman;
	/** runs the imports of paper forms that people order */
	imports: importRunners.Runner;
	simulated: boolean;
	/** Finishes accepted work, then closes both stores. */
	close: () => Promise<void>;
};

/** Opens everything. Throws an Error that says what to do; nothing is left running then. */
export async function open(settings: PlatformSettings): Promise<Platform> {
	const embedded = settings.databaseUrl
		? undefined
		: await startPostgres(join(settings.dataFolder, 'postgres'));
	const sql = connectPostgres(embedded ?? { url: settings.databaseUrl });
	let warehouse: Warehouse | undefined;
	try {
		const disown = await installation.own(sql);
		await migratePostgres(sql);
		await installation.settleKind(sql, settings.simulated);
		await units.load(sql);
		await plan.load(sql);
		await indicators.load(sql);
		await surveys.publishFiles(sql);
		warehouse = await connectWarehouse(
			settings.clickhouseUrl
				? { url: settings.clickhouseUrl }
				: { folder: join(settings.dataFolder, 'clickhouse') }
		);
		await migrateClickHouse(warehouse);
		const disk = await disks.open(settings.dataFolder, (settings.diskReserve ?? 0) * 1e6);
		const intake = await intakes.open(sql, warehouse, {
			disk,
			rates: ratesOf(settings.eventsPerSecond ?? 200)
		});
		const outbox = outboxes.open(sql, warehouse);
		const citizens = citizensDoor.open(sql, warehouse, { disk });
		const { dataFolder, simulated, smtpUrl, origin = 'http://localhost:3000' } = settings;
		const exports = await exportRunners.open(sql, {
			folder: join(dataFolder, 'exports'),
			simulated
		});
		const postman = await postmen.open(sql, {
			origin,
			simulated,
			mail: smtpUrl ? mail.open(smtpUrl, origin) : undefined
		});
		const clearing = repeat('clearing attachments', 3_600_000, () => attachments.clearOrphans(sql));
		clearing.start();
		const imports = await importRunners.open(sql);
		return {
			sql,
			warehouse,
			intake,
			citizens,
			outbox,
			exports,
			imports,
			postman,
			disk,
			simulated,
			close: async () => {
				await disk.close();
				await clearing.stop();
				await citizens.close();
				await imports.close();
				await exports.close();
				await postman.close();
				await intake.close();
				await outbox.close();
				await judge.close();
				await warehouse?.close();
				await disown();
				await sql.end({ timeout: 5 });
				await embedded?.stop();
			}
		};
	} catch (error) {
		await warehouse?.close();
		await sql.end({ timeout: 1 });
		await embedded?.stop();
		throw error;
	}
}
