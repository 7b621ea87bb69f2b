/** The measured portals. */
import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { dayOf } from '#lib/event.ts';
import { Problem } from '#lib/problem.ts';
import { visibleUnits } from '#lib/server/access.ts';
import { uuidOfSite } from '#lib/server/intake/identity.ts';
import type { Sql } from '#lib/server/postgres.ts';
import * as sites from '#lib/server/sites.ts';
import * as units from '#lib/server/units.ts';
import type { Site } from '#lib/site.ts';
import type { Unit } from '#lib/unit.ts';
import { readJson } from '../../../body.ts';
import { endpoint } from '../../../edge.ts';

export const GET = endpoint('site.read', async ({ locals }, user) => {
	const unitIds = await visibleUnits(locals.sql, user);
	return json({ sites: (await sites.list(locals.sql, unitIds)).map(named) });
});

const newSite = v.object({
	domain: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(253)),
	name: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200))),
	unit: v.union([v.pipe(v.string(), v.trim()), v.pipe(v.number(), v.integer())])
});

export const POST = endpoint('site.manage', async ({ request, locals }, user) => {
	const read = v.safeParse(newSite, await readJson(request, 10_000));
	if (!read.success)
		throw new Problem('request.invalid', { reason: read.issues.map(describe).join('; ') });
	const { domain, name, unit: wanted } = read.output;
	const unit = await findUnit(locals.sql, wanted);
	if (!unit) throw new Problem('request.invalid', { reason: `unit ${wanted}` });
	const site = await sites.create(locals.sql, user.id, {
		domain,
		name: name || domain,
		unitId: unit.id
	});
	await locals.platform.intake.refreshSites();
	return json(named(site), { status: 201 });
});

/** With the UUID that clients of Umami know it by. */
function named(site: Site) {
	return { ...site, uuid: uuidOfSite(site.domain) };
}

function describe(issue: v.BaseIssue<unknown>): string {
	return `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`;
}

/** A unit by its code as of today, nation and provinces before agencies and communes, or by id. */
async function findUnit(sql: Sql, wanted: string | number): Promise<Unit | undefined> {
	const today = dayOf(Date.now());
	const order = ['nation', 'province', 'agency', 'commune'] as const;
	if (typeof wanted === 'string')
		for (const level of order) {
			const unit = await units.find(sql, wanted, level, today);
			if (unit) return unit;
		}
	const id = Number(wanted);
	return Number.isInteger(id) && id > 0 && id < 2 ** 31 ? units.byId(sql, id, today) : undefined;
}
