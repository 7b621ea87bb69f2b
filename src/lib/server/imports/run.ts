/**
 * One run of an import. A dry run does everything a real one does, in a transaction that is rolled
 * back; a real run writes only if it comes to exactly what the dry run came to.
 */
import type { User } from '#lib/access.ts';
import type { Finding, ImportJob } from '#lib/import.ts';
import { targetsOf } from '#lib/import/targets.ts';
import { imports as words } from '#lib/messages/imports.ts';
import { Problem } from '#lib/problem.ts';
import { whyClosed } from '#lib/review.ts';
import * as audit from '../audit.ts';
import * as campaigns from '../campaigns.ts';
import * as citizens from '../citizens/paper.ts';
import * as paper from '../paper.ts';
import { atomically, type Sql } from '../postgres.ts';
import * as submissions from '../submissions.ts';
import * as surveys from '../surveys.ts';
import * as units from '../units.ts';
import * as file from './file.ts';
import * as imports from './imports.ts';
import * as judging from './judging.ts';

export type Outcome = { good: number; bad: number; outcome: string };

class RolledBack extends Error {}

/** Runs an import as ordered. @param progress rows looked at and all of them; it may throw to stop */
export async function run(
	sql: Sql,
	user: User,
	job: ImportJob,
	expectedOutcome: string | null,
	progress: (rows: number, total: number) => Promise<void>
): Promise<Outcome> {
	const campaign = await campaigns.find(sql, job.campaign);
	await refuseClosed(sql, campaign.id);
	const bytes = await imports.bytesOf(sql, job.id);
	const { grid } = await file.open({ kind: job.kind, bytes }, job.reading);
	const [fault] = grid.faults;
	if (fault) throw new Problem(fault.problem, fault.details);
	const version = await surveys.version(sql, campaign.surveyVersionId);
	const targets = targetsOf(version.fields, words.vi.unitParts);
	const material = { user, campaign, version, targets, grid, job };
	const total = grid.rows.length;
	await progress(0, total);
	const judged = await judging.rows(sql, material, (done) => progress(done, total));

	const dry = job.task === 'dry';
	let result: Outcome | undefined;
	let findings: Finding[] = [];
	try {
		await atomically(sql, async (tx) => {
			// Nobody closes or locks the campaign while its forms are being written.
			await campaigns.hold(tx, campaign.id);
			await refuseClosed(tx, campaign.id);
			if (!dry) await imports.refuseRepeated(tx, campaign.id, job.sha256);
			const ends: unknown[] = [];
			findings = [];
			let good = 0;
			for (const { line, unitId, form, findings: own } of judged) {
				findings.push(...own);
				if (!form) {
					ends.push([line, own.filter(({ grave }) => grave).map(({ reason }) => reason)]);
					continue;
				}
				const entered = await enter(tx, material, job.id, line, unitId, form);
				if (typeof entered === 'string') {
					const value = (await units.byId(tx, unitId))?.fullName ?? '';
					findings.push({ line, grave: true, heading: '', value, reason: entered, details: {} });
					ends.push([line, [entered]]);
					continue;
				}
				good++;
				ends.push([line, unitId, entered.hash]);
			}
			const outcome = surveys.hashOf([version.id, ends]);
			result = { good, bad: judged.length - good, outcome };
			if (dry) throw new RolledBack();
			if (outcome !== expectedOutcome) throw new Problem('import.changed');
			if (result.bad > 0 && !job.goodOnly)
				throw new Problem('import.has-errors', { bad: result.bad });
			const { count } = await tx`update imports set state = 'done', good = ${good},
				bad = ${result.bad}, rows = total, changed_at = clock_timestamp()
				where id = ${job.id} and state = 'running'`;
			if (count === 0) throw new Problem('import.cancelled');
			const detail = { campaign: job.campaign, forms: good, left: result.bad, outcome };
			await audit.record(tx, user.id, 'response.import', `import/${job.id}`, detail);
		});
	} catch (error) {
		if (!(error instanceof RolledBack)) throw error;
	}
	await store(sql, job.id, findings);
	return result!;
}

/** Writes the form of one row, or says why its unit takes none. */
async function enter(
	tx: Sql,
	{ user, campaign, version }: judging.Material,
	importId: number,
	line: number,
	unitId: number,
	form: NonNullable<judging.Judged['form']>
): Promise<{ hash: string } | paper.Refusal> {
	const campaignId = campaign.id;
	if (campaign.audience === 'citizens') {
		const { data } = form;
		const stored = await citizens.enter(tx, version.fields, { campaignId, unitId, data });
		await tx`insert into import_forms (import_id, line, citizen_response_id)
			values (${importId}, ${line}, ${stored.id})`;
		return stored;
	}
	const surveyVersionId = version.id;
	const object = `import/${importId}`;
	const entered = await paper.enter(tx, user, {
		...form,
		...{ campaignId, unitId, surveyVersionId, object }
	});
	if (typeof entered === 'string') return entered;
	await tx`insert into import_forms (import_id, line, response_id, version)
		values (${importId}, ${line}, ${entered.responseId}, ${entered.version})`;
	return entered;
}

/** Throws why the campaign takes no forms now, whatever the unit. */
async function refuseClosed(sql: Sql, campaignId: number): Promise<void> {
	const reason = whyClosed(await submissions.facts(sql, campaignId, 0));
	if (reason) throw new Problem(reason);
}

async function store(sql: Sql, id: number, findings: Finding[]): Promise<void> {
	await atomically(sql, async (tx) => {
		await tx`delete from import_findings where import_id = ${id}`;
		const rows = findings.map((finding, position) => ({
			import_id: id,
			position,
			line: finding.line,
			grave: finding.grave,
			heading: clean(finding.heading),
			value: clean(finding.value),
			reason: finding.reason,
			details: tx.json(imports.storable(finding.details))
		}));
		for (let at = 0; at < rows.length; at += 500)
			await tx`insert into import_findings ${tx(rows.slice(at, at + 500))}`;
	});
}

function clean(text: string): string {
	return text.replace(/\0|\p{Surrogate}/gu, '\ufffd');
}
