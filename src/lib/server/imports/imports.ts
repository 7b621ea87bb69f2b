/**
 * Imports of paper forms: upload, confirm what was recognised, join columns, run dry, run for real,
 * withdraw. Each step is taken once, from the step before it; the runs themselves are worked off by
 * `runner.ts`.
 */
import { createHash } from 'node:crypto';
import { allow, type User } from '#lib/access.ts';
import { fileDays, mostBytes, type Finding, type ImportJob, type Reading } from '#lib/import.ts';
import type { Choices } from '#lib/import/rows.ts';
import { joinColumns, targetsOf, type Mapping, type Target } from '#lib/import/targets.ts';
import { imports as words } from '#lib/messages/imports.ts';
import { Problem } from '#lib/problem.ts';
import { fold, formatDay, tidy } from '#lib/vietnamese.ts';
import * as audit from '../audit.ts';
import * as campaigns from '../campaigns.ts';
import { atomically, type Json, type Sql } from '../postgres.ts';
import * as surveys from '../surveys.ts';
import * as file from './file.ts';
import * as withdrawal from './withdrawal.ts';

const columns = (sql: Sql) => sql`i.id, c.slug as campaign, i.user_id, i.file_name, i.kind, i.size,
	i.sha256, i.reading, i.seen, i.mapping, i.choices, i.state, i.task, i.good_only, i.rows, i.total,
	i.good, i.bad, i.error, i.details, i.file is not null as available, i.reason,
	to_char(i.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at,
	to_char(i.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as changed_at`;

/**
 * Takes a file in and looks at it. Throws `import.no-file`, `request.too-large`, `import.same-file`,
 * `workbook.*`.
 */
export async function upload(
	sql: Sql,
	user: User,
	slug: string,
	{ name, bytes }: { name: string; bytes: Uint8Array }
): Promise<number> {
	allow(user, 'response.import');
	const campaign = await campaigns.find(sql, slug);
	if (bytes.length === 0) throw new Problem('import.no-file');
	if (bytes.length > mostBytes) throw new Problem('request.too-large', { limit: '20 MB' });
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	await refuseRepeated(sql, campaign.id, sha256);
	const kind = file.kindOf(bytes);
	const { seen } = await file.open({ kind, bytes }, {});
	const fileName = tidy(name.split(/[/\\]/).at(-1) ?? '').slice(0, 200) || `tep.${kind}`;
	return atomically(sql, async (tx) => {
		const [row] = await tx<{ id: number }[]>`
			insert into imports (campaign_id, user_id, file_name, kind, file, size, sha256, seen)
			values (${campaign.id}, ${user.id}, ${fileName}, ${kind}, ${Buffer.from(bytes)},
				${bytes.length}, ${sha256}, ${tx.json(storable(seen))}) returning id`;
		const detail = { campaign: slug, fileName, sha256 };
		await audit.record(tx, user.id, 'response.import-upload', `import/${row!.id}`, detail);
		return row!.id;
	});
}

/** Throws `import.same-file` when this very content was imported into the campaign before. */
export async function refuseRepeated(sql: Sql, campaignId: number, sha256: string): Promise<void> {
	const [same] = await sql<{ id: number; day: string }[]>`select id,
		(changed_at at time zone 'Asia/Ho_Chi_Minh')::date as day from imports
		where campaign_id = ${campaignId} and sha256 = ${sha256} and state = 'done'`;
	if (same) throw new Problem('import.same-file', { id: same.id, day: formatDay(same.day) });
}

/** The imports of a campaign, the latest first. */
export async function list(sql: Sql, user: User, slug: string): Promise<ImportJob[]> {
	allow(user, 'response.import');
	return sql<ImportJob[]>`select ${columns(sql)} from imports i
		join campaigns c on c.id = i.campaign_id where c.slug = ${slug} order by i.id desc limit 50`;
}

/** One import. Throws `record.not-found`. */
export async function find(sql: Sql, user: User, id: number, slug?: string): Promise<ImportJob> {
	allow(user, 'response.import');
	const [row] = await sql<ImportJob[]>`select ${columns(sql)} from imports i
		join campaigns c on c.id = i.campaign_id where i.id = ${id}`;
	if (!row || (slug !== undefined && row.campaign !== slug)) throw new Problem('record.not-found');
	return row;
}

