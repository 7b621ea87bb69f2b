-- Surveys: an instrument, its immutable published versions, the rounds of fielding it, the answers.
create table surveys (
	id text primary key check (id ~ '^[a-z0-9-]+$'),
	title_vi text not null
);

create table survey_versions (
	id integer generated always as identity primary key,
	survey_id text not null references surveys,
	number integer not null check (number > 0),
	hash text not null, -- SHA-256 of the canonical definition
	definition jsonb not null,
	fields jsonb not null, -- field catalogue compiled at publication
	published_at timestamptz not null default now(),
	published_by integer references users,
	unique (survey_id, number),
	unique (survey_id, hash)
);
create trigger survey_versions_are_immutable before update or delete on survey_versions
	for each row execute function refuse_change();

create table campaigns (
	id integer generated always as identity primary key,
	slug text not null unique check (slug ~ '^[a-z0-9-]+$'),
	survey_version_id integer not null references survey_versions,
	title_vi text not null,
	title_en text not null,
	period_from date not null,
	period_to date not null check (period_to >= period_from),
	opens_at timestamptz not null,
	closes_at timestamptz not null check (closes_at > opens_at),
	state text not null default 'draft' check (state in ('draft', 'open', 'paused', 'closed')),
	opened_at timestamptz
);

-- Expected units, frozen at opening.
create table campaign_units (
	campaign_id integer not null references campaigns,
	unit_id integer not null references units,
	primary key (campaign_id, unit_id)
);

-- One response per expected unit. `draft` is what is being edited, numbered by `sequence`.
create table responses (
	id uuid primary key default uuidv7(),
	campaign_id integer not null,
	unit_id integer not null,
	state text not null default 'draft' check (state in ('draft', 'submitted', 'returned', 'approved')),
	draft jsonb not null default '{}',
	sequence integer not null default 0 check (sequence >= 0),
	answered integer not null default 0,
	answerable integer not null default 0,
	started_at timestamptz not null default now(),
	saved_at timestamptz not null default now(),
	saved_by integer references users,
	submitted_at timestamptz, -- of the current version
	version integer not null default 0, -- of the current version; 0 = never submitted
	foreign key (campaign_id, unit_id) references campaign_units,
	unique (campaign_id, unit_id)
);

-- What was submitted, immutable; a later version names the one it replaces.
create table response_versions (
	response_id uuid not null references responses,
	version integer not null check (version > 0),
	replaces integer,
	data jsonb not null,
	hash text not null,
	submitted_at timestamptz not null default now(),
	submitted_by integer not null references users,
	primary key (response_id, version),
	check (replaces is null or replaces = version - 1)
);
create trigger response_versions_are_immutable before update or delete on response_versions
	for each row execute function refuse_change();

-- What still has to reach the warehouse; written in the transaction that made the fact.
create table outbox (
	id bigint generated always as identity primary key,
	topic text not null check (topic in ('response')),
	key text not null,
	created_at timestamptz not null default now()
);
