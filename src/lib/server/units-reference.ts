/**
 * The units that ship with the program, turned into versions and lineage: the nation, 63 provinces
 * until 2025-06-30 and 34 since, the communes of the 34, central agencies, two generations of
 * regions. A province that was left as it was goes on as the same unit; one that came out of a
 * merger is a new unit, even where it kept a code or a name.
 */
import { addDays } from '../event.ts';
import type { Level } from '../unit.ts';
import { fold, slugOf } from '../vietnamese.ts';
import type { Json, Sql } from './postgres.ts';
import { refresh, rowsOf } from './reference.ts';
import agencyText from './reference/agencies.csv?raw';
import communeText from './reference/communes.csv?raw';
import provinceText from './reference/provinces.csv?raw';
import regionText from './reference/regions.csv?raw';

type Version = {
	key: string;
	parent: string | null;
	level: Level;
	valid_from: string;
	valid_to: string | null;
	code: string;
	name: string;
	full_name: string;
	kind: string;
	region_code: string | null;
	slug: string;
	search: string;
};

/** Raised when the way the files are read changes, so that installations load again. */
const edition = '1';
const firstDay = '2008-08-01';
const nationKey = 'nation/vn/1945-09-02';
/** Since this day: 34 provinces, no districts. */
const merger = '2025-07-01';
/** The day Đồng Nai became a city and ten of its communes became wards. */
const dongNaiCity = '2026-04-30';

type Facts = Pick<Version, 'key' | 'parent' | 'level' | 'valid_from' | 'code' | 'name' | 'kind'> & {
	valid_to?: string;
	full_name?: string;
	region_code?: string;
	/** another spelling, for search */
	also?: string;
};

function version({ also, ...facts }: Facts): Version {
	const full_name = facts.full_name ?? `${facts.kind} ${facts.name}`;
	return {
		...facts,
		full_name,
		valid_to: facts.valid_to || null,
		region_code: facts.region_code || null,
		slug: slugOf(facts.name),
		search: fold([full_name, also].filter(Boolean).join(' '))
	};
}

type ProvinceRow = Record<
	'unit' | 'valid_from' | 'valid_to' | 'code' | 'name' | 'kind' | 'region' | 'merged_into',
	string
>;
type CommuneRow = Record<'province' | 'code' | 'name' | 'kind' | 'kind_until' | 'also', string>;
type AgencyRow = Record<'code' | 'name' | 'kind' | 'valid_from', string>;

function provinceVersions(rows: ProvinceRow[]): Version[] {
	return rows.map(({ unit, region, ...row }) =>
		version({
			key: `province/${unit}`,
			parent: nationKey,
			level: 'province',
			valid_from: row.valid_from,
			valid_to: row.valid_to,
			code: row.code,
			name: row.name,
			kind: row.kind,
			region_code: region
		})
	);
}

function communeVersions(rows: CommuneRow[], provinces: Version[]): Version[] {
	const parents = new Map(
		provinces.filter((one) => one.valid_from === merger).map((one) => [one.code, one.key])
	);
	return rows.flatMap(({ province, kind_until, ...row }) => {
		const key = `commune/${row.code}/${merger}`;
		const facts = { ...row, key, parent: parents.get(province)!, level: 'commune' as const };
		if (!kind_until) return [version({ ...facts, valid_from: merger })];
		const last = addDays(dongNaiCity, -1);
		return [
			version({ ...facts, kind: kind_until, valid_from: merger, valid_to: last }),
			version({ ...facts, valid_from: dongNaiCity })
		];
	});
}

function allVersions(provinceRows: ProvinceRow[]): Version[] {
	const provinces = provinceVersions(provinceRows);
	const agencies = rowsOf<AgencyRow>(agencyText).map((row) =>
		version({
			...row,
			key: `agency/${row.code}/${firstDay}`,
			parent: nationKey,
			level: 'agency',
			full_name: row.name
		})
	);
	const nation = version({
		key: nationKey,
		parent: null,
		level: 'nation',
		valid_from: '1945-09-02',
		code: 'vn',
		name: 'Việt Nam',
		full_name: 'Việt Nam',
		kind: 'Cả nước'
	});
	const communes = communeVersions(rowsOf<CommuneRow>(communeText), provinces);
	return [nation, ...provinces, ...communes, ...agencies];
}

async function write(tx: Sql, versions: Version[], lineage: object[]): Promise<void> {
	const regions = rowsOf(regionText).map((row, index) => ({
		...row,
		position: index + 1,
		valid_to: row.valid_to || null
	}));
	await tx`insert into regions (code, name_vi, name_en, valid_from, valid_to, position)
		select code, name_vi, name_en, valid_from, valid_to, position
		from jsonb_populate_recordset(null::regions, ${tx.json(regions as Json)})
		on conflict (code) do update set name_vi = excluded.name_vi, name_en = excluded.name_en,
			valid_from = excluded.valid_from, valid_to = excluded.valid_to, position = excluded.position`;
	await tx`create temporary table incoming on commit drop as
		select * from jsonb_to_recordset(${tx.json(versions as Json)}) as row (
			key text, parent text, level text, valid_from date, valid_to date, code text, name text,
			full_name text, kind text, region_code text, slug text, search text)`;
	await tx`insert into units (level, key) select distinct level, key from incoming
		order by level, key on conflict (key) do nothing`;
	// In the order of time, so that a version that now ends makes room for the one that follows.
	await tx`insert into unit_versions (unit_id, valid_from, valid_to, code, name, full_name, kind,
			level, parent_id, region_code, slug, search)
		select u.id, i.valid_from, i.valid_to, i.code, i.name, i.full_name, i.kind,
			i.level, p.id, i.region_code, i.slug, i.search
		from incoming i join units u on u.key = i.key left join units p on p.key = i.parent
		order by i.valid_from
		on conflict (unit_id, valid_from) do update set valid_to = excluded.valid_to,
			code = excluded.code, name = excluded.name, full_name = excluded.full_name,
			kind = excluded.kind, parent_id = excluded.parent_id, region_code = excluded.region_code,
			slug = excluded.slug, search = excluded.search`;
	await tx`insert into unit_lineage (predecessor_id, successor_id, relation, effective)
		select p.id, s.id, 'merged', i.effective
		from jsonb_to_recordset(${tx.json(lineage as Json)})
			as i (predecessor text, successor text, effective date)
		join units p on p.key = i.predecessor join units s on s.key = i.successor
		on conflict do nothing`;
}

/** Loads the units unless they are loaded. Units and versions added by administrators stay. */
export async function load(sql: Sql): Promise<boolean> {
	const text = [edition, agencyText, communeText, provinceText, regionText].join('\n');
	return refresh(sql, 'units', text, async (tx) => {
		const provinceRows = rowsOf<ProvinceRow>(provinceText);
		const lineage = provinceRows
			.filter((row) => row.merged_into)
			.map((row) => ({
				predecessor: `province/${row.unit}`,
				successor: `province/${row.merged_into}`,
				effective: merger
			}));
		await write(tx, allVersions(provinceRows), lineage);
	});
}
