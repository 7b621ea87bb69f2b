-- Administrative units over time. A unit is one continuing body; a version is what it was called,
-- coded and subordinate to between two days. Codes are reused by other units after a merger, so
-- nothing outside this file may join on a code alone.
create extension if not exists btree_gist;
create collation if not exists vi (provider = icu, locale = 'vi');

create table regions (
	code text primary key,
	name_vi text not null,
	name_en text not null,
	valid_from date not null,
	valid_to date, -- last day; null = still valid
	position integer not null default 0 -- customary order, north to south
);

create table units (
	id integer generated always as identity primary key,
	level text not null check (level in ('nation', 'province', 'commune', 'agency')),
	key text not null unique -- stable name for loading: level/code/first day
);

create table unit_versions (
	unit_id integer not null references units,
	valid_from date not null,
	valid_to date, -- last day; null = still valid
	code text not null,
	name text not null,
	full_name text not null,
	kind text not null,
	level text not null,
	parent_id integer references units,
	region_code text references regions,
	slug text not null,
	search text not null, -- folded: no case, no diacritics, one tone placement
	primary key (unit_id, valid_from),
	check (valid_to is null or valid_to >= valid_from),
	exclude using gist (unit_id with =, daterange(valid_from, valid_to, '[]') with &&),
	exclude using gist (level with =, code with =, daterange(valid_from, valid_to, '[]') with &&)
);
create index unit_versions_parent on unit_versions (parent_id);
create index unit_versions_search on unit_versions (search text_pattern_ops);

create table unit_lineage (
	predecessor_id integer not null references units,
	successor_id integer not null references units,
	relation text not null check (relation in ('merged', 'continued', 'split')),
	effective date not null,
	primary key (predecessor_id, successor_id)
);

create function units_on(on_day date) returns setof unit_versions language sql stable as $$
	select * from unit_versions v
	where v.valid_from <= on_day and (v.valid_to is null or v.valid_to >= on_day)
$$;

-- The unit and everything below it on a day.
create function subtree_on(root integer, on_day date) returns table (unit_id integer)
language sql stable as $$
	with recursive below as (
		select root as unit_id
		union
		select v.unit_id from below b join unit_versions v on v.parent_id = b.unit_id
		where v.valid_from <= on_day and (v.valid_to is null or v.valid_to >= on_day)
	)
	select unit_id from below
$$;
