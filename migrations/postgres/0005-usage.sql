-- Usage of the portals: sites, the journal of accepted events, daily salts, days to rebuild, the ledger.
create table sites (
	id integer generated always as identity primary key,
	domain text not null unique check (domain = lower(domain) and length(domain) between 1 and 253),
	name text not null,
	unit_id integer not null references units,
	created_at timestamptz not null default now()
);

-- Accepted events, one row per group commit, until the loader has moved them to the warehouse.
create table journal (
	id bigint generated always as identity primary key,
	body bytea not null,
	events integer not null,
	tallies jsonb not null default '[]', -- what was not kept: [site, outcome, reason, events]
	written_at timestamptz not null default now()
);
alter table journal alter column body set storage external;

-- A load under way: which journal rows, and which of their lines repeat a known event. It outlives
-- a crash, so that the same rows are inserted again with the same tokens.
create table loads (
	id bigint generated always as identity primary key,
	journal_ids bigint[] not null,
	repeats integer[] not null
);

create table salts (
	day date primary key,
	salt bytea not null check (length(salt) = 32),
	created_at timestamptz not null default now()
);

create table dirty_days (
	day date primary key,
	since timestamptz not null default now(),
	changes bigint not null default 1 -- raised by each load; a rebuild clears only what it saw
);

-- received = stored + duplicate + bot + quarantined + refused, per site and hour
create table ledger (
	site_id integer not null default 0, -- 0 = unknown site
	hour timestamptz not null,
	outcome text not null check (outcome in ('received', 'stored', 'duplicate', 'bot', 'quarantined', 'refused')),
	reason text not null default '',
	events bigint not null,
	primary key (site_id, hour, outcome, reason)
);

create table log_imports (
	id integer generated always as identity primary key,
	site_id integer not null references sites,
	fingerprint text not null, -- keyed hash of the content's first bytes
	head_bytes integer not null default 4096 check (head_bytes between 1 and 4096), -- how many of them
	name text not null,
	format text not null default '',
	layout text not null default '', -- the comment that names the columns, in formats that have one
	lines bigint not null default 0, -- read so far, from the start of the file
	understood bigint not null default 0,
	skipped jsonb not null default '{}', -- reason → lines
	tally jsonb not null default '{}', -- further counts, as LogImport names them
	started_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	unique (site_id, fingerprint)
);

create table quarantine (
	id bigint generated always as identity primary key,
	site_id integer references sites,
	at timestamptz not null default now(),
	reason text not null,
	body text not null
);
