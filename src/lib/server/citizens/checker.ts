/**
 * The checker: takes answers that came in, in order of arrival, and runs the questionnaire's own logic
 * on them away from the web server: first the cheap exact look, then the engine for what that leaves
 * open. An answer is accepted, or set aside with what is wrong, and gets its flags. What it has found
 * is written in one transaction, so a crash leaves answers unchecked, never half checked.
 */
import { Problem } from '../../problem.ts';
import type { Flag } from '../../citizen.ts';
import type { Answers } from '../../questionnaire/structure.ts';
import type { SurveyVersion } from '../../survey.ts';
import * as decided from '../logic/decided.ts';
import * as judges from '../logic/judge.ts';
import type { Objection, Verdict } from '../logic/judge.ts';
import { atomically, type Json, type Sql } from '../postgres.ts';
import * as surveys from '../surveys.ts';
import { turns } from '../turns.ts';
import * as flags from './flags.ts';
import { variablesOf } from './links.ts';
import * as quotas from './quotas.ts';

export type Checker = {
	/** Checks everything that waits; returns how many answers. */
	checkAll: () => Promise<number>;
	close: () => Promise<void>;
};

type Row = {
	number: number;
	campaignId: number;
	surveyVersionId: number;
	text: string;
	seconds: number | null;
	surplus: boolean;
	seats: number[];
};
type Form = {
	version: SurveyVersion;
	variables: Record<string, string>;
	deciding: decided.Deciding | undefined;
	fences: flags.Fences;
	at: number;
};
type Found = {
	number: number;
	state: 'accepted' | 'set-aside';
	findings: Objection[];
	unasked: string[];
	flags: Flag[];
	row: Row;
};

const chunk = 500;
const freshMs = 60_000;
const idleMs = 10 * 60_000;
/** Nobody waits for this check, so a busy machine is no reason to set an answer aside. */
const patience = 60_000;

export function open(sql: Sql): Checker {
	const engine = judges.open();
	const forms = new Map<string, Form>();
	let turn: Promise<unknown> = Promise.resolve();
	let closing = false;

	async function checkAll(): Promise<number> {
		let checked = 0;
		while (!closing) {
			const rows = await sql<
				Row[]
			>`select number, campaign_id, survey_version_id, data::text as text,
					seconds, surplus, seats
				from citizen_responses where checked_at is null order by number limit ${chunk}`;
			if (rows.length === 0) break;
			const found: Found[] = [];
			for (const group of grouped(rows)) found.push(...(await examine(group)));
			if (closing) break;
			await write(sql, found);
			checked += rows.length;
		}
		await forgetIdle();
		return checked;
	}

	async function examine(rows: Row[]): Promise<Found[]> {
		const form = await formOf(rows[0]!);
		const sure = await surely(form, rows);
		const before = await flags.repeated(
			sql,
			rows.map(({ number }) => number)
		);
		const found: Found[] = [];
		const rest = turns();
		for (const [index, row] of rows.entries()) {
			if (closing) break;
			await rest();
			const data = JSON.parse(row.text) as Answers;
			const verdict = sure[index] ? inOrder : await judged(form, data);
			const raised = flags.own(form.version.fields, data, row.seconds, form.fences);
			const seen = before.get(row.number);
			if (seen?.content && raised.items >= flags.fewItems) raised.flags.push('same-answers');
			if (seen?.device) raised.flags.push('same-device');
			found.push({ number: row.number, ...verdict, flags: raised.flags, row });
		}
		return found;
	}

	/** The cheap look; without it the engine decides all. */
	async function surely({ deciding }: Form, rows: readonly Row[]): Promise<boolean[]> {
		try {
			return (await deciding?.of(rows.map(({ text }) => text))) ?? [];
		} catch (error) {
			if (closing) throw error;
			console.error('The cheap look at citizens’ answers failed; the engine decides.', error);
			return [];
		}
	}

	async function judged({ version, variables }: Form, data: Answers) {
		const job = { definition: version.definition, data, variables };
		try {
			return verdictOf(data, await engine.judge(job, patience));
		} catch (error) {
			if (closing) throw error;
			// One answer that the engine takes a minute for, or fails on, must not hold up the others.
			const message = error instanceof Problem ? error.problem : 'engine-fault';
			if (!(error instanceof Problem)) console.error('The engine failed on an answer.', error);
			const findings = [{ question: '', page: '', message }];
			return { state: 'set-aside' as const, findings, unasked: [] };
		}
	}

	/** Ends the threads of forms that nobody has answered for a while. */
	async function forgetIdle(): Promise<void> {
		for (const [key, { at, deciding }] of forms)
			if (Date.now() - at > idleMs && forms.delete(key)) await deciding?.close();
	}

	async function formOf({ campaignId, surveyVersionId }: Row): Promise<Form> {
		const key = `${campaignId}/${surveyVersionId}`;
		const known = forms.get(key);
		if (known && Date.now() - known.at < freshMs) return known;
		const version = await surveys.version(sql, surveyVersionId);
		const [campaign] = await sql<{ periodFrom: string; periodTo: string }[]>`
			select period_from, period_to from campaigns where id = ${campaignId}`;
		const variables = variablesOf(campaign!);
		const deciding = decided.open(version.definition, variables);
		const fences = await flags.fencesOf(sql, campaignId, version.fields);
		const form = { version, variables, deciding, fences, at: Date.now() };
		forms.set(key, form);
		await known?.deciding?.close();
		return form;
	}

	return {
		checkAll: () => {
			const mine = turn.then(checkAll);
			turn = mine.catch(() => {});
			return mine;
		},
		async close() {
			closing = true;
			await engine.close();
			for (const { deciding } of forms.values()) await deciding?.close();
			await turn;
		}
	};
}

