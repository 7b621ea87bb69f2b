/** The form of a plan: what it offers, how a plan fills it, and how it becomes a plan. */
import type { Outcome, Plan } from '#lib/evaluation.ts';
import { expanded } from '#lib/evaluation/pairs.ts';
import { dayOf } from '#lib/event.ts';
import { numberOf } from '#lib/evaluation/number.ts';
import { Problem } from '#lib/problem.ts';
import * as indicators from '#lib/server/indicators.ts';
import * as plans from '#lib/server/plan.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as units from '#lib/server/units.ts';
import { unitIds } from '../../api/v1/evaluations/shape.ts';
import { field } from '../../edge.ts';

export type Offered = Awaited<ReturnType<typeof offered>>;

/** What can be chosen. */
export async function offered(sql: Sql) {
	const [provinces, computable, items] = await Promise.all([
		units.onDay(sql, dayOf(Date.now()), { level: 'province' }),
		indicators.computable(sql),
		plans.items(sql)
	]);
	return {
		provinces: provinces.map(({ id, code, name }) => ({ id, code, name })),
		indicators: computable.map(({ id, nameVi, nameEn, measure }) => ({
			...{ id, nameVi, nameEn },
			// those of surveys exist by wave only
			byWave: 'survey' in measure
		})),
		items: items.map(({ id, titleVi, titleEn }) => ({ id, titleVi, titleEn }))
	};
}

/** The fields as a kept plan fills them. */
export function valuesOf(plan: Plan, codes: ReadonlyMap<number, string>): Record<string, string> {
	const values: Record<string, string> = {
		...{ ten: plan.title, loai: plan.kind, muc: plan.planItem ?? '' },
		...{ ky: plan.grain, truoc: String(plan.before), sau: String(plan.after) },
		...{ thang_do: plan.scale, nguong: String(plan.margin).replace('.', ',') },
		...{ so_sanh: plan.comparison.how, moi_noi: String(plan.comparison.each ?? 2) },
		...{ chi_so: plan.outcomes[0] ?? '', doi_chung: plan.placeboOutcome ?? '' },
		gieo: String(plan.seed)
	};
	plan.outcomes.slice(1).forEach((outcome) => (values[`them_${outcome}`] = outcome));
	const communes: string[] = [];
	for (const { unitId, from } of plan.treated) {
		const code = codes.get(unitId) ?? '';
		if (code.length === 2) {
			values[`vai_${code}`] = 'treated';
			values[`ngay_${code}`] = from;
		} else communes.push(`${code}; ${from}`);
	}
	values.xa = communes.join('\n');
	for (const unitId of plan.comparison.unitIds ?? [])
		values[`vai_${codes.get(unitId) ?? ''}`] = 'compared';
	if (plan.pairs)
		values.cap = plan.pairs
			.map(({ before, after }) =>
				[before, after].map((one) => String(one).replace('.', ',')).join('; ')
			)
			.join('\n');
	return values;
}

/** Throws `evaluation.*` for lines that cannot be read; the rest is checked where the plan is kept. */
export async function planFromForm(sql: Sql, form: FormData): Promise<Plan> {
	const startAll = field(form, 'ngay');
	const treated: { unit: string; from: string }[] = [];
	const compared: string[] = [];
	for (const [name] of form) {
		const code = /^vai_(\d{2})$/.exec(name)?.[1];
		if (!code) continue;
		const role = field(form, name);
		if (role === 'treated')
			treated.push({ unit: code, from: field(form, `ngay_${code}`) || startAll });
		if (role === 'compared') compared.push(code);
	}
	for (const line of linesOf(field(form, 'xa'))) {
		const [unit = '', from] = line.split(/[;,\t]/).map((part) => part.trim());
		treated.push({ unit, from: from || startAll });
	}
	const pairs = field(form, 'loai') === 'training' ? pairsOf(form) : undefined;
	const how = field(form, 'so_sanh') as Plan['comparison']['how'];
	const ids = await unitIds(sql, pairs ? [] : [...treated.map(({ unit }) => unit), ...compared]);
	const more = [...form.keys()].filter((name) => name.startsWith('them_'));
	const chosen = [field(form, 'chi_so'), ...more.map((name) => field(form, name))];
	return {
		...{ title: field(form, 'ten'), kind: field(form, 'loai') as Plan['kind'] },
		planItem: field(form, 'muc') || null,
		treated: pairs ? [] : treated.map(({ unit, from }) => ({ unitId: ids.get(unit)!, from })),
		comparison: {
			how,
			...(how === 'chosen' && { unitIds: compared.map((unit) => ids.get(unit)!) }),
			...(how === 'similar' && { each: Number(field(form, 'moi_noi')) })
		},
		outcomes: chosen.filter((one) => one !== '') as Outcome[],
		placeboOutcome: (field(form, 'doi_chung') || null) as Outcome | null,
		grain: (field(form, 'ky') || 'month') as Plan['grain'],
		...{ before: Number(field(form, 'truoc')), after: Number(field(form, 'sau')) },
		scale: (field(form, 'thang_do') || 'difference') as Plan['scale'],
		margin: numberOf(field(form, 'nguong')),
		seed: Number(field(form, 'gieo') || 1706),
		...(pairs && { pairs })
	};
}

const linesOf = (text: string) =>
	text
		.split(/\r?\n/)
		.map((line) => line.trim())
		.filter((line) => line !== '');

/** Pairs as lines, or as four counts; undefined where neither is given. */
function pairsOf(form: FormData): Plan['pairs'] {
	const lines = linesOf(field(form, 'cap'));
	if (lines.length > 0)
		return lines.map((line, at) => {
			const parts = line.split(/[;\t]/).map(numberOf);
			const [before, after] = parts;
			if (parts.length !== 2 || !Number.isFinite(before) || !Number.isFinite(after))
				throw new Problem('evaluation.bad-pair', { line: at + 1 });
			return { before: before!, after: after! };
		});
	const counts = ['ca_hai', 'chi_truoc', 'chi_sau', 'khong'].map((name) => field(form, name));
	if (counts.every((one) => one === '')) return undefined;
	const numbers = counts.map((one) => Number(one || 0));
	if (!numbers.every((one) => Number.isInteger(one) && one >= 0 && one <= 100_000))
		throw new Problem('evaluation.bad-pair', { line: 1 });
	return expanded(...(numbers as [number, number, number, number]));
}
