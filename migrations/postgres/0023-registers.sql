-- Registers: figures that no survey and no portal gives, entered by units for a period. An entry is
-- one indicator × unit × channel × period; what it says stands in its versions, which never change.
create table register_entries (
	id integer generated always as identity primary key,
	indicator_id text not null references indicators,
	unit_id integer not null references units,
	channel text not null default '' check (length(channel) <= 60), -- '' = the register has none
	period_from date not null,
	period_to date not null check (period_to >= period_from),
	version integer not null default 1 check (version > 0), -- the one that counts
	withdrawn boolean not null default false,
	constraint register_entries_overlap exclude using gist (
		indicator_id with =, unit_id with =, channel with =,
		daterange(period_from, period_to, '[]') with &&
	) where (not withdrawn)
);
create index register_entries_by_period on register_entries (indicator_id, period_from);

create table register_versions (
	entry_id integer not null references register_entries,
	version integer not null check (version > 0),
	replaces integer, -- the version before; null = the first
	kind text not null check (kind in ('count', 'stock', 'share', 'ratio', 'state', 'days')),
	part double precision check (part >= 0 and part <= 1e15),
	whole double precision check (whole >= 0 and whole <= 1e15),
	beside double precision check (beside >= 0 and beside <= 1e15), -- a second count, such as people who came
	days integer[], -- one number of days per document
	reached_on date, -- when a state was reached
	document text not null check (length(document) <= 300), -- legal basis or number of the document
	note text not null default '' check (length(note) <= 2000),
	reason text, -- of a withdrawal; null = this version gives figures
	entered_by integer not null references users,
	entered_at timestamptz not null default clock_timestamp(),
	primary key (entry_id, version),
	foreign key (entry_id, replaces) references register_versions (entry_id, version),
	check (replaces is not distinct from nullif(version - 1, 0)),
	check (reason is null or (reason <> '' and part is null and whole is null and days is null)),
	check (reason is not null or (kind = 'days') = (part is null)),
	check (reason is not null or (kind = 'days') = (days is not null)),
	check (reason is not null or (kind in ('share', 'ratio')) = (whole is not null)),
	constraint register_versions_share check (kind <> 'share' or part <= whole),
	check (0 <= all (days) and 100000 >= all (days)),
	check (reached_on is null or kind = 'state')
);
create trigger register_versions_are_immutable before update or delete on register_versions
	for each row execute function refuse_change();

alter table register_entries add foreign key (id, version)
	references register_versions (entry_id, version) deferrable initially deferred;

-- Of an entry only the version that counts may change, and only forward.
create function keep_register_entry() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' or new.version <= old.version
		or (new.indicator_id, new.unit_id, new.channel, new.period_from, new.period_to)
			is distinct from (old.indicator_id, old.unit_id, old.channel, old.period_from, old.period_to)
	then raise exception 'an entry of a register goes on in a new version only';
	end if;
	return new;
end $$;
create trigger register_entries_go_forward before update or delete on register_entries
	for each row execute function keep_register_entry();
