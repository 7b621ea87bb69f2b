import { redirect } from '@sveltejs/kit';
import { encodings } from '#lib/encoding/encoding.ts';
import { targets, type Reading, type Target } from '#lib/history.ts';
import { delimiters } from '#lib/import/csv.ts';
import { dayOrders, notations } from '#lib/import/numbers.ts';
import { rowErrors } from '#lib/messages/history.ts';
import { sentence } from '#lib/problem.ts';
import * as figures from '#lib/server/history/figures.ts';
import * as history from '#lib/server/history/imports.ts';
import { action, field, idOf, page } from '../../../edge.ts';
import type { RequestEvent } from './$types.js';

const shown = 100;

/** One import: how it is read and what it would do, or what it did. */
export const load = page('history.manage', async ({ locals, params }: RequestEvent) => {
	const { sql, locale } = locals;
	const job = await history.find(sql, idOf(params.id));
	const found = job.state === 'open' ? await history.rehearse(sql, job.id) : null;
	const same = job.state === 'open' ? await history.earlier(sql, job) : undefined;
	return {
		job,
		earlier: same ?? null,
		trial: found && {
			...{ seen: found.seen, mapping: found.mapping, preview: found.preview, good: found.good },
			...{ grain: found.grain, firstDay: found.firstDay, lastDay: found.lastDay },
			...{ tally: found.tally, outcome: found.outcome, figures: found.figures.length },
			fault: found.fault && sentence(found.fault.problem, locale, found.fault.details),
			errors: found.errors.slice(0, shown).map((error) => ({
				...error,
				message: rowErrors[locale](error)
			})),
			moreErrors: Math.max(0, found.errors.length - shown)
		},
		changes: found
			? found.changes.slice(0, shown).map(({ day, path, measure, before, after }) => ({
					...{ day, path, measure, before, after }
				}))
			: await figures.changesOf(sql, job.id, shown)
	};
});

function oneOf<Value extends string>(values: readonly Value[], given: string): Value | undefined {
	return values.find((value) => value === given);
}

const back = (params: { id: string }): never =>
	redirect(303, `/quan-tri/lich-su-truy-cap/${params.id}`);

export const actions = {
	doc: action('history.manage', async ({ locals, params }: RequestEvent, user, form) => {
		const encoding = oneOf(encodings, field(form, 'bang_ma'));
		const delimiter = oneOf(delimiters, String(form.get('dau_ngan') ?? ''));
		const line = Number(field(form, 'tieu_de'));
		const notation = oneOf(notations, field(form, 'so'));
		const order = oneOf(dayOrders, field(form, 'ngay'));
		const reading: Reading = {
			...(encoding && { encoding }),
			...(delimiter && { delimiter }),
			...(Number.isInteger(line) && line > 0 && line < 1e6 && { headerLine: line }),
			...(notation && { notation }),
			...(order && { order })
		};
		// Columns keep their meaning only while the file is cut the same way.
		const isCutAnew =
			encoding !== field(form, 'bang_ma_truoc') ||
			delimiter !== String(form.get('dau_ngan_truoc') ?? '') ||
			String(line) !== field(form, 'tieu_de_truoc');
		const count = Math.min(500, Number(field(form, 'so_cot')) || 0);
		const mapping: Target[] = Array.from(
			{ length: count },
			(_, index) => oneOf(targets, field(form, `cot_${index}`)) ?? ''
		);
		await history.decide(locals.sql, idOf(params.id), reading, isCutAnew ? null : mapping);
		return back(params);
	}),
	ghi: action('history.manage', async ({ locals, params }: RequestEvent, user, form) => {
		await history.write(locals.sql, user.id, idOf(params.id), {
			outcome: field(form, 'ket_qua'),
			goodOnly: field(form, 'chi_dong_dung') === '1'
		});
		return back(params);
	}),
	bo: action('history.manage', async ({ locals, params }: RequestEvent, user) => {
		await history.drop(locals.sql, user.id, idOf(params.id));
		redirect(303, '/quan-tri/lich-su-truy-cap');
	}),
	thu_hoi: action('history.manage', async ({ locals, params }: RequestEvent, user, form) => {
		await history.withdraw(locals.sql, user.id, idOf(params.id), field(form, 'ly_do'));
		return back(params);
	})
};
