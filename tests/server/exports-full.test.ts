/** An export of citizens' answers onto a disk that is full: it says so and leaves nothing behind. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import type { ExportFormat } from '#lib/export.ts';
import * as exports from '#lib/server/exports/exports.ts';
import * as runners from '#lib/server/exports/runner.ts';
import * as judge from '#lib/server/logic/judge.ts';
import type { Json } from '#lib/server/postgres.ts';
import * as units from '#lib/server/units.ts';
import { needs, openCampaign, province } from '../citizens.ts';
import { binh } from '../people.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
const folder = mkdtempSync(join(tmpdir(), 'thuocdo-full-'));
const [small, good] = [join(folder, 'small'), join(folder, 'good')];
const slug = 'nhu-cau';
const people = 3_000;
let analyst: User;

/** A disk of 64 kB, which takes root's rights; why there is none, or ''. */
function mountSmall(): string {
	mkdirSync(small);
	try {
		const asked = ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small];
		execFileSync('mount', asked, { stdio: 'pipe' });
		return '';
	} catch (error) {
		return String((error as { stderr?: Buffer }).stderr ?? error).trim();
	}
}
const missing = mountSmall();
if (missing) console.warn(`Skipped: no small disk could be mounted. ${missing}`);

beforeAll(async () => {
	await units.load(sql);
	analyst = await binh(sql);
	const campaign = await openCampaign(sql, analyst.id, slug);
	const where = await province(sql);
	const [link] = await sql<{ id: number }[]>`insert into public_links (campaign_id, unit_id, code)
		values (${campaign.id}, ${where}, 'abcdefgh') returning id`;
	await sql`insert into citizen_responses (id, campaign_id, survey_version_id, link_id, unit_id,
			data, hash, state, checked_at)
		select gen_random_uuid(), ${campaign.id}, ${campaign.surveyVersionId}, ${link!.id}, ${where},
			${sql.json(needs() as Json)}, decode(md5(n::text) || md5(n::text), 'hex'), 'accepted', now()
		from generate_series(1, ${people}) n`;
}, 60_000);

afterAll(async () => {
	await judge.close();
	if (!missing) execFileSync('umount', [small]);
	rmSync(folder, { recursive: true, force: true });
});

/** Every answer of the record in one number. */
async function record(): Promise<string> {
	const [row] = await sql<{ sum: string }[]>`select count(*) || ' '
		|| md5(string_agg(r::text, '' order by number)) as sum from citizen_responses r`;
	return row!.sum;
}

/** Threads of this process beside the first: none is left to a job that broke off. */
function threads(): number {
	const { workers } = process.report.getReport() as unknown as { workers: unknown[] };
	return workers.length;
}

it.skipIf(missing !== '').each<ExportFormat>(['csv', 'xlsx', 'spss'])(
	'an export as %s says that the disk is full, leaves no part of it, and the next one is whole',
	async (format) => {
		const before = await record();
		const full = await runners.open(sql, { folder: small, simulated: false });
		const { id } = await exports.order(sql, analyst, slug, format);
		await full.settled();
		expect(await exports.find(sql, analyst, id)).toMatchObject({
			...{ state: 'failed', error: 'export.disk-full', available: false, sha256: null }
		});
		expect(readdirSync(small)).toEqual([]);
		await expect(exports.file(sql, small, analyst, id)).rejects.toMatchObject({
			problem: 'export.disk-full'
		});
		await full.close();

		const roomy = await runners.open(sql, { folder: good, simulated: false });
		const next = await exports.order(sql, analyst, slug, format);
		await roomy.settled();
		await roomy.close();
		expect(await exports.find(sql, analyst, next.id)).toMatchObject({
			...{ state: 'done', error: null, rows: people, total: people }
		});
		expect(await record()).toBe(before);
		await expect.poll(threads, { timeout: 10_000 }).toBe(0);
	},
	120_000
);
