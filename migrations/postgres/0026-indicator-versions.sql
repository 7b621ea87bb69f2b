-- Definitions of indicators in versions that never change: those of the program's own files, and
-- those that analysts write. `indicators` holds the version in force; a newer file version waits
-- beside a version of an analyst until somebody takes it over.
alter table indicators
	add column is_own boolean not null default false, -- made here, not from the files
	add column retired_at timestamptz,
	add column retired_by integer references users,
	add column retired_reason text check (length(retired_reason) between 1 and 2000),
	add check ((retired_at is null) = (retired_by is null)),
	add check ((retired_at is null) = (retired_reason is null)),
	add check (retired_at is null or is_own);

create table indicator_versions (
	indicator_id text not null references indicators,
	version integer not null check (version > 0),
	replaces integer, -- the version in force when this one was written
	origin text not null check (origin in ('file', 'analyst')),
	content jsonb not null, -- the whole definition
	reason text not null check (length(reason) between 1 and 2000),
	entered_by integer references users, -- null = the files
	entered_at timestamptz not null default clock_timestamp(),
	primary key (indicator_id, version),
	foreign key (indicator_id, replaces) references indicator_versions (indicator_id, version),
	check (replaces < version),
	check ((origin = 'file') = (entered_by is null))
);
create trigger indicator_versions_are_immutable before update or delete on indicator_versions
	for each row execute function refuse_change();

insert into indicator_versions (indicator_id, version, origin, content, reason)
select i.id, i.version, 'file', jsonb_build_object('kind', i.kind, 'nameVi', i.name_vi,
		'nameEn', i.name_en, 'unitVi', i.unit_vi, 'formulaVi', i.formula_vi, 'source', i.source,
		'collectedBy', i.collected_by, 'measure', i.measure, 'valueUnit', i.value_unit,
		'direction', i.direction, 'periodRule', i.period_rule, 'dimensions', to_jsonb(i.dimensions),
		'additive', i.additive, 'suppression', i.suppression,
		'planItems', (select coalesce(jsonb_agg(p.plan_item_id order by p.plan_item_id), '[]')
			from indicator_plan_items p where p.indicator_id = i.id)),
	'Theo tệp danh mục chỉ số'
from indicators i;

alter table indicators add foreign key (id, version)
	references indicator_versions (indicator_id, version) deferrable initially deferred;
