/**
 * What every row of a file comes to, before anything is written: its unit, its answers, and whether
 * both layers of checks let them pass. The questionnaire's own logic runs in the checking thread, one
 * row after another, so that people who submit forms meanwhile wait for one row at most.
 */
import { setImmediate as pause } from 'node:timers/promises';
import type { User } from '#lib/access.ts';
import { periodText, type Campaign } from '#lib/campaign.ts';
import type { Finding, FindingReason, ImportJob } from '#lib/import.ts';
import type { Grid, Row } from '#lib/import/grid.ts';
import { answersOf, joinedColumns, unitCells, type Joined } from '#lib/import/rows.ts';
import type { Target } from '#lib/import/targets.ts';
import { findUnit } from '#lib/import/unit-names.ts';
import { Problem } from '#lib/problem.ts';
import { atTheDoor, check, type Answers } from '#lib/questionnaire/structure.ts';
import { groupOf } from '#lib/response.ts';
import type { SurveyVersion } from '#lib/survey.ts';
import type { Level } from '#lib/unit.ts';
import { visibleUnits } from '../access.ts';
import { judge } from '../logic/judge.ts';
import type { Sql } from '../postgres.ts';
import * as submissions from '../submissions.ts';
import * as units from '../units.ts';
import * as directories from './directory.ts';

export type Judged = {
	line: number;
	unitId: number;
	/** undefined when the row has errors */
	form?: { data: Answers; answered: number; answerable: number };
	findings: Finding[];
};

export type Material = {
	user: User;
	campaign: Campaign;
	version: SurveyVersion;
	targets: readonly Target[];
	grid: Grid;
	job: Pick<ImportJob, 'kind' | 'mapping' | 'choices'>;
};

/** Judges every row, in order. @param progress called after each; it may throw to stop */
export async function rows(
	sql: Sql,
	material: Material,
	progress: (done: number) => Promise<void>
): Promise<Judged[]> {
	const { user, campaign, grid, job, targets } = material;
	const directory = await directories.read(sql);
	const expected = await submissions.asked(sql, campaign.id);
	const scope = await visibleUnits(sql, user);
	const levels: readonly Level[] =
		campaign.audience === 'citizens' ? ['commune', 'province'] : campaign.levels;
	const joined = joinedColumns(grid, job.mapping, targets, job.choices);
	const before = new Map<number, number>();
	const judged: Judged[] = [];
	for (const [index, row] of grid.rows.entries()) {
		const findings: Finding[] = [];
		const fail = (reason: FindingReason, value = '', details: Finding['details'] = {}) =>
			findings.push({ line: row.line, grave: true, heading: '', value, reason, details });
		const found = findUnit(directory, unitCells(row, joined), levels);
		let unitId = 0;
		if ('reason' in found)
			fail(found.reason, found.value, found.nearest ? { nearest: found.nearest } : {});
		else {
			unitId = found.unitId;
			for (const { notice, value, unit } of found.notices)
				findings.push({
					line: row.line,
					grave: false,
					heading: '',
					value,
					reason: notice,
					details: { unit }
				});
			const name = async () => (await units.byId(sql, found.unitId))?.fullName ?? '';
			const first = before.get(unitId);
			if (scope && !scope.includes(unitId)) fail('unit-outside', await name());
			else if (campaign.audience === 'units' && !expected.has(unitId))
				fail('unit-not-expected', await name());
			else if (campaign.audience === 'units' && first !== undefined)
				fail('unit-twice', await name(), { first });
			else before.set(unitId, row.line);
		}
		const level = expected.get(unitId) ?? 'province';
		const form = await answers(row, joined, material, level, findings);
		const good = unitId > 0 && !findings.some(({ grave }) => grave);
		judged.push({ line: row.line, unitId, findings, ...(good && form && { form }) });
		await pause();
		await progress(index + 1);
	}
	return judged;
}

async function answers(
	row: Row,
	joined: readonly Joined[],
	{ campaign, version, grid, job }: Material,
	level: Level,
	findings: Finding[]
): Promise<Judged['form']> {
	const { line } = row;
	const headings = new Map<string, string>();
	for (const { header, target } of joined)
		if (target.kind === 'box') headings.set(target.path.join('.'), header);
	const headingOf = (question: string, item = '') =>
		headings.get(item ? `${question}.${item}` : question) ??
		[...headings].find(([key]) => key.startsWith(`${question}.`))?.[1] ??
		question;
	const read = answersOf(row, grid.header, joined, job.kind === 'csv');
	for (const { column, value, reason, nearest } of read.errors)
		findings.push({
			...{ line, grave: true, heading: column, value, reason },
			details: nearest ? { nearest } : {}
		});
	for (const { column, value, notice } of read.notices)
		findings.push({ line, grave: false, heading: column, value, reason: notice, details: {} });
	const { data, findings: atDoor } = atTheDoor(read.data);
	const structure = atDoor.length > 0 ? atDoor : check(version.fields, data);
	for (const { question, item, reason } of structure) {
		const value = shown(data[question], item);
		const heading = headingOf(question, item);
		findings.push({ line, grave: true, heading, value, reason: 'structure', details: { reason } });
	}
	if (read.errors.length > 0 || structure.length > 0) return undefined;
	const variables = {
		kyBaoCao: periodText(campaign.periodFrom, campaign.periodTo),
		nhom: groupOf(level)
	};
	try {
		const verdict = await judge({ definition: version.definition, data, variables });
		for (const { question, message } of verdict.findings)
			findings.push({
				...{ line, grave: true, heading: headingOf(question), value: shown(data[question]) },
				...{ reason: 'logic' as const, details: { question, message } }
			});
		if (verdict.findings.length > 0) return undefined;
		const { answered, answerable } = verdict;
		return { data: atTheDoor(verdict.data).data, answered, answerable };
	} catch (error) {
		if (!(error instanceof Problem) || error.problem !== 'response.check-timeout') throw error;
		const reason = 'check-timeout' as const;
		findings.push({ line, grave: true, heading: '', value: '', reason, details: {} });
		return undefined;
	}
}

function shown(value: unknown, item?: string): string {
	const part =
		item !== undefined && value !== null && typeof value === 'object' && Object.hasOwn(value, item)
			? (value as Record<string, unknown>)[item]
			: value;
	return written(part).slice(0, 200);
}

/** An answer as a person would write it into cells: numbers with a comma, boxes by their names. */
function written(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'number') return String(value).replace('.', ',');
	if (typeof value !== 'object') return String(value);
	if (Array.isArray(value)) return value.map(written).join('; ');
	return Object.entries(value)
		.map(([name, part]) => `${name}: ${written(part)}`)
		.join('; ');
}
