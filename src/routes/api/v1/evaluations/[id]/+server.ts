/**
 * One evaluation with its versions and results (`format=csv` gives the panel of the latest result); `PUT`
 * writes its plan anew, `POST {act}` fixes it, checks it, computes a result, publishes or withdraws it.
 */
import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { panelColumns, panelRows } from '#lib/evaluation/table.ts';
import { rehearsed } from '#lib/evaluation/evaluate.ts';
import { Problem } from '#lib/problem.ts';
import * as evaluations from '#lib/server/evaluations/evaluations.ts';
import { may } from '#lib/access.ts';
import { readJson } from '../../../../body.ts';
import { endpoint, idOf } from '../../../../edge.ts';
import { parse } from '../../campaigns/shapes.ts';
import { csvResponse } from '../../csv.ts';
import { wantsCsv } from '../../parameters.ts';
import { planFrom } from '../shape.ts';
import type { RequestEvent } from './$types.js';

const body = v.object({ act: v.picklist(['check', 'fix', 'compute', 'publish', 'withdraw']) });

export const GET = endpoint(
	'evaluation.read',
	async ({ url, locals, params }: RequestEvent, user) => {
		const { sql } = locals;
		const { simulated } = locals.platform;
		const found = await evaluations.find(sql, user, idOf(params.id));
		const results = await evaluations.results(sql, found.id);
		if (wantsCsv(url)) {
			const [latest] = results;
			if (!latest || !may(user, 'overview.read')) throw new Problem('record.not-found');
			const name = `danh-gia-${found.id}-${latest.id}`;
			return csvResponse(name, panelRows(latest.facts), panelColumns, simulated);
		}
		const versions = await evaluations.versions(sql, found.id);
		// other units' figures stay with the ministry
		const shown = may(user, 'overview.read')
			? results
			: results.map(({ facts: _, ...rest }) => rest);
		return json({ simulated, ...found, versions, results: shown });
	}
);

export const PUT = endpoint(
	'evaluation.write',
	async ({ request, locals, params }: RequestEvent, user) => {
		const { plan, reason } = await planFrom(locals.sql, await readJson(request, 2_000_000));
		const id = idOf(params.id);
		const version = await evaluations.revise(locals.sql, user.id, id, plan, reason);
		return json({ evaluation: id, version });
	}
);

export const POST = endpoint(
	'evaluation.write',
	async ({ request, locals, params }: RequestEvent, user) => {
		const { sql, warehouse } = locals;
		const { act } = parse(body, await readJson(request, 10_000));
		const found = await evaluations.find(sql, user, idOf(params.id));
		if (act === 'check') {
			const facts = await evaluations.facts(sql, warehouse, found.id, found.plan);
			return json({ evaluation: found.id, checks: rehearsed(found.plan, facts) });
		}
		if (act === 'compute') {
			const result = await evaluations.compute(sql, warehouse, user.id, found.id);
			return json({ evaluation: found.id, result }, { status: 201 });
		}
		if (act === 'fix') await evaluations.fix(sql, user.id, found.id);
		else await evaluations.publish(sql, user.id, found.id, act === 'publish');
		return json({ evaluation: found.id, ...(await evaluations.find(sql, user, found.id)) });
	}
);
