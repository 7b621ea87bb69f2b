-- Evaluations: what was done somewhere, and whether it changed what an indicator measures. A plan is
-- fixed before any result is seen; a later change is a new version with its reason.
create table evaluations (
	id integer generated always as identity primary key,
	created_by integer not null references users,
	created_at timestamptz not null default clock_timestamp(),
	published_at timestamptz, -- from then on localities may read it
	published_by integer references users,
	check ((published_at is null) = (published_by is null))
);

create table evaluation_plans (
	evaluation_id integer not null references evaluations,
	version integer not null check (version >= 1),
	plan jsonb not null,
	reason text not null default '' check (length(reason) <= 1000), -- why it differs from the one before
	after_results boolean not null, -- somebody had seen results when it was written
	written_by integer not null references users,
	written_at timestamptz not null default clock_timestamp(),
	fixed_by integer references users,
	fixed_at timestamptz,
	primary key (evaluation_id, version),
	check ((fixed_by is null) = (fixed_at is null)),
	check (version = 1 or reason <> '')
);
create trigger fixed_plans_are_immutable before update or delete on evaluation_plans
	for each row when (old.fixed_at is not null) execute function refuse_change();

-- A result with all that it was computed from: the same facts, seed and rules give the same numbers.
create table evaluation_results (
	id integer generated always as identity primary key,
	evaluation_id integer not null,
	version integer not null,
	facts jsonb not null,
	facts_sha256 text not null check (facts_sha256 ~ '^[0-9a-f]{64}$'),
	seed bigint not null,
	rules integer not null,
	result jsonb not null,
	computed_by integer not null references users,
	computed_at timestamptz not null default clock_timestamp(),
	foreign key (evaluation_id, version) references evaluation_plans (evaluation_id, version)
);
create index evaluation_results_of on evaluation_results (evaluation_id, id);
create trigger evaluation_results_are_immutable before update or delete on evaluation_results
	for each row execute function refuse_change();