/** The bytes of an import's file. Throws `import.file-gone`. */
export async function bytesOf(sql: Sql, id: number): Promise<Uint8Array> {
	const [row] = await sql<{ file: Buffer | null }[]>`select file from imports where id = ${id}`;
	if (!row?.file) throw new Problem('import.file-gone', { days: fileDays });
	return new Uint8Array(row.file);
}

/** What columns of a campaign's files may be joined to. */
export async function targets(sql: Sql, slug: string): Promise<Target[]> {
	const campaign = await campaigns.find(sql, slug);
	const { fields } = await surveys.version(sql, campaign.surveyVersionId);
	return targetsOf(fields, words.vi.unitParts);
}

/** Reads the file again, as decided. Throws as {@link find}, `import.not-now`, `workbook.*`. */
export async function reread(sql: Sql, user: User, id: number, reading: Reading): Promise<void> {
	const job = await find(sql, user, id);
	const bytes = await bytesOf(sql, id);
	const { seen } = await file.open({ kind: job.kind, bytes }, reading);
	await step(
		sql,
		id,
		['reading', 'joining', 'checked'],
		(tx) => tx`state = 'reading',
		reading = ${tx.json(storable(reading))}, seen = ${tx.json(storable(seen))},
		mapping = '[]', choices = '{}', error = null, task = null`
	);
}

/** Accepts what was recognised, and offers how to join the columns. Throws what the file has wrong. */
export async function confirm(sql: Sql, user: User, id: number): Promise<void> {
	const job = await find(sql, user, id);
	const [fault] = job.seen.faults;
	if (fault) throw new Problem(fault.problem, fault.details);
	const { surveyId } = await campaigns.find(sql, job.campaign);
	const rows = await sql<{ heading: string; target: string }[]>`select heading, target
		from import_headings where survey_id = ${surveyId}`;
	const remembered = new Map(rows.map(({ heading, target }) => [heading, target]));
	const mapping = joinColumns(job.seen.header, await targets(sql, job.campaign), remembered);
	// What is shown is what will be read: later changes of the defaults do not matter any more.
	const { encoding, delimiter, sheet, headerLine } = job.seen;
	const reading = {
		...(encoding && { encoding }),
		...(delimiter && { delimiter }),
		...(sheet && { sheet }),
		headerLine
	};
	await step(
		sql,
		id,
		['reading'],
		(tx) => tx`state = 'joining', mapping = ${tx.json(mapping)},
		reading = ${tx.json(reading)}`
	);
}

/**
 * Joins the columns and orders the dry run. Throws `import.nothing-joined`, `import.no-unit-column`,
 * `import.joined-twice`, `import.not-now`.
 */
export async function join(
	sql: Sql,
	user: User,
	id: number,
	given: Mapping,
	choices: Choices
): Promise<void> {
	const job = await find(sql, user, id);
	const known = await targets(sql, job.campaign);
	const byKey = new Map(known.map((target) => [target.key, target]));
	const mapping = job.seen.header.map((_, index) =>
		byKey.has(given[index] ?? '') ? (given[index] ?? '') : ''
	);
	check(job.seen.header, mapping, byKey);
	const { surveyId } = await campaigns.find(sql, job.campaign);
	await atomically(sql, async (tx) => {
		for (const [index, heading] of job.seen.header.entries()) {
			const folded = fold(heading).slice(0, 300);
			if (!folded) continue;
			await tx`insert into import_headings (survey_id, heading, target)
				values (${surveyId}, ${folded}, ${mapping[index] ?? ''})
				on conflict (survey_id, heading) do update
				set target = excluded.target, changed_at = now()`;
		}
		await step(
			tx,
			id,
			['joining', 'checked'],
			(sub) => sub`state = 'queued', task = 'dry',
			mapping = ${sub.json(mapping)}, choices = ${sub.json(storable(choices))}, rows = 0,
			total = null, good = null, bad = null, outcome = null, error = null, details = '{}'`
		);
	});
}

