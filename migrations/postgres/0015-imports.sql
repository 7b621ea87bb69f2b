-- Imports of paper forms: a file, what was recognised in it and decided about it, the findings of its
-- last run, and the forms it wrote. The file itself is deleted some days after its import ended.
create table imports (
	id integer generated always as identity primary key,
	campaign_id integer not null references campaigns,
	user_id integer not null references users,
	file_name text not null check (length(file_name) between 1 and 200),
	kind text not null check (kind in ('csv', 'xlsx')),
	file bytea, -- null once deleted
	size integer not null check (size >= 0),
	sha256 text not null,
	reading jsonb not null default '{}', -- encoding, delimiter, sheet, line of the heading; as decided
	seen jsonb not null default '{}', -- what was recognised, with a preview
	mapping jsonb not null default '[]', -- column → question; '' = left out
	choices jsonb not null default '{}', -- how numbers and days of a column are read
	state text not null default 'reading' check (state in
		('reading', 'joining', 'queued', 'running', 'checked', 'done', 'withdrawn')),
	task text check (task in ('dry', 'real')), -- what is waiting, is running or ran last
	good_only boolean not null default false, -- the rows without errors are enough
	rows integer not null default 0 check (rows >= 0), -- looked at so far
	total integer check (total >= 0),
	good integer check (good >= 0),
	bad integer check (bad >= 0),
	outcome text, -- SHA-256 of what the dry run would write and refuse; the real run must give the same
	error text, -- name of the problem the last run ended with
	details jsonb not null default '{}',
	created_at timestamptz not null default clock_timestamp(),
	changed_at timestamptz not null default clock_timestamp(),
	withdrawn_by integer references users,
	reason text, -- of the withdrawal
	check ((state = 'withdrawn') = (withdrawn_by is not null)),
	check (state <> 'withdrawn' or reason <> '')
);
create index imports_of_campaign on imports (campaign_id, id);
create index imports_waiting on imports (id) where state in ('queued', 'running');
-- One file counts once; after a withdrawal it may be brought in again.
create unique index imports_once on imports (campaign_id, sha256) where state = 'done';

-- What the last run found, row by row; replaced by the next run.
create table import_findings (
	import_id integer not null references imports,
	position integer not null,
	line integer not null, -- as in the file
	grave boolean not null, -- an error; otherwise something that was done and is said
	heading text not null, -- of the column, '' = the whole row
	value text not null,
	reason text not null,
	details jsonb not null default '{}',
	primary key (import_id, position)
);

-- The forms an import wrote, for good.
create table import_forms (
	import_id integer not null references imports,
	line integer not null,
	response_id uuid references responses,
	version integer,
	citizen_response_id uuid references citizen_responses,
	primary key (import_id, line),
	foreign key (response_id, version) references response_versions,
	check ((response_id is null) <> (citizen_response_id is null))
);
create index import_forms_of_response on import_forms (response_id);
create trigger import_forms_are_immutable before update or delete on import_forms
	for each row execute function refuse_change();

-- How headings were joined last time, per survey.
create table import_headings (
	survey_id text not null references surveys,
	heading text not null check (length(heading) <= 300), -- folded
	target text not null, -- '' = left out
	changed_at timestamptz not null default now(),
	primary key (survey_id, heading)
);

-- How a version came in. A withdrawn version stays; its form stands as if it had never come.
alter table response_versions
	add column source text not null default 'form' check (source in ('form', 'paper'));
create table withdrawn_versions (
	response_id uuid not null,
	version integer not null,
	withdrawn_at timestamptz not null default clock_timestamp(),
	withdrawn_by integer not null references users,
	reason text not null check (reason <> ''),
	primary key (response_id, version),
	foreign key (response_id, version) references response_versions
);
create trigger withdrawn_versions_are_immutable before update or delete on withdrawn_versions
	for each row execute function refuse_change();
