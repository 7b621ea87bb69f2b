/**
 * The running platform: both stores open and migrated, reference data loaded, background work
 * started. The web server opens one; tests open their own.
 */
import { join } from 'node:path';
import { startPostgres } from './embedded/postgres.ts';
import { migrateClickHouse, migratePostgres } from './migrate.ts';
import { connect as connectPostgres, type Sql } from './postgres.ts';
import * as units from './units.ts';
import { connect as connectWarehouse, type Warehouse } from './warehouse.ts';

export type PlatformSettings = {
	dataFolder: string;
	databaseUrl: string;
	clickhouseUrl: string;
	/** Every page and export says DỮ LIỆU MÔ PHỎNG. */
	simulated: boolean;
};

export type Platform = {
	sql: Sql;
	warehouse: Warehouse;
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
	try {
		await migratePostgres(sql);
		await units.load(sql);
		const warehouse = await connectWarehouse(
			settings.clickhouseUrl
				? { url: settings.clickhouseUrl }
				: { folder: join(settings.dataFolder, 'clickhouse') }
		);
		await migrateClickHouse(warehouse);
		return {
			sql,
			warehouse,
			simulated: settings.simulated,
			close: async () => {
				await warehouse.close();
				await sql.end({ timeout: 5 });
				await embedded?.stop();
			}
		};
	} catch (error) {
		await sql.end({ timeout: 1 });
		await embedded?.stop();
		throw error;
	}
}
