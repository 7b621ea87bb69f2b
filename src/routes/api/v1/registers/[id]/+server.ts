/**
 * Entries of a register. `GET` gives those that stand (`from`, `to`, `unit`, `withdrawn=1` for those
 * taken back too; CSV can be read back); `POST {entries: […]}` enters or, where the unit has figures
 * for that period and channel already, replaces them by a new version.
 */
import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Locale } from '#lib/locale.ts';
import { Problem, sentence } from '#lib/problem.ts';
import { keyOf } from '#lib/register/periods.ts';
import { csvColumns, type Row } from '#lib/register/sheet.ts';
import { allowUnit, visibleUnits } from '#lib/server/access.ts';
import * as registers from '#lib/server/registers/registers.ts';
import { mostRows, take, type Verdict } from '#lib/server/registers/taking.ts';
import * as units from '#lib/server/units.ts';
import { readJson } from '../../../../body.ts';
import { endpoint } from '../../../../edge.ts';
import { csvResponse } from '../../csv.ts';
import { dayOf, idOf, oneOf, wantsCsv } from '../../parameters.ts';

export const GET = endpoint('register.read', async ({ url, params, locals }, user) => {
	const { sql, platform, locale } = locals;
	const register = registers.find(params.id ?? '');
	const unit = idOf(url, 'unit');
	if (unit) await allowUnit(sql, user, unit);
	const entries = await registers.list(sql, {
		...{ indicatorId: register.indicatorId, from: dayOf(url, 'from'), to: dayOf(url, 'to') },
		unitIds: unit ? [unit] : await visibleUnits(sql, user),
		everything: oneOf(url, 'withdrawn', ['0', '1']) === '1'
	});
	const named = await units.named(sql, [...new Set(entries.map(({ unitId }) => unitId))]);
	const rows = entries.map((entry) => ({
		...entry,
		period: keyOf({ from: entry.periodFrom }, register.rhythm),
		unitCode: named.get(entry.unitId)?.code ?? '',
		unitName: named.get(entry.unitId)?.fullName ?? ''
	}));
	const { simulated } = platform;
	if (wantsCsv(url))
		return csvResponse(
			`so-lieu-${register.indicatorId}`,
			rows,
			csvColumns(register, locale),
			simulated
		);
	return json({ simulated, register, entries: rows });
});

const entry = v.strictObject({
	unit: v.union([v.pipe(v.string(), v.maxLength(200)), v.pipe(v.number(), v.integer())]),
	period: v.union([v.pipe(v.string(), v.maxLength(40)), v.pipe(v.number(), v.integer())]),
	channel: v.nullish(v.pipe(v.string(), v.maxLength(200))),
	...{ part: v.optional(v.unknown()), whole: v.optional(v.unknown()) },
	...{ beside: v.optional(v.unknown()), days: v.optional(v.unknown()) },
	...{ reachedOn: v.optional(v.unknown()), document: v.optional(v.unknown()) },
	note: v.optional(v.unknown())
});
const body = v.object({ entries: v.array(entry) });

export const POST = endpoint('register.write', async ({ url, params, request, locals }, user) => {
	const register = registers.find(params.id ?? '');
	const read = v.safeParse(body, await readJson(request, 10_000_000));
	if (!read.success) {
		const issues = read.issues.slice(0, 10);
		const reason = issues.map((one) => `${v.getDotPath(one) ?? 'body'}: ${one.message}`).join('; ');
		throw new Problem('request.invalid', { reason });
	}
	const rows = read.output.entries.map(({ unit, period, channel, ...given }, index): Row => ({
		...{ line: index + 1, unit: String(unit), unitName: '', period: String(period) },
		...{ channel: channel ?? '', given }
	}));
	if (rows.length > mostRows)
		throw new Problem('register.too-many-rows', { rows: rows.length, most: mostRows });
	const isDry = oneOf(url, 'dry', ['0', '1']) === '1';
	const goodOnly = oneOf(url, 'good', ['0', '1']) === '1';
	const taken = await take(locals.sql, user, register, rows, { isDry, goodOnly });
	const { counts, isWritten, verdicts } = taken;
	return json(
		{
			...{ register: register.indicatorId, written: isWritten, ...counts },
			errors: verdicts.flatMap((one) => faultsOf(one, locals.locale))
		},
		{ status: isWritten ? 201 : 200 }
	);
});

/** What is wrong with an entry; `line` counts the entries sent from 1. */
function faultsOf({ line, faults }: Verdict, locale: Locale) {
	return faults.map(({ field, problem, details }) => ({
		...{ line, field, problem, message: sentence(problem, locale, details) }
	}));
}
