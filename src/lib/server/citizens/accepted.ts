/**
 * Citizens' answers that count, in bulk, as they may be taken out: of free text only what was cleared,
 * as it was cleared. Neither the device nor the invitation is read at all. Answers come in batches, so
 * that a million of them take no more memory than a few hundred.
 */
import { commentSuffix, type Box, type Field } from '../../questionnaire/fields.ts';
import type { Answers } from '../../questionnaire/structure.ts';
import type { Sql } from '../postgres.ts';
import type { Extent } from '../received.ts';
import * as texts from '../texts/texts.ts';

export type Accepted = {
	id: string;
	number: number;
	unitCode: string;
	unitName: string;
	region: string;
	surveyVersionId: number;
	linkKind: 'open' | 'locality' | 'invited' | '';
	source: 'link' | 'invitation' | 'paper';
	receivedAt: Date;
	seconds: number | null;
	flags: string[];
	/** what was decided about the flags */
	decision: '' | 'keep';
	/** as far as they may be taken out */
	data: Answers;
	/** all of them, for the questions' conditions only */
	whole: Answers;
	/** paths of texts that stay inside */
	withheld: ReadonlySet<string>;
};
type Place = Pick<Accepted, 'unitCode' | 'unitName' | 'region'>;
type Row = Omit<Accepted, 'withheld' | 'whole' | keyof Place> & {
	unitId: number;
	/** in Vietnam, of arrival */
	day: string;
	unasked: string[];
};

const within = (sql: Sql, { campaignId, unitIds }: Extent, excluded = false) => sql`
	r.campaign_id = ${campaignId} and r.state = 'accepted' and not r.surplus
	and r.decision ${excluded ? sql`=` : sql`<>`} 'exclude'
	${unitIds ? sql`and r.unit_id = any(${unitIds}::integer[])` : sql``}`;

/** True once a campaign has an answer that counts. */
export async function any(sql: Sql, campaignId: number): Promise<boolean> {
	const extent = { campaignId, unitIds: undefined };
	const rows = await sql`select 1 from citizen_responses r where ${within(sql, extent)} limit 1`;
	return rows.length > 0;
}

/** How many there are, how many were excluded by hand, and the survey versions they were given to, the newest first. */
export async function count(
	sql: Sql,
	extent: Extent
): Promise<{ total: number; excluded: number; versionIds: number[] }> {
	const rows = await sql<{ id: number; count: number }[]>`
		select r.survey_version_id as id, count(*)::int as count from citizen_responses r
		where ${within(sql, extent)} group by 1 order by 1 desc`;
	const total = rows.reduce((sum, row) => sum + row.count, 0);
	const [left] = await sql<{ count: number }[]>`
		select count(*)::int as count from citizen_responses r where ${within(sql, extent, true)}`;
	return { total, excluded: left!.count, versionIds: rows.map(({ id }) => id) };
}

/** Answers that count by number of the survey version they were given to. */
export async function byVersion(
	sql: Sql,
	campaignId: number
): Promise<{ number: number; forms: number }[]> {
	return sql<{ number: number; forms: number }[]>`select v.number, count(*)::int as forms
		from citizen_responses r join survey_versions v on v.id = r.survey_version_id
		where ${within(sql, { campaignId, unitIds: undefined })}
		group by v.number order by v.number`;
}

/** The answers in order of arrival. `fields` are those of each survey version. */
export async function* inBatches(
	sql: Sql,
	extent: Extent,
	fields: ReadonlyMap<number, readonly Field[]>,
	size = 100
): AsyncGenerator<Accepted[]> {
	const places = new Map<string, Place>();
	// Other questions are put between two batches, which an open cursor of the driver would not let pass.
	for (let last = 0; ;) {
		const some = await sql<Row[]>`
			select r.id, r.number, r.unit_id, r.survey_version_id, r.source, r.received_at, r.seconds,
				(r.received_at at time zone 'Asia/Ho_Chi_Minh')::date::text as day,
				r.flags, r.decision, r.unasked, r.data,
				case when l.id is null then '' when l.invited_only then 'invited'
					when u.level = 'nation' then 'open' else 'locality' end as link_kind
			from citizen_responses r
			left join public_links l on l.id = r.link_id
			left join units u on u.id = l.unit_id
			where ${within(sql, extent)} and r.number > ${last}
			order by r.number limit ${size}`;
		if (some.length === 0) return;
		last = some.at(-1)!.number;
		const cleared = await texts.cleared(
			sql,
			some.map(({ id }) => id)
		);
		await learn(sql, places, some);
		yield some.map(({ unasked, unitId, day, ...row }) => {
			const whole = { ...row.data };
			for (const name of unasked) delete whole[name];
			const own = fields.get(row.surveyVersionId) ?? [];
			const place = places.get(`${unitId} ${day}`)!;
			return { ...row, ...place, whole, ...withoutTexts(own, whole, cleared.get(row.id) ?? []) };
		});
	}
}

