/**
 * Evaluations in the record: planned, fixed, computed, published. What is fixed or computed is never
 * changed; a later thought is a new version, a later computation a new result.
 */
import { createHash } from 'node:crypto';
import type { User } from '../../access.ts';
import {
	rules,
	type Disturbance,
	type Facts,
	type Plan,
	type Result,
	type State,
	type Verdict
} from '../../evaluation.ts';
import { evaluate } from '../../evaluation/evaluate.ts';
import { checked } from '../../evaluation/plan.ts';
import { dayOf } from '../../event.ts';
import { Problem } from '../../problem.ts';
import { tidy } from '../../vietnamese.ts';
import * as audit from '../audit.ts';
import { atomically, type Json, type Sql } from '../postgres.ts';
import type { Warehouse } from '../warehouse.ts';
import { fit, gather } from './facts.ts';

/** As a list shows it. */
export type Summary = {
	id: number;
	state: State;
	/** the latest version, and how many results there are */
	version: number;
	plan: Plan;
	results: number;
	createdBy: string;
	createdAt: Date;
	publishedAt: Date | null;
};

export type Version = {
	version: number;
	plan: Plan;
	reason: string;
	afterResults: boolean;
	writtenBy: string;
	writtenAt: Date;
	fixedBy: string | null;
	fixedAt: Date | null;
};

export type Kept = {
	id: number;
	version: number;
	facts: Facts;
	factsSha256: string;
	seed: number;
	rules: number;
	result: Result;
	computedBy: string;
	computedAt: Date;
};

const summary = (sql: Sql) => sql`
	select e.id, p.version, p.plan, e.created_at, e.published_at, u.name as created_by,
		(select count(*)::int from evaluation_results r where r.evaluation_id = e.id) as results,
		case when p.fixed_at is null then 'planned'
			when exists (select from evaluation_results r
				where r.evaluation_id = e.id and r.version = p.version) then 'concluded'
			else 'fixed' end as state
	from evaluations e
	join users u on u.id = e.created_by
	join lateral (select * from evaluation_plans p where p.evaluation_id = e.id
		order by p.version desc limit 1) p on true`;

/** Localities see what is published and nothing else. */
const seen = (sql: Sql, user: User) =>
	['unit_officer', 'unit_approver'].includes(user.role)
		? sql`e.published_at is not null`
		: sql`true`;

/** The latest first. */
export async function list(sql: Sql, user: User): Promise<Summary[]> {
	return sql<Summary[]>`${summary(sql)} where ${seen(sql, user)} order by e.id desc`;
}

/** Throws `record.not-found`, also for what the reader may not see. */
export async function find(sql: Sql, user: User, id: number): Promise<Summary> {
	const [found] = await sql<Summary[]>`${summary(sql)} where e.id = ${id} and ${seen(sql, user)}`;
	if (!found) throw new Problem('record.not-found');
	return found;
}

/** All versions, the latest first. */
export async function versions(sql: Sql, id: number): Promise<Version[]> {
	return sql<Version[]>`select p.version, p.plan, p.reason, p.after_results, w.name as written_by,
			p.written_at, f.name as fixed_by, p.fixed_at
		from evaluation_plans p join users w on w.id = p.written_by
		left join users f on f.id = p.fixed_by
		where p.evaluation_id = ${id} order by p.version desc`;
}

const kept = (
	sql: Sql
) => sql`select r.id, r.version, r.facts, r.facts_sha256, r.seed::int8::float8 as seed,
	r.rules, r.result, u.name as computed_by, r.computed_at
	from evaluation_results r join users u on u.id = r.computed_by`;

/** All results, the latest first. */
export async function results(sql: Sql, id: number): Promise<Kept[]> {
	return sql<Kept[]>`${kept(sql)} where r.evaluation_id = ${id} order by r.id desc`;
}

/** The verdict about the main outcome in the latest result of each, where there is one. */
export async function verdicts(sql: Sql, ids: number[]): Promise<Record<number, Verdict>> {
	const rows = await sql<{ id: number; verdict: Verdict }[]>`
		select distinct on (evaluation_id) evaluation_id as id,
			result -> 'findings' -> 0 ->> 'verdict' as verdict
		from evaluation_results where evaluation_id = any(${ids}::integer[])
		order by evaluation_id, evaluation_results.id desc`;
	return Object.fromEntries(rows.map(({ id, verdict }) => [id, verdict]));
}

/** Begins an evaluation. Throws `evaluation.*` for what its plan lacks. */
export async function create(sql: Sql, actorId: number, wanted: Plan): Promise<number> {
	const plan = checked(wanted);
	await fit(sql, plan);
	return atomically(sql, async (tx) => {
		const [row] = await tx<{ id: number }[]>`
			insert into evaluations (created_by) values (${actorId}) returning id`;
		await insert(tx, actorId, row!.id, { version: 1, plan, reason: '' });
		return row!.id;
	});
}

async function insert(
	tx: Sql,
	actorId: number,
	id: number,
	{ version, plan, reason }: Pick<Version, 'version' | 'plan' | 'reason'>
): Promise<void> {
	await tx`insert into evaluation_plans (evaluation_id, version, plan, reason, after_results, written_by)
		select ${id}, ${version}, ${tx.json(plan as Json)}, ${reason},
			exists (select from evaluation_results where evaluation_id = ${id}), ${actorId}`;
	await audit.record(tx, actorId, 'evaluation.plan', `evaluation/${id}`, { version, reason });
}