function check(header: string[], mapping: Mapping, byKey: Map<string, Target>): void {
	const first = new Map<string, number>();
	mapping.forEach((key, index) => {
		if (!key) return;
		const before = first.get(key);
		if (before !== undefined)
			throw new Problem('import.joined-twice', {
				first: header[before] ?? '',
				second: header[index] ?? '',
				target: byKey.get(key)?.title ?? key
			});
		first.set(key, index);
	});
	const kinds = [...first.keys()].map((key) => byKey.get(key));
	if (!kinds.some((target) => target?.kind === 'box')) throw new Problem('import.nothing-joined');
	if (!kinds.some((target) => target?.kind === 'unit' && target.part !== 'province'))
		throw new Problem('import.no-unit-column');
}

/** Orders the real run of what was run dry. Throws `import.not-now`, `import.has-errors`. */
export async function run(sql: Sql, user: User, id: number, goodOnly: boolean): Promise<void> {
	const job = await find(sql, user, id);
	if (job.state === 'checked') {
		if (!job.good) throw new Problem('import.no-good-rows');
		if (job.bad && !goodOnly) throw new Problem('import.has-errors', { bad: job.bad });
	}
	await step(
		sql,
		id,
		['checked'],
		(tx) => tx`state = 'queued', task = 'real',
		good_only = ${goodOnly}, rows = 0, error = null, details = '{}', user_id = ${user.id}`
	);
}

/** Goes back to joining columns. Throws `import.not-now`. */
export async function reopen(sql: Sql, user: User, id: number): Promise<void> {
	await find(sql, user, id);
	await step(sql, id, ['checked'], (tx) => tx`state = 'joining'`);
}

/** Stops a run; nothing of it stays. Throws `import.not-now` when none is under way. */
export async function cancel(sql: Sql, user: User, id: number): Promise<void> {
	await find(sql, user, id);
	await step(
		sql,
		id,
		['queued', 'running'],
		(tx) => tx`state = 'joining',
		error = 'import.cancelled'`
	);
}

/** Takes back every form the import wrote. Throws `import.no-reason`, `import.reviewed`. */
export async function withdraw(sql: Sql, user: User, id: number, reason: string): Promise<number> {
	const job = await find(sql, user, id);
	if (!tidy(reason)) throw new Problem('import.no-reason');
	return atomically(sql, async (tx) => {
		await step(
			tx,
			id,
			['done'],
			(sub) => sub`state = 'withdrawn',
			withdrawn_by = ${user.id}, reason = ${tidy(reason).slice(0, 1000)}`
		);
		const said = tidy(reason).slice(0, 1000);
		const count =
			(await withdrawal.ofForms(tx, user, id, said)) + (await withdrawal.ofCitizens(tx, id, said));
		const detail = { campaign: job.campaign, forms: count, reason: said };
		await audit.record(tx, user.id, 'response.import-withdraw', `import/${id}`, detail);
		return count;
	});
}

/** Findings of the last run; errors first where asked, a part of them. */
export async function findings(
	sql: Sql,
	id: number,
	{ grave, limit = 500 }: { grave?: boolean; limit?: number } = {}
): Promise<Finding[]> {
	return sql<Finding[]>`select line, grave, heading, value, reason, details from import_findings
		where import_id = ${id} ${grave === undefined ? sql`` : sql`and grave = ${grave}`}
		order by position limit ${limit}`;
}

/** How many errors and notices the last run had. */
export async function countFindings(
	sql: Sql,
	id: number
): Promise<{ errors: number; notices: number }> {
	const [row] = await sql<{ errors: number; notices: number }[]>`
		select count(*) filter (where grave)::int as errors,
			count(*) filter (where not grave)::int as notices
		from import_findings where import_id = ${id}`;
	return row ?? { errors: 0, notices: 0 };
}

type Change = (sql: Sql) => ReturnType<Sql>;

/** Takes a step from one of some states. Throws `import.not-now` when it stands elsewhere. */
async function step(sql: Sql, id: number, from: string[], change: Change): Promise<void> {
	const { count } = await sql`update imports set changed_at = clock_timestamp(), ${change(sql)}
		where id = ${id} and state = any(${from})`;
	if (count === 0) throw new Problem('import.not-now');
}

/** Text that JSON in PostgreSQL can hold: without NUL and halves of characters. */
export function storable(value: unknown): Json {
	const text = JSON.stringify(value, (_, part: unknown) =>
		typeof part === 'string' ? part.replace(/\0|\p{Surrogate}/gu, '\ufffd') : part
	);
	return JSON.parse(text) as Json;
}
