/** A definition typed into the form: what is wrong with it, what it would change, what it would give. */
import { dayOf } from '#lib/event.ts';
import type { Estimate } from '#lib/estimate.ts';
import type { Labels } from '#lib/estimate-text.ts';
import type { Indicator } from '#lib/indicator.ts';
import { differences, type Difference } from '#lib/indicator/compare.ts';
import { fieldOf, givenOf, type Typed } from '#lib/indicator/form.ts';
import { readDefinition, type SchemaFault } from '#lib/indicator/schema.ts';
import type { Locale } from '#lib/locale.ts';
import { indicatorForm } from '#lib/messages/indicator-form.ts';
import { indicatorVersions } from '#lib/messages/indicator-versions.ts';
import { Problem, sentence } from '#lib/problem.ts';
import * as estimates from '#lib/server/estimates.ts';
import * as labels from '#lib/server/indicator-labels.ts';
import * as questions from '#lib/server/indicator-versions/questions.ts';
import * as versions from '#lib/server/indicator-versions/versions.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as plan from '#lib/server/plan.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as units from '#lib/server/units.ts';
import type { Warehouse } from '#lib/server/warehouse.ts';
import { Refusal } from '#lib/statistics/refusal.ts';

/** What the form offers: questions by survey, items of the plan, indicators to refer to. */
export async function offered(sql: Sql, locale: Locale) {
	const [catalogue, items, all] = await Promise.all([
		questions.read(sql, locale),
		plan.items(sql),
		indicators.computable(sql)
	]);
	return {
		questions: Object.fromEntries(catalogue),
		items: items.map(({ id, titleVi, titleEn }) => ({
			id,
			title: locale === 'vi' ? titleVi : titleEn
		})),
		indicators: all.map(({ id, nameVi, nameEn }) => ({
			id,
			name: locale === 'vi' ? nameVi : nameEn
		}))
	};
}

/** What was typed, field by field; boxes of one name are joined. */
export function typedIn(form: FormData): Typed {
	const typed: Typed = {};
	for (const [name, value] of form) {
		if (typeof value !== 'string' || name === 'ly_do' || name === 'phien_ban') continue;
		typed[name] = name in typed ? `${typed[name]},${value}` : value;
	}
	return typed;
}

/** Sentences by field; empty where the definition may be saved. */
export type Errors = Record<string, string>;

/** A refusal to save, at the field it is about or above the form. Throws what is no Problem. */
export function refusalOf(
	thrown: unknown,
	locale: Locale
): { status: number; errors: Errors; refused: string } {
	if (!(thrown instanceof Problem)) throw thrown;
	const told = sentence(thrown.problem, locale, thrown.details);
	const errors: Errors = {};
	if (thrown.problem === 'indicator.no-reason') errors.ly_do = told;
	return { status: thrown.status, errors, refused: errors.ly_do ? '' : told };
}

/** The definition that was typed, or what is wrong with it. */
export async function judge(
	sql: Sql,
	id: string | null,
	typed: Typed,
	locale: Locale
): Promise<{ content: indicators.Content; errors: null } | { content: null; errors: Errors }> {
	const read = readDefinition(givenOf(typed));
	if ('faults' in read) return { content: null, errors: ofSchema(read.faults, locale) };
	const content: indicators.Content = read.definition;
	const faults = await versions.faultsOf(sql, id, content);
	if (faults.length === 0) return { content, errors: null };
	const errors: Errors = {};
	for (const { field, problem, details } of faults)
		errors[field] ??= sentence(problem, locale, details);
	return { content: null, errors };
}

function ofSchema(faults: SchemaFault[], locale: Locale): Errors {
	const t = indicatorForm[locale];
	const errors: Errors = {};
	for (const { path, kind } of faults) {
		const field = fieldOf(path);
		const name = t.fields[field] ?? field;
		errors[field] ??= sentence('indicator.malformed', locale, {
			...{ field: name, reason: t.reasons[kind] }
		});
	}
	return errors;
}

export type Side = { estimate: Estimate; labels: Labels };
export type Trial = {
	period: { from: string; to: string };
	draft: Indicator;
	changes: Difference[];
	rows: { name: string; isNation: boolean; current: Estimate | null; draft: Estimate | null }[];
	labels: { current: Labels; draft: Labels };
	/** why there is nothing to show */
	failure: string;
};

/** The draft computed for the nation and the provinces beside the definition in force; kept nowhere. */
export async function rehearse(
	sql: Sql,
	warehouse: Warehouse,
	current: Indicator | undefined,
	content: indicators.Content,
	locale: Locale
): Promise<Trial> {
	const draft: Indicator = {
		...content,
		id: current?.id ?? 'CT-BS',
		version: (current?.version ?? 0) + 1
	};
	const period = await estimates.periods.usual(sql, draft, dayOf(Date.now()));
	const names = {
		current: current ? await labels.ofChoices(sql, current, locale) : {},
		draft: await labels.ofChoices(sql, draft, locale)
	};
	const trial = {
		...{ period, draft, labels: names },
		changes: current ? differences(current, content) : []
	};
	const tried = await figured(sql, warehouse, draft, period, locale);
	if ('failure' in tried) return { ...trial, rows: [], failure: tried.failure };
	const known = current ? await figured(sql, warehouse, current, period, locale) : undefined;
	const before = known && 'estimates' in known ? known.estimates : [];
	const nation = await units.nation(sql);
	const ids = [...new Set([...tried.estimates, ...before].map(({ unitId }) => unitId))];
	const named = await units.named(sql, ids);
	const find = (list: Estimate[], unitId: number) =>
		list.find((one) => one.unitId === unitId && one.category === '') ?? null;
	return {
		...trial,
		failure: ids.length === 0 ? indicatorVersions[locale].previewNothing : '',
		rows: ids.map((unitId) => ({
			name: named.get(unitId)?.fullName ?? '',
			isNation: unitId === nation.id,
			current: find(before, unitId),
			draft: find(tried.estimates, unitId)
		}))
	};
}

async function figured(
	sql: Sql,
	warehouse: Warehouse,
	{ measure, ...rest }: Indicator,
	period: Trial['period'],
	locale: Locale
): Promise<{ estimates: Estimate[] } | { failure: string }> {
	const t = indicatorVersions[locale];
	if (!measure) return { failure: t.noFormula };
	try {
		const indicator = { ...rest, measure };
		return { estimates: await estimates.rehearse(sql, warehouse, indicator, { period }) };
	} catch (thrown) {
		if (thrown instanceof Problem)
			return { failure: sentence(thrown.problem, locale, thrown.details) };
		if (thrown instanceof Refusal) return { failure: t.previewFailed };
		throw thrown;
	}
}
