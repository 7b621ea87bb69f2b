-- Review in two levels: the province endorses the forms of its communes and forwards them together as
-- one dossier, naming those it could not endorse; the ministry accepts the dossier or returns it.
alter table responses drop constraint responses_state_check,
	add constraint responses_state_check
		check (state in ('draft', 'submitted', 'returned', 'endorsed', 'approved'));
alter table reviews drop constraint reviews_decision_check,
	add constraint reviews_decision_check check (decision in ('returned', 'endorsed', 'approved'));
alter table campaign_snapshot drop constraint campaign_snapshot_state_check,
	add constraint campaign_snapshot_state_check
		check (state in ('submitted', 'returned', 'endorsed', 'approved'));

create function unit_level(id integer) returns text language sql stable as $$
	select level from units where units.id = $1
$$;

create table dossiers (
	id integer generated always as identity primary key,
	campaign_id integer not null references campaigns,
	unit_id integer not null references units, -- the province
	note text not null default '' check (length(note) <= 1000),
	forwarded_at timestamptz not null default clock_timestamp(),
	forwarded_by integer not null references users
);
create index dossiers_of_campaign on dossiers (campaign_id, unit_id, id);
create trigger dossiers_are_immutable before update or delete on dossiers
	for each row execute function refuse_change();

-- Communes whose form is not endorsed, each with the reason, so that one cannot hold up the others.
create table dossier_exceptions (
	dossier_id integer not null references dossiers,
	unit_id integer not null references units,
	reason text not null check (reason <> ''),
	primary key (dossier_id, unit_id)
);
create trigger dossier_exceptions_are_immutable before update or delete on dossier_exceptions
	for each row execute function refuse_change();

create table dossier_decisions (
	dossier_id integer primary key references dossiers,
	decision text not null check (decision in ('accepted', 'returned')),
	note text not null default '' check (length(note) <= 1000),
	decided_at timestamptz not null default clock_timestamp(),
	decided_by integer not null references users,
	check (decision = 'accepted' or note <> '')
);
create trigger dossier_decisions_are_immutable before update or delete on dossier_decisions
	for each row execute function refuse_change();

-- A colleague acts for a unit's approver between two moments.
create table deputies (
	id integer generated always as identity primary key,
	unit_id integer not null references units,
	user_id integer not null references users,
	starts_at timestamptz not null,
	ends_at timestamptz not null check (ends_at > starts_at),
	given_at timestamptz not null default now(),
	given_by integer not null references users check (given_by <> user_id),
	withdrawn_at timestamptz
);
create index deputies_of_user on deputies (user_id);