/** Takes hold of the latest version. Throws `record.not-found`. */
async function latest(
	tx: Sql,
	id: number
): Promise<{ version: number; fixedAt: Date | null; plan: Plan }> {
	await tx`select 1 from evaluations where id = ${id} for update`;
	const [row] = await tx<{ version: number; fixedAt: Date | null; plan: Plan }[]>`
		select version, fixed_at, plan from evaluation_plans where evaluation_id = ${id}
		order by version desc limit 1`;
	if (!row) throw new Problem('record.not-found');
	return row;
}

/**
 * Writes the plan anew: while it is not fixed in place, after that as a new version with a reason.
 * Throws `evaluation.*`.
 */
export async function revise(
	sql: Sql,
	actorId: number,
	id: number,
	wanted: Plan,
	given = ''
): Promise<number> {
	const plan = checked(wanted);
	const reason = tidy(given);
	await fit(sql, plan);
	return atomically(sql, async (tx) => {
		const { version, fixedAt } = await latest(tx, id);
		if (fixedAt === null) {
			await tx`update evaluation_plans set plan = ${tx.json(plan as Json)}, written_by = ${actorId},
				written_at = clock_timestamp() where evaluation_id = ${id} and version = ${version}`;
			await audit.record(tx, actorId, 'evaluation.plan', `evaluation/${id}`, { version });
			return version;
		}
		if (reason === '' || reason.length > 1000) throw new Problem('evaluation.no-reason');
		await insert(tx, actorId, id, { version: version + 1, plan, reason });
		return version + 1;
	});
}

/** Fixes the plan: from now on it can be computed and no longer changed. Throws `evaluation.fixed`. */
export async function fix(sql: Sql, actorId: number, id: number): Promise<void> {
	await atomically(sql, async (tx) => {
		const { version, fixedAt } = await latest(tx, id);
		if (fixedAt !== null) throw new Problem('evaluation.fixed');
		await tx`update evaluation_plans set fixed_by = ${actorId}, fixed_at = clock_timestamp()
			where evaluation_id = ${id} and version = ${version}`;
		await audit.record(tx, actorId, 'evaluation.fix', `evaluation/${id}`, { version });
	});
}

/** The facts of a plan as the stores stand now. */
export async function facts(
	sql: Sql,
	warehouse: Warehouse,
	id: number,
	plan: Plan,
	now = Date.now()
): Promise<Facts> {
	return gather(sql, warehouse, plan, dayOf(now), await otherTreatments(sql, id));
}

async function otherTreatments(sql: Sql, id: number): Promise<Disturbance[]> {
	const rows = await sql<{ plan: Plan }[]>`select distinct on (evaluation_id) plan
		from evaluation_plans where evaluation_id <> ${id} and fixed_at is not null
		order by evaluation_id, version desc`;
	return rows.flatMap(({ plan }) =>
		plan.treated.map(({ unitId, from }) => ({
			...{ what: 'other-treatment' as const, unitId, day: from, detail: plan.title }
		}))
	);
}

/**
 * Computes a fixed plan with the facts of now and keeps the result; returns its number. Throws
 * `evaluation.not-fixed`.
 */
export async function compute(
	sql: Sql,
	warehouse: Warehouse,
	actorId: number,
	id: number,
	now = Date.now()
): Promise<number> {
	const before = await latest(sql, id);
	if (before.fixedAt === null) throw new Problem('evaluation.not-fixed');
	const found = await facts(sql, warehouse, id, before.plan, now);
	const result = evaluate(before.plan, found);
	return atomically(sql, async (tx) => {
		const [row] = await tx<{ id: number }[]>`insert into evaluation_results
			(evaluation_id, version, facts, facts_sha256, seed, rules, result, computed_by)
			values (${id}, ${before.version}, ${tx.json(found as Json)}, ${hashOf(before.plan, found)},
				${before.plan.seed}, ${rules}, ${tx.json(result as unknown as Json)}, ${actorId})
			returning id`;
		const detail = { version: before.version, result: row!.id };
		await audit.record(tx, actorId, 'evaluation.compute', `evaluation/${id}`, detail);
		return row!.id;
	});
}

/** Names plan and facts: the same hash, seed and rules give the same numbers. */
export function hashOf(plan: Plan, facts: Facts): string {
	return createHash('sha256')
		.update(JSON.stringify(sorted([plan, facts])))
		.digest('hex');
}

/** With the keys of every object in order, so that a store may keep them in another. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (value === null || typeof value !== 'object') return value;
	const entries = Object.entries(value).filter(([, one]) => one !== undefined);
	return Object.fromEntries(
		entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, one]) => [key, sorted(one)])
	);
}

/** Opens a concluded evaluation to leadership and localities, or closes it. Throws `evaluation.no-result`. */
export async function publish(
	sql: Sql,
	actorId: number,
	id: number,
	isPublic: boolean
): Promise<void> {
	await atomically(sql, async (tx) => {
		await latest(tx, id);
		const [some] = await tx`select 1 from evaluation_results where evaluation_id = ${id} limit 1`;
		if (!some && isPublic) throw new Problem('evaluation.no-result');
		await tx`update evaluations set published_at = ${isPublic ? tx`clock_timestamp()` : null},
			published_by = ${isPublic ? actorId : null} where id = ${id}`;
		const verb = isPublic ? 'evaluation.publish' : 'evaluation.withdraw';
		await audit.record(tx, actorId, verb, `evaluation/${id}`);
	});
}
