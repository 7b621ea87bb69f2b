/**
 * The whole platform on real stores: opened twice on one folder, on a server
 * of its operator, and never by two at once.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, inject, it } from 'vitest';
import { startPostgres } from '#lib/server/embedded/postgres.ts';
import * as installation from '#lib/server/installation.ts';
import * as platforms from '#lib/server/platform.ts';
import { connect } from '#lib/server/postgres.ts';
import * as sites from '#lib/server/sites.ts';
import * as units from '#lib/server/units.ts';
import { pageView } from '../events.ts';

const folder = mkdtempSync(join(tmpdir(), 'thuocdo-platform-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let opened: platforms.Platform | undefined;
afterEach(async () => {
	await opened?.close();
	opened = undefined;
});

async function open(more: Partial<platforms.PlatformSettings> = {}) {
	const settings = { dataFolder: folder, databaseUrl: '', clickhouseUrl: '', simulated: false };
	opened = await platforms.open({ ...settings, ...more });
	return opened;
}

async function sendOne({ sql, intake }: platforms.Platform, domain: string) {
	const { id: unitId } = await units.nation(sql);
	const { id } = await sites.create(sql, undefined, { domain, name: domain, unitId });
	await intake.refreshSites();
	await intake.accept([pageView(id, Date.now())]);
}

const events = async ({ intake, warehouse }: platforms.Platform) => {
	await intake.settle();
	return (await warehouse.rows<{ rows: number }>('select count() as rows from events'))[0]?.rows;
};

describe('the platform', () => {
	it('opens on an empty folder, closes, and finds everything when opened again', async () => {
		await sendOne(await open(), 'a.example.vn');
		await opened?.close();
		expect(await events(await open())).toBe(1);
		expect((await sites.list(opened!.sql)).map(({ domain }) => domain)).toEqual(['a.example.vn']);
	}, 120_000);

	it('keeps its record on a server that DATABASE_URL names', async () => {
		const { socketFolder, password } = inject('postgres');
		const name = `platform_${process.pid}`;
		const admin = connect({ socketFolder, password });
		await admin.unsafe(`create database ${name}`);
		const databaseUrl = `postgres://thuocdo:${password}@localhost/${name}?host=${socketFolder}`;
		const dataFolder = join(folder, 'server');
		await sendOne(await open({ dataFolder, databaseUrl }), 'b.example.vn');
		expect(await events(opened!)).toBe(1);
		const [row] = await opened!.sql<{ name: string }[]>`select current_database() as name`;
		expect(row?.name).toBe(name);
		await admin.end();
	}, 120_000);

	it('makes the record anew when setting it up was cut off', async () => {
		const dataFolder = join(folder, 'cut-off');
		mkdirSync(join(dataFolder, 'postgres.new'), { recursive: true });
		writeFileSync(join(dataFolder, 'postgres.new', 'PG_VERSION'), '18\n');
		expect(await sites.list((await open({ dataFolder })).sql)).toEqual([]);
	}, 120_000);

	it('is the only one on its folder and on its database, and says so to a second', async () => {
		const { sql } = await open();
		await expect(startPostgres(join(folder, 'postgres'), { patience: 300 })).rejects.toThrow(
			/Another Thước đo PBGDPL .* is using .*set DATA_DIR to another folder/
		);
		await expect(installation.own(sql, 300)).rejects.toMatchObject({
			problem: 'installation.in-use'
		});
		await opened?.close();
		expect(await sites.list((await open()).sql)).not.toEqual([]);
	}, 120_000);

	it('puts its socket into no folder that somebody else prepared', async () => {
		const data = join(folder, 'trap', 'postgres');
		const mark = createHash('sha256').update(data).digest('hex').slice(0, 12);
		const trap = join(tmpdir(), `thuocdo-${process.getuid?.() ?? 0}-${mark}`);
		symlinkSync(folder, trap);
		await expect(startPostgres(data)).rejects.toThrow('belongs to somebody else');
		rmSync(trap);
	});
});
