/**
 * Past figures in the record: which stand, how those of a file meet them, and how they are written.
 * Of one source, day and measure the latest import stands as a whole; the view `history_standing`
 * says so in one place.
 */
import type { Change, Figure, Grain, Series, Tally } from '../../history.ts';
import type { Sql } from '../postgres.ts';

/** Whose figures: one counter of one site, by day or by month. */
export type Owner = { siteId: number; source: string; grain: Grain };

type Standing = Figure & { id: number };

export type Meeting = Pick<Tally, 'fresh' | 'changed' | 'gone' | 'same'> & {
	/** figures put out of force, by their id */
	changes: (Change & { id: number })[];
};

/** How the figures of a file meet those that stand for the same days and measures. */
export async function meet(sql: Sql, owner: Owner, figures: Figure[]): Promise<Meeting> {
	const groups = new Set(figures.map(groupOf));
	const standing = (await between(sql, owner, figures)).filter((one) => groups.has(groupOf(one)));
	const before = new Map(standing.map((one) => [keyOf(one), one]));
	const meeting: Meeting = { fresh: 0, changed: 0, gone: 0, same: 0, changes: [] };
	for (const figure of figures) {
		const old = before.get(keyOf(figure));
		before.delete(keyOf(figure));
		if (!old) meeting.fresh++;
		else if (old.value === figure.value) meeting.same++;
		else {
			meeting.changed++;
			meeting.changes.push({ ...figure, id: old.id, before: old.value, after: figure.value });
		}
	}
	for (const old of before.values()) {
		meeting.gone++;
		meeting.changes.push({ ...old, before: old.value, after: null });
	}
	return meeting;
}

/** Figures of one day and measure, by page or of the whole site, replace each other together. */
const groupOf = ({ day, measure, path }: Figure) => `${day} ${measure} ${path === ''}`;
const keyOf = ({ day, measure, path }: Figure) => `${day} ${measure} ${path}`;

async function between(sql: Sql, owner: Owner, figures: Figure[]): Promise<Standing[]> {
	const { first, last } = spanOf(figures);
	return sql<Standing[]>`select id, day, path, measure, value from history_standing
		where site_id = ${owner.siteId} and source = ${owner.source} and grain = ${owner.grain}
			and day between ${first} and ${last} order by day, measure, path collate "C"`;
}

/** First and last day of some figures. */
export function spanOf(figures: Figure[]): { first: string; last: string } {
	let [first, last] = ['9999-12-31', '0001-01-01'];
	for (const { day } of figures) {
		if (day < first) first = day;
		if (day > last) last = day;
	}
	return { first, last };
}

/** Writes the figures of an import, and what they put out of force. */
export async function write(
	sql: Sql,
	importId: number,
	owner: Owner,
	figures: Figure[],
	changes: Meeting['changes']
): Promise<void> {
	const column = <Key extends keyof Figure>(key: Key) => figures.map((figure) => figure[key]);
	await sql`insert into history (import_id, site_id, source, grain, day, path, measure, value)
		select ${importId}, ${owner.siteId}, ${owner.source}, ${owner.grain}, day, path, measure, value
		from unnest(${column('day')}::date[], ${column('path')}::text[],
			${column('measure')}::text[], ${column('value')}::bigint[]) as given(day, path, measure, value)`;
	await sql`insert into history_replacements (import_id, history_id, value)
		select ${importId}, id, value
		from unnest(${changes.map(({ id }) => id)}::bigint[],
			${changes.map(({ after }) => after)}::bigint[]) as given(id, value)`;
}

/** What an import put out of force, as it was recorded then. */
export async function changesOf(sql: Sql, importId: number, limit: number): Promise<Change[]> {
	return sql<Change[]>`select h.day, h.path, h.measure, h.value as before, r.value as after
		from history_replacements r join history h on h.id = r.history_id
		where r.import_id = ${importId} order by h.day, h.measure, h.path collate "C" limit ${limit}`;
}

/** What stands, source by source; of one site where asked. */
export async function series(sql: Sql, siteId?: number): Promise<Series[]> {
	return sql<Series[]>`select h.site_id, s.domain, h.source, h.grain,
			min(h.day) as first_day, max(h.day) as last_day, count(distinct h.day)::int as days,
			count(*) filter (where h.path <> '')::int as pages,
			sum(h.value) filter (where h.measure = 'pageViews' and h.path = '')::float8 as page_views,
			sum(h.value) filter (where h.measure = 'visits' and h.path = '')::float8 as visits,
			sum(h.value) filter (where h.measure = 'events' and h.path = '')::float8 as events,
			bool_or(h.measure = 'visitors') as has_visitors
		from history_standing h join sites s on s.id = h.site_id
		${siteId === undefined ? sql`` : sql`where h.site_id = ${siteId}`}
		group by h.site_id, s.domain, h.source, h.grain
		order by s.domain, h.source collate vi, h.grain`;
}

export type Wanted = {
	siteId: number;
	from?: string | undefined;
	to?: string | undefined;
	/** by page, instead of the whole site */
	pages?: boolean;
};
export type Row = Figure & { source: string; grain: Grain; importId: number };

/** The figures that stand for a site, by source and day. */
export async function list(sql: Sql, { siteId, from, to, pages = false }: Wanted): Promise<Row[]> {
	return sql<Row[]>`select source, grain, day, path, measure, value, import_id
		from history_standing where site_id = ${siteId} and (path <> '') = ${pages}
			${from === undefined ? sql`` : sql`and day >= ${from}`}
			${to === undefined ? sql`` : sql`and day <= ${to}`}
		order by source collate vi, grain, day, path collate "C", measure`;
}