/** Adds to `places` the names that localities had on the days of some answers. */
async function learn(sql: Sql, places: Map<string, Place>, some: readonly Row[]): Promise<void> {
	const unknown = new Map<string, Row>();
	for (const row of some) {
		const key = `${row.unitId} ${row.day}`;
		if (!places.has(key)) unknown.set(key, row);
	}
	if (unknown.size === 0) return;
	const asked = [...unknown.values()];
	const found = await sql<(Place & { unitId: number; day: string })[]>`
		select d.unit_id, d.day::text as day, coalesce(v.code, '') as unit_code,
			coalesce(v.full_name, '') as unit_name, coalesce(g.name_vi, '') as region
		from unnest(${asked.map(({ unitId }) => unitId)}::integer[],
			${asked.map(({ day }) => day)}::date[]) d (unit_id, day)
		left join lateral (
			select * from unit_versions where unit_id = d.unit_id and valid_from <= d.day
			order by valid_from desc limit 1
		) v on true
		left join lateral (
			select region_code from unit_versions where unit_id = v.parent_id and valid_from <= d.day
			order by valid_from desc limit 1
		) above on true
		left join regions g on g.code = coalesce(v.region_code, above.region_code)`;
	for (const { unitId, day, ...place } of found) places.set(`${unitId} ${day}`, place);
}

/**
 * Answers without what the respondent wrote, but for the texts given. Everything is copied that is
 * known to be no free text, so that what nobody thought of stays inside.
 */
export function withoutTexts(
	fields: readonly Field[],
	given: Answers,
	cleared: readonly { question: string; item: string; text: string }[]
): { data: Answers; withheld: Set<string> } {
	const known = new Map(cleared.map(({ question, item, text }) => [`${question}\n${item}`, text]));
	const withheld = new Set<string>();
	const data: Answers = {};

	function kept(box: Box, value: unknown, question: string, item: string): unknown {
		if (box.kind !== 'text' && box.kind !== 'file') return value;
		if (box.kind === 'text' && box.format === 'date') return value;
		return text(value, question, item, item === '' ? question : `${question}.${item}`);
	}
	function text(value: unknown, question: string, item: string, path: string): unknown {
		if (value === undefined || value === null || value === '') return undefined;
		const found = known.get(`${question}\n${item}`);
		if (!found) withheld.add(path);
		return found;
	}
	const part = (value: unknown, name: string): unknown =>
		value !== null && typeof value === 'object' && Object.hasOwn(value, name)
			? (value as Record<string, unknown>)[name]
			: undefined;

	for (const { name, shape } of fields) {
		const value = given[name];
		const remark = text(
			given[name + commentSuffix],
			name,
			commentSuffix.slice(1),
			name + commentSuffix
		);
		if (remark !== undefined) data[name + commentSuffix] = remark;
		if (value === undefined) continue;
		if (shape.kind === 'matrix') data[name] = value;
		else if (shape.kind === 'items')
			data[name] = Object.fromEntries(
				shape.items.map((item) => [
					item.name,
					kept(item.box, part(value, item.name), name, item.name)
				])
			);
		else if (shape.kind === 'table')
			data[name] = (Array.isArray(value) ? (value as unknown[]) : []).map((row, index) =>
				Object.fromEntries(
					shape.columns.map((column) => [
						column.name,
						kept(column.box, part(row, column.name), name, `${index + 1}.${column.name}`)
					])
				)
			);
		else {
			const left = kept(shape, value, name, '');
			if (left !== undefined) data[name] = left;
		}
	}
	return { data, withheld };
}
