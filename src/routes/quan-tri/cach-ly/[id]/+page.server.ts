import { Problem } from '#lib/problem.ts';
import * as audit from '#lib/server/audit.ts';
import * as quarantine from '#lib/server/intake/quarantine.ts';
import * as settlement from '#lib/server/intake/settlement.ts';
import * as sites from '#lib/server/sites.ts';
import * as users from '#lib/server/users.ts';
import { action, field, idOf, page } from '../../../edge.ts';

/** One row: as received, as mended, and what was done with it. */
export const load = page('quarantine.manage', async ({ locals: { sql }, params }) => {
	const row = await quarantine.find(sql, idOf(params.id));
	if (!row) throw new Problem('record.not-found');
	const [known, names, history] = await Promise.all([
		sites.list(sql),
		users.names(sql),
		audit.list(sql, { limit: 50, object: `quarantine/${row.id}` })
	]);
	return {
		row,
		domains: Object.fromEntries(known.map(({ id, domain }) => [id, domain])),
		who: row.decidedBy === null ? '' : (names.get(row.decidedBy)?.name ?? ''),
		history: history.map(({ id, at, verb, actorId }) => ({
			...{ id, at, verb },
			who: actorId === null ? '' : (names.get(actorId)?.name ?? '')
		}))
	};
});

export const actions = {
	thu: action('quarantine.manage', async ({ locals: { sql, warehouse }, params }, _, form) => {
		const body = field(form, 'noi_dung');
		const ids = [idOf(params.id)];
		return { trial: await settlement.rehearse(sql, warehouse, { ids }, { body }), body };
	}),
	luu: action('quarantine.manage', async ({ locals: { sql }, params }, user, form) => {
		await settlement.repair(sql, user.id, idOf(params.id), field(form, 'noi_dung'));
		return { saved: true };
	}),
	bo: action('quarantine.manage', async ({ locals: { sql }, params }, user) => {
		await settlement.repair(sql, user.id, idOf(params.id), null);
		return { saved: false };
	}),
	phatlai: action('quarantine.manage', async ({ locals, params }, user, form) => {
		const { sql, warehouse } = locals;
		const ids = [idOf(params.id)];
		const row = await quarantine.find(sql, ids[0]!);
		const body = field(form, 'noi_dung');
		if (row?.state === 'waiting' && body !== (row.repaired ?? row.body))
			await settlement.repair(sql, user.id, row.id, body === row.body ? null : body);
		return { counts: await settlement.replay(sql, warehouse, user.id, { ids }) };
	}),
	loaibo: action('quarantine.manage', async ({ locals: { sql }, params }, user, form) => {
		const ids = [idOf(params.id)];
		return { discarded: await settlement.discard(sql, user.id, { ids }, field(form, 'ly_do')) };
	})
};
