import { redirect } from '@sveltejs/kit';
import { decode } from '#lib/encoding/decode.ts';
import { recognise } from '#lib/encoding/recognise.ts';
import type { Locale } from '#lib/locale.ts';
import { Problem, sentence } from '#lib/problem.ts';
import type { Register } from '#lib/register.ts';
import { keyOf } from '#lib/register/periods.ts';
import { headingsOf, readSheet, type Row } from '#lib/register/sheet.ts';
import { kindOf } from '#lib/server/imports/file.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as registers from '#lib/server/registers/registers.ts';
import { mostRows, take, type Taken } from '#lib/server/registers/taking.ts';
import { action, field, page } from '../../../../edge.ts';
import { periodAsked } from '../asked.ts';

const mostBytes = 2_000_000;
const shown = 300;

/** Where a table is pasted or a file chosen. */
export const load = page('register.write', async ({ locals: { sql }, params, url }) => {
	const register = registers.find(params.id ?? '');
	const indicator = await indicators.byId(sql, register.indicatorId);
	return {
		register,
		key: keyOf(periodAsked(register, url), register.rhythm),
		headings: headingsOf(register).map(({ words }) => words),
		name: { vi: indicator?.nameVi ?? '', en: indicator?.nameEn ?? '' }
	};
});

/** The text of what was pasted or chosen. Throws `register.not-csv`, `register.encoding-doubtful`. */
async function textOf(form: FormData): Promise<string> {
	const file = form.get('tep');
	if (!(file instanceof File) || file.size === 0) return String(form.get('bang') ?? '');
	const bytes = new Uint8Array(await file.arrayBuffer());
	if (kindOf(bytes) === 'xlsx') throw new Problem('register.not-csv');
	const { candidates, confidence } = recognise(bytes);
	if (confidence !== 'sure' || !candidates[0])
		throw new Problem('register.encoding-doubtful', {
			encodings: candidates.map(({ encoding }) => encoding).join(', ') || '–'
		});
	return decode(bytes, candidates[0].encoding);
}

/** The rows of a text. Throws the first thing that makes it unusable as a whole. */
function rowsOf(register: Register, text: string): Row[] {
	if (text.trim() === '') throw new Problem('register.no-rows');
	const { rows, faults } = readSheet(register, text);
	if (faults[0]) throw new Problem(faults[0].problem, faults[0].details);
	if (rows.length > mostRows)
		throw new Problem('register.too-many-rows', { rows: rows.length, most: mostRows });
	return rows;
}

/** What a preview shows of each row: those with errors first. */
function preview(taken: Taken, text: string, locale: Locale) {
	const { verdicts, counts, outcome } = taken;
	const rank = { bad: 0, changed: 1, new: 2, same: 3 };
	const sorted = [...verdicts].sort(
		(one, other) => rank[one.outcome] - rank[other.outcome] || one.line - other.line
	);
	return {
		...{ text, counts, outcome, more: Math.max(0, verdicts.length - shown) },
		rows: sorted.slice(0, shown).map((one) => ({
			...{ line: one.line, outcome: one.outcome, figures: one.figures, before: one.before },
			unit: one.unit?.fullName ?? '',
			channel: one.place?.channel ?? null,
			period: one.place && { from: one.place.periodFrom, to: one.place.periodTo },
			wrong: one.faults.map(({ problem, details }) => sentence(problem, locale, details))
		}))
	};
}

export const actions = {
	xem: action(
		'register.write',
		async ({ locals, params }, user, form) => {
			const register = registers.find(params.id ?? '');
			const text = await textOf(form);
			const order = { isDry: true, goodOnly: false };
			const taken = await take(locals.sql, user, register, rowsOf(register, text), order);
			return { preview: preview(taken, text, locals.locale) };
		},
		mostBytes * 2 + 10_000
	),
	ghi: action(
		'register.write',
		async ({ locals, params, url }, user, form) => {
			const register = registers.find(params.id ?? '');
			const { counts } = await take(
				locals.sql,
				user,
				register,
				rowsOf(register, String(form.get('bang') ?? '')),
				{
					isDry: false,
					goodOnly: field(form, 'chi_dong_dung') === '1',
					outcome: field(form, 'ket_qua')
				}
			);
			const query = new URLSearchParams({
				ky: keyOf(periodAsked(register, url), register.rhythm),
				da_nhap: `${counts.new}-${counts.changed}`
			});
			redirect(303, `/so-lieu/${register.indicatorId}?${query}`);
		},
		mostBytes * 2 + 10_000
	)
};