const inOrder = { state: 'accepted' as const, findings: [], unasked: [] };

function verdictOf(data: Answers, { findings, data: kept }: Verdict) {
	const state = findings.length > 0 ? ('set-aside' as const) : ('accepted' as const);
	const unasked = state === 'accepted' ? Object.keys(data).filter((name) => !(name in kept)) : [];
	return { state, findings, unasked };
}

function grouped(rows: readonly Row[]): Row[][] {
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		const key = `${row.campaignId}/${row.surveyVersionId}`;
		const group = groups.get(key);
		if (group) group.push(row);
		else groups.set(key, [row]);
	}
	return [...groups.values()];
}

/** Writes what was found; what counts becomes one batch for the warehouse. */
async function write(sql: Sql, found: readonly Found[]): Promise<void> {
	const aside = found.filter(({ state }) => state === 'set-aside');
	const counts = ({ state, row }: Found) => state === 'accepted' && !row.surplus;
	await atomically(sql, async (tx) => {
		const [batch] = found.some(counts)
			? await tx<{ id: number }[]>`insert into citizen_batches default values returning id`
			: [];
		const rows = found.map((one) => ({
			number: one.number,
			state: one.state,
			findings: one.findings as unknown as Json,
			unasked: one.unasked,
			flags: one.flags,
			batch: counts(one) ? batch!.id : null
		}));
		await tx`update citizen_responses r set state = f.state, findings = f.findings,
				unasked = f.unasked, flags = r.flags || f.flags, batch_id = f.batch,
				checked_at = clock_timestamp()
			from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as f (number bigint, state text,
				findings jsonb, unasked text[], flags text[], batch integer)
			where r.number = f.number and r.checked_at is null`;
		// What is set aside gives its seats to others.
		if (aside.every(({ row }) => row.seats.length === 0)) return;
		await quotas.lock(tx, [...new Set(aside.map(({ row }) => row.campaignId))]);
		await quotas.move(
			tx,
			aside.flatMap(({ row }) => row.seats),
			-1
		);
	});
}
