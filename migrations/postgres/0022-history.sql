-- Past figures of the portals, counted by others before us: from files, by day or month, kept apart
-- from our own totals and never added to them. An import stays open until it is written.
create table history_imports (
	id integer generated always as identity primary key,
	site_id integer not null references sites,
	user_id integer not null references users,
	source text not null check (length(source) between 1 and 60), -- the counter that gave the figures
	file_name text not null check (length(file_name) between 1 and 200),
	file bytea, -- null once written
	size integer not null check (size > 0),
	sha256 text not null,
	reading jsonb not null default '{}', -- encoding, delimiter, heading, notation, order of days; as decided
	mapping jsonb, -- column → what it holds; null = as recognised
	state text not null default 'open' check (state in ('open', 'done', 'withdrawn')),
	grain text check (grain in ('day', 'month')),
	first_day date,
	last_day date,
	tally jsonb not null default '{}', -- figures that were new, changed, gone, the same; rows left out
	created_at timestamptz not null default clock_timestamp(),
	done_at timestamptz,
	withdrawn_at timestamptz,
	withdrawn_by integer references users,
	reason text, -- of the withdrawal
	check ((state = 'open') = (done_at is null)),
	check ((state = 'open') = (grain is null or first_day is null or last_day is null)),
	check ((state = 'withdrawn') = (withdrawn_by is not null)),
	check (state <> 'withdrawn' or reason <> '')
);
create index history_imports_of_site on history_imports (site_id, id);

-- One figure as a file gave it, for good. What stands is the view below.
create table history (
	id bigint generated always as identity primary key,
	import_id integer not null references history_imports,
	site_id integer not null references sites,
	source text not null,
	grain text not null check (grain in ('day', 'month')),
	day date not null check (grain = 'day' or extract(day from day) = 1), -- of a month its first
	path text not null check (length(path) <= 1000), -- '' = the whole site
	measure text not null check (measure in ('pageViews', 'visits', 'visitors', 'events')),
	value bigint not null check (value >= 0),
	unique (import_id, measure, day, path)
);
create index history_by_day on history (site_id, source, grain, day);
create trigger history_is_immutable before update or delete on history
	for each row execute function refuse_change();

-- Which figures an import put out of force, and what stands in their place; null = nothing.
create table history_replacements (
	import_id integer not null references history_imports,
	history_id bigint not null references history,
	value bigint,
	primary key (import_id, history_id)
);
create trigger history_replacements_are_immutable before update or delete on history_replacements
	for each row execute function refuse_change();

-- Of one source, day and measure the latest import stands, as a whole; a withdrawal lets the earlier
-- one stand again. Figures by page and figures of the whole site do not replace each other.
create view history_standing as
	select id, import_id, site_id, source, grain, day, path, measure, value
	from (
		select h.*, first_value(h.import_id) over (
			partition by h.site_id, h.source, h.grain, h.day, h.measure, h.path = ''
			order by h.id desc
		) as latest
		from history h
		join history_imports i on i.id = h.import_id and i.state = 'done'
	) figures
	where import_id = latest;
