import { redirect } from '@sveltejs/kit';
import { encodings } from '#lib/encoding/encoding.ts';
import { delimiters } from '#lib/import/csv.ts';
import { dayOrders, notations } from '#lib/import/numbers.ts';
import type { Reading } from '#lib/import.ts';
import type { Choices } from '#lib/import/rows.ts';
import { findingText } from '#lib/messages/import-findings.ts';
import { sentence } from '#lib/problem.ts';
import * as campaigns from '#lib/server/campaigns.ts';
import * as delivery from '#lib/server/citizens/deliver.ts';
import * as imports from '#lib/server/imports/imports.ts';
import * as outbox from '#lib/server/outbox.ts';
import { action, field, idOf, page } from '../../../../../edge.ts';
import type { RequestEvent } from './$types.js';

const shownFindings = 200;

/** One import, at the step it stands at. */
export const load = page('response.import', async ({ locals, params }: RequestEvent, user) => {
	const { sql, locale } = locals;
	const job = await imports.find(sql, user, idOf(params.id), params.slug);
	const ended = ['checked', 'done', 'withdrawn'].includes(job.state);
	const found = (grave: boolean) =>
		ended ? imports.findings(sql, job.id, { grave, limit: shownFindings }) : [];
	const shown = async (grave: boolean) =>
		(await found(grave)).map((finding) => ({
			...finding,
			sentence: findingText(finding, locale)
		}));
	const known = job.state === 'joining' ? await imports.targets(sql, params.slug) : [];
	return {
		campaign: await campaigns.find(sql, params.slug),
		job,
		targets: known.map((target) => ({
			key: target.key,
			title: target.title,
			page: target.page,
			kind:
				target.kind === 'unit'
					? 'unit'
					: target.box.kind === 'text' && target.box.format === 'date'
						? 'day'
						: target.box.kind
		})),
		asks: job.seen.columns ?? [],
		errors: await shown(true),
		notices: await shown(false),
		/** how many there are of each, shown or not */
		counts: ended ? await imports.countFindings(sql, job.id) : { errors: 0, notices: 0 },
		faults: job.seen.faults.map(({ problem, details }) => sentence(problem, locale, details)),
		message: job.error && sentence(job.error, locale, job.details)
	};
});

const back = (params: { slug: string; id: string }): never =>
	redirect(303, `/khao-sat/${encodeURIComponent(params.slug)}/nhap-phieu-giay/${params.id}`);

function oneOf<Value extends string>(values: readonly Value[], given: string): Value | undefined {
	return values.find((value) => value === given);
}

export const actions = {
	doc: action('response.import', async ({ locals, params }: RequestEvent, user, form) => {
		const encoding = oneOf(encodings, field(form, 'bang_ma'));
		const delimiter = oneOf(delimiters, String(form.get('dau_ngan') ?? ''));
		const sheet = field(form, 'trang');
		const line = Number(field(form, 'tieu_de'));
		const reading: Reading = {
			...(encoding && { encoding }),
			...(delimiter && { delimiter }),
			...(sheet && { sheet }),
			...(Number.isInteger(line) && line > 0 && { headerLine: line })
		};
		await imports.reread(locals.sql, user, idOf(params.id), reading);
		return back(params);
	}),
	dung: action('response.import', async ({ locals, params }: RequestEvent, user) => {
		await imports.confirm(locals.sql, user, idOf(params.id));
		return back(params);
	}),
	ghep: action('response.import', async ({ locals, params }: RequestEvent, user, form) => {
		const id = idOf(params.id);
		const { seen } = await imports.find(locals.sql, user, id, params.slug);
		const choices: Required<Choices> = { notations: {}, orders: {} };
		const mapping = seen.header.map((name, index) => {
			const notation = oneOf(notations, field(form, `so_${index}`));
			const order = oneOf(dayOrders, field(form, `ngay_${index}`));
			if (notation) choices.notations[name] = notation;
			if (order) choices.orders[name] = order;
			return field(form, `cot_${index}`);
		});
		await imports.join(locals.sql, user, id, mapping, choices);
		locals.platform.imports.wake();
		return back(params);
	}),
	ghi: action('response.import', async ({ locals, params }: RequestEvent, user, form) => {
		const goodOnly = field(form, 'chi_dong_dung') === '1';
		await imports.run(locals.sql, user, idOf(params.id), goodOnly);
		locals.platform.imports.wake();
		return back(params);
	}),
	dung_chay: action('response.import', async ({ locals, params }: RequestEvent, user) => {
		await imports.cancel(locals.sql, user, idOf(params.id));
		return back(params);
	}),
	ghep_lai: action('response.import', async ({ locals, params }: RequestEvent, user) => {
		await imports.reopen(locals.sql, user, idOf(params.id));
		return back(params);
	}),
	thu_hoi: action('response.import', async ({ locals, params }: RequestEvent, user, form) => {
		const { sql, warehouse } = locals;
		await imports.withdraw(sql, user, idOf(params.id), field(form, 'ly_do'));
		// Facts of what was withdrawn leave the warehouse by making its tables anew.
		const { audience } = await campaigns.find(sql, params.slug);
		if (audience === 'citizens') await delivery.rebuild(sql, warehouse);
		else await outbox.rebuildAnswers(sql, warehouse);
		return back(params);
	})
};
